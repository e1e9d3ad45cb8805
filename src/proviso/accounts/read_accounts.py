"""What the log of a force gives its accounts, read once in a process and then only what came since.

Each answer asks the log again, by its index: the last entry that was taken in has to be there still, or everything is
read anew, as after a copy was put back. Changes nothing.
"""

from dataclasses import dataclass, field
from threading import Lock

from proviso.accounts.accounts_on_record import CHANGES, OnRecord
from proviso.record import keys
from proviso.record.read_by_kind import ByKind, by_kind

_KINDS = tuple(CHANGES)


class LogUnreadable(Exception):
    """The key under which the force's own entries are sealed is missing, damaged or erased."""


@dataclass(slots=True)
class _Taken:
    """What was taken in of a log, and the place of the last row of it."""

    on: OnRecord = field(default_factory=OnRecord)
    last: tuple[object, object] = (None, None)
    since: int = 0
    ids: set[object] = field(default_factory=set)

    def take(self, log: str, rows: list[ByKind]) -> None:
        """Take these rows in. One that has the id of an earlier one is a copy, and does not count."""
        key = _key(log)
        for row in rows:
            index, entry_id = row.place
            entry = None if entry_id in self.ids else row.opened(log, key)
            if entry:
                self.on.apply(entry)
            else:
                self.on.strange.add(index)
            self.ids.add(entry_id)
            self.last, self.since = row.place, int(row.row[0])


_taken: dict[str, _Taken] = {}
_one_at_a_time = Lock()


def on_record(log: str) -> OnRecord:
    """The force as its log has it now. Not to be changed. Raises `LogUnreadable`."""
    with _one_at_a_time:
        known = _taken.get(log) or _Taken()
        rows = by_kind(log, _KINDS, since=known.since)
        if known.last != (None, None):
            if not rows or rows[0].place != known.last:
                known, rows = _Taken(), by_kind(log, _KINDS)
            else:
                rows = rows[1:]
        if rows:
            _taken.pop(log, None)  # what is half taken in is not kept
            known.take(log, rows)
        _taken[log] = known
        return known.on


def _key(log: str) -> keys.DataKey:
    try:
        return keys.of(keys.own_case(log))
    except (keys.KeyLost, keys.KeyErased, keys.KeyEncryptionUnusable) as fault:
        raise LogUnreadable(str(fault)) from fault
