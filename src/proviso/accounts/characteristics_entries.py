"""That a file of the force's crime system was joined to its cases: an entry of the force's log, with counts alone.

Nothing of the file is in it, and nothing of it is kept.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from proviso.accounts.entries import SERVER, case_of, note
from proviso.accounts.models import Force
from proviso.record import keys
from proviso.record.entry import Json
from proviso.record.read_by_kind import by_kind

JOINED = "characteristics_joined"


def times_joined(force: Force, year: int) -> int:
    """How often figures of a year were given so. Raises KeyLost, KeyErased."""
    rows = by_kind(force.code, (JOINED,))
    if not rows:
        return 0
    key = keys.of(case_of(force))
    entries = [row.opened(force.code, key) for row in rows]
    return sum(1 for one in entries if one and one.body["year"] == year and one.body["given"])


def note_characteristics_joined(force: Force, year: int, counts: Mapping[str, int], *, now: datetime) -> None:
    """Enter that it was done at the server's prompt, whatever came of it."""
    with transaction.atomic():
        body: dict[str, Json] = {"year": year, **counts}
        note(force, JOINED, actor=SERVER, body=body, now=now)
