"""The questions of the local policies that a force has adopted: one generic page, made from the fact that it asks."""

from dataclasses import field, replace
from enum import EnumMeta
from functools import cache
from types import new_class

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.acts.answer_local import answer_of, why_not_senior
from proviso.casework.acts.case_rows import LOCAL
from proviso.casework.history.case import Case
from proviso.casework.reading.notification_status import needs_of, why_not_counted
from proviso.casework.values.local_answer import SAID_BY_THEM, LocalAnswer
from proviso.casework.values.value import Choice, Value, ValueRefused, ask, asked_fields
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import AnsweredSince
from proviso.casework.writing.permissions import why_not_permitted
from proviso.policy.conditions import Answer, KnownFacts, mentions, read
from proviso.policy.facts import FACTS
from proviso.policy.norms import LocalPolicy
from proviso.policy.vocabulary import Fact
from proviso.web.case_access import where_they_stand, with_case
from proviso.web.design.parts import answers_of
from proviso.web.form_page import AnswerPage, answer


@with_case
def local(request: HttpRequest, opened: OpenCase, fact: str) -> HttpResponseBase:
    """A local question: its answers, and why."""
    if fact not in {one.name for one in opened.rules.policy.local_facts}:
        raise Http404
    asked = asking(fact)
    before = opened.case.local.get(fact)

    def record(opened: OpenCase, given: Value, *, seen: int) -> OpenCase:
        value = LocalAnswer(fact=fact, **{**vars(given), "answer": str(vars(given)["answer"])})
        try:
            return LOCAL.record(opened, value, seen=seen)
        except AnsweredSince as since:
            theirs = shown(since.theirs.value)
            raise AnsweredSince(replace(since.theirs, value=theirs), shown(since.yours)) from since

    page = AnswerPage(
        asked,
        record,
        ", ".join(_(one.title) for one in opened.rules.policy.local_policies if asks(one, fact)),
        LOCAL.permission,
        lead=_(LOCAL.lead),
        template="act.jinja",
        begins=lambda: as_asked(before.value) if before else {},
        context=lambda held: {"not_counted": not_counted(held.case, fact), **_said_beforehand(held, fact)},
    )
    return answer(request, opened, page, where_they_stand)


def _said_beforehand(opened: OpenCase, fact: str) -> dict[str, object]:
    """Why this person cannot answer it, so that they are asked for no reason; what is recorded is there to read."""
    yours = not why_not_permitted(opened.actor, LOCAL.permission, opened.case)
    cannot = why_not_senior(fact, opened.actor, opened.case) if yours else ""
    before = opened.case.local.get(fact)
    return {"cannot": cannot, "asks": not cannot, "about": answers_of(shown(before.value)) if cannot and before else []}


def not_counted(case: Case, fact: str) -> str:
    """Why the answer to a local question does not count; empty where it does, or where there is none."""
    answered = case.local.get(fact)
    why = why_not_counted(answered.value, needs_of(case)) if answered else ""
    return _(why) if why else ""


def concerns(opened: OpenCase, fact: Fact) -> bool:
    """Whether a local question concerns this case: it is answered already; or it goes with what was answered, and
    without it a local guard is neither met nor failed."""
    if fact.name in opened.case.local:
        return True
    facts: KnownFacts = {name: one for name, one in opened.assessed.facts.items() if isinstance(one, bool | str)}
    if fact.only is not None and facts.get(fact.only.fact) not in fact.only.values:
        return False
    asking_it = [one.condition for one in opened.rules.policy.local_guards if fact.name in mentions(one.condition)]
    return any(read(condition, facts) is Answer.UNKNOWN for condition in asking_it)


def asks(policy: LocalPolicy, fact: str) -> bool:
    """Whether it is for this local policy that a fact is asked."""
    return any(fact in mentions(guard.condition) for guard in policy.guards)


@cache
def asking(fact: str) -> type[Value]:
    """The value that asks one local fact, so that its page is made, posted and refused like every other."""
    says = {answer_of(value): words for value, words in FACTS[fact].says.items()}
    members = {one: (one, f"{words[:1].upper()}{words[1:]}") for one, words in says.items()}
    # An enumeration of members that are not known before is made by calling its class, as any enumeration is.
    given = EnumMeta.__call__(Choice, f"AnswerTo{fact}", members)
    goes = {
        "happened_at",
        "interpreter",
        "interpreter_kind",
        "interpreter_name",
        "companion",
        "others_there",
        "route_safe",
        "reason",
    }
    if not set(SAID_BY_THEM) & set(says):
        goes = {"reason"}
    # An older answer can lack when it was given; no new one can.
    kept = {
        one: (replace(question, optional=False), kind)
        for one, question, kind in asked_fields(LocalAnswer)
        if one in goes
    }

    def body(names: dict[str, object]) -> None:
        names["kind"] = LocalAnswer.kind
        names["__annotations__"] = {"answer": given, **{name: kind | None for name, (_question, kind) in kept.items()}}
        names["answer"] = ask(FACTS[fact].question, "Select an answer")
        for name, (question, _kind) in kept.items():
            names[name] = field(default=None, metadata={"ask": question})

    return new_class(f"LocalQuestion{fact}", (Value,), exec_body=body)


def as_asked(value: Value) -> dict[str, object]:
    """What stands in the boxes of a recorded local answer's page."""
    told = vars(value)
    asked = asking(told["fact"]).__annotations__
    return {**{name: told[name] for name in asked}, "answer": asked["answer"](told["answer"])}


def shown(value: Value) -> Value:
    """A recorded local answer as its page asks it; one that lacks what is asked today, as it was recorded."""
    try:
        return asking(vars(value)["fact"])(**as_asked(value))
    except ValueRefused:
        return value
