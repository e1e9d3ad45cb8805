"""What the database itself refuses: changing or deleting what was recorded, and recording out of turn.

The triggers themselves are written for each kind of database, in `backends`. One that somebody added could undo them:
drop a row, write another, or show what was never recorded. So whatever acts there and is none of ours is named too.
"""

from collections.abc import Callable

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from proviso.record.backends import Added, backend_of
from proviso.record.fault import plain
from proviso.record.models import DEFAULT, KEYS

WHAT_TO_DO = (
    "Somebody who could write to the database took them away or put others in their place: find out who could, verify "
    "the record with: proviso record verify; then put them back with: proviso record guard"
)
"""What to tell whoever meets a database whose triggers are missing."""

WHAT_TO_DO_ABOUT_ADDED = (
    "Whoever can write to the database put it there, and it can change what is recorded or shown: find out who did, "
    "verify the record with: proviso record verify; then have it shown and taken away with: proviso record guard"
)
"""What to tell whoever meets a database that holds what is none of ours."""


class TriggersMissing(Exception):
    """The database would let the record be changed: triggers are missing, or are not the ones that belong there."""

    what_to_do = WHAT_TO_DO


class TriggersAdded(TriggersMissing):
    """The database holds what could change what is recorded or shown, and is none of ours."""

    what_to_do = WHAT_TO_DO_ABOUT_ADDED


def create(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger anew. Raises NoBackend for a kind of database that the record cannot be kept in."""
    backend_of(connection).create_triggers()


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that are not there, or not as they should be. Raises NoBackend."""
    return backend_of(connection).missing_triggers()


def added(aliases: tuple[str, ...] = (DEFAULT, KEYS)) -> list[Added]:
    """What these databases hold that acts on rows or shows others, and that we did not put there. Raises NoBackend."""
    return [one for alias in aliases for one in backend_of(connections[alias]).added()]


def put_back() -> list[str]:
    """Create every trigger anew where one is missing, or not as it should be. Returns their names."""
    with transaction.atomic(using=DEFAULT):
        if names := missing(connections[DEFAULT]):
            create(connections[DEFAULT])
    return names


def take_away(say: Callable[[Added], None]) -> None:
    """Take away what was added, each only after it was said."""
    for alias in (DEFAULT, KEYS):
        with transaction.atomic(using=alias):
            backend = backend_of(connections[alias])
            for one in backend.added():
                say(one)
                backend.remove(one)


def assert_triggers() -> None:
    """Nothing where every trigger is in its place and nothing else acts. Raises TriggersMissing, or TriggersAdded,
    naming those that are not."""
    if names := missing(connections[DEFAULT]):
        raise TriggersMissing(f"the database does not refuse changes to the record; missing: {', '.join(names)}")
    if strange := added():
        named = ", ".join(plain(str(one)) for one in strange)
        raise TriggersAdded(f"the databases hold what Proviso did not put there: {named}")
