"""SQLite: one file, one writer at a time. A transaction that writes locks the whole of it when it begins."""

import sqlite3
import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import SplitResult, quote, unquote

from proviso.record.backends.backend import Added, Durability, NoDatabase, NoRoles, Rights
from proviso.record.backends.sqlite_triggers import TRIGGERS
from proviso.record.backends.trouble import Trouble

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_OPTIONS = {
    # A transaction takes the writer's lock when it begins: nothing that it read can change before it writes.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    # Without recursive_triggers, INSERT OR REPLACE passes by a trigger on DELETE.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
}
_TROUBLES = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_PROTOCOL: Trouble.BUSY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_CANTOPEN: Trouble.UNREADABLE,
    sqlite3.SQLITE_IOERR: Trouble.UNREADABLE,
    sqlite3.SQLITE_PERM: Trouble.UNREADABLE,
    sqlite3.SQLITE_AUTH: Trouble.UNREADABLE,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    # What tells a write from a read, where the last eight bits say no more than that one of them failed.
    sqlite3.SQLITE_IOERR_WRITE: Trouble.UNWRITTEN,
    sqlite3.SQLITE_IOERR_SHMSIZE: Trouble.UNWRITTEN,
}
_WAITS_FOR_THE_DISK = {"journal_mode": "wal", "synchronous": 2}
_PRESENT = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
# What SQLite goes by is the text, whatever its row says that it is. These act on nothing and show nothing else.
_INDEXES = {
    "entry_by_kind": 'CREATE INDEX "entry_by_kind" ON "record_entry" ("log", "kind", "index") WHERE "seq" IS NULL',
    "entry_by_actor": 'CREATE INDEX "entry_by_actor" ON "record_entry" ("log", "actor", "kind", "at") '
    'WHERE "seq" IS NULL',
    "entry_of_a_person": 'CREATE INDEX "entry_of_a_person" ON "record_entry" ("log", "actor", "index")',
}
"""The indexes of the record that were made apart from its tables, as SQLite keeps their text."""
_INERT = ("CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX ")


