"""Reading the record from a machine that follows the one that writes, so that long reading burdens nobody who works.

What is read there may be behind by what was recorded last: whoever shows it says so. Nothing is written there, and
whatever must not be behind is read where it is written.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connections

from proviso.record.backends import backend_of
from proviso.record.instead import lent
from proviso.record.models import DEFAULT

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


_SIZE = "SELECT size FROM record_head WHERE log = %s"


@contextmanager
def from_a_follower(log: str, *, at_least: int = 0) -> Iterator[bool]:
    """Inside, a log is read where the settings say that a machine follows, and whether it is, is given.

    Where none is set, none can be reached, or it has fewer entries of the log than are asked for, the log is read where
    it is written. Keys are always read there.
    """
    with several_from_a_follower(log, at_least=at_least) as part, part() as follows:
        yield follows


@contextmanager
def several_from_a_follower(log: str, *, at_least: int) -> Iterator[Callable[[], AbstractContextManager[bool]]]:
    """The same for what is read in parts: inside each `with` of what is given, by one connection for all of them. One
    that broke meanwhile is made anew; at the end it is closed, wherever the reading ends."""
    kept = _Kept(log, at_least)
    try:
        yield kept.part
    finally:
        kept.close()


class _Kept:
    """A connection to a machine that follows, for as long as something is read in parts."""

    def __init__(self, log: str, at_least: int) -> None:
        self._asked = log, at_least
        self._follower = _reached(log, at_least)

    @contextmanager
    def part(self) -> Iterator[bool]:
        """Inside, the log is read there, and whether it is, is given."""
        if self._follower is not None and not self._follower.is_usable():
            self.close()
            self._follower = _reached(*self._asked)
        if self._follower is None:
            yield False
            return
        with lent({DEFAULT: self._follower}):
            yield True

    def close(self) -> None:
        """Let go of it."""
        if self._follower is not None:
            self._follower.close()


def _reached(log: str, at_least: int) -> "BaseDatabaseWrapper | None":
    """A connection to a machine that follows and has so many entries of the log, open; None where there is none."""
    told: Mapping[str, object] | None = settings.PROVISO_READING_DATABASE
    if told is None:
        return None
    made = connections[DEFAULT].copy()
    made.settings_dict.update(told)
    follower = backend_of(made).read_only()
    try:
        with follower.cursor() as cursor:
            cursor.execute(_SIZE, [log])
            row = cursor.fetchone()
    except DatabaseError:
        follower.close()
        return None
    if (row[0] if row else 0) < at_least:
        follower.close()
        return None
    return follower
