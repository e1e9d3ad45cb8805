"""A service in files of SQLite, before it is moved."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from proviso.casework.models import WorklistRow
from proviso.record.models import DEFAULT, KEYS
from proviso.record.verify import LogReport
from proviso.service.moving import moved_rows
from tests.record.disk import Files


@dataclass(frozen=True)
class Before:
    """A service in files: what it shows of its record and its lists, and a case that was shared."""

    files: Files
    logs: tuple[LogReport, ...]
    due: list[tuple[object, ...]]
    shared: str

    @property
    def record(self) -> Path:
        return self.files.path(DEFAULT)

    @property
    def keys(self) -> Path:
        return self.files.path(KEYS)

    def copied(self, folder: Path) -> "Before":
        """The same in files of its own."""
        return Before(self.files.copied(folder), self.logs, self.due, self.shared)


def due() -> list[tuple[object, ...]]:
    """Every line of every worklist."""
    columns = ("case_id", "queue", "what", "force", "unit", "owner", "due_at")
    return list(WorklistRow.objects.order_by(*columns).values_list(*columns))


def rows_of(alias: str, of: str) -> dict[str, moved_rows.Content]:
    """What each table of a database holds; `of` is the alias that it is read by."""
    return {moved_rows.name_of(one): moved_rows.content(one, of, lambda _: None) for one in moved_rows.of(alias)}


def numbers(path: Path) -> dict[str, int]:
    """The last number that the file gave to a row of each table."""
    with closing(sqlite3.connect(path)) as file:
        return dict(file.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def altered(path: Path, *statements: str) -> None:
    """Change a file as somebody does who can write to it."""
    with closing(sqlite3.connect(path)) as file, file:
        for name in [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
            kept = file.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            file.execute(f"DROP TRIGGER {name}")
            statements = (*statements, kept)
        for statement in statements:
            file.execute(statement)
