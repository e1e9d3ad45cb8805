"""The equality assessment of each local policy: named by the policy owner, on the record, and not current for ever."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from proviso.accounts import force_changes
from proviso.accounts.assessments import (
    EqualityAssessment,
    NotAdopted,
    assessment_is_current,
    assessments_of,
    name_assessment,
)
from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.record import read
from tests.accounts.people import NOW, add, force_of

from .people import PROMPT

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

REVIEW = date(2027, 4, 1)
TWELVE = EqualityAssessment("EIA 12", REVIEW)


def adopted(unit: Unit, *names: str) -> Force:
    return force_changes.adopt_local_policies(unit.force, names, by=PROMPT, now=NOW, why="The board agreed")


def test_each_local_policy_names_its_own(unit: Unit, policy_owner: Officer) -> None:
    force = adopted(unit, "a", "b")
    assert assessments_of(force) == {"a": None, "b": None}
    name_assessment(force, "b", TWELVE, by=policy_owner, now=NOW, why="Published with the policy")
    assert assessments_of(force_of(policy_owner)) == {"a": None, "b": TWELVE}
    entry = read.entries("force:wessmere", with_openings=True)[-1]
    assert (entry.kind, entry.actor, entry.why) == ("equality_assessment_named", "P7", "Published with the policy")
    assert entry.body == {
        "version": 1,
        "policy": "b",
        "was": None,
        "is": {"reference": "EIA 12", "review_on": "2027-04-01"},
    }
    before = read.head("wessmere").size
    name_assessment(force, "b", TWELVE, by=policy_owner, now=NOW, why="Said once again")
    assert read.head("wessmere").size == before


def test_it_goes_with_the_policy_that_is_dropped(unit: Unit) -> None:
    force = name_assessment(
        adopted(unit, "a", "b"), "b", TWELVE, by=PROMPT, now=NOW, why="The chief officers agreed it"
    )
    assert assessments_of(adopted(unit, "a")) == {"a": None}
    assert assessments_of(adopted(unit, "a", "b")) == {"a": None, "b": None}
    assert assessments_of(force)["b"] == TWELVE


def test_it_is_not_current_once_the_day_of_a_review_has_passed(unit: Unit) -> None:
    force = name_assessment(adopted(unit, "a"), "a", TWELVE, by=PROMPT, now=NOW, why="The chief officers agreed it")
    after = REVIEW + timedelta(days=1)
    assert [assessment_is_current(force, day) for day in (REVIEW, after)] == [None, False]
    force = force_changes.state_equality_assessment(force, True, by=PROMPT, now=NOW, why="The chief officers agreed it")
    assert [assessment_is_current(force, day) for day in (REVIEW, after)] == [True, False]
    force = name_assessment(
        force, "a", EqualityAssessment("EIA 13", after), by=PROMPT, now=NOW, why="The chief officers agreed it"
    )
    assert assessment_is_current(force, after) is True


def test_a_policy_that_names_none_is_not_taken_to_be_assessed(unit: Unit) -> None:
    why = "The chief officers agreed it"
    force = force_changes.state_equality_assessment(unit.force, True, by=PROMPT, now=NOW, why=why)
    assert assessment_is_current(force, REVIEW) is True
    force = adopted(unit, "a", "b")
    assert assessment_is_current(force, REVIEW) is None
    force = name_assessment(force, "a", TWELVE, by=PROMPT, now=NOW, why=why)
    assert [assessment_is_current(force, day) for day in (REVIEW, REVIEW + timedelta(days=1))] == [None, False]
    force = name_assessment(force, "b", TWELVE, by=PROMPT, now=NOW, why=why)
    assert assessment_is_current(force, REVIEW) is True
    force = force_changes.state_equality_assessment(adopted(unit, "c"), False, by=PROMPT, now=NOW, why=why)
    assert assessment_is_current(force, REVIEW) is False


@pytest.mark.parametrize("role", [role for role in Role if role != Role.POLICY_OWNER])
def test_only_the_policy_owner_names_it(unit: Unit, role: Role) -> None:
    with pytest.raises(force_changes.NotTheirs, match="Only the policy owner of Wessmere Police"):
        name_assessment(
            adopted(unit, "a"), "a", TWELVE, by=add(unit, "X1", role), now=NOW, why="The chief officers agreed it"
        )


def test_a_policy_that_the_force_does_not_follow_has_none(unit: Unit) -> None:
    says = "Wessmere Police does not follow a local policy 'b'. Adopt it first, or name one of: "
    with pytest.raises(NotAdopted) as refused:
        name_assessment(adopted(unit, "a"), "b", TWELVE, by=PROMPT, now=NOW, why="The chief officers agreed it")
    assert str(refused.value) == f"{says}a."
    with pytest.raises(NotAdopted) as refused:
        name_assessment(adopted(unit), "b", TWELVE, by=PROMPT, now=NOW, why="The chief officers agreed it")
    assert str(refused.value) == f"{says}none."


@pytest.mark.parametrize("reference", ["", "x" * 121])
def test_a_reference_is_short_and_not_empty(unit: Unit, reference: str) -> None:
    with pytest.raises(ValidationError, match="Give the reference of the assessment, in at most 120 characters"):
        name_assessment(
            adopted(unit, "a"),
            "a",
            EqualityAssessment(reference, REVIEW),
            by=PROMPT,
            now=NOW,
            why="The chief officers agreed it",
        )


def test_a_review_is_still_to_come(unit: Unit) -> None:
    force, why = adopted(unit, "a"), "The chief officers agreed it"
    late = EqualityAssessment("EIA 12", NOW.date() - timedelta(days=1))
    with pytest.raises(ValidationError, match="Enter a day for the review that is still to come"):
        name_assessment(force, "a", late, by=PROMPT, now=NOW, why=why)
    today = EqualityAssessment("EIA 12", NOW.date())
    assert assessments_of(name_assessment(force, "a", today, by=PROMPT, now=NOW, why=why))["a"] == today
