"""The way out before anything was shared: what closes it, what stays due, who looks, and that it hides nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.close import NoWayOut, close_unshared, reopen_case
from proviso.casework.acts.decide import withdraw_decision
from proviso.casework.acts.look import look_as_supervisor
from proviso.casework.acts.share import record_already_shared
from proviso.casework.history.case import Case, Stage
from proviso.casework.lists import Scope, worklist
from proviso.casework.reading.way_out import SHARED_OR_TRIED, TOLD_OR_TRIED, no_way_out
from proviso.casework.row_codes import Queue, What
from proviso.casework.values.closing import Reopened
from proviso.casework.values.decision import Decide, DecisionWithdrawn
from proviso.casework.values.looks import LookOutcome, SupervisorLooked
from proviso.casework.values.notification import Telling, ToldBefore
from proviso.casework.values.sharing import CallEnded
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import read

from .carried import IN_ERROR, TWICE, WITHDREW
from .duties import dues
from .every import EVERY, IN_PLACE, LATE, NEEDED, NOT_REACHED, OTHERS, UNSUSPECTED
from .examples import CALL_STARTED, START, TOLD_BEFORE, answer, begun, decided, ready, shared, without
from .folding import folded, onto
from .stories import decides, routine

pytestmark = pytest.mark.django_db(databases="__all__")

Make = Callable[..., Actor]
LOOKED = SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="I rang her, and she said so")


def out(opened: OpenCase, how: Value = WITHDREW) -> OpenCase:
    return close_unshared(opened, how, seen=opened.case.seq)  # type: ignore[arg-type]


@pytest.mark.parametrize("how", [IN_ERROR, WITHDREW])
def test_a_case_ends_with_nothing_more_asked_and_a_supervisor_looks(officer: Actor, who: Make, how: Value) -> None:
    ended = out(begun(officer), how)
    assert ended.case.stage is Stage.CLOSED
    assert ended.case.inaccuracies == ()
    assert worklist(officer).rows == ()
    sergeant = who(Role.SUPERVISOR)
    assert [row.what for row in worklist(sergeant, Scope.REVIEWS).rows] == [What.SECOND_LOOK]
    looked = look_as_supervisor(replace(ended, actor=sergeant), LOOKED, seen=ended.case.seq)
    assert looked.case.closed
    assert worklist(sergeant, Scope.REVIEWS).rows == ()
    assert [one.kind for one in read.entries(ended.case.reference)][-2:] == [
        "case_closed_unshared",
        "supervisor_looked",
    ]


def test_whoever_closed_it_so_does_not_look_at_it(officer: Actor, who: Make) -> None:
    sergeant = who(Role.SUPERVISOR)
    ended = out(replace(begun(officer), actor=sergeant))
    with pytest.raises(NotAllowed, match="You recorded what is to be reviewed"):
        look_as_supervisor(ended, LOOKED, seen=ended.case.seq)


def test_it_is_opened_again_as_it_was_like_any(officer: Actor) -> None:
    opened = answer(begun(officer), without(ToldBefore))
    ended = out(opened)
    again = reopen_case(ended, Reopened(reason="She has changed her mind"), seen=ended.case.seq)
    assert again.case.stage is Stage.OPEN
    assert again.assessed.facts == opened.assessed.facts
    assert {row.what for row in worklist(officer).rows} == {What.ANSWER}


def test_it_hides_no_routine_check_of_status(officer: Actor, who: Make) -> None:
    out(answer(begun(officer), (routine(),)))
    due = {one.what for row in worklist(who(Role.SUPERVISOR), Scope.REVIEWS).rows for one in row.due}
    assert due == {What.REVIEW_STATUS_CHECK, What.SECOND_LOOK}


def test_what_is_shared_afterwards_opens_it_again_and_is_reviewed(officer: Actor, who: Make) -> None:
    ended = out(begun(officer))
    late = record_already_shared(ended, LATE, seen=ended.case.seq)
    assert late.case.stage is Stage.SHARED
    due = {one.what for row in worklist(who(Role.SUPERVISOR), Scope.REVIEWS).rows for one in row.due}
    assert due == {What.REVIEW_LATE_DISCLOSURE, What.SECOND_LOOK}


def refused(opened: OpenCase) -> str:
    with pytest.raises(NoWayOut) as words:
        out(opened)
    return str(words.value)


def test_what_was_shared_tried_or_told_is_seen_through(officer: Actor) -> None:
    seen_through = "Something was shared, or somebody tried to: see that through, and close the case as usual."
    tried = answer(decided(officer), (CALL_STARTED, replace(NOT_REACHED, decision=None)))
    withdrawn = withdraw_decision(tried, DecisionWithdrawn(reason="Nobody there answers"), seen=tried.case.seq)
    assert {refused(one) for one in (shared(officer), begun(officer, UNSUSPECTED), withdrawn)} == {seen_through}
    told = answer(ready(officer), (TOLD_BEFORE,))
    assert refused(told).startswith("The person was told that it was intended to share")
    decided_not_to = decides(answer(begun(officer), without(ToldBefore)), Decide.NOT_SHARE)
    assert refused(decided_not_to).startswith("Something is decided on this case")
    assert refused(decided(officer)).startswith("The person was told")


def test_protection_comes_first(officer: Actor) -> None:
    opened = answer(begun(officer), (NEEDED,))
    assert refused(opened).startswith("Immediate measures to protect them are needed")
    assert out(answer(opened, (IN_PLACE,))).case.closed


def test_telling_that_did_not_happen_stands_in_no_way() -> None:
    assert no_way_out(folded(ToldBefore(told=Telling.NO))) == ""
    assert no_way_out(folded(TOLD_BEFORE)) != ""


@pytest.mark.parametrize("value", [one for one in (*EVERY, *OTHERS) if type(one) in (*SHARED_OR_TRIED, *TOLD_OR_TRIED)])
def test_each_thing_that_says_something_was_tried_stands_in_the_way(value: Value) -> None:
    case = folded()
    assert no_way_out(onto(case, (value,)) if not isinstance(value, CallEnded) else onto(case, (CALL_STARTED, value)))


def test_it_does_not_end_on_a_page_that_is_out_of_date(officer: Actor) -> None:
    opened = begun(officer)
    answer(opened, (NEEDED,))
    with pytest.raises(MovedOn):
        close_unshared(opened, WITHDREW, seen=opened.case.seq)


def test_the_other_of_two_is_one_that_goes_on_and_that_they_can_open(officer: Actor, who: Make) -> None:
    opened, other = begun(officer), begun(who(staff_number="another"))
    south, over = begun(who(unit="south")), out(begun(officer))
    for wrong in ("PV-0000-0000", opened.case.reference, south.case.reference, over.case.reference):
        with pytest.raises(ValueRefused, match="one that is not closed, and that you can open"):
            out(opened, replace(TWICE, other=wrong))
    third = begun(officer)
    for case, written in (
        (opened, f" {other.case.reference.lower()} "),
        (third, other.case.reference[3:].replace("-", " – ").replace("0", "o")),
    ):
        assert out(case, replace(TWICE, other=written)).case.history[-1].value == replace(
            TWICE, other=other.case.reference
        )
    with pytest.raises(ValueRefused):
        out(replace(other, actor=officer), replace(TWICE, other=opened.case.reference))


def test_a_case_that_ended_so_is_due_to_nobody_but_whoever_looks() -> None:
    case: Case = onto(folded(start=START), (WITHDREW,))
    assert {(one.queue, one.what) for one in dues(case)} == {(Queue.SUPERVISOR, What.SECOND_LOOK)}
