"""Reading the record from a machine that follows the one that writes, so that long reading burdens nobody who works.

What is read there may be behind by what was recorded last: whoever shows it says so. Nothing is written there, and
whatever must not be behind is read where it is written.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connections

from proviso.record.backends import backend_of
from proviso.record.instead import through
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
    follower = _reached(log, at_least)
    if follower is None:
        yield False
        return
    with through({DEFAULT: follower}):
        yield True


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
