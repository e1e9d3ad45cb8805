"""The questions of the local policies that a force has adopted: one generic page for all of them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from proviso.casework.access import OpenCase
from proviso.casework.acts.local import answer_local_question
from proviso.casework.commit import AnsweredSince
from proviso.casework.permissions import NotAllowed
from proviso.casework.values.afterwards import LocalAnswer
from proviso.casework.values.asking import ValueRefused
from proviso.policy.facts import FACTS
from proviso.web.design.forms import sequence
from proviso.web.holding import page_of, with_case
from proviso.web.panel import panel_of


@with_case
def local(request: HttpRequest, opened: OpenCase, fact: str) -> HttpResponseBase:
    """A local question: its answers, and why."""
    asked = {one.name for one in opened.rules.policy.local_facts}
    if fact not in asked or FACTS[fact].page != "local":
        raise Http404
    before = opened.case.local.get(fact)
    answer = request.POST.get("answer", before.value.answer if before else "")
    reason = request.POST.get("reason", before.value.reason if before else "")
    seen, errors = opened.case.seq, {}
    if request.method == "POST":
        seen = sequence(request.POST.get("last_seq"))
        try:
            answer_local_question(opened, LocalAnswer(fact=fact, answer=answer, reason=reason), seen=seen)
            return HttpResponseRedirect(reverse("case", args=[opened.case.reference]))
        except ValueRefused as refused:
            errors = {refusal.field: refusal.says for refusal in refused.refusals}
        except AnsweredSince as since:
            seen, errors = since.theirs.seq, {"answer": str(since)}
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
    choices = [
        ({"True": "yes", "False": "no"}.get(str(value), str(value)), words) for value, words in FACTS[fact].says.items()
    ]
    context = page_of(
        request,
        case=opened.case,
        question=FACTS[fact].question,
        choices=choices,
        answer=answer,
        reason=reason,
        errors=errors,
        seen=seen,
        panel=panel_of(opened.case, opened.standing),
        policies=opened.rules.policy.local_policies,
    )
    return render(request, "officer/local.jinja", context, status=422 if errors else 200)
