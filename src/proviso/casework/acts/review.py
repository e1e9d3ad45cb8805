"""Reviews by a supervisor and by the vulnerability lead (5.1.2, 5.2, 5.4.4, 7.2). Nobody reviews their own case."""

from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.acts import why_not
from proviso.casework.history.case import Case
from proviso.casework.reading.risk import to_review
from proviso.casework.reading.unreviewed import outside_unreviewed
from proviso.casework.values.decision import DelayDecided
from proviso.casework.values.protection import VulnerabilityReviewed
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed, OutsideDisclosureReviewed
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected, Suspicion
from proviso.casework.values.timing import Timing
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import (
    ActRefused,
    MovedOn,
    Precondition,
    commit,
    reject_duplicate,
    require_as_shown,
)


def review_delay(opened: OpenCase, review: DelayReviewed, *, seen: int) -> OpenCase:
    """A supervisor's review of the delay that the page showed (7.2). Raises NothingToReview, MovedOn, and ValueRefused
    for a review in the past."""
    if review.next_review_at and review.next_review_at <= clock.now():
        says = _("Enter a time for the next review that is still to come")
        raise ValueRefused([Refusal("next_review_at", review.next_review_at.isoformat(), "a time to come", says)])

    def make(case: Case) -> Value:
        if words := why_not.no_delay(case):
            raise NothingToReview(words)
        require_as_shown(case, seen, Timing, DelayDecided, DelayReviewed)
        return review

    return commit(opened, make, Precondition(seen=seen, once=False))


def review_late_disclosure(opened: OpenCase, review: LateDisclosureReviewed, *, seen: int) -> OpenCase:
    """A supervisor's review of the disclosures that came before what should have come first, as the page showed them.
    Raises NothingToReview, MovedOn."""

    def make(case: Case) -> Value:
        if words := why_not.no_late_disclosure(case):
            raise NothingToReview(words)
        require_as_shown(case, seen, AlreadyShared)
        return review

    return commit(opened, make, Precondition(seen=seen, once=False))


class NothingToReview(ActRefused):
    """There is nothing of this kind to review on the case."""

    code = "nothing_to_review"


def correct_source(opened: OpenCase, correction: SourceCorrected, *, seen: int) -> OpenCase:
    """A supervisor's correction of how the suspicion that the page showed arose (5.2). Raises MovedOn, and
    NothingToReview where none is recorded."""

    def make(case: Case) -> Value:
        if words := why_not.no_suspicion(case):
            raise NothingToReview(words)
        require_as_shown(case, seen, Suspicion)
        return correction

    return commit(opened, make, Precondition(seen=seen))


def review_breach(opened: OpenCase, review: BreachReviewed, *, seen: int) -> OpenCase:
    """A supervisor's review of a routine status check, and of the suspicion that the page showed (5.2). Raises
    NothingToReview where there was none, MovedOn."""

    def make(case: Case) -> Value:
        if words := why_not.no_routine_check(case):
            raise NothingToReview(words)
        require_as_shown(case, seen, Suspicion, SourceCorrected)
        return review

    return commit(opened, make, Precondition(seen=seen))


def review_vulnerability(opened: OpenCase, reviewed: VulnerabilityReviewed, *, seen: int) -> OpenCase:
    """What the lead found about the replies that the page showed, and what happens now.

    Raises NothingToReview, RecordedAlready for a form that was sent twice, and MovedOn where another such reply came
    that the page did not show.
    """

    def make(case: Case) -> Value:
        reject_duplicate(case, reviewed, seen)
        warned = to_review(case)
        if words := why_not.no_risk_to_review(case):
            raise NothingToReview(words)
        if warned[-1].seq > seen:
            raise MovedOn(case.history[seen:])
        return reviewed

    return commit(opened, make, Precondition(seen=seen, once=False))


def review_outside_disclosure(opened: OpenCase, reviewed: OutsideDisclosureReviewed, *, seen: int) -> OpenCase:
    """What the data protection officer found of what went outside the Home Office, as the page showed it.

    Raises NothingToReview, RecordedAlready for a form that was sent twice, and MovedOn where more of it was recorded
    that the page did not show.
    """

    def make(case: Case) -> Value:
        reject_duplicate(case, reviewed, seen)
        if words := why_not.nothing_outside(case):
            raise NothingToReview(words)
        if outside_unreviewed(case)[-1].seq > seen:
            raise MovedOn(case.history[seen:])
        return reviewed

    return commit(opened, make, Precondition(seen=seen, once=False))
