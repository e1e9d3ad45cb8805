"""The worked cases of the guidance, told as answers: each gives exactly the facts that its scenario states."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.considerations import InterpreterWas
from proviso.casework.values.content import Include, Omission
from proviso.casework.values.decision import NotSharingDecided
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.notification import Telling, ToldAfter, ToldBefore
from proviso.casework.values.suspicion import Certainty
from proviso.casework.values.value import Value

from .every import DECLINED, IN_PLACE, NEEDED, REVIEW_STANDS, WAITING
from .examples import (
    ADDRESS,
    ALLEGATION,
    BASIC,
    CALL_ENDED,
    CALL_STARTED,
    LAWFUL_BASIS,
    MEASURES_TOO,
    NOTHING_MORE,
    PERSON,
    PROTECTION,
    PURPOSES,
    RECIPIENT,
    SUSPICION,
    TIMING,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    changed,
)
from .folding import facts, folded, onto, sharing
from .stories import routine

SCENARIOS = Path(__file__).parents[1] / "policy" / "scenarios"

ALWAYS = {
    "shared": False,
    "not_sharing_decided": False,
    "corrections_outstanding": False,
    "jurisdiction": "england_wales",
    "equality_assessment_current": True,
}
"""What every case knows of itself, or of its force, without being asked."""

BEFORE = (ALLEGATION, PERSON, ADDRESS, PROTECTION, SUSPICION, PURPOSES, LAWFUL_BASIS, BASIC)
PLAIN = (*BEFORE, NOTHING_MORE, TIMING, RECIPIENT)
MORE = (*BEFORE, MEASURES_TOO, TIMING, RECIPIENT, TOLD_BEFORE)
NONE_AGAIN = changed(
    BASIC,
    **dict.fromkeys(("name", "date_of_birth", "address", "crime_type", "suspicion"), Include.LEAVE_OUT),
    **{
        f"{field}_omitted": Omission.NOT_NEEDED
        for field in ("name", "date_of_birth", "address", "crime_type", "suspicion")
    },
)
ABUSE = replace(ALLEGATION, crime_types=(CrimeType.DOMESTIC_ABUSE,))
STALKED = replace(ALLEGATION, crime_types=(CrimeType.STALKING,))
SENT = (*PLAIN, TOLD_BEFORE, "shared", CALL_STARTED, CALL_ENDED)

TOLD: Mapping[str, tuple[Value | str, ...]] = {
    "additional-information-against-her-wishes": (*MORE, VIEWS, WEIGHING),
    "additional-later": (
        *SENT,
        TOLD_AFTER,
        NONE_AGAIN,
        MEASURES_TOO,
        DECLINED,
        WEIGHING,
        TOLD_BEFORE,
    ),
    "call-in-front-of-her": (*PLAIN, STALKED, ToldBefore(told=Telling.NO)),
    "consent-not-sought-under-a-local-policy": (
        *PLAIN,
        ABUSE,
        TOLD_BEFORE,
        LocalAnswer(fact="consent", answer="not_sought", reason="She slept at last"),
    ),
    "decided-not-to-share": (
        *PLAIN,
        ToldBefore(told=Telling.NO),
        NotSharingDecided(reason="It would drive her away"),
    ),
    "doubt-only-under-a-local-policy": (*PLAIN, ABUSE, replace(SUSPICION, certainty=Certainty.DOUBT), TOLD_BEFORE),
    "half-recorded": (),
    "in-hospital-after-a-beating": (*PLAIN, NEEDED, WAITING),
    "interpreter-never-came": (*MORE, replace(VIEWS, interpreter=InterpreterWas.ABSENT), WEIGHING),
    "pnc-marker-on-an-investigative-search": (*PLAIN, TOLD_BEFORE),
    "routine-check-reviewed": (*PLAIN, routine(), REVIEW_STANDS, TOLD_BEFORE),
    "shared-and-not-told": (*SENT, ToldAfter(told=Telling.NO)),
    "status-question-at-the-front-desk": (*PLAIN, routine(), TOLD_BEFORE),
    "the-reason-for-delay-has-ended": (*PLAIN, NEEDED, WAITING, IN_PLACE, TOLD_BEFORE),
}
NOT_TOLD = {
    "local-immigration-office": "another department cannot be chosen without saying why",
    "neither-victim-nor-witness": "no case is opened for someone who is neither",
    "nobody-suspected": "no case is opened without a suspicion",
    "the-call-already-made": "protection that nobody has considered is unknown here, and never false",
}
"""Scenarios that no case can be in, and why."""


def test_every_scenario_is_told_or_cannot_be() -> None:
    assert TOLD.keys() | NOT_TOLD.keys() == {path.stem for path in SCENARIOS.glob("*.json")}
    assert not TOLD.keys() & NOT_TOLD.keys()


@pytest.mark.parametrize("name", TOLD)
def test_a_scenario_told_as_answers_gives_exactly_its_facts(name: str) -> None:
    stated: dict[str, Any] = json.loads((SCENARIOS / f"{name}.json").read_text())["in"]["facts"]
    case = folded()
    for value in TOLD[name]:
        case = onto(case, (sharing(case) if isinstance(value, str) else value,))
    assert facts(case) == {**ALWAYS, **stated}
