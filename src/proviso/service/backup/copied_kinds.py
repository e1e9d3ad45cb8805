"""Which kinds of database are copied, and by which class. A kind that has none here is refused by name."""

from collections.abc import Mapping

from django.db import connections

from proviso.service.backup.copying import ALIASES, Copying
from proviso.service.backup.manifest import CopyOf, NoBackup
from proviso.service.backup.postgresql_copying import PostgresqlCopying
from proviso.service.backup.sqlite_copying import SqliteCopying

KINDS: Mapping[str, Copying] = {"sqlite": SqliteCopying(), "postgresql": PostgresqlCopying()}
"""By the name that Django gives a kind of database."""


def copying_here() -> Copying:
    """How the databases of this service are copied. Raises NoBackup."""
    record, keys = (connections[ALIASES[part]] for part in (CopyOf.RECORD, CopyOf.KEYS))
    found = KINDS.get(record.vendor)
    if found is None:
        known = ", ".join(one.name for one in KINDS.values())
        raise NoBackup(
            f"proviso backup and proviso restore copy {known}, and this service keeps its record in "
            f"{record.display_name}: use that database’s own backup."
        )
    if keys.vendor != record.vendor:
        raise NoBackup(
            f"The record is in {record.display_name} and the keys are in {keys.display_name}, and no moment of the one "
            "can be held against the other: keep both in the same kind of database."
        )
    return found
