"""Copying the two files of SQLite while others write to them, and putting copies in their place."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from proviso.record import copies
from proviso.record.entry import to_microseconds
from proviso.service.backup.copying import ALIASES, CopiedPair, Files, latest_migrations, place_of, reading
from proviso.service.backup.in_use import alone
from proviso.service.backup.manifest import CopyOf, NoBackup, to_disk
from proviso.service.config import Config
from proviso.service.verified import verified

SECONDS_FOR_A_LOCK = 30
TRIES = 3
LOST = "is missing; "
"""How a fault begins that a key has which was there when the record was copied, or never."""
DRAFT = ".restoring"
BESIDE = ("", "-wal", "-shm", "-journal")
"""What a database of SQLite may consist of, by how the names of the files end."""


class SqliteCopying:
    """By SQLite's online backup (https://sqlite.org/backup.html): all pages in one step, so that what is written
    meanwhile, by whichever process, neither waits nor makes it begin again. The record goes before the keys."""

    name = "SQLite"
    suffix = "sqlite3"

    def copy(self, files: Files, now: datetime) -> CopiedPair:
        """Each one file, without a write-ahead log of its own; the record's is marked as a copy here. A case that was
        erased between the two has lost its key and not its words: then both are copied again."""
        for left in reversed(range(TRIES)):
            for part in (CopyOf.RECORD, CopyOf.KEYS):
                self.copy_one(connections[ALIASES[part]], files[part])
            _mark(files[CopyOf.RECORD], now)
            with self.tried(files):
                copied = CopiedPair(verified(), latest_migrations())
            if not left or not any(one.table == "key" and one.says.startswith(LOST) for one in copied.report.faults):
                break
        return copied

    def copy_one(self, source: BaseDatabaseWrapper, target: Path) -> None:
        """One of the two."""
        path = Path(source.settings_dict["NAME"]).absolute()
        if not path.is_file():
            raise NoBackup(f"There is no database at {path}. Look at the settings with: proviso check")
        with closing(_opened(f"file:{quote(str(path))}?mode=ro")) as read, closing(_opened(_file(target))) as written:
            read.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")

    @contextmanager
    def tried(self, files: Files) -> Iterator[None]:
        """Where they lie."""
        with reading({part: _read_as(connections[ALIASES[part]], path) for part, path in files.items()}):
            yield

    @contextmanager
    def put(self, config: Config, files: Files, made: datetime) -> Iterator[Files]:  # noqa: ARG002 - it is in the file
        """Beside their places, under names of drafts."""
        places = {part: place_of(config, part) for part in CopyOf}
        with alone(places[CopyOf.RECORD]):
            for place in places.values():
                _is_empty(place)
            drafts = {part: place.with_name(place.name + DRAFT) for part, place in places.items()}
            try:
                for part, draft in drafts.items():
                    draft.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    _copy(files[part], draft)
                with self.tried(drafts):
                    yield drafts
                for part in (CopyOf.KEYS, CopyOf.RECORD):
                    os.link(drafts[part], places[part])  # which, unlike a renaming, replaces nothing
                    to_disk(places[part].parent)
            finally:
                for draft in drafts.values():
                    draft.unlink(missing_ok=True)


def _mark(target: Path, now: datetime) -> None:
    """Write into a copy of the record that it is one. A session that ended since would otherwise come back with it."""
    with closing(_opened(_file(target))) as database:
        database.execute("PRAGMA secure_delete=ON")
        with database:
            database.execute(copies.MARK.format(at=to_microseconds(now)))
            database.execute("DELETE FROM django_session")


def _read_as(connection: BaseDatabaseWrapper, target: Path) -> BaseDatabaseWrapper:
    """The same connection, to another file."""
    made: BaseDatabaseWrapper = connection.copy()
    made.settings_dict |= {"NAME": str(target), "OPTIONS": {"timeout": SECONDS_FOR_A_LOCK}}
    return made


def _file(path: Path) -> str:
    return f"file:{quote(str(path.absolute()))}?mode=rwc"


def _opened(url: str) -> sqlite3.Connection:
    return sqlite3.connect(url, uri=True, timeout=SECONDS_FOR_A_LOCK)


def _copy(source: Path, draft: Path) -> None:
    with (
        source.open("rb") as read_from,
        os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as to,
    ):
        shutil.copyfileobj(read_from, to, 1 << 20)
        to.flush()
        os.fsync(to.fileno())


def _is_empty(place: Path) -> None:
    for end in BESIDE:
        there = place.with_name(place.name + end)
        if there.exists():
            raise NoBackup(
                f"{there} is there already, and nothing is replaced: it may show what happened. Put it aside, with "
                "whatever lies beside it under the same name, and try again."
            )
