"""A review is of what its page showed: what was recorded since, nobody has reviewed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.accounts.models import Role
from proviso.casework.acts.decide import end_delay
from proviso.casework.acts.propose import weigh_timing
from proviso.casework.acts.review import correct_source, review_breach, review_delay, review_late_disclosure
from proviso.casework.acts.share import record_another_disclosure
from proviso.casework.acts.suspect import record_suspicion
from proviso.casework.reading.unreviewed import check_unreviewed, late_unreviewed
from proviso.casework.row_codes import What
from proviso.casework.values.content import BasicField
from proviso.casework.values.decision import Decide, DelayEnded
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed, Review
from proviso.casework.values.sharing import SharedWith, ToldBeforehand
from proviso.casework.values.suspicion import Source, SourceCorrected
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor

from .duties import SUPERVISOR, as_set, last
from .every import LATE, REVIEW_STANDS, WAITING
from .examples import TOLD_AFTER, answer, begun
from .folding import folded, onto
from .stories import decides, delayed, routine, told_late

pytestmark = pytest.mark.django_db(databases="__all__")

LEARNED = LateDisclosureReviewed(learned="The night shift did not know")
BY_A_NEIGHBOUR = SourceCorrected(arose_from=Source.THIRD_PARTY, reason="A neighbour wrote")


@pytest.fixture
def supervisor(who: Callable[..., Actor]) -> Actor:
    return who(Role.SUPERVISOR)


def by(supervisor: Actor, opened: OpenCase) -> OpenCase:
    """The case as a supervisor has it before them."""
    return replace(opened, actor=supervisor)


def test_another_disclosure_that_was_recorded_meanwhile_is_not_reviewed(officer: Actor, supervisor: Actor) -> None:
    opened = told_late(officer)
    shown = by(supervisor, opened)
    since = record_another_disclosure(opened, replace(LATE, why="The day shift rang too"), seen=opened.case.seq)
    with pytest.raises(MovedOn):
        review_late_disclosure(shown, LEARNED, seen=shown.case.seq)
    assert len(late_unreviewed(since.case)) == 2
    reviewed = review_late_disclosure(by(supervisor, since), LEARNED, seen=since.case.seq)
    assert not late_unreviewed(reviewed.case)


def test_what_else_was_recorded_meanwhile_stops_no_review_of_a_late_disclosure(
    officer: Actor, supervisor: Actor
) -> None:
    opened = told_late(officer)
    answer(opened, (TOLD_AFTER,))
    reviewed = review_late_disclosure(by(supervisor, opened), LEARNED, seen=opened.case.seq)
    assert not late_unreviewed(reviewed.case)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"beyond": "A copy of her passport"},
        {"fields": (BasicField.NAME,)},
        {"shared_with": SharedWith.VISAS},
        {"told_before": ToldBeforehand.YES},
    ],
    ids=lambda one: next(iter(one)),
)
def test_a_late_disclosure_that_is_said_otherwise_after_its_review_is_reviewed_again(
    otherwise: dict[str, object],
) -> None:
    case = folded(LATE, LEARNED)
    assert not late_unreviewed(case)
    amended = onto(case, (replace(LATE, amends=case.disclosures[0].seq, **otherwise),))  # type: ignore[arg-type]
    assert late_unreviewed(amended) == amended.disclosures
    assert (SUPERVISOR, What.REVIEW_LATE_DISCLOSURE, last(amended, 26)) in as_set(amended)
    assert not late_unreviewed(onto(amended, (LEARNED,)))


def test_a_delay_that_was_decided_meanwhile_is_not_reviewed(officer: Actor, supervisor: Actor) -> None:
    opened = delayed(officer)
    shown = by(supervisor, opened)
    over = end_delay(opened, DelayEnded(what_happened="She is in a refuge"), seen=opened.case.seq)
    again = decides(answer(over, (replace(WAITING, weighed="She went back for her son"),)), Decide.DELAY)
    review = DelayReviewed(
        outcome=Review.CONTINUES, next_review_at=shown.case.history[-1].at + timedelta(days=1), note="Still in hospital"
    )
    with pytest.raises(MovedOn):
        review_delay(shown, review, seen=shown.case.seq)
    assert review_delay(by(supervisor, again), review, seen=again.case.seq).case.latest(DelayReviewed) == review


def test_a_delay_that_was_weighed_otherwise_meanwhile_is_not_reviewed(officer: Actor, supervisor: Actor) -> None:
    opened = delayed(officer)
    weigh_timing(opened, replace(WAITING, ends_when="When the lease ends"), seen=opened.case.seq)
    with pytest.raises(MovedOn):
        review_delay(
            by(supervisor, opened),
            DelayReviewed(outcome=Review.CHANGE, note="Ring her first thing"),
            seen=opened.case.seq,
        )


def test_an_ended_delay_is_not_ended_again_by_whoever_saw_the_first(officer: Actor) -> None:
    opened = delayed(officer)
    over = end_delay(opened, DelayEnded(what_happened="She is in a refuge"), seen=opened.case.seq)
    again = decides(answer(over, (replace(WAITING, weighed="She went back for her son"),)), Decide.DELAY)
    with pytest.raises(MovedOn):
        end_delay(opened, DelayEnded(what_happened="The refuge has her"), seen=opened.case.seq)
    assert end_delay(again, DelayEnded(what_happened="The refuge has her"), seen=again.case.seq).case.decision is None


def test_a_suspicion_that_was_recorded_meanwhile_is_neither_reviewed_nor_corrected(
    officer: Actor, supervisor: Actor
) -> None:
    opened = answer(begun(officer), (routine(),))
    shown = by(supervisor, opened)
    since = record_suspicion(opened, replace(routine(), facts="Nothing but the check"), seen=opened.case.seq)
    with pytest.raises(MovedOn):
        review_breach(shown, REVIEW_STANDS, seen=shown.case.seq)
    with pytest.raises(MovedOn):
        correct_source(shown, BY_A_NEIGHBOUR, seen=shown.case.seq)
    assert check_unreviewed(since.case)
    reviewed = review_breach(by(supervisor, since), REVIEW_STANDS, seen=since.case.seq)
    assert not check_unreviewed(reviewed.case)
