"""Bringing both databases to the present state of the code, and saying what is missing. It changes no entry."""

import atexit
import os
from contextlib import ExitStack

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from proviso.record.backends import backend_of


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


def pending() -> list[str]:
    """The migrations that a database still lacks, as "database: app.name". Raises `DatabaseError`."""
    return [f"{alias}: {name}" for alias in connections for name in lacking(connections[alias])]


def lacking(connection: BaseDatabaseWrapper) -> list[str]:
    """The migrations that the database of a connection still lacks, as "app.name". Raises `DatabaseError`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> int:
    """Apply what is pending, to both databases. Returns how many migrations were applied."""
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
