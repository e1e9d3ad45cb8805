"""How verification reads: both databases as they were at one moment, opened to read only, with text as it lies.

It makes no file, changes nothing and holds nobody up who goes on writing.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from django.db import connections

from proviso.record.backends import backend_of
from proviso.record.columns import Row
from proviso.record.instead import through
from proviso.record.models import DEFAULT, KEYS

RECORD = (DEFAULT,)
RECORD_AND_KEYS = (DEFAULT, KEYS)
"""The databases that verifying reads: without and with opening bodies."""

_HEADS = "SELECT log, size, at FROM record_head ORDER BY log"


@contextmanager
def read_only(aliases: Collection[str]) -> Iterator[None]:
    """Inside, these databases are read and cannot be written, nor made where they are missing. Raises NoDatabase."""
    with through({alias: backend_of(connections[alias]).read_only() for alias in aliases}):
        yield


@contextmanager
def one_moment(aliases: Sequence[str]) -> Iterator[None]:
    """Everything read inside is of one moment of all these databases, and text that is no UTF-8 is read as bytes.

    Inside a transaction that is one moment already.
    """
    with ExitStack() as held:
        for alias in aliases:
            held.enter_context(backend_of(connections[alias]).text_as_stored())
        apart = [alias for alias in aliases if not connections[alias].in_atomic_block]
        _begin(apart)
        try:
            yield
        finally:
            _roll_back(apart)


def _begin(aliases: Sequence[str]) -> None:
    """Begin to read each database, the record last, anew until nothing was recorded between the first and the last.

    Keys go only with an erasure, and that is recorded; so the keys are then those of the record's own moment.
    """
    while aliases:
        before = heads()
        for alias in sorted(aliases, key=[KEYS, DEFAULT].index):
            backend_of(connections[alias]).begin_snapshot()
        if heads() == before:
            return
        _roll_back(aliases)


def _roll_back(aliases: Sequence[str]) -> None:
    for alias in aliases:
        with connections[alias].cursor() as cursor:
            cursor.execute("ROLLBACK")


def heads() -> list[Row]:
    """Where each log ends, in order."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_HEADS)
        return list(cursor.fetchall())
