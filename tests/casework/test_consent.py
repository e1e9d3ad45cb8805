"""Consent under a local policy: it counts only where the person understood, and was asked in a safe way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from proviso.accounts.models import Force
from proviso.casework.acts.answer_local import answer_local_question
from proviso.casework.reading.notification_status import Needs, needs_of, why_not_counted
from proviso.casework.values.considerations import Companion, InterpreterKind, InterpreterWas, OthersThere
from proviso.casework.values.local_answer import SAID_BY_THEM, LocalAnswer
from proviso.casework.values.person import Interpreter
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.policy.facts import FACTS

from .every import CONSENT, DISPUTED
from .examples import REACH, answer, begun
from .folding import facts, folded
from .test_acts import says

INFORMED = LocalAnswer(fact="consent_informed", answer="yes", reason="An adviser was there")
WHOLE: dict[str, Any] = {
    "interpreter": InterpreterWas.PRESENT,
    "interpreter_kind": InterpreterKind.TELEPHONE,
    "interpreter_name": "Mx Invented Lark",
    "companion": Companion.PRESENT,
}

WITH_BROTHER: dict[str, Any] = {
    "interpreter": InterpreterWas.PRESENT,
    "interpreter_kind": InterpreterKind.HOUSEHOLD,
    "interpreter_name": "Her brother, Imaginary Oduya",
}


def consent(*values: Value) -> tuple[object, object]:
    """What policy is told of consent, and of whether it is informed."""
    known = facts(folded(*values))
    return known.get("consent"), known.get("consent_informed")


@pytest.mark.parametrize(
    ("needed", "lacking", "why"),
    [
        ((), {"interpreter": InterpreterWas.ABSENT}, "An interpreter was needed and was not there"),
        ((replace(REACH, interpreter=Interpreter.NEEDED),), {}, "It is recorded that an interpreter is needed"),
        ((replace(REACH, interpreter=Interpreter.BOOKED),), {}, "It is recorded that an interpreter is needed"),
        ((), {"companion": Companion.ABSENT}, "They needed somebody suitable with them"),
        ((DISPUTED,), {}, "They needed somebody suitable with them"),
        ((), {**WITH_BROTHER}, "Family, a friend or somebody of the household interpreted"),
        (
            (),
            {"others_there": (OthersThere.SUPPORTER, OthersThere.SOURCE_OF_HARM)},
            "Somebody who may be the source of harm was there",
        ),
        ((), {"route_safe": False}, "It was not done in a way that they had said is safe"),
    ],
)
def test_consent_not_understood_or_not_asked_for_safely_is_still_to_be_sought(
    needed: tuple[Value, ...], lacking: dict[str, Any], why: str
) -> None:
    given, needs = replace(CONSENT, **lacking), needs_of(folded(*needed))
    assert consent(*needed, given, INFORMED) == ("not_sought", None)
    assert consent(given, INFORMED, *needed) == ("not_sought", None), "whatever was recorded first"
    for said in (given, replace(given, answer="refused")):
        words = why_not_counted(said, needs)
        assert words.startswith(why)
        assert words.endswith("Until then there is no consent.")
    assert consent(*needed, replace(given, answer="refused")) == ("refused", None), "nobody takes a no away"
    again = replace(CONSENT, **WHOLE)
    assert consent(given, *needed, again, INFORMED) == ("given", True)
    assert not why_not_counted(again, needs)


def test_whether_consent_is_informed_is_said_of_the_consent_that_stands() -> None:
    withdrawn = LocalAnswer(fact="consent", answer="withdrawn", reason="She rang the desk")
    assert consent(CONSENT, INFORMED) == ("given", True)
    assert consent(INFORMED, CONSENT) == ("given", None)
    assert consent(CONSENT, INFORMED, withdrawn) == ("withdrawn", None)
    assert consent(CONSENT, INFORMED, withdrawn, CONSENT) == ("given", None)


@pytest.mark.parametrize("said", sorted({*FACTS["consent"].says} - {*SAID_BY_THEM}))
def test_how_they_were_asked_goes_only_with_what_they_answered(said: str) -> None:
    value = LocalAnswer(fact="consent", answer=said, reason="She slept at last")
    assert not why_not_counted(value, Needs(child=True, interpreter=True))
    with pytest.raises(ValueRefused, match="does not go with the answer above"):
        replace(value, route_safe=True)


def test_no_other_local_question_has_such_an_answer() -> None:
    asking = {name for name, fact in FACTS.items() if fact.page == "local" and {*SAID_BY_THEM} & {*fact.says}}
    assert asking == {"consent"}


@pytest.mark.parametrize("said", SAID_BY_THEM)
@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({"interpreter": None}, "Select whether an interpreter was there"),
        ({"interpreter": InterpreterWas.PRESENT, "interpreter_kind": InterpreterKind.OTHER}, "Enter who interpreted"),
        (
            {"interpreter": InterpreterWas.PRESENT, "interpreter_name": "Mx Invented Lark"},
            "Select what kind of interpreter it was",
        ),
        ({"others_there": ()}, "Select who else was there"),
        ({"companion": None}, "Select whether someone was with them"),
        ({"route_safe": None}, "Select yes if they were asked in a way that they had said is safe"),
    ],
)
def test_how_they_were_asked_is_asked(said: str, more: dict[str, Any], missing: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        replace(CONSENT, answer=said, **more)
    assert [one.says for one in refused.value.refusals] == [missing]


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("said", SAID_BY_THEM)
def test_an_interpreter_and_support_once_needed_are_never_unsaid_in_passing(
    officer: Actor, force: Force, said: str
) -> None:
    force.local_policies = ["consent-first"]
    force.save()
    opened = answer(begun(officer), (replace(REACH, interpreter=Interpreter.BOOKED), DISPUTED))
    record: Callable[..., OpenCase] = answer_local_question
    value = replace(CONSENT, answer=said)
    assert says(record, opened, value).startswith("It is recorded that an interpreter is needed")
    value = replace(
        value,
        interpreter=InterpreterWas.PRESENT,
        interpreter_kind=InterpreterKind.POLICE,
        interpreter_name="Mx Invented Lark",
    )
    assert says(record, opened, value).startswith("They are recorded as under 18, or their age is disputed")
    value = replace(value, companion=Companion.PRESENT)
    assert record(opened, value, seen=opened.case.seq).assessed.facts["consent"] == said
