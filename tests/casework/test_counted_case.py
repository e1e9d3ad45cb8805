"""What is counted of a case: codes and hours that follow from its entries, and nothing that anybody wrote."""

import dataclasses
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from proviso.casework.history.case import Case
from proviso.casework.history.replay import apply_entry
from proviso.casework.reading.counted_case import NOT_YET, CountedCase, counted
from proviso.casework.values.closing import ClosedUnshared, WayOut
from proviso.casework.values.considerations import InterpreterWas, Views, ViewsAre
from proviso.casework.values.content import Additional, BasicField
from proviso.casework.values.decision import Decide, DelayDecided, DelayEnded, NotSharingDecided, SharingDecided
from proviso.casework.values.notification import How, ToldBefore
from proviso.casework.values.person import Interpreter
from proviso.casework.values.reasons import Power, Purpose
from proviso.casework.values.reply import Said
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed, Review
from proviso.casework.values.role import RoleCorrected, RoleInCase
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.sharing import AlreadyShared, SharedHow, SharedWith, ToldBeforehand
from proviso.casework.values.suspicion import BreachReviewed, ReviewOutcome, Source, StatusCheck
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Value

from . import every
from .carried import CLOSINGS
from .examples import (
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    MEASURES_TOO,
    NOW,
    REACH,
    REPLY,
    START,
    SUSPICION,
    TOLD_AFTER,
    TOLD_BEFORE,
    VIEWS,
)
from .folding import entry, folded, onto

BASIC_NAME = BasicContent(BasicField.NAME, "Imaginary Oduya")
DECIDED = SharingDecided(
    reason="All of it is in place",
    acts=(Decide.SHARE_BASIC,),
    basic=(BASIC_NAME, BasicContent(BasicField.ADDRESS, "1 Invented Row")),
    purposes=(StatedPurpose(Purpose.ADVICE, "What to do"), StatedPurpose(Purpose.CONFIRM_OR_NEGATE, "Whether")),
    recipient=Department.NCCU,
    power=Power.SECTION_20,
)
WITH_MORE = replace(DECIDED, additional=(AdditionalContent(Additional.MEASURES, "A marker is on the address"),))
CALLED = replace(CALL_ENDED, happened_at=NOW)
SHARED: tuple[Value, ...] = (*ANSWERS, DECIDED, CALL_STARTED, CALLED)


def of(*values: Value, already_shared: bool = False) -> CountedCase:
    start = replace(START, unit="north", owner="officer-north", already_shared=already_shared)
    return counted(folded(*values, start=start))


def after(case: Case, value: Value, hours: float) -> Case:
    at = case.history[-1].at + timedelta(hours=hours)
    return apply_entry(case, entry(value, case.seq + 1, at))


def test_a_case_that_was_just_opened_is_known_by_its_role_alone() -> None:
    assert of() == CountedCase(opened=date(2026, 11, 21), unit="north", role="victim", suspected="yes")
    assert counted(Case("PV-TEST-0000")) == CountedCase(role="neither")


def test_what_was_answered_is_counted_by_its_codes() -> None:
    one = of(*ANSWERS, RoleCorrected(role=RoleInCase.WITNESS, reason="She saw the second one"))
    assert (one.role, one.crimes, one.source, one.certainty) == (
        "witness", ("burglary",), "investigation_search", "suspicion",
    )  # fmt: skip
    assert (one.suspected, one.status_check, one.additional_proposed, one.interpreter) == (
        "yes", "none", "no", "not_needed",
    )  # fmt: skip
    assert (one.decisions, one.hours_to_decision, one.shared, one.ended) == ((), NOT_YET, "no", "open")


