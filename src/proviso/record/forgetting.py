"""Deleting so that no page of a database's file, nor its write-ahead log, still holds what was deleted.

SQLite leaves deleted bytes where they were, and old pages in the write-ahead log, unless it is told not to.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

_BEFORE = {"sqlite": ("PRAGMA secure_delete=ON",)}
_AFTER = {"sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)",)}


@contextmanager
def without_trace(alias: str) -> Iterator[None]:
    """What is deleted within leaves nothing behind once it is committed. To be entered before the transaction.

    While somebody reads an older moment, the log keeps its old pages until the next time that it is emptied; within
    another transaction it is emptied by nobody yet.
    """
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in _BEFORE.get(connection.vendor, ()):
            cursor.execute(statement)
    yield
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for statement in _AFTER.get(connection.vendor, ()):
            cursor.execute(statement)
