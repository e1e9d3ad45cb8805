"""A database that is a copy put back from a backup: refused as the record until a person says so on the record (10.2).

Whatever was recorded after the copy was made is not in it, disclosures among it, and whoever went on recording would
hide that. So each backup carries a row that says what it is; the entry by which somebody confirms it is held against
that row, which stays. A copy that was made without our command carries no such row.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import connections

from proviso.record.clock_bounds import CONFIRMED as CLOCK_CONFIRMED
from proviso.record.columns import Row
from proviso.record.entry import from_microseconds
from proviso.record.models import DEFAULT

CONFIRMED = "restored_copy_confirmed"
"""The kind of the entry by which a person says that a copy is the record from now on."""

PASSES = frozenset({CONFIRMED, CLOCK_CONFIRMED})
"""What a copy that nobody has confirmed takes: the confirmation, and that of a clock which stands in its way."""

MARK = (
    "INSERT INTO record_copy (log, size, at) SELECT log, size, {at} FROM record_head h WHERE size > 0 "
    "AND NOT EXISTS (SELECT 1 FROM record_copy c WHERE c.log = h.log AND c.size = h.size)"
)
"""What a backup writes into the copy that it made; `at` in microseconds since 1970."""

_NOBODY_SAID = (
    "NOT EXISTS (SELECT 1 FROM record_entry e WHERE e.log = c.log AND e.kind = 'restored_copy_confirmed' "
    'AND e."index" >= c.size AND e.seq IS NULL)'
)
UNCONFIRMED = "EXISTS (SELECT 1 FROM record_copy c WHERE c.log = record_head.log AND " + _NOBODY_SAID + ")"  # noqa: S608
"""Whether a log is a copy that nobody has confirmed: a column of a query of `record_head`."""

_COPIED = "SELECT c.size, c.at FROM record_copy c WHERE c.log = %s AND " + _NOBODY_SAID + " ORDER BY 1 DESC LIMIT 1"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Copied:
    """When a copy was made, and how many entries the log had then."""

    size: int
    at: datetime


class CopyNotConfirmed(Exception):
    """This is a copy that was put back, and nobody has said that it is the record from now on: nothing was recorded.

    `code` and `status` are what a refusal of the case has: this one is of no case, and stops whatever was being done.
    """

    code: ClassVar[str] = "copy_not_confirmed"
    status: ClassVar[int] = 503

    def __init__(self, log: str, made: Copied | None) -> None:
        when = f"made at {made.at:%Y-%m-%d %H:%M:%S} UTC with {made.size:,} entries" if made else "put back"
        super().__init__(
            f"The record of {log} is a copy, {when}: what was recorded since is not in it, so nothing is recorded. "
            "Look for a newer copy; where there is none, say so on the record with: "
            'proviso force confirm-restored --why "…"'
        )


def copied(log: str) -> Copied | None:
    """The copy that this log is, where nobody has confirmed it yet; None where it is none, or was confirmed."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_COPIED, (log,))
        row: Row | None = cursor.fetchone()
    return Copied(row[0], from_microseconds(row[1])) if row else None


def last_put_back(log: str, *, before: int) -> int | None:
    """How many entries the latest copy had that this log goes on from, of those with fewer than so many; None where it
    goes on from none, whoever confirmed it."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute("SELECT max(size) FROM record_copy WHERE log = %s AND size < %s", (log, before))
        (size,) = cursor.fetchone()
    return None if size is None else int(size)


def assert_current(log: str) -> None:
    """Nothing where the log is no copy, or somebody confirmed it. Raises CopyNotConfirmed."""
    if made := copied(log):
        raise CopyNotConfirmed(log, made)
