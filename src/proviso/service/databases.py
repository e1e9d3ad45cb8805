"""Bringing both databases to the present state of the code, and saying what is missing. It changes no entry."""

import atexit
import os
from collections.abc import Iterable
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from proviso.record.backends import Unfit, backend_of, file_of
from proviso.service.config import config, nothing_set_here
from proviso.service.database_settings import DATABASES

DEFAULT, KEYS = "default", "keys"


class DatabaseUnfit(Exception):
    """The record, or its keys, cannot be kept in a database that is set; in words, with what to do."""


_ITS_OWN = {DEFAULT: ("record_entry", "the record"), KEYS: ("record_wrappedkey", "the cases' keys")}


def set_up() -> None:
    """Set Django up in this process, for a command. What it writes is its owner's alone.

    Its databases are closed when it ends, whatever else is then left as it is: the last process to close a file of
    SQLite puts the log of its writes away.
    """
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.service.settings")
    if not apps.ready:
        django.setup()
        atexit.register(connections.close_all)


NOT_THERE = (
    "Restore it from its backup, or set database and keys_database to where the files are; only where the service is "
    "new, make both with: proviso migrate"
)
"""What to do where there is no file of a database, as where its disk is not mounted."""


def assert_there() -> None:
    """Nothing where each database that is a file is there. Raises DatabaseUnfit.

    Ask before anything else is asked of them: to open a file that is not there makes an empty one, which looks like a
    service that was never used, and in whose place no backup is put.
    """
    for path in _not_there().values():
        raise DatabaseUnfit(f"There is no {path}. {nothing_set_here()}{NOT_THERE}")


def _not_there() -> dict[str, Path]:
    """Which databases are files that are not there, and where each should be; none that was opened elsewhere."""
    files = {alias: file_of(config().url(name)) for alias, name in DATABASES.items()}
    opened = {alias: connections[alias].settings_dict["NAME"] for alias in files}
    return {alias: path for alias, path in files.items() if path and path == opened[alias] and not path.exists()}


def _assert_none_lost() -> None:
    """Nothing where both files are there or neither, or what is there was never used. Raises DatabaseUnfit, and makes
    none."""
    missing = _not_there()
    for alias, path in missing.items():
        (other,) = DATABASES.keys() - {alias}
        if other not in missing and _holds_anything(other):
            raise DatabaseUnfit(f"There is no {path}, and the other database was used. {NOT_THERE}")


def pending() -> list[str]:
    """The migrations that a database still lacks, as "database: app.name". Raises `DatabaseError`."""
    return [f"{alias}: {name}" for alias in connections for name in lacking(connections[alias])]


