"""How verification reads: both databases as they were at one moment, opened to read only, with text as it lies.

It makes no file, changes nothing and holds nobody up who goes on writing.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from proviso.record.columns import Row
from proviso.record.models import DEFAULT, KEYS

RECORD = (DEFAULT,)
RECORD_AND_KEYS = (DEFAULT, KEYS)
"""The databases that verifying reads: without and with opening bodies."""

_BEGIN = {"sqlite": "BEGIN DEFERRED"}
_HEADS = "SELECT log, size, at FROM record_head ORDER BY log"


class NoDatabase(LookupError):
    """There is no file where a database should be."""


@contextmanager
def read_only(aliases: Collection[str]) -> Iterator[None]:
    """Inside, these databases are read and cannot be written, nor made where they are missing. Raises NoDatabase."""
    before = {alias: connections[alias] for alias in aliases}
    reading = {alias: _READ_ONLY[connection.vendor](connection) for alias, connection in before.items()}
    try:
        for alias, connection in reading.items():
            connections[alias] = connection
        yield
    finally:
        for alias, connection in before.items():
            reading[alias].close()
            connections[alias] = connection


def _file_read_only(connection: BaseDatabaseWrapper) -> BaseDatabaseWrapper:
    """A connection to the same file of SQLite that neither makes it nor sets it to write ahead."""
    path = Path(connection.settings_dict["NAME"]).absolute()
    if not path.is_file():
        raise NoDatabase(f"there is no {path}")
    reading = connection.copy()
    options = {"timeout": connection.settings_dict["OPTIONS"].get("timeout", 30)}
    reading.settings_dict |= {"NAME": f"file:{quote(str(path))}?mode=ro", "OPTIONS": options}
    return reading


_READ_ONLY = {"sqlite": _file_read_only}


@contextmanager
def one_moment(aliases: Sequence[str]) -> Iterator[None]:
    """Everything read inside is of one moment of all these databases, and text that is no UTF-8 is read as bytes.

    Inside a transaction that is one moment already.
    """
    with ExitStack() as held:
        for alias in aliases:
            held.enter_context(_text_as_it_lies(connections[alias]))
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
        before = _ask(DEFAULT, _HEADS)
        for alias in sorted(aliases, key=[KEYS, DEFAULT].index):
            _ask(alias, _BEGIN[connections[alias].vendor])
            _ask(alias, "SELECT count(*) FROM django_migrations")
        if _ask(DEFAULT, _HEADS) == before:
            return
        _roll_back(aliases)


def _roll_back(aliases: Sequence[str]) -> None:
    for alias in aliases:
        _ask(alias, "ROLLBACK")


def _ask(alias: str, sql: str) -> list[Row]:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@contextmanager
def _text_as_it_lies(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Text that is no UTF-8 is read as the bytes that it is; SQLite otherwise stops and says nothing of where."""
    connection.ensure_connection()
    raw: Any = connection.connection  # the driver’s own connection, of which Django says no type
    raw.text_factory = _decoded
    try:
        yield
    finally:
        raw.text_factory = str


def _decoded(stored: bytes) -> str | bytes:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored
