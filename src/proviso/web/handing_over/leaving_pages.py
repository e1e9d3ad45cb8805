"""Handing the cases of somebody who leaves over, for a supervisor of the unit: whose, which, to whom, why (5.1.1).

A row tells what a list tells, and opens nothing. What was done and what was not is said, case by case, on the page that
follows; what was not stays with whoever has it, and in the table.
"""

from collections.abc import Iterator
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.acts.hand_over_many import ManyHandedOver, ManyToHandOver, hand_over_many, takers
from proviso.casework.case_error import CaseError
from proviso.casework.cases_by_owner import OwnedCase, Owner, open_cases_of, owners
from proviso.casework.values.value import Value, ValueRefused, ask
from proviso.casework.writing.permissions import STAGE_WORDS, Actor
from proviso.web.case_access import actor_of, instead_of, page_of
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.design.moments import urgency
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import brought
from proviso.web.handing_over.handover_pages import by_unit, who
from proviso.web.handing_over.owner_words import owner_words
from proviso.web.sent_once import once, sent_before
from proviso.web.signing_in import retained_answers
from proviso.web.summary_words import summary_words
from proviso.web.worklists import WORDS


class HandedOnTogether(Value):
    """To whom the cases go that were chosen, why, and what is said with each."""

    kind = "handed_on_together"

    to: str = ask("Who takes them?", "Select who takes them", most=20, heard_by=None)
    reason: str = ask(
        "Why do these cases need somebody else?",
        "Enter why these cases need somebody else",
        hint="It is on the record of each case, and the data protection officer sees it",
        reason=True,
        heard_by=None,
    )
    note: str | None = ask(
        "What should they know first?",
        hint="It is the first thing that they see on each of these cases",
        optional=True,
        long=True,
        most=500,
        heard_by=None,
    )


def supervisor_of(request: HttpRequest) -> Actor:
    """The supervisor who is signed in. Raises PermissionDenied for anybody else."""
    actor = actor_of(request)
    if actor.role is not Role.SUPERVISOR:
        raise PermissionDenied
    return actor


@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """Whose cases: everybody else who has open cases of the unit."""
    rows = [owner_words(one) for one in owners(supervisor_of(request))]
    return render(request, "handing_over/leaving.jinja", page_of(request, owners=rows))


def leaving_of(request: HttpRequest, owner: str) -> HttpResponseBase:
    """One officer's open cases, and handing those over that are chosen. Whoever has none is not in the list."""
    actor = supervisor_of(request)
    if led := sent_before(request):
        return led
    form = _form(request, actor, owner)
    faults: list[str] = []  # of the ticks, which are no question of the form
    if request.method == "POST":
        chosen = _chosen(request)
        if not chosen:
            faults.append(_("Select the cases to hand over, or all of this page"))
        try:
            if form.is_valid() and chosen:
                wanted = _wanted(owner, chosen, form.value())
                return once(request, lambda: _told(request, actor, wanted, hand_over_many(actor, wanted)))
        except ValueRefused as refused:
            faults += [one.says for one in refused.refusals if one.field == "cases"]
            form.refuse(ValueRefused([one for one in refused.refusals if one.field != "cases"]))
        except CaseError as refused:
            raise instead_of(refused) from refused
    theirs = _owner(actor, owner)
    return _show(request, actor, theirs, form, faults) if theirs else HttpResponseRedirect(reverse("leaving"))


def _owner(actor: Actor, number: str) -> Owner | None:
    return next((one for one in owners(actor) if one.staff_number == number), None)


def _form(request: HttpRequest, actor: Actor, owner: str) -> ValueForm[HandedOnTogether]:
    given = request.POST if request.method == "POST" else None
    typed = retained_answers.typed_before(request) if given is None else None
    form = form_for(HandedOnTogether)(given, typed=typed)
    form.choose_from({"to": by_unit(takers(actor, owner), actor.unit)})
    return form


def _chosen(request: HttpRequest) -> tuple[str, ...]:
    """The cases that are ticked, or all that the page showed."""
    return tuple(request.POST.getlist("shown" if "all" in request.POST else "case"))


def _wanted(owner: str, chosen: tuple[str, ...], given: HandedOnTogether) -> ManyToHandOver:
    return ManyToHandOver(owner, given.to, chosen, given.reason, given.note)


def _told(request: HttpRequest, actor: Actor, wanted: ManyToHandOver, became: ManyHandedOver) -> HttpResponseBase:
    """Say what was done and what was not, and why; then the cases that are left, or the list of whose there are."""
    to, owner = who(wanted.to), who(wanted.owner)
    if became.handed:
        said = _("Handed over to %(to)s: %(cases)s.") % {"to": to, "cases": ", ".join(became.handed)}
        messages.success(request, said)
    if became.asked:
        said = _("%(to)s is asked to take %(cases)s. Until they accept, each stays with %(owner)s.")
        messages.success(request, said % {"to": to, "cases": ", ".join(became.asked), "owner": owner})
    for why, cases in _by_reason(became):
        said = _("Not handed over: %(cases)s. %(why)s") % {"cases": ", ".join(cases), "why": why}
        messages.warning(request, said)
    left = _owner(actor, wanted.owner)
    return HttpResponseRedirect(reverse("leaving_of", args=[wanted.owner]) if left else reverse("leaving"))


def _by_reason(became: ManyHandedOver) -> Iterator[tuple[str, list[str]]]:
    """Why cases stayed where they were, with those of which it is so."""
    cases: dict[str, list[str]] = {}
    for reference, error in became.refused.items():
        why = error.refusals[0].says + "." if isinstance(error, ValueRefused) else str(error)
        cases.setdefault(why, []).append(reference)
    yield from cases.items()


def _show(
    request: HttpRequest, actor: Actor, theirs: Owner, form: ValueForm[HandedOnTogether], faults: list[str]
) -> HttpResponse:
    now = clock.now()
    try:
        page = open_cases_of(actor, theirs, after=request.GET.get("after"))
    except CaseError as refused:
        raise instead_of(refused) from refused
    sent = brought(request)
    here = reverse("leaving_of", args=[theirs.staff_number])
    errors = [{"text": one, "href": "#all"} for one in faults] + form.error_list()
    context = page_of(
        request,
        owner=owner_words(theirs),
        rows=[_row(one, now) for one in page.rows],
        more=f"{here}?after={page.next}" if page.next else "",
        begins=here if request.GET.get("after") else "",
        form=form,
        errors=errors,
        faults=faults,
        unsaved=form.unsaved,
        all_ticked="all" in sent,
        ticked=set(sent.getlist("case")),
    )
    return render(request, "handing_over/leaving_of.jinja", context, status=422 if errors else 200)


def _row(one: OwnedCase, now: datetime) -> dict[str, object]:
    """A case as the table shows it."""
    item = one.item
    return {
        "reference": one.reference,
        "summary": summary_words(item.summary) if item else "",
        "crime_reference": item.crime_reference if item else "",
        "stage": _(STAGE_WORDS[one.stage]).capitalize(),
        "what": _(WORDS[item.what][0]) if item else "",
        "due": urgency(item.due_at, now) if item else None,
    }