class Sqlite:
    """A connection to a file of SQLite."""

    vendor: ClassVar[str] = "sqlite"
    name: ClassVar[str] = "SQLite"
    scheme: ClassVar[str] = "sqlite"
    accepted: ClassVar[str] = "sqlite:////srv/proviso/record.sqlite3"

    def __init__(self, connection: "BaseDatabaseWrapper") -> None:
        self._connection = connection

    @staticmethod
    def settings(url: SplitResult) -> dict[str, object]:
        """Django's settings of the file. Raises ValueError."""
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": Sqlite.file(url), "OPTIONS": dict(_OPTIONS)}

    @staticmethod
    def place(url: SplitResult) -> object:
        """The file. Raises ValueError."""
        return Sqlite.file(url)

    @staticmethod
    def file(url: SplitResult) -> Path:
        """The file: an absolute path after three slashes, or one from the present folder. Raises ValueError."""
        path = unquote(url.path[1:], errors="strict")
        if url.netloc or url.query or url.fragment or not path.isprintable() or not Path(path).name:
            raise ValueError("no path of a file alone")
        return Path(path).absolute()

    @property
    def _path(self) -> Path:
        return Path(self._connection.settings_dict["NAME"]).absolute()

    @staticmethod
    def trouble(fault: BaseException) -> Trouble | None:
        """By the extended code, or its last eight bits, the primary one (https://sqlite.org/rescode.html)."""
        if isinstance(fault, UnicodeDecodeError):
            return Trouble.DAMAGED if _of_the_driver(fault) else None
        code: int | None = getattr(fault, "sqlite_errorcode", None)
        if code is None:  # text that is none has no code: the driver says so by itself
            return Trouble.DAMAGED if type(fault) is sqlite3.OperationalError else None
        return _TROUBLES.get(code) or _TROUBLES.get(code & 0xFF)

    def where(self) -> str:
        """The file."""
        return str(self._path)

    def durability(self) -> Durability:
        """Whether it writes ahead and waits for the disk."""
        found = {name: self._pragma(name) for name in _WAITS_FOR_THE_DISK}
        if found == _WAITS_FOR_THE_DISK:
            return Durability(True, f"{self._path} writes ahead and waits for the disk (WAL, synchronous FULL).", "")
        return Durability(
            False,
            f"{self._path} may lose what was saved when power fails ({found}).",
            "Keep it on a local disk of this machine: write-ahead logging needs one.",
        )

    def wait_at_most(self, seconds: float) -> None:
        """From now on it gives up, as locked, what another writer keeps it from so long."""
        with self._connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")

    def loose_settings(self) -> Collection[str]:
        """Whether a transaction would begin without the lock, and whether a row could be replaced past its trigger."""
        loose = []
        if self._connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
            loose.append("transaction_mode")
        if not self._pragma("recursive_triggers"):
            loose.append("recursive_triggers")
        return loose

    def _pragma(self, name: str) -> object:
        with self._connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {name}")
            return cursor.fetchone()[0]

    def unfit(self) -> None:
        """Nothing: whatever opens it is the library that comes with Python."""
        return

    def trigger_names(self) -> Collection[str]:
        """The names of the triggers that refuse changes to the record."""
        return TRIGGERS.keys()

    def create_triggers(self) -> None:
        """Create every trigger anew."""
        with self._connection.cursor() as cursor:
            for name, statement in TRIGGERS.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(statement)

    def missing_triggers(self) -> list[str]:
        """The names of triggers that are not there, or whose text is another."""
        with self._connection.cursor() as cursor:
            cursor.execute(_PRESENT)
            present = dict(cursor.fetchall())
        return [name for name, statement in TRIGGERS.items() if present.get(name) != statement]

    def added(self) -> list[Added]:
        """Triggers but ours, views, virtual tables, and indexes of the record that were made apart from its tables."""
        with self._connection.cursor() as cursor:
            cursor.execute(_SCHEMA)
            return [Added(*map(str, row)) for row in cursor.fetchall() if _acts(*row)]

    def remove(self, added: Added) -> None:
        """Take that away."""
        name = '"' + added.name.replace('"', '""') + '"'
        with self._connection.cursor() as cursor:
            cursor.execute(f"DROP {added.kind} {name}")

    def locked(self, select: str) -> str:
        """The query as it is: the transaction has locked the whole file."""
        return select

    def skipping_locked(self, select: str, table: str) -> str:  # noqa: ARG002 - other kinds name the table
        """The query as it is: nobody else has a row locked while this transaction has the file."""
        return select

    @contextmanager
    def sent_together(self) -> Iterator[None]:
        """One after another: there is no way to a server that could be saved."""
        yield

    def prepare_keys(self) -> None:
        """Nothing: whoever deletes from a file can say how."""

    @contextmanager
    def secure_delete(self) -> Iterator[None]:
        """SQLite leaves deleted bytes where they were, and old pages in the write-ahead log, unless it is told not to.

        While somebody reads an older moment, the log keeps its old pages until the next time that it is emptied; within
        another transaction it is emptied by nobody yet.
        """
        with self._connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
        yield
        if self._connection.in_atomic_block:
            return
        with self._connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def delete_for_good(self) -> bool:
        """Empty the write-ahead log, unless somebody reads or writes for a quarter of a second."""
        self.wait_at_most(0.25)
        with self._connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_) = cursor.fetchone()
        return not busy

    def left_since(self) -> None:
        """Never known: a file keeps no account of it, and each sweep empties the log."""
        return

    def read_only(self) -> "BaseDatabaseWrapper":
        """A connection to the same file that neither makes it nor sets it to write ahead. Raises NoDatabase."""
        if not self._path.is_file():
            raise NoDatabase(f"there is no {self._path}")
        reading = self._connection.copy()
        options = {"timeout": self._connection.settings_dict["OPTIONS"].get("timeout", 30)}
        reading.settings_dict |= {"NAME": f"file:{quote(str(self._path))}?mode=ro", "OPTIONS": options}
        return reading

    def begin_snapshot(self) -> None:
        """Begin without the writer's lock, and read: the moment is that of the first thing read."""
        with self._connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            cursor.execute("SELECT count(*) FROM sqlite_master")
            cursor.fetchone()

    @contextmanager
    def text_as_stored(self) -> Iterator[None]:
        """SQLite keeps text that is no UTF-8; Python otherwise stops there and says nothing of where."""
        self._connection.ensure_connection()
        raw: Any = self._connection.connection  # the driver’s own, of which Django says no type
        before, raw.text_factory = raw.text_factory, _decoded
        try:
            yield
        finally:
            raw.text_factory = before

    def grant(self, role: str) -> None:
        """A file has no roles. Raises NoRoles."""
        raise NoRoles(f"{self._path} is a file of SQLite, which has no roles; leave {role} out")

    def other_owners(self) -> list[str]:
        """Nobody: a file has no roles."""
        return []

    def rights(self) -> Rights:
        """None: whoever may write to the file may do everything to it."""
        return Rights([], [])


def _acts(kind: object, name: object, table: object, text: object) -> bool:
    """Whether this of the schema is none of ours, and could change what is recorded or shown. An index that comes with
    its table's own constraints has no text; of others the record has `_INDEXES` alone."""
    if text is None or name in TRIGGERS or (name in _INDEXES and text == _INDEXES[str(name)]):
        return False
    return not str(text).startswith(_INERT) or (kind == "index" and str(table).startswith("record_"))


def _of_the_driver(fault: UnicodeDecodeError) -> bool:
    """Whether the driver stopped at words of the file that are no text: so it does with a message that quotes them."""
    frames = traceback.extract_tb(fault.__traceback__)
    return bool(frames) and "/django/db/" in Path(frames[-1].filename).as_posix()


def _decoded(stored: bytes) -> str | bytes:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored
