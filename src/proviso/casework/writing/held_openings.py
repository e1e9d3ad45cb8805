"""The openings of a case that still hold in a session, so that nobody is asked again at each page why they open it.

Why stands under the case's own key (s.62): with the key it is gone.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from proviso.casework import clock
from proviso.casework.models import CaseRow, Opening
from proviso.casework.writing.permissions import Actor
from proviso.record import keys
from proviso.record.keys import DataKey


@dataclass(frozen=True, slots=True)
class HeldOpening:
    """One that holds: why, and whether it is out of unit; and of the case its key, and its row if there is one."""

    reason: str
    out_of_unit: bool
    key: DataKey
    row: CaseRow | None


def held_opening(actor: Actor, reference: str, session: str) -> HeldOpening | None:
    """The latest of a person's openings of the case that holds in this session. Raises KeyErased, KeyLost."""
    now = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(_HELD, (session, reference, actor.staff_number, now))
        held = cursor.fetchone()
    if held is None:
        return None
    key = keys.of(reference)
    reason, out_of_unit, force, *rest, unacknowledged, seen_by_lead = held
    row = None if force is None else CaseRow(reference, force, *rest, bool(unacknowledged), bool(seen_by_lead))
    return HeldOpening(unsealed(reason, key), bool(out_of_unit), key, row)


_HELD = """
SELECT held.reason, held.out_of_unit,
  known.force, known.unit, known.owner, known.seq, known.stage, known.unacknowledged, known.seen_by_lead
FROM casework_opening AS held LEFT JOIN casework_case AS known ON known.reference = held."case"
WHERE held.session = %s AND held."case" = %s AND held.staff_number = %s AND held.until > %s
ORDER BY held.until DESC, held.id DESC LIMIT 1
"""
"""The opening, and the columns of `CaseRow`. Plain SQL, as in `projection`: it is asked before every page of a case."""


def openings_that_hold(actor: Actor, reference: str, session: str) -> QuerySet[Opening]:
    """All of them."""
    return Opening.objects.filter(
        session=session, case=reference, staff_number=actor.staff_number, until__gt=clock.now()
    )


def sealed(reason: str, key: DataKey) -> bytes:
    """Why a case was opened, as an opening keeps it."""
    return key.seal(reason.encode(), _about(key.case))


def unsealed(reason: bytes | memoryview, key: DataKey) -> str:
    """The same in words."""
    return key.open(bytes(reason), _about(key.case)).decode()


def _about(reference: str) -> bytes:
    return b"proviso opening " + reference.encode()
