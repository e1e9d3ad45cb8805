"""What an act refuses beyond its form: said at its question, in the act's own words, with what was typed kept."""

from dataclasses import replace

import pytest

from proviso.casework.models import CaseRow
from proviso.casework.values.considerations import Companion
from proviso.casework.values.content import Include
from proviso.casework.values.notification import How
from proviso.casework.values.person import Age, Person, Route
from proviso.casework.values.role import RoleCorrected, RoleInCase
from proviso.casework.values.suspicion import Source
from proviso.casework.values.value import Value
from proviso.casework.writing.permissions import Actor

from ..casework.every import WAITING
from ..casework.examples import (
    BASIC,
    PERSON,
    REACH,
    REPLY,
    SUSPICION,
    TOLD_AFTER,
    TOLD_BEFORE,
    answer,
    ready,
)
from .conftest import Browse
from .forms import Typed, typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

REASON = "Words that took a while to find"
DATES = {"try_again_on-day": "1", "try_again_on-month": "1", "try_again_on-year": "2026"}
LATER = typed(WAITING, 0) | {"review_at-year": "2025"}

REFUSALS: list[tuple[str, tuple[Value, ...], str, Typed, str, str]] = [
    (
        "a date of birth to come",
        (),
        "questions/person",
        typed(PERSON, 0) | {"date_of_birth-year": "2031"},
        "Enter a date of birth in the past 120 years",
        "#q-date_of_birth-year",
    ),
    (
        "a date of birth too long ago",
        (),
        "questions/person",
        typed(PERSON, 0) | {"date_of_birth-year": "1899"},
        "Enter a date of birth in the past 120 years",
        "#q-date_of_birth-year",
    ),
    (
        "a year that leaves open no adult",
        (),
        "questions/person",
        {"name": "Imaginary Oduya", "date_of_birth-year": "2015", "age": "adult"},
        "The date of birth makes them between 10 and 11. Correct it, or select “Under 18”; or “Their age is disputed”, "
        "if it is",
        "#q-age",
    ),
    (
        "a child by the date, an adult by the age",
        (),
        "questions/person",
        typed(PERSON, 0) | {"date_of_birth-year": "2015"},
        "The date of birth makes them 11. Correct it, or select “Under 18”; or “Their age is disputed”, if it is",
        "#q-age",
    ),
    (
        "another source",
        (),
        "questions/suspicion",
        typed(replace(SUSPICION, arose_from=Source.THIRD_PARTY, search_purpose=None), 0),
        "How it arose is already recorded (a database search made for the investigation). "
        "Only a supervisor can correct it",
        "#q-arose_from",
    ),
    (
        "a name to share that nobody recorded",
        (Person(age=Age.ADULT),),
        "questions/basic",
        typed(replace(BASIC, address=Include.SHARE), 0),
        "Nothing is recorded to share here: name. Leave it out, or record it first",
        "#q-name",
    ),
    (
        "a review that is over",
        (),
        "questions/timing",
        LATER,
        "Enter a time for the review that is still to come",
        "#q-review_at-day",
    ),
    (
        "a day to try again that has passed",
        (),
        "questions/tell-before",
        {
            "told": "impracticable",
            "why_impracticable": "She is unconscious",
            "again": "on_a_day",
            **DATES,
            "last_seq": "0",
        },
        "Enter a date to try again that is still to come",
        "#q-try_again_on-day",
    ),
    (
        "a safe way where none is",
        (replace(REACH, route=Route.NONE_SAFE, details=None),),
        "questions/tell-before",
        typed(replace(TOLD_BEFORE, how=How.LETTER), 0),
        "It is recorded that no way to reach them is safe. Record the safe way first, or say that it was not safe",
        "#q-route_safe",
    ),
    (
        "no support for a child",
        (replace(PERSON, age=Age.DISPUTED),),
        "questions/tell-before",
        typed(replace(TOLD_BEFORE, companion=Companion.NOT_NEEDED), 0),
        "They are recorded as under 18, or their age is disputed. Select whether someone suitable was with them",
        "#q-companion",
    ),
    (
        "a colleague who is not there",
        (),
        "hand-over",
        {"to": "nobody", "note": REASON, "last_seq": "0"},
        "Select another officer or supervisor of the force, from the list",
        "#q-to",
    ),
    (
        "two decisions at once",
        (),
        "decide",
        {"decide": ["share_basic", "delay"], "reason": REASON, "last_seq": "0"},
        "Select what to share, or delay, or do not share: not more than one of the three",
        "#q-decide",
    ),
    (
        "a name for a reference",
        (),
        "questions/allegation",
        {"crime_reference": "Imaginary Oduya", "crime_types": ["theft"], "stands": "recorded", "last_seq": "0"},
        "Enter a crime reference with at least one figure, like 47/12345/26",
        "#q-crime_reference",
    ),
    (
        "nothing to be told of",
        (),
        "tell-after",
        typed(TOLD_AFTER, 0),
        "Nothing has been shared, so there is nothing to tell the person of afterwards.",
        "#q-told",
    ),
    (
        "nothing to reply to",
        (),
        "reply",
        typed(REPLY, 0),
        "Nothing has been shared on this case.",
        "#q-happened_at-day",
    ),
]


@pytest.mark.parametrize(
    ("first", "path", "posted", "says", "leads_to"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_what_an_act_refuses_is_said_at_its_question_and_what_was_typed_stays(
    officer: Actor, browse: Browse, first: tuple[Value, ...], path: str, posted: Typed, says: str, leads_to: str
) -> None:
    opened = answer(ready(officer), first)
    posted = posted | {"last_seq": str(opened.case.seq)}
    response = browse().post(f"/cases/{opened.case.reference}/{path}", posted)
    page = read(response)
    assert response.status_code == (422 if path in {"role", "decide", "questions/allegation"} else 409)
    assert CaseRow.objects.get(reference=opened.case.reference).seq == opened.case.seq
    assert (says, leads_to) in page.errors
    for box, given in posted.items():
        assert page.boxes[box] == (given if isinstance(given, list) else [given]), box


def test_that_they_are_neither_is_not_offered_and_is_refused(officer: Actor, browse: Browse) -> None:
    opened, browser = ready(officer), browse()
    address = f"/cases/{opened.case.reference}/role"
    assert "Neither" not in read(browser.get(address)).words
    assert "Neither" in read(browser.get("/cases/new")).words, "there it turns the officer back, and stores nothing"
    posted = typed(RoleCorrected(role=RoleInCase.WITNESS, reason=REASON), opened.case.seq) | {"role": "neither"}
    response = browser.post(address, posted)
    assert response.status_code == 422
    assert ("Select a victim, a witness or both: a person does not stop being one", "#q-role") in read(response).errors
    assert CaseRow.objects.get(reference=opened.case.reference).seq == opened.case.seq
