"""SQLite: one file, one writer at a time. A transaction that writes locks the whole of it when it begins."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import SplitResult, quote, unquote

from proviso.record.backends.backend import Durability, NoDatabase
from proviso.record.backends.sqlite_triggers import TRIGGERS

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_OPTIONS = {
    # A transaction takes the writer's lock when it begins: nothing that it read can change before it writes.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    # Without recursive_triggers, INSERT OR REPLACE passes by a trigger on DELETE.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
}
_WAITS_FOR_THE_DISK = {"journal_mode": "wal", "synchronous": 2}
_PRESENT = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


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
    def file(url: SplitResult) -> Path:
        """The file: an absolute path after three slashes, or one from the present folder. Raises ValueError."""
        path = unquote(url.path[1:], errors="strict")
        if url.netloc or url.query or url.fragment or not path.isprintable() or not Path(path).name:
            raise ValueError("no path of a file alone")
        return Path(path).absolute()

    @property
    def _path(self) -> Path:
        return Path(self._connection.settings_dict["NAME"]).absolute()

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

    def locked(self, select: str) -> str:
        """The query as it is: the transaction has locked the whole file."""
        return select

    def skipping_locked(self, select: str, table: str) -> str:  # noqa: ARG002 - other kinds name the table
        """The query as it is: nobody else has a row locked while this transaction has the file."""
        return select

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


def _decoded(stored: bytes) -> str | bytes:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored
