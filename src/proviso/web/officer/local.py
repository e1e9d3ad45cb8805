"""The questions of the local policies that a force has adopted: one generic page, made from the fact that it asks."""

from dataclasses import replace
from functools import cache
from types import new_class
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.access import OpenCase
from proviso.casework.acts.local import answer_local_question, answer_of
from proviso.casework.commit import AnsweredSince
from proviso.casework.values.afterwards import LocalAnswer
from proviso.casework.values.asking import Choice, Value, ask, question_of
from proviso.policy.conditions import mentions
from proviso.policy.facts import FACTS
from proviso.policy.norms import LocalPolicy
from proviso.web.answering import AnswerPage, answer
from proviso.web.holding import where_they_stand, with_case


@with_case
def local(request: HttpRequest, opened: OpenCase, fact: str) -> HttpResponseBase:
    """A local question: its answers, and why."""
    if fact not in {one.name for one in opened.rules.policy.local_facts}:
        raise Http404
    asked = asking(fact)
    before = opened.case.local.get(fact)

    def record(opened: OpenCase, given: Any, *, seen: int) -> OpenCase:
        value = LocalAnswer(fact=fact, answer=given.answer.value, reason=given.reason)
        try:
            return answer_local_question(opened, value, seen=seen)
        except AnsweredSince as since:
            theirs = shown(since.theirs.value)
            raise AnsweredSince(replace(since.theirs, value=theirs), shown(since.yours)) from since

    page = AnswerPage(
        asked,
        record,
        ", ".join(_(one.title) for one in opened.rules.policy.local_policies if asks(one, fact)),
        lead=_("Your force’s own policy asks this. It may protect the person more than the guidance does, never less."),
        template="officer/act.jinja",
        shows_last=False,
        begins=lambda: dict(vars(shown(before.value))) if before else {},
    )
    return answer(request, opened, page, where_they_stand)


def asks(policy: LocalPolicy, fact: str) -> bool:
    """Whether it is for this local policy that a fact is asked."""
    return any(fact in mentions(guard.condition) for guard in policy.guards)


@cache
def asking(fact: str) -> Any:
    """The value that asks one local fact, so that its page is made, posted and refused like every other."""
    says = {answer_of(value): words for value, words in FACTS[fact].says.items()}
    # An enumeration of members that are not known before is made by calling its class, which the type checker misreads.
    made = cast("Any", Choice)
    given = made(f"AnswerTo{fact}", {one: (one, f"{words[:1].upper()}{words[1:]}") for one, words in says.items()})
    why = question_of(LocalAnswer, "reason")

    def body(names: dict[str, Any]) -> None:
        names["kind"] = LocalAnswer.kind
        names["__annotations__"] = {"answer": given, "reason": str}
        names["answer"] = ask(FACTS[fact].question, "Select an answer")
        names["reason"] = ask(why.label, why.missing, long=why.long, most=why.most)

    return new_class(f"LocalQuestion{fact}", (Value,), exec_body=body)


def shown(value: Any) -> Value:
    """A recorded local answer as its page asks it."""
    asked = asking(value.fact)
    member: Value = asked(answer=asked.__annotations__["answer"](value.answer), reason=value.reason)
    return member
