"""Other connections in the place of a thread's own: to a copy, to a machine that follows, by another role."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def through(instead: Mapping[str, BaseDatabaseWrapper]) -> Iterator[None]:
    """Inside, this thread reaches these databases, by their aliases, through these connections, which are closed at the
    end."""
    try:
        with lent(instead):
            yield
    finally:
        for connection in instead.values():
            connection.close()


@contextmanager
def lent(instead: Mapping[str, BaseDatabaseWrapper]) -> Iterator[None]:
    """The same through connections that stay open, for the next time."""
    before = {alias: connections[alias] for alias in instead}
    try:
        for alias, connection in instead.items():
            connections[alias] = connection
        yield
    finally:
        for alias, connection in before.items():
            connections[alias] = connection
