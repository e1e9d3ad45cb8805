"""What the database itself refuses: changing or deleting what was recorded, and recording out of turn.

The triggers themselves are written for each kind of database, in `backends`.
"""

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from proviso.record.backends import backend_of
from proviso.record.models import DEFAULT

WHAT_TO_DO = (
    "Somebody who could write to the database took them away or put others in their place: find out who could, verify "
    "the record with: proviso record verify; then put them back with: proviso record guard"
)
"""What to tell whoever meets a database whose triggers are missing."""


class TriggersMissing(Exception):
    """The database would let the record be changed: triggers are missing, or are not the ones that belong there."""


def create(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger anew. Raises NoBackend for a kind of database that the record cannot be kept in."""
    backend_of(connection).create_triggers()


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that are not there, or not as they should be. Raises NoBackend."""
    return backend_of(connection).missing_triggers()


def put_back() -> list[str]:
    """Create every trigger anew where one is missing, or not as it should be. Returns their names."""
    with transaction.atomic(using=DEFAULT):
        if names := missing(connections[DEFAULT]):
            create(connections[DEFAULT])
    return names


def assert_triggers(connection: BaseDatabaseWrapper | None = None) -> None:
    """Nothing where every trigger is in its place. Raises TriggersMissing, naming those that are not."""
    if names := missing(connection or connections[DEFAULT]):
        raise TriggersMissing(f"the database does not refuse changes to the record; missing: {', '.join(names)}")