def test_what_was_shared_is_counted_over_every_disclosure() -> None:
    one = of(*SHARED)
    assert (one.shared, one.content, one.left_out) == ("yes", "basic", ("crime_type", "date_of_birth", "suspicion"))
    assert (one.purposes, one.powers, one.recipients) == (("advice", "confirm_or_negate"), ("section_20",), ("nccu",))
    assert (one.decisions, one.late, one.told_before, one.told_after) == (("share",), "no", "yes", "")
    assert (one.hours_to_decision, one.hours_to_sharing, one.hours_to_acknowledgement) == (0, 23, NOT_YET)
    assert (one.replies, one.found_wrong, one.hours_to_correction) == (("none",), "no", None)
    more = of(*SHARED, TOLD_AFTER, REPLY, every.ACKNOWLEDGED, replace(every.OUTCOME), WITH_MORE, CALL_STARTED, CALLED)
    assert (more.content, more.told_after, more.replies) == ("additional", "", ("confirmed",))
    assert (more.hours_to_acknowledgement, more.engaged, more.report) == (0, "less", "under_way")
    beyond = of(*ANSWERS, DECIDED, CALL_STARTED, replace(CALLED, beyond="That she limps"))
    assert beyond.content == "additional"


def test_what_a_late_disclosure_does_not_say_is_not_known() -> None:
    one = of(every.LATE, already_shared=True)
    assert (one.shared, one.content, one.left_out, one.recipients) == ("yes", "", (), ("nccu",))
    assert (one.late, one.late_review, one.told_before) == ("yes", "waits", "no")
    assert (one.hours_to_sharing, one.hours_to_acknowledgement) == (None, None)
    told = replace(every.LATE, fields=(BasicField.NAME, BasicField.ADDRESS))
    looked = of(told, LateDisclosureReviewed(learned="The night shift did not know"))
    assert (looked.left_out, looked.late_review) == (("crime_type", "date_of_birth", "suspicion"), "reviewed")
    assert of(replace(every.LATE, told_before=ToldBeforehand.NOT_KNOWN)).told_before == ""
    every_field = of(replace(every.LATE, fields=tuple(BasicField)))
    assert every_field.left_out == ("none",)


@pytest.mark.parametrize(
    ("late", "recipient"),
    [
        (every.OUTSIDE, "outside_home_office"),
        (replace(every.LATE, shared_with=SharedWith.OTHER_HOME_OFFICE, who="A team"), "other_home_office"),
        (AlreadyShared(how=SharedHow.EMAIL, told_before=ToldBeforehand.YES), "not_known"),
    ],
)
def test_whoever_it_went_to_is_a_code(late: AlreadyShared, recipient: str) -> None:
    assert of(late).recipients == (recipient,)


def test_what_was_shared_and_never_recorded_counts_as_shared() -> None:
    assert of(already_shared=True) == CountedCase(
        opened=date(2026, 11, 21), unit="north", role="victim", suspected="yes", shared="yes"
    )


def test_nobody_who_was_not_told_before_a_disclosure_counts_as_told() -> None:
    untold = tuple(one for one in SHARED if not isinstance(one, ToldBefore))
    assert of(*untold).told_before == ""
    assert of(*untold, TOLD_BEFORE).told_before == ""


def test_a_routine_check_stays_one_and_its_review_is_counted() -> None:
    routine = replace(
        SUSPICION, arose_from=Source.STATUS_CHECK, status_check_was=StatusCheck.ROUTINE, search_purpose=None
    )
    specific = replace(routine, status_check_was=StatusCheck.CASE_SPECIFIC)
    assert (of(specific).status_check, of(specific).check_review) == ("case_specific", "")
    assert (of(routine).status_check, of(routine).check_review) == ("routine", "waits")
    review = BreachReviewed(outcome=ReviewOutcome.STANDS, grounds="What she said herself later")
    case = folded(routine)
    reviewed = apply_entry(case, entry(review, case.seq + 1, NOW, by="the-supervisor"))
    assert counted(reviewed).check_review == "stands"


def test_a_delay_is_counted_with_its_reasons_and_how_long_it_outlasted_its_review() -> None:
    delayed = (every.WAITING, DelayDecided(reason="She is in hospital"))
    lasts = folded(*delayed)
    assert (counted(lasts).delay_reasons, counted(lasts).hours_past_review) == (("immediate_protection",), NOT_YET)
    assert counted(lasts).decisions == ("delay",)
    ended = DelayEnded(what_happened="She is in a refuge")
    assert counted(after(lasts, ended, 1)).hours_past_review == 0
    assert counted(after(lasts, ended, 24 * 5)).hours_past_review == 48
    goes_on = DelayReviewed(outcome=Review.CONTINUES, next_review_at=NOW + timedelta(days=4), note="Not safe yet")
    reviewed = after(lasts, goes_on, 1)
    assert counted(after(reviewed, ended, 24 * 5)).hours_past_review == 1
    changed = after(reviewed, DelayReviewed(outcome=Review.CHANGE, note="Nobody rang the hospital"), 1)
    again = after(changed, ended, 24 * 5)
    assert counted(again).hours_past_review == 2
    much_later = replace(goes_on, next_review_at=NOW + timedelta(days=9))
    assert counted(after(again, much_later, 1)).hours_past_review == 2
    assert of(every.WAITING).delay_reasons == ()
    assert of(NotSharingDecided(reason="It would drive her away")).decisions == ("not_share",)


