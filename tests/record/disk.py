"""Real database files for tests that need several processes, kills or tampering: migrated once, copied, opened."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connections


@dataclass(frozen=True)
class Files:
    """The two databases of one service, side by side in a folder."""

    folder: Path

    def path(self, alias: str) -> Path:
        return self.folder / f"{alias}.sqlite3"

    def copied(self, folder: Path) -> "Files":
        """A copy of its own. Nobody may have these open."""
        folder.mkdir(parents=True, exist_ok=True)
        for alias in connections:
            shutil.copyfile(self.path(alias), folder / self.path(alias).name)
        return Files(folder)


@contextmanager
def using(files: Files) -> Iterator[None]:
    """Every connection of this thread goes to these files, and is closed at the end."""
    before = {alias: connections[alias] for alias in connections}
    for alias, connection in before.items():
        apart = connection.copy()
        apart.settings_dict["NAME"] = str(files.path(alias))
        connections[alias] = apart
    try:
        yield
    finally:
        for alias, connection in before.items():
            connections[alias].close()
            connections[alias] = connection


def migrated(folder: Path) -> Files:
    """New files with every table and trigger."""
    files = Files(folder)
    with using(files):
        for alias in connections:
            call_command("migrate", database=alias, verbosity=0, skip_checks=True)
    return files
