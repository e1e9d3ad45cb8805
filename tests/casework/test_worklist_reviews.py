"""What is put to others: a supervisor’s reviews, which no closing takes away, and the vulnerability lead’s cases."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import pytest

from proviso.casework.history.case import Case, Stage
from proviso.casework.reading.risk import at_risk
from proviso.casework.row_codes import Queue, What
from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.closing import Closed, Reopened
from proviso.casework.values.decision import NotSharingDecided
from proviso.casework.values.person import Knows
from proviso.casework.values.protection import Measure, Referral
from proviso.casework.values.reply import Reply, Said
from proviso.casework.values.review_outcomes import LateDisclosureReviewed
from proviso.casework.values.value import Value
from proviso.casework.worklist import summary

from .duties import LEAD, OFFICER, SUPERVISOR, as_set, dues, is_due, last, opened, sent
from .every import (
    DISPUTED,
    LATE,
    REVIEW_STANDS,
    RISK_REVIEWED,
    WARNED,
)
from .examples import (
    ALLEGATION,
    CONTROL,
    PERSON,
    PROTECTION,
    REPLY,
    START,
    SUPPORT,
    TOLD_AFTER,
)
from .folding import folded, onto
from .stories import routine


def test_a_routine_check_is_put_to_a_supervisor_also_when_the_case_is_closed() -> None:
    case = folded(routine())
    review = (SUPERVISOR, What.REVIEW_STATUS_CHECK, last(case, 26))
    is_due(case, (OFFICER, What.ANSWER, opened(case, 24)), review)
    is_due(onto(case, (REVIEW_STANDS,)), (OFFICER, What.ANSWER, opened(case, 24)))
    closed = onto(case, (NotSharingDecided(reason="It rests on the check"), Closed(reason="Nothing is owed")))
    is_due(closed, review)
    assert onto(closed, (Reopened(reason="He came back"),)).stage is Stage.NOT_SHARING


def test_a_late_disclosure_is_put_to_a_supervisor_and_completed_by_the_officer() -> None:
    case = folded(replace(LATE, why=None))
    record = (OFFICER, What.RECORD_DISCLOSURE, last(case, 1))
    tell = (OFFICER, What.TELL_AFTER, last(case, 48))
    review = (SUPERVISOR, What.REVIEW_LATE_DISCLOSURE, last(case, 26))
    look = (SUPERVISOR, What.SECOND_LOOK, last(case, 27))
    is_due(case, record, tell, review, look)
    fuller = replace(LATE, amends=case.disclosures[0].seq)
    is_due(onto(case, (LateDisclosureReviewed(learned="It was night"), fuller)), tell, look)
    whole = onto(case, (fuller, TOLD_AFTER))
    is_due(whole, review, look, (OFFICER, What.CLOSE, last(whole, 48)))
    is_due(onto(whole, (Closed(reason="All is done"),)), review, look)


def test_a_second_late_disclosure_lacks_something_from_when_it_was_recorded() -> None:
    case = folded(LATE)
    later = onto(case, (*[TOLD_AFTER] * 3, replace(LATE, why=None)))
    assert later.disclosures[1].at > case.disclosures[0].at
    assert (OFFICER, What.RECORD_DISCLOSURE, last(later, 1)) in as_set(later)


def test_a_late_disclosure_after_a_review_is_put_to_a_supervisor_again() -> None:
    case = sent(LateDisclosureReviewed(learned="There was none"), LATE)
    assert (SUPERVISOR, What.REVIEW_LATE_DISCLOSURE, last(case, 26)) in {
        (one.queue, one.what, one.at) for one in dues(case)
    }


def test_a_disclosure_that_was_made_and_not_recorded_is_due_within_the_hour() -> None:
    case = folded(start=replace(START, already_shared=True))
    assert (OFFICER, What.RECORD_DISCLOSURE, opened(case, 1)) in as_set(case)


def test_referrals_are_checked_where_somebody_is_at_risk() -> None:
    case = folded(DISPUTED)
    check = (LEAD, What.CHECK_REFERRALS, opened(case, 26))
    answer = (OFFICER, What.ANSWER, opened(case, 24))
    look = (LEAD, What.SECOND_LOOK, last(case, 27))
    is_due(case, answer, check, look)
    is_due(onto(case, (replace(SUPPORT, support=Referral.NOT_OFFERED),)), answer, check, look)
    is_due(onto(case, (SUPPORT,)), answer, look)


@pytest.mark.parametrize("reply", [WARNED, replace(REPLY, said=(Said.ACTION,))], ids=["vulnerable", "action"])
def test_a_reply_that_warns_is_due_at_once_until_each_has_looked_for_themselves(reply: Reply) -> None:
    case = sent(TOLD_AFTER, SUPPORT, reply)
    officer, lead = (OFFICER, What.RISK_IN_REPLY, last(case, 0)), (LEAD, What.RISK_IN_REPLY, last(case, 0))
    assert warnings(case) == {officer, lead}
    assert warnings(onto(case, (PROTECTION,))) == {lead}, "an officer's answer is not the lead's look"
    assert warnings(onto(case, (RISK_REVIEWED,))) == {officer}, "nor the other way round"
    both = onto(case, (PROTECTION, RISK_REVIEWED))
    assert not warnings(both)
    again = onto(both, (reply, REPLY, reply))
    second = again.replies[1].at
    assert warnings(again) == {(OFFICER, What.RISK_IN_REPLY, second), (LEAD, What.RISK_IN_REPLY, second)}, (
        "a third reply moves no deadline"
    )


def test_the_leads_look_at_a_reply_does_not_go_when_the_case_closes() -> None:
    case = sent(TOLD_AFTER, SUPPORT, WARNED, PROTECTION)
    review = (LEAD, What.RISK_IN_REPLY, case.replies[0].at)
    closed = onto(case, (Closed(reason="All is done"),))
    assert warnings(closed) == {review}
    assert not warnings(onto(closed, (RISK_REVIEWED,)))


def warnings(case: Case) -> set[tuple[Queue, What, datetime]]:
    return {one for one in as_set(case) if one[1] is What.RISK_IN_REPLY}


RISKS: Iterable[tuple[Value, ...]] = (
    (DISPUTED,),
    (replace(ALLEGATION, crime_types=(CrimeType.BURGLARY, CrimeType.MODERN_SLAVERY)),),
    (replace(CONTROL, used=Knows.YES, how="He keeps her papers"),),
    *((replace(PROTECTION, **{name: Measure.NEEDED}),)
      for name in ("immediate", "safe_place", "address_marker", "conditions", "alarm")),
    (LATE, WARNED),
)  # fmt: skip


@pytest.mark.parametrize("values", RISKS)
def test_the_vulnerability_lead_sees_who_is_at_risk(values: tuple[Value, ...]) -> None:
    assert at_risk(folded(*values))


def test_nobody_is_at_risk_because_nothing_is_known() -> None:
    assert not at_risk(folded())
    assert not at_risk(folded(PERSON, ALLEGATION, PROTECTION, replace(CONTROL, used=Knows.NOT_KNOWN), LATE, REPLY))


def test_the_summary_names_a_role_and_a_crime_and_nobody() -> None:
    assert summary(folded(PERSON)) == "A victim. No allegation recorded yet"
    assert summary(folded(replace(ALLEGATION, crime_types=(CrimeType.THEFT, CrimeType.VIOLENCE)))) == (
        "A victim. Theft or fraud, Violence\nWES/0421/26"
    ), "the crime reference is on a line of its own, which only one's own list shows"
