"""What a supervisor has not reviewed yet: a routine check of status, and disclosures that were recorded late (5.2, 9.1,
10.1). Pure. The worklist says by when, the registry whose it is.
"""

from proviso.casework.history.case import Case, Disclosure, RecordedAnswer, answers
from proviso.casework.values.review_outcomes import LateDisclosureReviewed, OutsideDisclosureReviewed
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected, StatusCheck, Suspicion

SAYS_ITS_SOURCE = (Suspicion, SourceCorrected)
"""What says how a suspicion arose."""


def is_from_routine_check(case: Case) -> bool:
    """Whether the suspicion was ever recorded as from a routine check of status, reviewed, corrected or not: the breach
    stays one (5.2)."""
    if case.latest(Suspicion) is None:
        return False
    sources = (one.value for one in case.history if isinstance(one.value, SAYS_ITS_SOURCE))
    return any(source.status_check_was is StatusCheck.ROUTINE for source in sources)


def check_review(case: Case) -> BreachReviewed | None:
    """The review of a routine check that counts: of the suspicion as it now is, and by somebody who never corrected how
    it arose. One supervisor alone clears nothing."""
    review = case.answers.get(BreachReviewed)
    if review is None or review.seq < max(case.seq_of(Suspicion), case.seq_of(SourceCorrected)):
        return None
    if any(one.by == review.by for one in case.history if isinstance(one.value, SourceCorrected)):
        return None
    return case.latest(BreachReviewed)


def check_unreviewed(case: Case) -> bool:
    """Whether a routine check waits for a review of the suspicion as it now is."""
    return is_from_routine_check(case) and check_review(case) is None


def late_unreviewed(case: Case) -> tuple[Disclosure, ...]:
    """The disclosures recorded late since the last review of such, in order."""
    reviewed = case.seq_of(LateDisclosureReviewed)
    return tuple(one for one in case.disclosures if one.late and one.seq > reviewed)


def outside_unreviewed(case: Case) -> tuple[RecordedAnswer[AlreadyShared], ...]:
    """What was ever recorded as shared with somebody outside the Home Office, whatever it was corrected to, and the
    data protection officer has not looked at, in order."""
    if AlreadyShared not in case.answers:
        return ()
    reviewed = case.seq_of(OutsideDisclosureReviewed)
    since = (one for one in case.history if one.seq > reviewed and answers(one, AlreadyShared))
    return tuple(one for one in since if one.value.is_outside)
