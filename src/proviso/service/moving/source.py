"""The two files of SQLite that a service is moved out of: opened, looked at, and kept as they are meanwhile.

Nothing of them is changed. Whoever would write to them waits, and a service that runs on them stops the move.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import load_backend

from proviso.record.backends import settings_of
from proviso.record.models import DEFAULT, KEYS, Entry, WrappedKey
from proviso.service.backup.in_use import alone
from proviso.service.databases import lacking

SOURCES: Mapping[str, str] = {DEFAULT: "moved_from", KEYS: "keys_moved_from"}
"""By the alias of each database of the service, that of the file which it is filled from."""

HOLDS = {DEFAULT: (Entry._meta.db_table, "record"), KEYS: (WrappedKey._meta.db_table, "keys of cases")}
OPTIONS = {DEFAULT: "--from", KEYS: "--keys-from"}


BEGINS = b"SQLite format 3\0"
"""How each file of SQLite begins (https://sqlite.org/fileformat.html)."""


class NoMove(Exception):
    """Why nothing was moved, or what stands in the way: the message says what to do."""


@contextmanager
def opened(files: Mapping[str, Path]) -> Iterator[None]:
    """Within, the files are open under the aliases of `SOURCES`, and nobody else writes to them.

    Raises NoMove, NoBackup where something uses them, DatabaseError.
    """
    for alias, path in files.items():
        if not path.is_file():
            raise NoMove(f"There is no file {path}. Give the SQLite database to move with {OPTIONS[alias]}.")
        with path.open("rb") as file:
            if file.read(len(BEGINS)) != BEGINS:  # to open an empty one would make it one
                raise NoMove(f"{path} is no SQLite database. Give the one to move with {OPTIONS[alias]}.")
    with ExitStack() as held:
        held.enter_context(alone(files[DEFAULT]))
        for alias, path in files.items():
            connection = _connection(path, SOURCES[alias])
            connections[SOURCES[alias]] = connection
            held.callback(_let_go, SOURCES[alias])
            _fits(alias, path, connection)
        for alias in files:
            held.enter_context(transaction.atomic(using=SOURCES[alias]))  # which locks the file
        yield


@contextmanager
def read_instead() -> Iterator[None]:
    """Within, this process reads the files instead of the databases of the service."""
    before = {alias: connections[alias] for alias in SOURCES}
    for alias, source in SOURCES.items():
        connections[alias] = connections[source]
    try:
        yield
    finally:
        for alias, connection in before.items():
            connections[alias] = connection


def _connection(path: Path, alias: str) -> BaseDatabaseWrapper:
    settings = settings_of(f"sqlite:///{quote(str(path.absolute()))}")
    configured = connections.configure_settings({"default": settings})["default"]
    made: BaseDatabaseWrapper = load_backend(configured["ENGINE"]).DatabaseWrapper(configured, alias)
    return made


def _let_go(alias: str) -> None:
    connections[alias].close()
    del connections[alias]


def _fits(alias: str, path: Path, connection: BaseDatabaseWrapper) -> None:
    """Raises NoMove where the file is another database, or of another version."""
    table, what = HOLDS[alias]
    if table not in connection.introspection.table_names():
        raise NoMove(f"{path} holds no {what}. Give the file that does with {OPTIONS[alias]}.")
    if missing := lacking(connection):
        raise NoMove(
            f"{path} lacks {len(missing)} migrations, so it belongs to an older version. Bring it up to date first, "
            "with its own settings: proviso migrate"
        )
    known = MigrationLoader(None).disk_migrations
    for name in MigrationRecorder(connection).applied_migrations():
        if name not in known:
            raise NoMove(f"{path} is of a newer version ({'.'.join(name)}). Install that one first.")
