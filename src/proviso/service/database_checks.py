"""What a role of a server may do to a database, and what of destroyed keys is left there, in the words of
`proviso check`. It changes nothing."""

from collections.abc import Iterator

from django.db import connections

from proviso.record.backends import Rights, backend_of
from proviso.record.models import DEFAULT, KEYS
from proviso.record.secure_deletion import left_since
from proviso.service.check_result import CheckResult

AS_OWNER = (
    "Migrate as another role that owns the databases, and give this one what the service needs, with: "
    "proviso migrate --service-role"
)

TOGETHER = (
    "Keep both in the same kind of database. Where proviso move-database left one behind, stop the service and set "
    "both: keys that were made since are in the one that is set now, and in no other."
)

KEYS_LEFT = (
    "The running service takes them away within ten minutes of its end. Where it does not, look in pg_stat_activity "
    "for what has been open for long, and in pg_replication_slots for a slot with an xmin."
)


def of_rights(name: str, where: str, rights: Rights) -> Iterator[CheckResult]:
    """A finding for each right that the role of the service has and should not, and one for what it lacks."""
    for one in rights.too_many:
        yield CheckResult(name, False, f"The service's role may do too much in {where}: {one}.", AS_OWNER)
    if rights.lacking:
        says = f"The service's role may not do what it needs to in {where}: {', '.join(rights.lacking)}."
        yield CheckResult(name, False, says, AS_OWNER)


def of_kinds() -> Iterator[CheckResult]:
    """A finding where the two databases are of different kinds, as after a move that only one setting went along with:
    what was recorded there would never be backed up."""
    record, keys = connections[DEFAULT], connections[KEYS]
    if record.vendor != keys.vendor:
        says = f"The record is in {record.display_name} and the keys are in {keys.display_name}: no backup can be made."
        yield CheckResult("keys_database", False, says, TOGETHER)


def of_deleted_keys(name: str) -> Iterator[CheckResult]:
    """A finding while something of keys that were destroyed is known to be left in a file of their database."""
    if since := left_since(KEYS):
        where = backend_of(connections[KEYS]).where()
        says = (
            f"Keys that were destroyed since {since:%Y-%m-%d %H:%M} UTC are still in a file of {where}: something "
            "there has been reading an older moment."
        )
        yield CheckResult(name, False, says, KEYS_LEFT)
