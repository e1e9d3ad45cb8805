"""What two people at once, or one who would review their own work, could make the record say; each is refused.

An acknowledgement and a correction are about what the page showed; a review is somebody else's.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import Settings

from proviso.accounts.models import Force, Officer, Role
from proviso.casework.acts.answer_local import answer_local_question
from proviso.casework.acts.correct import record_correction
from proviso.casework.acts.decide import decide
from proviso.casework.acts.handing_over import hand_over
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.review import correct_source, review_breach, review_delay, review_late_disclosure
from proviso.casework.acts.share import record_already_shared
from proviso.casework.values.closing import HandedOver
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.review_outcomes import LateDisclosureReviewed
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor, NotAllowed

from ..casework.every import (
    ACKNOWLEDGED,
    CORRECTION,
    EVERY,
    LATE,
    NEGATED,
    REVIEW_STANDS,
)
from ..casework.examples import CALL_ENDED, CALL_STARTED, NOW, TOLD_AFTER, acknowledge, answer, begun, ready, shared
from ..casework.folding import all_corrected
from ..casework.stories import delayed, routine, told_late

pytestmark = pytest.mark.django_db(databases="__all__")

OF_KIND = {one.kind: one for one in EVERY}
Make = Callable[..., Actor]


@pytest.fixture
def supervisor(who: Make) -> Actor:
    return who(Role.SUPERVISOR, staff_number="sergeant")


def handed(opened: OpenCase, colleague: Officer) -> OpenCase:
    """The case once it is a colleague's."""
    return hand_over(opened, HandedOver(to=colleague.staff_number), seen=opened.case.seq)


def twice_shared(officer: Actor) -> OpenCase:
    """A case of which two things were sent, and neither acknowledged."""
    once = shared(officer)
    again = decide(once, Decision(decide=(Decide.SHARE_BASIC,), reason="The address is new"), seen=once.case.seq)
    return answer(again, (CALL_STARTED, replace(CALL_ENDED, reference="HO-78")))


def test_two_who_record_one_acknowledgement_do_not_acknowledge_what_nobody_has(officer: Actor) -> None:
    opened = twice_shared(officer)
    seen = opened.case.seq
    first = acknowledge(opened, ACKNOWLEDGED, seen=seen)
    with pytest.raises(MovedOn):
        acknowledge(opened, replace(ACKNOWLEDGED, by="Operator 12, again"), seen=seen)
    assert [bool(one.acknowledged) for one in first.case.disclosures] == [True, False]
    last = acknowledge(first, replace(ACKNOWLEDGED, reference="HO-78"), seen=first.case.seq)
    assert all(one.acknowledged for one in last.case.disclosures)


def test_a_correction_covers_only_what_its_page_showed(officer: Actor) -> None:
    opened = shared(officer)
    wrong = record_reply(opened, NEGATED, seen=opened.case.seq)
    seen = wrong.case.seq
    more = record_already_shared(wrong, LATE, seen=seen)
    with pytest.raises(MovedOn):
        record_correction(more, CORRECTION, seen=seen)
    right = record_correction(more, CORRECTION, seen=more.case.seq)
    assert all_corrected(right.case)


@pytest.mark.parametrize("passed_on", [False, True])
def test_nobody_reviews_what_they_recorded_whoever_has_the_case_now(
    supervisor: Actor, colleague: Officer, passed_on: bool
) -> None:
    def held(opened: OpenCase) -> OpenCase:
        return handed(opened, colleague) if passed_on else opened

    check = held(answer(begun(supervisor), (routine(),)))
    late = held(told_late(supervisor))
    waits = held(delayed(supervisor))
    with pytest.raises(NotAllowed, match="another supervisor"):
        review_breach(check, REVIEW_STANDS, seen=check.case.seq)
    with pytest.raises(NotAllowed, match="another supervisor"):
        correct_source(check, OF_KIND["source_corrected"], seen=check.case.seq)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed, match="another supervisor"):
        review_late_disclosure(late, LateDisclosureReviewed(learned="All was well"), seen=late.case.seq)
    with pytest.raises(NotAllowed, match="another supervisor"):
        review_delay(waits, OF_KIND["delay_reviewed"], seen=waits.case.seq)  # type: ignore[arg-type]


def test_nobody_reviews_what_they_recorded_on_a_case_of_somebody_else(
    officer: Actor, supervisor: Actor, who: Make
) -> None:
    opened = begun(officer)
    theirs = open_case(supervisor, opened.case.reference, reason="Covering for a colleague", session="another")
    check = answer(theirs, (routine(),))
    with pytest.raises(NotAllowed, match="another supervisor"):
        review_breach(check, REVIEW_STANDS, seen=check.case.seq)
    other = open_case(
        who(Role.SUPERVISOR, staff_number="inspector"),
        opened.case.reference,
        reason="To review the delay",
        session="third",
    )
    assert review_breach(other, REVIEW_STANDS, seen=other.case.seq).case.seq == other.case.seq + 1


def test_nobody_gives_themselves_a_supervisors_authority_by_handing_the_case_over(
    force: Force, supervisor: Actor, colleague: Officer, settings: Settings
) -> None:
    force.local_policies = ["exceptional-only"]
    force.save()
    settings.PROVISO_SENIOR_RANKS = ["inspector"]
    mine = handed(ready(replace(supervisor, rank="inspector")), colleague)
    authorised = LocalAnswer(fact="senior_authorised", answer="yes", reason="I say so")
    with pytest.raises(NotAllowed, match="This is your own case"):
        answer_local_question(mine, authorised, seen=mine.case.seq)


def test_a_fuller_record_of_a_disclosure_was_not_yet_told(officer: Actor) -> None:
    opened = told_late(officer)
    told = answer(opened, (TOLD_AFTER,))
    assert told.assessed.facts["informed_after"] == "yes"
    said_more = record_already_shared(told, replace(LATE, beyond="Name, address and her school"), seen=told.case.seq)
    assert "informed_after" not in said_more.assessed.facts
    dated = record_already_shared(told, replace(LATE, happened_at=NOW - timedelta(hours=30)), seen=said_more.case.seq)
    earlier = replace(LATE, happened_at=NOW - timedelta(hours=30), amends=opened.case.disclosures[0].seq)
    assert dated.case.disclosures[0].late == earlier
