"""What backing up and putting back ask of a kind of database. Each kind has a class, which `copied_kinds` names."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from proviso.record.backends import file_of
from proviso.record.instead import through
from proviso.record.models import DEFAULT, KEYS
from proviso.record.verify import Report
from proviso.service.backup.manifest import CopyOf, NoBackup
from proviso.service.config import Config, DatabaseName

ALIASES: Mapping[CopyOf, str] = {CopyOf.RECORD: DEFAULT, CopyOf.KEYS: KEYS}
SETTINGS: Mapping[CopyOf, DatabaseName] = {CopyOf.RECORD: "database", CopyOf.KEYS: "keys_database"}

Files = Mapping[CopyOf, Path]


@dataclass(frozen=True, slots=True)
class CopiedPair:
    """What verifying what was copied found, and the latest migration of each application that it has had."""

    report: Report
    migrations: dict[str, str]


class Copying(Protocol):
    """One kind of database, both of a service."""

    name: str
    suffix: str

    def copy(self, files: Files, now: datetime) -> CopiedPair:
        """Make each file, which is there and empty, a copy of its database, and verify what was copied. Nobody who
        writes waits, and each case in the record's copy has its key in the other. Nobody is signed in in it.

        Raises NoBackup, `DatabaseError` or the driver's own, OSError.
        """
        ...

    def tried(self, files: Files) -> AbstractContextManager[None]:
        """Within, this process reads these copies instead of the databases of the service. Raises as `copy`."""
        ...

    def put(self, config: Config, files: Files, made: datetime) -> AbstractContextManager[Files]:
        """Within, this process reads what is about to be the databases of the service, which nothing else can use yet;
        it is marked as a copy that was made then (`record.copies`). They are put in place at the end, and after an
        exception nothing is. Gives the files to hold against the manifests. Raises as `copy`, where the place is taken
        or in use too."""
        ...


def place_of(config: Config, part: CopyOf) -> Path:
    """The file in which the service keeps this database. Raises NoBackup where it is no file."""
    found = file_of(config.url(SETTINGS[part]))
    if found is None:
        raise NoBackup(f"{SETTINGS[part]}_url names no file of this machine, and files are what is put there.")
    return found


def reading(instead: Mapping[CopyOf, BaseDatabaseWrapper]) -> AbstractContextManager[None]:
    """Inside, this process reads through these connections instead of those to the databases of the service."""
    return through({ALIASES[part]: connection for part, connection in instead.items()})


def latest_migrations() -> dict[str, str]:
    """The latest migration of each application that the record which this process reads has had."""
    return dict(sorted(MigrationRecorder(connections[DEFAULT]).applied_migrations()))
