"""Real databases for tests that need several processes, kills or tampering: migrated once, copied, opened.

Files of SQLite, unless the run is of PostgreSQL (tests/settings.py): then they are databases of the run's own server.
"""

import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from proviso.record.instead import through
from tests.postgresql.cluster import OWNER
from tests.postgresql.copies import Copies, connected
from tests.settings import ON_POSTGRESQL


@dataclass(frozen=True)
class Files:
    """The two databases of one service, side by side in a folder."""

    folder: Path

    def path(self, alias: str) -> Path:
        return self.folder / f"{alias}.sqlite3"

    def name(self, alias: str) -> str:
        """What Django calls the database."""
        return str(self.path(alias))

    def opened(self, alias: str) -> BaseDatabaseWrapper:
        """A connection to it, with the settings of the run."""
        apart = connections[alias].copy()
        apart.settings_dict["NAME"] = self.name(alias)
        return apart

    def copied(self, folder: Path) -> "Files":
        """A copy of its own. Nobody may have these open."""
        folder.mkdir(parents=True, exist_ok=True)
        for alias in connections:
            shutil.copyfile(self.path(alias), folder / self.path(alias).name)
        return Files(folder)

    def settled(self) -> None:
        """What a process that was killed had begun is over: so it is with the process."""

    def written(self) -> bytes:
        """Every byte of the files, and of the logs of writes beside them."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.iterdir()))

    def removed(self) -> None:
        """Nobody needs these any more."""
        for path in self.folder.glob("*.sqlite3*"):
            if path.is_file():
                path.unlink()


class Databases(Files):
    """The same on a server: the folder is for whatever a test writes beside them, and its name is theirs."""

    def path(self, alias: str) -> Path:
        raise NotADirectoryError(f"{self.name(alias)} is no file: this test is of SQLite alone")

    def name(self, alias: str) -> str:
        return Copies.name_of(self.folder, alias)

    def opened(self, alias: str, role: str = OWNER) -> BaseDatabaseWrapper:
        """A connection to it as this role; whatever the run is of."""
        return connected(self.name(alias), alias, role)

    def copied(self, folder: Path, owner: str = OWNER) -> "Databases":
        folder.mkdir(parents=True, exist_ok=True)
        copy = Databases(folder)
        for alias in connections:
            Copies.make(copy.name(alias), self.name(alias), owner)
        return copy

    def settled(self) -> None:
        """The server ends by itself what a process that was killed had begun: nobody is connected any more."""
        Copies.wait_until_left([self.name(alias) for alias in connections])

    def written(self) -> bytes:
        """Every byte of the server's files of these two."""
        folders = [Copies.files_of(self.name(alias)) for alias in connections]
        return b"".join(path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())

    def removed(self) -> None:
        for alias in connections:
            Copies.drop(self.name(alias))


def using(files: Files) -> AbstractContextManager[None]:
    """Every connection of this thread goes to these databases, and is closed at the end."""
    return through({alias: files.opened(alias) for alias in connections})


def migrated(folder: Path) -> Files:
    """New databases with every table and trigger; on a server those that one process of the run migrated for all."""
    if ON_POSTGRESQL:
        return on_server()
    files = Files(folder)
    migrate(files)
    return files


def on_server() -> Databases:
    """Those that one process of the run migrated for all, on its own server; whatever the run is of."""
    return Databases(Copies.template(lambda folder: migrate(Databases(folder))))


def migrate(files: Files) -> None:
    """Make every table and trigger in databases that are empty, or are not there yet."""
    with using(files):
        for alias in connections:
            call_command("migrate", database=alias, verbosity=0, skip_checks=True)
