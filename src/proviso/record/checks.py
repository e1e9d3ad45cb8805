"""Django's checks of the record: that the database itself refuses to change what was recorded, and one that it can be
kept in at all."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from proviso.record import triggers
from proviso.record.backends import NoBackend, backend_of
from proviso.record.models import DEFAULT, KEYS, Entry


def triggers_in_place(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """An error for triggers that are missing; none where the database is not asked about or is not yet migrated:
    an earlier version had others, and nobody took anything away."""
    if DEFAULT not in (databases or ()):
        return []
    connection = connections[DEFAULT]
    if Entry._meta.db_table not in connection.introspection.table_names() or not _up_to_date(connection):
        return []
    try:
        triggers.assert_triggers()
    except triggers.TriggersMissing as error:
        return [Error(str(error), hint=f"Stop the service. {error.what_to_do}", id="record.E001")]
    return []


def _up_to_date(connection: BaseDatabaseWrapper) -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes(Entry._meta.app_label))


def databases_fit(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """An error for a kind of database that has no backend, and for one whose settings let two appends race."""
    found: list[CheckMessage] = []
    for alias in (DEFAULT, KEYS):
        if alias not in (databases or ()):
            continue
        try:
            loose = backend_of(connections[alias]).loose_settings()
        except NoBackend as fault:
            found.append(Error(str(fault), hint="Choose one of those databases.", id="record.E002"))
            continue
        if loose:
            says = f"the database {alias} is not opened as its backend asks; wrong: {', '.join(loose)}"
            hint = "Take DATABASES as proviso.service.settings makes it."
            found.append(Error(says, hint=hint, id="record.E003"))
    return found
