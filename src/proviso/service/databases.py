"""Bringing both databases to the present state of the code, and saying what is missing. It changes no entry."""

import os

import django
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


def set_up() -> None:
    """Set Django up in this process, for a command. What it writes is its owner's alone."""
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proviso.service.settings")
    django.setup()


def pending() -> list[str]:
    """The migrations that a database still lacks, as "database: app.name". Raises `DatabaseError`."""
    lacking: list[str] = []
    for alias in connections:
        executor = MigrationExecutor(connections[alias])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        lacking.extend(f"{alias}: {migration.app_label}.{migration.name}" for migration, _ in plan)
    return lacking


def migrate() -> int:
    """Apply what is pending, to both databases. Returns how many migrations were applied."""
    before = len(pending())
    for alias in connections:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    return before
