"""What a supervisor has not reviewed yet: a routine check of status, and disclosures that were recorded late (5.2, 9.1,
10.1). Pure. The worklist says by when, the registry whose it is.
"""

from datetime import datetime

from proviso.casework.history.case import Case, Disclosure, RecordedAnswer, answers
from proviso.casework.history.replay import as_of
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
    """The disclosures recorded late since the last review of such, or of which something that was reviewed is said
    otherwise since, in order."""
    late = tuple(one for one in case.disclosures if one.late)
    if not late:
        return ()
    then = as_of(case, case.seq_of(LateDisclosureReviewed))
    reviewed = {one.seq: _judged(one.late) for one in then.disclosures}
    return tuple(one for one in late if reviewed.get(one.seq) != _judged(one.late))


def late_unreviewed_since(case: Case) -> datetime | None:
    """Since when the earliest of them waits for a review; None where none does."""
    waiting, reviewed = {one.seq for one in late_unreviewed(case)}, case.seq_of(LateDisclosureReviewed)
    said = (one for one in case.history[reviewed:] if answers(one, AlreadyShared))
    return next((one.at for one in said if (one.value.amends or one.seq) in waiting), None)


def _judged(late: AlreadyShared | None) -> tuple[object, ...]:
    """What a review is about: what went, to whom, and whether they had been told. What else was not known, and is
    filled in, brings nobody back."""
    return (late.fields, late.beyond, late.shared_with, late.who, late.told_before) if late else ()


def outside_unreviewed(case: Case) -> tuple[RecordedAnswer[AlreadyShared], ...]:
    """What was ever recorded as shared with somebody outside the Home Office, whatever it was corrected to, and the
    data protection officer has not looked at, in order."""
    if AlreadyShared not in case.answers:
        return ()
    reviewed = case.seq_of(OutsideDisclosureReviewed)
    since = (one for one in case.history if one.seq > reviewed and answers(one, AlreadyShared))
    return tuple(one for one in since if one.value.is_outside)
