"""Opening a case that was drawn for somebody to review: nobody chose it, so it counts for none of those that they may
open within an hour. That it was opened is on the record like any opening, and whoever has the case is told.
"""

from proviso.casework.writing.access import OpenCase, as_case_errors, in_hand, reached, record_opening
from proviso.casework.writing.openings import OpenedBy
from proviso.casework.writing.permissions import Actor
from proviso.record import keys


@as_case_errors()
def open_for_sample(actor: Actor, reference: str, *, sample: str, session: str) -> OpenCase:
    """The case, for a dip sample by its number. Whether it was drawn for them is for `oversight.samples` to have seen.

    Raises what `access.open_case` raises, but TooManyOpened.
    """
    reason = f"Dip sample {sample}: drawn at random to be reviewed"
    row = reached(actor, reference, reason)
    key = keys.of(reference)
    record_opening(actor, row, key, reason, session, OpenedBy.SAMPLED)
    return in_hand(actor, row, key, reason, session)