def test_telling_that_was_impracticable_says_whether_it_was_tried_again() -> None:
    later, never = ToldBefore(**every.LATER), ToldBefore(**every.NEVER)
    assert of(TOLD_BEFORE).tried_again == ""
    assert of(later).tried_again == "no"
    assert of(never).tried_again == "never"
    assert of(later, every.FAILED).tried_again == "yes"
    assert of(never, TOLD_BEFORE).tried_again == "yes"


def test_an_interpreter_who_is_needed_is_counted_where_one_was_there() -> None:
    booked = replace(REACH, interpreter=Interpreter.BOOKED)
    there, absent = replace(TOLD_BEFORE, **every.BY_LARK), replace(TOLD_BEFORE, interpreter=InterpreterWas.ABSENT)
    assert (of(booked).interpreter, of(booked).interpreter_there) == ("booked", "")
    assert of(booked, there).interpreter_there == "every_time"
    assert of(booked, there, absent).interpreter_there == "not_every_time"
    assert of(REACH, absent).interpreter_there == ""
    written = replace(TOLD_BEFORE, interpreter=InterpreterWas.IN_WRITING, how=How.LETTER)
    assert of(booked, written).interpreter_there == ""
    assert of(booked, written, there).interpreter_there == "every_time"


def test_views_are_counted_beside_what_was_then_done() -> None:
    assert of(MEASURES_TOO, VIEWS).views_and_decision == "objected_not_shared"
    agreed = replace(VIEWS, oppose=False)
    assert of(MEASURES_TOO, agreed, WITH_MORE, CALL_STARTED, CALLED).views_and_decision == "agreed_shared"
    assert (of(every.DECLINED).views, of(every.DECLINED).views_and_decision) == ("declined", "")
    assert of(Views(views=ViewsAre.NOT_SOUGHT)).views == "not_sought"


def test_a_correction_is_counted_from_what_was_found_to_the_last_who_was_told() -> None:
    wrong = folded(*SHARED, every.FOUND_WRONG)
    assert (counted(wrong).found_wrong, counted(wrong).hours_to_correction) == ("yes", NOT_YET)
    told = after(wrong, every.CORRECTION, 7)
    assert counted(told).hours_to_correction == 7
    negated = onto(told, (every.NEGATED,))
    assert counted(negated).hours_to_correction == NOT_YET
    assert counted(negated).replies == (Said.NEGATED.value,)


def test_how_a_case_ended_is_counted_by_its_last_end() -> None:
    unshared = ClosedUnshared(why=WayOut.ERROR, reason="It was opened for another person")
    closed, _, reopened = CLOSINGS
    assert of(unshared).ended == "error"
    assert of(unshared, reopened).ended == "open"
    assert of(unshared, reopened, closed).ended == "closed"


def test_nothing_that_anybody_wrote_is_counted() -> None:
    """Every value of every kind in one case: what is counted of it is codes, whole hours, a day and a unit."""
    every_value = [*every.AFTER_THE_START, *SHARED]
    case = folded(start=replace(START, unit="north", owner="officer-north"))
    seen = set()
    for value in every_value:
        case = onto(case, (value,))
        for field in dataclasses.fields(CountedCase):
            given = getattr(counted(case), field.name)
            for one in given if isinstance(given, tuple) else (given,):
                seen.add(one)
    codes = {one for one in seen if isinstance(one, str)}
    assert {one for one in seen if not isinstance(one, str | int | date | None)} == set()
    assert all(re.fullmatch(r"[a-z0-9_]*", one) for one in codes)
    assert not codes & {"officer_north", "wessmere", "wes042126"}
