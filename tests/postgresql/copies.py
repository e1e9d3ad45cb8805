"""Databases of the run's own server, copied from a pair that was migrated once for all processes of the run."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import psycopg
from django.db import connections

from proviso.record.backends import settings_of
from proviso.record.backends.django_postgresql.base import DatabaseWrapper
from tests.postgresql.cluster import OWNER, shared

TEMPLATE = "template"


def connected(name: str, alias: str, role: str) -> DatabaseWrapper:
    """A connection of Django's to a database of the server, as the product would make it, but less patient."""
    settings = settings_of(shared().url(name, role))
    options: dict[str, str] = settings["OPTIONS"]  # type: ignore[assignment]
    options["options"] = options["options"].replace("lock_timeout=30s", "lock_timeout=4s")
    return DatabaseWrapper(connections.configure_settings({"default": settings})["default"], alias)


@contextmanager
def named_as_in_the_documents() -> Iterator[None]:
    """While this lasts, no other process of the run follows a document on the server, whose names it shares."""
    with (shared().folder / "documents.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Copies:
    """Making and dropping them. A name is made of the folder that stands for the pair, and of its alias."""

    @staticmethod
    def name_of(folder: Path, alias: str) -> str:
        if folder.name == TEMPLATE:
            return f"{TEMPLATE}_{alias}"
        return f"t{sha256(str(folder).encode()).hexdigest()[:16]}_{alias}"

    @staticmethod
    def run(*statements: str) -> None:
        """Statements about databases, which no transaction takes."""
        with psycopg.connect(shared().url("postgres"), autocommit=True) as server:
            for statement in statements:
                server.execute(statement)

    @staticmethod
    def make(name: str, template: str = "template0", owner: str = OWNER) -> None:
        Copies.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy OWNER "{owner}"')

    @staticmethod
    def role(name: str) -> None:
        """A role that may sign in, unless there is one."""
        with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            Copies.run(f'CREATE ROLE "{name}" LOGIN')

    @staticmethod
    def drop(name: str) -> None:
        Copies.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    @staticmethod
    def wait_until_left(names: list[str]) -> None:
        """Wait until nobody is connected to any of these databases. Raises TimeoutError."""
        until = time.monotonic() + 30
        asked = "SELECT 1 FROM pg_stat_activity WHERE datname = ANY(%s)"
        with psycopg.connect(shared().url("postgres"), autocommit=True) as server:
            while server.execute(asked, (names,)).fetchone():
                if time.monotonic() > until:
                    raise TimeoutError(f"somebody is still connected to {names}")
                time.sleep(0.005)

    @staticmethod
    def files_of(name: str) -> Path:
        """Where the server keeps the files of a database, with everything in them."""
        with psycopg.connect(shared().url("postgres"), autocommit=True) as server:
            server.execute("CHECKPOINT")
            found = server.execute("SELECT oid FROM pg_database WHERE datname = %s", (name,)).fetchone()
        assert found
        return shared().data / "base" / str(found[0])

    @staticmethod
    def template(migrate: Callable[[Path], None]) -> Path:
        """The folder that stands for the pair that was migrated, by whoever asks first."""
        folder = shared().folder / TEMPLATE
        with (shared().folder / "template-lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                for alias in connections:
                    Copies.make(Copies.name_of(folder, alias))
                migrate(folder)
                folder.mkdir()
        return folder