def lacking(connection: BaseDatabaseWrapper) -> list[str]:
    """The migrations that the database of a connection still lacks, as "app.name". Raises `DatabaseError`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def assert_up_to_date() -> None:
    """Nothing where no database lacks a migration of ours; told by their names, so that each command can ask.

    Raises DatabaseUnfit, `DatabaseError`.
    """
    ours = {(app, name) for app, names in _our_migrations().items() for name in names}
    lacking = {
        one for alias in connections for one in ours - set(MigrationRecorder(connections[alias]).applied_migrations())
    }
    if lacking:
        first = ".".join(min(lacking))
        what = f"{len(lacking)} migrations, the first {first}" if len(lacking) > 1 else f"the migration {first}"
        raise DatabaseUnfit(
            f"A database lacks {what}. Nothing was done. Bring it up to date first, with: proviso migrate"
        )


@cache
def _our_migrations() -> dict[str, set[str]]:
    """The names of the migrations of each app of ours."""
    return {
        label: {path.stem for path in (Path(app.path) / "migrations").glob("0*.py")}
        for label, app in apps.app_configs.items()
        if app.name.startswith("proviso.")
    }


def unfit() -> list[Unfit]:
    """Why a database that is set will not do, and what to do: of a kind that keeps text otherwise, the two the wrong
    way round, one of them empty beside one that is not, or of a later version. Raises `DatabaseError`."""
    found = [one for alias in connections if (one := backend_of(connections[alias]).unfit())]
    tables = {alias: connections[alias].introspection.table_names() for alias in _ITS_OWN}
    for alias, other in ((DEFAULT, KEYS), (KEYS, DEFAULT)):
        (its, what), (others, instead) = _ITS_OWN[alias], _ITS_OWN[other]
        if its not in tables[alias] and others in tables[alias]:
            says = f"{backend_of(connections[alias]).where()} should hold {what}, and holds {instead}"
            found.append(Unfit(says, "The two databases are the wrong way round in the settings: exchange them"))
        if its not in tables[alias] and _holds_anything(other):
            says = (
                f"{backend_of(connections[alias]).where()} holds nothing, and {backend_of(connections[other]).where()} "
                f"holds {instead} of a service that was used"
            )
            found.append(Unfit(says, "Put back the one that belongs to it, from its backup: an empty one would not do"))
    ours = _our_migrations()
    for alias in connections:
        applied = MigrationRecorder(connections[alias]).applied_migrations()
        if later := sorted((app, name) for app, name in applied if app in ours and name not in ours[app]):
            where, migration = backend_of(connections[alias]).where(), ".".join(later[0])
            says = f"{where} is of a later version of Proviso: it has the migration {migration}, which this one lacks"
            found.append(Unfit(says, "Nothing was done. Install that version, or a later one"))
    return found


def _holds_anything(alias: str) -> bool:
    if _ITS_OWN[alias][0] not in connections[alias].introspection.table_names():
        return False
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_ITS_OWN[alias][0]} LIMIT 1")  # noqa: S608  a name of ours
        return cursor.fetchone() is not None


def assert_fit() -> None:
    """Nothing where both databases will do. Raises DatabaseUnfit for the first reason, `DatabaseError`."""
    _refuse_first(unfit())


def gone() -> list[Unfit]:
    """Which tables of ours somebody took away; of databases that lack no migration. Raises `DatabaseError`."""
    found = []
    for alias in connections:
        kept = {one._meta.db_table for one in apps.get_models() if router.allow_migrate_model(alias, one)}
        if missing := sorted(kept - set(connections[alias].introspection.table_names())):
            what = f"the tables {', '.join(missing)}" if len(missing) > 1 else f"the table {missing[0]}"
            says = f"{backend_of(connections[alias]).where()} lacks {what}, though its migrations are applied"
            why = "somebody took it away, or part of a backup was put back"
            found.append(Unfit(f"{says}: {why}", "Put a whole backup back"))
    return found


def assert_nothing_gone() -> None:
    """Nothing where every table of ours is there. Raises DatabaseUnfit for the first that is not, `DatabaseError`."""
    _refuse_first(gone())


def _refuse_first(found: Iterable[Unfit]) -> None:
    for one in found:
        raise DatabaseUnfit(f"{one.says}. {one.what_to_do}")


def assert_owned() -> None:
    """Nothing where the role of each connection may make tables and alter those there are. Raises DatabaseUnfit."""
    for alias in connections:
        backend = backend_of(connections[alias])
        if owners := backend.other_owners():
            role = connections[alias].settings_dict["USER"]
            raise DatabaseUnfit(
                f"{role} may not make or alter tables in {backend.where()}: nothing was done. Do it as the role that "
                f"owns them: {', '.join(owners)}"
            )


def migrate() -> int:
    """Apply what is pending, to both databases. Returns how many migrations were applied.

    Raises DatabaseUnfit, and then nothing was applied.
    """
    _assert_none_lost()
    assert_fit()
    before = len(pending())
    for alias in connections:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    return before


def grant(role: str) -> None:
    """Give a role what the service needs in both databases, and no more. Raises NoRoles, and then nothing is given."""
    with ExitStack() as held:
        for alias in connections:
            held.enter_context(transaction.atomic(using=alias))
        for alias in connections:
            backend_of(connections[alias]).grant(role)
