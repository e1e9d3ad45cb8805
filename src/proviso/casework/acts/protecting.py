"""The vulnerability lead's look at what a reply says of risk (5.1.2, 5.4.4). Measures are answers like any other."""

from proviso.casework.access import OpenCase
from proviso.casework.acts.suspicion import NothingToReview
from proviso.casework.case import Case
from proviso.casework.commit import MovedOn, Resting, commit, refuse_twice
from proviso.casework.risk import to_review
from proviso.casework.values.asking import Value
from proviso.casework.values.protection import VulnerabilityReviewed


def review_vulnerability(opened: OpenCase, reviewed: VulnerabilityReviewed, *, seen: int) -> OpenCase:
    """What the lead found about the replies that the page showed, and what happens now.

    Raises NothingToReview, RecordedAlready for a form that was sent twice, and MovedOn where another such reply came
    that the page did not show.
    """

    def make(case: Case) -> Value:
        refuse_twice(case, reviewed, seen)
        warned = to_review(case)
        if not warned:
            raise NothingToReview("No reply on this case says something of risk that is not reviewed yet.")
        if warned[-1].seq > seen:
            raise MovedOn(case.history[seen:])
        return reviewed

    return commit(opened, make, Resting(seen=seen, once=False))
