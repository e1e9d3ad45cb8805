"""Telling that was tried and failed is due again; words without a needed interpreter count for nothing (6.3.1, 9.1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from proviso.casework.acts.close import close_case
from proviso.casework.acts.propose import choose_additional_information, record_views
from proviso.casework.acts.record_person import record_reach
from proviso.casework.acts.tell import NothingToTell, record_failed_attempt, tell_after, tell_before
from proviso.casework.history.case import Case, Stage
from proviso.casework.models import WorklistRow
from proviso.casework.reading.notification_status import Needs, needs_of, why_not_counted
from proviso.casework.row_codes import Queue, What
from proviso.casework.values.closing import Closed
from proviso.casework.values.considerations import Companion, InterpreterKind, InterpreterWas, Views
from proviso.casework.values.correction import ToldCorrection
from proviso.casework.values.notification import Again, AttemptFailed, Telling, ToldAfter, ToldBefore
from proviso.casework.values.person import Interpreter
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.worklist import Due
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import RecordedAlready
from proviso.casework.writing.permissions import Actor

from .duties import dues, sent
from .every import CORRECTION, DECLINED, FAILED, NEGATED, TOLD_CORRECTION
from .examples import (
    CALL_ENDED,
    CALL_STARTED,
    MEASURES_TOO,
    NOW,
    REACH,
    TOLD_AFTER,
    TOLD_BEFORE,
    UNTOLD,
    VIEWS,
    begun,
    changed,
    ready,
    shared,
)
from .folding import facts, folded, onto, sharing
from .stories import looked_at

WITH_ONE: dict[str, object] = {
    "interpreter": InterpreterWas.PRESENT,
    "interpreter_kind": InterpreterKind.REGISTERED,
    "interpreter_name": "Mx Invented Lark",
}
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ABROAD = ToldAfter(
    told=Telling.IMPRACTICABLE,
    why_impracticable="She is abroad",
    again=Again.ON_A_DAY,
    try_again_on=date(2026, 12, 1),
)
WRONG_ABROAD = ToldCorrection(**vars(replace(ABROAD, about=None)))


def due_at(case: Case, what: What) -> list[datetime]:
    return [one.at for one in dues(case) if one.what is what]


def test_telling_beforehand_is_due_again_on_the_morning_that_was_named() -> None:
    assert due_at(folded(*UNTOLD), What.TELL_BEFORE) == []
    tried = folded(*UNTOLD, FAILED)
    assert Due(Queue.OFFICER, What.TELL_BEFORE, MORNING) in dues(tried)
    later = replace(FAILED, try_again_on=date(2026, 11, 26))
    assert due_at(onto(tried, [later]), What.TELL_BEFORE) == [MORNING + timedelta(days=2)]
    assert due_at(onto(tried, [replace(TOLD_BEFORE, about=None)]), What.TELL_BEFORE) == []


BEFORE = ToldBefore(
    told=Telling.IMPRACTICABLE,
    why_impracticable="She is unconscious",
    again=Again.ON_A_DAY,
    try_again_on=date(2026, 11, 25),
)


def test_telling_beforehand_that_is_impracticable_is_due_on_the_day_that_was_named() -> None:
    case = folded(*UNTOLD, BEFORE)
    assert facts(case)["informed_before"] == "impracticable"
    assert Due(Queue.OFFICER, What.TELL_BEFORE, MORNING + timedelta(days=1)) in dues(case)
    decided = onto(case, [sharing(case)])
    assert due_at(decided, What.TELL_BEFORE) == [MORNING + timedelta(days=1)], "nothing has left yet"
    assert due_at(onto(case, [FAILED]), What.TELL_BEFORE) == [MORNING], "somebody tried since"
    assert due_at(onto(case, [TOLD_BEFORE]), What.TELL_BEFORE) == []
    never = replace(BEFORE, again=Again.NEVER, try_again_on=None, why_never="She is not expected to wake")
    assert due_at(onto(case, [never]), What.TELL_BEFORE) == []
    given = onto(decided, [CALL_STARTED, CALL_ENDED])
    assert due_at(given, What.TELL_BEFORE) == [], "it is shared: they are told afterwards"
    more = onto(given, [MEASURES_TOO, BEFORE])
    assert due_at(more, What.TELL_BEFORE) == [MORNING + timedelta(days=1)], "something more is proposed"


def test_the_day_to_try_again_does_not_go_when_the_case_closes() -> None:
    for what, case, told_then in (
        (What.TELL_AFTER, sent(told(ABROAD)), told(TOLD_AFTER)),
        (What.TELL_CORRECTION, sent(told(TOLD_AFTER), NEGATED, CORRECTION, WRONG_ABROAD), TOLD_CORRECTION),
    ):
        closed = onto(case, [Closed(reason="She is abroad")])
        assert due_at(closed, what) == [datetime(2026, 12, 1, 9, 0, tzinfo=UTC)]
        assert due_at(onto(closed, [FAILED]), what) == [MORNING], "another day was named"
        after = onto(closed, [told_then])
        assert (due_at(after, what), after.closed) == ([], True)


@pytest.mark.django_db(databases="__all__")
def test_telling_is_recorded_on_a_closed_case(officer: Actor) -> None:
    opened = shared(officer)
    opened = tell_after(opened, replace(ABROAD, try_again_on=date(2026, 11, 29)), seen=opened.case.seq)
    opened = looked_at(opened)
    opened = close_case(opened, Closed(reason="She is abroad"), seen=opened.case.seq)
    tried = record_failed_attempt(opened, FAILED, seen=opened.case.seq)
    assert WorklistRow.objects.get(what=What.TELL_AFTER).due_at == MORNING
    told = tell_after(tried, TOLD_AFTER, seen=tried.case.seq)
    assert (told.case.stage, told.assessed.facts["informed_after"]) == (Stage.CLOSED, "yes")
    assert not WorklistRow.objects.filter(what=What.TELL_AFTER).exists()


def test_telling_afterwards_is_due_again_on_the_morning_that_was_named() -> None:
    before = due_at(sent(), What.TELL_AFTER)
    assert before
    assert before != [MORNING]
    assert due_at(sent(FAILED), What.TELL_AFTER) == [MORNING]
    assert due_at(sent(FAILED, told(TOLD_AFTER)), What.TELL_AFTER) == []
    not_yet = told(ToldAfter(told=Telling.NO))
    assert due_at(sent(FAILED, not_yet), What.TELL_AFTER) == before, "the attempt was before what was said last"
    never = told(
        ToldAfter(
            told=Telling.IMPRACTICABLE,
            why_impracticable="She left no way to reach her",
            again=Again.NEVER,
            why_never="Nobody knows where she is",
        )
    )
    assert due_at(sent(never), What.TELL_AFTER) == []
    assert due_at(sent(never, FAILED), What.TELL_AFTER) == [MORNING], "somebody tried all the same"
    assert due_at(sent(told(TOLD_AFTER), FAILED), What.TELL_AFTER) == [], "they know already"


def told(value: ToldAfter) -> ToldAfter:
    """As the act keeps it: of everything that was shared."""
    return replace(value, about="999")


@pytest.mark.django_db(databases="__all__")
def test_an_attempt_that_failed_is_recorded_once_each_time(officer: Actor) -> None:
    opened = ready(officer)
    once = record_failed_attempt(opened, FAILED, seen=opened.case.seq)
    assert once.case.latest(AttemptFailed) == FAILED
    with pytest.raises(RecordedAlready):
        record_failed_attempt(once, FAILED, seen=opened.case.seq)
    again = record_failed_attempt(once, FAILED, seen=once.case.seq)
    assert sum(isinstance(one.value, AttemptFailed) for one in again.case.history) == 2
    after = shared(officer)
    assert record_failed_attempt(after, FAILED, seen=after.case.seq).case.latest(AttemptFailed) == FAILED


@pytest.mark.django_db(databases="__all__")
def test_there_is_no_attempt_while_there_is_nothing_to_tell(officer: Actor) -> None:
    opened = begun(officer)
    with pytest.raises(NothingToTell):
        record_failed_attempt(opened, FAILED, seen=opened.case.seq)


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("day", [NOW.date(), NOW.date() - timedelta(days=1)])
def test_the_next_try_is_still_to_come(officer: Actor, day: date) -> None:
    opened = ready(officer)
    with pytest.raises(ValueRefused, match="Enter a date to try again that is still to come"):
        record_failed_attempt(opened, replace(FAILED, try_again_on=day), seen=opened.case.seq)


def views(opened: OpenCase, value: Views, *, seen: int) -> OpenCase:
    return record_views(opened, value, seen=seen)


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("needed", [Interpreter.NEEDED, Interpreter.BOOKED])
@pytest.mark.parametrize(
    ("act", "value"),
    [(tell_before, TOLD_BEFORE), (tell_after, TOLD_AFTER), (views, VIEWS)],
    ids=["before", "after", "views"],
)
def test_an_interpreter_who_is_needed_is_never_said_in_passing_not_to_be(
    officer: Actor, act: Callable[..., OpenCase], value: Value, needed: Interpreter
) -> None:
    opened = shared(officer) if act is tell_after else ready(officer)
    opened = record_reach(opened, replace(REACH, interpreter=needed), seen=opened.case.seq)
    opened = choose_additional_information(opened, MEASURES_TOO, seen=opened.case.seq)
    seen = opened.case.seq
    with pytest.raises(ValueRefused, match="It is recorded that an interpreter is needed"):
        act(opened, value, seen=seen)
    named = changed(value, **WITH_ONE)
    assert act(opened, named, seen=seen).case.seq == seen + 1


def test_who_interpreted_is_asked_only_where_somebody_did() -> None:
    for value in (TOLD_BEFORE, TOLD_AFTER, TOLD_CORRECTION, VIEWS):
        with pytest.raises(ValueRefused, match="Enter who interpreted"):
            replace(value, interpreter=InterpreterWas.PRESENT)
    with pytest.raises(ValueRefused, match="does not go with the answer above"):
        replace(TOLD_BEFORE, interpreter_name="Mx Invented Lark")
    with pytest.raises(ValueRefused, match="does not go with the answer above"):
        replace(VIEWS, interpreter=InterpreterWas.ABSENT, interpreter_name="Mx Invented Lark")


@pytest.mark.parametrize(
    ("value", "child", "says"),
    [
        (TOLD_BEFORE, False, ""),
        (TOLD_BEFORE, True, "They needed somebody suitable with them"),
        (replace(TOLD_BEFORE, interpreter=InterpreterWas.ABSENT), False, "An interpreter was needed and was not there"),
        (replace(TOLD_AFTER, companion=Companion.ABSENT), False, "They needed somebody suitable with them"),
        (replace(TOLD_AFTER, route_safe=False), False, "It was not done in a way that they had said is safe"),
        (replace(TOLD_AFTER, understood=False), False, "They did not understand it"),
        (ToldAfter(told=Telling.NO), True, ""),
        (VIEWS, False, ""),
        (replace(VIEWS, interpreter=InterpreterWas.ABSENT), False, "An interpreter was needed and was not there"),
        (DECLINED, True, "They needed somebody suitable with them"),
        (replace(DECLINED, route_safe=False), False, "It was not done in a way that they had said is safe"),
    ],
)
def test_it_is_said_why_something_does_not_count(value: Value, child: bool, says: str) -> None:
    why = why_not_counted(value, Needs(child=child))  # type: ignore[arg-type]
    assert why.startswith(says)
    assert bool(why) == bool(says)


@pytest.mark.parametrize("needed", [Interpreter.NEEDED, Interpreter.BOOKED])
@pytest.mark.parametrize("first", [(), (REACH,)], ids=["never asked before", "not needed before"])
def test_what_was_said_without_an_interpreter_counts_no_more_once_one_is_needed(
    needed: Interpreter, first: tuple[Value, ...]
) -> None:
    untold = [one for one in UNTOLD if one is not REACH]
    case = folded(*first, *untold, MEASURES_TOO, VIEWS, TOLD_BEFORE)
    assert (facts(case)["views"], facts(case)["informed_before"]) == ("given", "yes")
    later = onto(case, [replace(REACH, language="Farsi", interpreter=needed)])
    assert (facts(later)["views"], facts(later)["informed_before"]) == ("not_sought", "no")
    for value in (VIEWS, TOLD_BEFORE):
        assert why_not_counted(value, needs_of(later)).startswith(
            "It is recorded that an interpreter is needed, and then there was none"
        )
    again = onto(later, [changed(VIEWS, **WITH_ONE), changed(TOLD_BEFORE, **WITH_ONE)])
    assert (facts(again)["views"], facts(again)["informed_before"]) == ("given", "yes")


def test_telling_afterwards_is_due_again_once_an_interpreter_is_needed() -> None:
    case = onto(sent(told(TOLD_AFTER), NEGATED, CORRECTION), [TOLD_CORRECTION])
    assert due_at(case, What.TELL_AFTER) == due_at(case, What.TELL_CORRECTION) == []
    later = onto(case, [replace(REACH, interpreter=Interpreter.NEEDED)])
    assert len(due_at(later, What.TELL_AFTER)) == len(due_at(later, What.TELL_CORRECTION)) == 1
    assert facts(later)["informed_after"] == "no"


def test_telling_of_a_correction_is_due_again_on_the_morning_that_was_named() -> None:
    wrong = sent(told(TOLD_AFTER), NEGATED)
    before = due_at(wrong, What.TELL_CORRECTION)
    assert before
    assert before != [MORNING]
    assert due_at(onto(wrong, [FAILED]), What.TELL_CORRECTION) == [MORNING]
    assert due_at(onto(wrong, [FAILED, TOLD_CORRECTION]), What.TELL_CORRECTION) == []
    later = ToldCorrection(
        told=Telling.IMPRACTICABLE,
        why_impracticable="She is abroad",
        again=Again.ON_A_DAY,
        try_again_on=date(2026, 12, 1),
    )
    assert due_at(onto(wrong, [later]), What.TELL_CORRECTION) == [datetime(2026, 12, 1, 9, 0, tzinfo=UTC)]
    assert due_at(onto(wrong, [later, FAILED]), What.TELL_CORRECTION) == [MORNING]
    never = replace(later, again=Again.NEVER, try_again_on=None, why_never="She left no way to reach her")
    assert due_at(onto(wrong, [never]), What.TELL_CORRECTION) == []
    assert due_at(sent(), What.TELL_CORRECTION) == []
