"""What a supervisor has not reviewed yet: a routine check of status, and disclosures that were recorded late (5.2, 9.1,
10.1). Pure. The worklist says by when, the registry whose it is.
"""

from proviso.casework.history.case import Case, Disclosure, RecordedAnswer, answers
from proviso.casework.values.review_outcomes import LateDisclosureReviewed, OutsideDisclosureReviewed
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import BreachReviewed, StatusCheck, Suspicion


def is_from_routine_check(case: Case) -> bool:
    """Whether the suspicion came from a routine check of status, reviewed or not: the breach stays one (5.2)."""
    suspicion = case.latest(Suspicion)
    return suspicion is not None and suspicion.status_check_was is StatusCheck.ROUTINE


def check_unreviewed(case: Case) -> bool:
    """Whether a routine check waits for a review of the suspicion as it now is."""
    return is_from_routine_check(case) and case.seq_of(BreachReviewed) < case.seq_of(Suspicion)


def late_unreviewed(case: Case) -> tuple[Disclosure, ...]:
    """The disclosures recorded late since the last review of such, in order."""
    reviewed = case.seq_of(LateDisclosureReviewed)
    return tuple(one for one in case.disclosures if one.late and one.seq > reviewed)


def outside_unreviewed(case: Case) -> tuple[RecordedAnswer[AlreadyShared], ...]:
    """What was ever recorded as shared with somebody outside the Home Office, whatever it was corrected to, and the
    data protection officer has not looked at, in order."""
    reviewed = case.seq_of(OutsideDisclosureReviewed)
    since = (one for one in case.history if one.seq > reviewed and answers(one, AlreadyShared))
    return tuple(one for one in since if one.value.is_outside)
