"""Django's checks of the record: that the database itself refuses to change what was recorded."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error
from django.db import connections

from proviso.record import triggers
from proviso.record.models import DEFAULT, Entry


def triggers_in_place(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """An error for triggers that are missing; none where the database is not asked about or is not yet migrated."""
    if DEFAULT not in (databases or ()):
        return []
    connection = connections[DEFAULT]
    if Entry._meta.db_table not in connection.introspection.table_names():
        return []
    try:
        triggers.assert_triggers()
    except triggers.TriggersMissing as error:
        return [Error(str(error), hint=f"Stop the service. {triggers.WHAT_TO_DO}", id="record.E001")]
    return []
