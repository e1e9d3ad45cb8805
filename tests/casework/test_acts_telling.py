"""Telling the person, and the questions of local policies: what those acts refuse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import Settings

from proviso.accounts.models import Force, Role
from proviso.casework.acts.answer_local import answer_local_question
from proviso.casework.acts.tell import NothingToTell, tell_after, tell_before
from proviso.casework.values.considerations import Companion
from proviso.casework.values.local_answer import SAID_BY_THEM, LocalAnswer
from proviso.casework.values.notification import Again, How, Telling, ToldAfter, ToldBefore
from proviso.casework.values.person import Route
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.permissions import Actor, NotAllowed

from .every import CONSENT, DISPUTED, NO_WAY_IS_SAFE
from .examples import (
    CALL_ENDED,
    CALL_STARTED,
    MEASURES_TOO,
    NOW,
    PERSON,
    REACH,
    TOLD_AFTER,
    TOLD_BEFORE,
    UNTOLD,
    answer,
    begun,
    decided,
    ready,
    shared,
)
from .stories import told_late
from .test_acts import says

pytestmark = pytest.mark.django_db(databases="__all__")


def test_there_is_something_to_tell_of(officer: Actor) -> None:
    assert says(tell_before, begun(officer), TOLD_BEFORE, NothingToTell).startswith("Choose what would be shared")
    assert says(tell_after, ready(officer), TOLD_AFTER, NothingToTell).startswith("Nothing has been shared")


def test_a_day_to_try_again_is_still_to_come(officer: Actor) -> None:
    again = ToldAfter(
        told=Telling.IMPRACTICABLE,
        why_impracticable="She went abroad",
        again=Again.ON_A_DAY,
        try_again_on=date(2026, 11, 22),
    )
    opened = shared(officer)
    assert says(tell_after, opened, again) == "Enter a date to try again that is still to come"
    assert tell_after(opened, replace(again, try_again_on=date(2026, 11, 23)), seen=opened.case.seq)


def test_no_way_is_called_safe_that_was_said_not_to_be(officer: Actor) -> None:
    opened = answer(begun(officer), (*UNTOLD, NO_WAY_IS_SAFE))
    rang = replace(TOLD_BEFORE, how=How.TELEPHONE)
    assert says(tell_before, opened, rang).startswith("It is recorded that no way to reach them is safe")
    opened = tell_before(opened, replace(rang, route_safe=False), seen=opened.case.seq)
    assert opened.assessed.facts["informed_before"] == "impracticable"
    assert says(tell_before, opened, TOLD_BEFORE).startswith("It is recorded that no way to reach them is safe")
    opened = answer(opened, (replace(REACH, details="At the front desk, once he has left"), TOLD_BEFORE))
    assert opened.assessed.facts["informed_before"] == "yes", "in person, once that is recorded as safe"


@pytest.mark.parametrize("route", [one for one in Route if one is not Route.NONE_SAFE])
@pytest.mark.parametrize("how", How)
def test_only_the_way_that_is_recorded_is_called_safe_and_in_person_is_apart(
    officer: Actor, route: Route, how: How
) -> None:
    opened = answer(begun(officer), (*UNTOLD, replace(REACH, route=route)))
    value = replace(TOLD_BEFORE, how=how)
    if how is How.IN_PERSON or how.value == route.value:
        opened = tell_before(opened, value, seen=opened.case.seq)
        assert opened.assessed.facts["informed_before"] == "yes"
        return
    assert says(tell_before, opened, value) == (
        f"The safe way that is recorded is “{route.label.lower()}”. Record the safe way first, or say that it was not "
        "safe"
    )
    opened = tell_before(opened, replace(value, route_safe=False), seen=opened.case.seq)
    assert opened.assessed.facts["informed_before"] == "impracticable"


def test_a_child_is_said_to_have_had_support_or_not(officer: Actor) -> None:
    opened = answer(begun(officer), (*UNTOLD, DISPUTED, PERSON, replace(DISPUTED, name="Imaginary Oduya")))
    assert says(tell_before, opened, TOLD_BEFORE).startswith("They are recorded as under 18, or their age is disputed")
    told = tell_before(opened, replace(TOLD_BEFORE, companion=Companion.PRESENT), seen=opened.case.seq)
    assert told.assessed.facts["informed_before"] == "yes"


def test_telling_after_it_was_shared_is_not_telling_before(officer: Actor, time: object) -> None:
    opened = answer(decided(officer), (CALL_STARTED, replace(CALL_ENDED, happened_at=NOW)))
    time.now = NOW + timedelta(hours=2)  # type: ignore[attr-defined]
    later = replace(TOLD_BEFORE, happened_at=NOW + timedelta(hours=1))
    words = "It had been shared by then, or decided. Record it as telling them afterwards"
    assert says(tell_before, opened, later).startswith(words)
    for told, known in ((TOLD_BEFORE, "yes"), (ToldBefore(told=Telling.NO), "no")):
        opened = tell_before(opened, told, seen=opened.case.seq)
        assert opened.assessed.facts["informed_before"] == known
    opened = answer(opened, (MEASURES_TOO,))
    of_more = replace(later, happened_at=NOW + timedelta(hours=2))
    assert tell_before(opened, of_more, seen=opened.case.seq).assessed.facts["informed_before"] == "yes"


def test_telling_afterwards_counts_for_what_was_shared_when_the_page_was_shown(officer: Actor) -> None:
    opened = shared(officer)
    late = told_late(officer)
    assert tell_after(opened, TOLD_AFTER, seen=opened.case.seq).assessed.facts["informed_after"] == "yes"
    assert tell_after(late, TOLD_AFTER, seen=late.case.seq).assessed.facts["informed_after"] == "yes"


@pytest.fixture
def strict(force: Force) -> Force:
    """The force, once it has adopted two local policies."""
    force.local_policies = ["consent-first", "exceptional-only"]
    force.save()
    return force


def asked(who: Actor, fact: str, given: str) -> tuple[OpenCase, LocalAnswer]:
    opened = begun(who)
    if given in SAID_BY_THEM:
        return opened, replace(CONSENT, answer=given)
    return opened, LocalAnswer(fact=fact, answer=given, reason="As it was said")


@pytest.mark.parametrize(
    ("fact", "given", "known"),
    [
        ("consent", "refused", "refused"),
        ("consent", "cannot_be_given", "cannot_be_given"),
        ("exceptional_circumstances", "yes", True),
        ("exceptional_circumstances", "no", False),
    ],
)
def test_a_local_question_is_answered(officer: Actor, strict: Force, fact: str, given: str, known: object) -> None:
    opened, value = asked(officer, fact, given)
    assert dict(answer_local_question(opened, value, seen=1).assessed.facts)[fact] == known


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        ("consent", "yes"),
        ("exceptional_circumstances", "True"),
        ("exceptional_circumstances", "maybe"),
    ],
)
def test_another_answer_to_a_local_question_is_refused(officer: Actor, strict: Force, fact: str, given: str) -> None:
    assert says(answer_local_question, *asked(officer, fact, given)) == "Select an answer"


@pytest.mark.parametrize("fact", ["informed_before", "shared", "suspected", "views", "not_a_fact", ""])
def test_what_the_case_itself_shows_is_not_answered_as_a_local_question(
    officer: Actor, strict: Force, fact: str
) -> None:
    assert says(answer_local_question, *asked(officer, fact, "yes")) == "Select an answer"


def test_a_question_of_a_policy_that_was_not_adopted_is_refused(officer: Actor) -> None:
    assert says(answer_local_question, *asked(officer, "consent", "given")) == "Select an answer"


def test_authority_is_of_a_senior_rank_that_does_not_carry_the_case(
    who: Callable[..., Actor], officer: Actor, strict: Force, settings: Settings
) -> None:
    settings.PROVISO_SENIOR_RANKS = ["superintendent", "chief_superintendent"]
    supervisor = who(Role.SUPERVISOR)
    senior = replace(supervisor, rank="superintendent")
    words = "Only somebody of a senior rank can record this (superintendent, chief superintendent). Ask"
    for someone in (officer, supervisor, replace(officer, rank="inspector")):
        refused = says(answer_local_question, *asked(someone, "senior_authorised", "yes"), NotAllowed)
        assert refused.startswith(words)
    own = says(answer_local_question, *asked(senior, "senior_authorised", "yes"), NotAllowed)
    assert own == "This is your own case: somebody else of a senior rank has to record this."
    reference = begun(officer).case.reference
    opened = open_case(senior, reference, reason="To authorise it", session="theirs")
    value = LocalAnswer(fact="senior_authorised", answer="yes", reason="It is exceptional")
    assert answer_local_question(opened, value, seen=1).assessed.facts["senior_authorised"] is True


def test_nobody_is_senior_where_the_force_has_not_said_who(
    who: Callable[..., Actor], strict: Force, settings: Settings
) -> None:
    settings.PROVISO_SENIOR_RANKS = []
    someone = replace(who(Role.SUPERVISOR), rank="chief_constable")
    refused = says(answer_local_question, *asked(someone, "senior_authorised", "yes"), NotAllowed)
    assert refused.startswith("The force has not said which ranks are senior, so nobody can authorise this.")
