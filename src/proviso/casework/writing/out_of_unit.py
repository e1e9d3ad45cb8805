"""Opening a case of another unit, because somebody has to be protected now: to read it, as long as any opening lasts.

Our safeguard, both ways: nobody who stands at a door is kept from what is known of who is behind it; and whoever has
the case, the vulnerability lead, the data protection officer and the supervisors of both units see it at once, with the
reason. Somebody takes a second look within the force's hours (`who_looked`). Nothing can be recorded on the case by it.
"""

from django.utils.translation import gettext as _

from proviso.casework.models import CaseRow
from proviso.casework.writing.access import (
    WHO_IS_IN_DANGER,
    NoSuchCase,
    OpenCase,
    as_case_errors,
    can_access_row,
    in_hand,
    open_case,
    reason_given,
    record_opening,
)
from proviso.casework.writing.consultation import in_words
from proviso.casework.writing.openings import OpenedBy, limits
from proviso.casework.writing.permissions import CARRY, Actor
from proviso.record import keys


def may_open_out_of_unit(actor: Actor) -> bool:
    """Whether this person can open a case of another unit at all: whoever carries cases, where the force lets them."""
    return actor.role in CARRY and limits().out_of_unit_an_hour > 0


@as_case_errors()
def open_out_of_unit(actor: Actor, reference: str, *, reason: str, session: str) -> OpenCase:
    """The case, with the opening recorded, raised and committed. A case that is in reach anyway opens as any does.

    Raises NoSuchCase, ReasonNeeded, NotAllowed for whoever carries no cases (recorded too), TooManyOpened (the same),
    CaseErased, CaseUnreadable.
    """
    reason = reason_given(in_words(reason, *WHO_IS_IN_DANGER))
    row = CaseRow.objects.filter(reference=reference, force=actor.force).first()
    if row is None:
        raise NoSuchCase(_("There is no case %(reference)s.") % {"reference": reference})
    if can_access_row(actor, row) or not may_open_out_of_unit(actor):
        return open_case(actor, reference, reason=reason, session=session)
    key = keys.of(reference)
    record_opening(actor, row, key, reason, session, OpenedBy.OUT_OF_UNIT)
    return in_hand(actor, row, key, reason, session)
