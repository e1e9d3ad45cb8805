"""A look that finds that something must change, where no decision waits to be sent: the officer has it at once, does
something about it, and whoever found it looks again."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.close import close_case, close_unshared, reopen_case
from proviso.casework.acts.decide import end_delay
from proviso.casework.acts.look import LookOutstanding, NothingToLookAt, look_as_lead, look_as_supervisor
from proviso.casework.acts.review import review_delay
from proviso.casework.outstanding_looks import due_to, looks_due, must_change, words_to_change
from proviso.casework.row_codes import Queue, What
from proviso.casework.second_look import Looker
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.closing import Closed, ClosedUnshared, Reopened, WayOut
from proviso.casework.values.decision import DelayEnded
from proviso.casework.values.looks import LeadLooked, LookOutcome, SupervisorLooked
from proviso.casework.values.review_outcomes import DelayReviewed, Review
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor

from .duties import dues
from .every import ACKNOWLEDGED, WAITING
from .examples import (
    ALLEGATION,
    CONTROL,
    PROTECTION,
    SUPPORT,
    TOLD_AFTER,
    acknowledge,
    answer,
    begun,
    by_colleague,
    shared,
)
from .stories import delayed, held_up, looked_at

pytestmark = pytest.mark.django_db(databases="__all__")

WITHDRAWN = ClosedUnshared(why=WayOut.WITHDRAWN, reason="She says that she wants none of it")
NOT_SO = SupervisorLooked(outcome=LookOutcome.CHANGE, found="She has not withdrawn at all, I spoke to her")
RIGHT = SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="I read what she signed, and spoke to her")
REFUGE = LeadLooked(outcome=LookOutcome.CHANGE, found="Offer her a place in a refuge tonight")
SAFE = LeadLooked(outcome=LookOutcome.GO_AHEAD, found="She is in a refuge since last night")
STALKED = replace(ALLEGATION, crime_types=(CrimeType.STALKING,))


def by(opened: OpenCase, role: Role, number: str = "looks-on") -> OpenCase:
    """The case in the hands of somebody else of the force."""
    return replace(opened, actor=replace(opened.actor, staff_number=number, role=role))


def withdrawn(officer: Actor) -> OpenCase:
    """A case that its officer closed because the person has withdrawn."""
    opened = begun(officer)
    return close_unshared(opened, WITHDRAWN, seen=opened.case.seq)


def supervisor_finds(opened: OpenCase, looked: SupervisorLooked) -> OpenCase:
    """What a supervisor found, in the hands of whoever carries the case."""
    seen = look_as_supervisor(by(opened, Role.SUPERVISOR), looked, seen=opened.case.seq)
    return replace(seen, actor=opened.actor)


def lead_finds(opened: OpenCase, looked: LeadLooked) -> OpenCase:
    """What the vulnerability lead found, in the hands of whoever carries the case."""
    seen = look_as_lead(by(opened, Role.VULNERABILITY_LEAD), looked, seen=opened.case.seq)
    return replace(seen, actor=opened.actor)


def acknowledged(opened: OpenCase) -> OpenCase:
    """The case once a colleague recorded that what was sent was received."""
    return replace(acknowledge(by_colleague(opened), ACKNOWLEDGED, seen=opened.case.seq), actor=opened.actor)


def of_change(opened: OpenCase) -> set[Queue]:
    """On whose list it is that something must change."""
    return {one.queue for one in dues(opened.case) if one.what is What.CHANGE_FOUND}


def test_of_a_case_that_is_closed_the_officer_has_it_at_once(officer: Actor) -> None:
    opened = supervisor_finds(withdrawn(officer), NOT_SO)
    assert of_change(opened) == {Queue.OFFICER}
    (due,) = (one for one in dues(opened.case) if one.what is What.CHANGE_FOUND)
    assert due.at == opened.case.history[-1].at
    assert [one.value.found for one in must_change(opened.case)] == [NOT_SO.found]
    assert words_to_change(opened.case) == (("looks-on", NOT_SO.found),)
    assert not looks_due(opened.case), "it is the officer’s turn"

    again = reopen_case(opened, Reopened(reason="She never withdrew, says the sergeant"), seen=opened.case.seq)
    assert not of_change(again)
    assert [one.row.code for one in due_to(again.case, Looker.SUPERVISOR)] == ["closed_unshared"], "who found it sees"
    assert not looks_due(supervisor_finds(again, RIGHT).case)


def test_the_officer_has_at_once_what_a_review_of_the_delay_found(officer: Actor) -> None:
    opened = delayed(officer)
    review = DelayReviewed(outcome=Review.CHANGE, note="Ring the refuge tonight, it has room")
    reviewed = review_delay(by(opened, Role.SUPERVISOR), review, seen=opened.case.seq)
    assert of_change(reviewed) == {Queue.OFFICER}
    assert words_to_change(reviewed.case) == (("looks-on", review.note),)
    opened = replace(reviewed, actor=opened.actor)
    assert not of_change(answer(opened, (CONTROL,))), "whoever found it reviews it again in time"
    goes_on = DelayReviewed(outcome=Review.CONTINUES, next_review_at=WAITING.review_at, note="It has none, I rang too")
    assert not of_change(review_delay(reviewed, goes_on, seen=reviewed.case.seq))
    assert not of_change(end_delay(opened, DelayEnded(what_happened="It took her in"), seen=opened.case.seq))


def test_what_is_recorded_since_brings_whoever_found_it_back(officer: Actor) -> None:
    opened = lead_finds(answer(begun(officer), (STALKED,)), REFUGE)
    assert of_change(opened) == {Queue.OFFICER}
    opened = answer(opened, (SUPPORT, PROTECTION))
    assert not of_change(opened)
    assert [one.row.code for one in due_to(opened.case, Looker.LEAD)] == ["stalking"]
    opened = lead_finds(opened, REFUGE)
    assert of_change(opened) == {Queue.OFFICER}, "it was not what was asked for"
    opened = lead_finds(answer(opened, (SUPPORT,)), SAFE)
    assert not of_change(opened)
    assert not due_to(opened.case, Looker.LEAD)


def test_whoever_found_it_can_look_again_and_nobody_else_can_for_them(officer: Actor) -> None:
    opened = supervisor_finds(withdrawn(officer), NOT_SO)
    with pytest.raises(NothingToLookAt):
        lead_finds(opened, SAFE)
    opened = supervisor_finds(opened, RIGHT)
    assert not of_change(opened)
    with pytest.raises(NothingToLookAt):
        supervisor_finds(opened, RIGHT)


def test_what_only_moves_the_case_on_is_no_answer_to_it(officer: Actor) -> None:
    opened = acknowledged(answer(shared(officer), (STALKED,)))
    opened = lead_finds(opened, REFUGE)
    opened = supervisor_finds_if_due(opened)
    assert of_change(opened) == {Queue.OFFICER}, "a supervisor’s look is no answer to the lead’s"


def supervisor_finds_if_due(opened: OpenCase) -> OpenCase:
    return supervisor_finds(opened, RIGHT) if due_to(opened.case, Looker.SUPERVISOR) else opened


def test_a_case_does_not_close_while_something_must_change(officer: Actor) -> None:
    opened = acknowledged(answer(shared(officer), (STALKED, TOLD_AFTER)))
    opened = lead_finds(supervisor_finds_if_due(opened), REFUGE)
    with pytest.raises(LookOutstanding, match="looks-on looked, and found that something must change: “Offer her"):
        close_case(opened, Closed(reason="All is done, and she knows"), seen=opened.case.seq)


def test_a_decision_that_waits_is_decided_again_instead(officer: Actor) -> None:
    opened = looked_at(held_up(officer), LookOutcome.CHANGE)
    assert not must_change(opened.case)
    assert What.DECIDE_AGAIN in {one.what for one in dues(opened.case)}
    assert not due_to(opened.case, Looker.SUPERVISOR)
