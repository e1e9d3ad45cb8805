"""Filling empty databases of PostgreSQL from dumps, each in one transaction, and emptying them again.

`pg_restore` writes what `psql` does. It is done only once the last word, COMMIT, has come, and that is said by us after
`pg_restore` has ended well: whoever is killed before leaves the database as it was. The table of migrations has another
name until all was verified, so nothing takes the database for one of the service.
"""

import re
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from proviso.record import copies
from proviso.record.backends import backend_of, filling
from proviso.record.entry import to_microseconds
from proviso.service.backup.manifest import CopyOf, NoBackup
from proviso.service.backup.postgresql_programs import (
    complaints,
    conninfo,
    environment,
    failed,
    major,
    program,
    surroundings,
)

_DOING = ("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=sqlstate")
_PATIENCE, _BETWEEN = 30.0, 0.05
ASIDE = "django_migrations_not_verified"
_THERE = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
AND NOT EXISTS
(SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1 LIMIT 1
"""
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_backend_pid()
"""
_TABLES = """
SELECT format('DROP TABLE IF EXISTS public.%I CASCADE', relname) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
"""
_FUNCTIONS = """
SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS
(SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
"""


def can_be_filled(connection: BaseDatabaseWrapper) -> None:
    """Raises NoBackup where the database holds something, is in use, or is not ours to make tables in."""
    backend = backend_of(connection)
    where = backend.where()
    with connection.cursor() as cursor:
        cursor.execute(_THERE)
        if there := cursor.fetchone():
            raise NoBackup(
                f"{where} is not empty: it holds {there[0]}, and nothing is replaced, since it may show what happened. "
                "Make a new database, migrate nothing into it, and put the backup there."
            )
        cursor.execute(_OTHERS)
        if cursor.fetchone()[0]:
            raise NoBackup(f"Somebody is connected to {where}. Stop the service first: nothing was done.")
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
        if not cursor.fetchone()[0]:
            role = connection.settings_dict["USER"]
            raise NoBackup(
                f"{role} may not make tables in {where}. Put the backup back as the role that owns the database, not "
                "as the service’s."
            )
    if unfit := backend.unfit():
        raise NoBackup(f"{unfit.says}. {unfit.what_to_do}")


def fill(connection: BaseDatabaseWrapper, file: Path, *, copy_of: CopyOf, made: datetime) -> None:
    """Fill it with a copy that was made then, marked as one and with its migrations set aside. Raises NoBackup."""
    mark = [copies.MARK.format(at=to_microseconds(made))] if copy_of is CopyOf.RECORD else []
    load(connection, file, *mark, f"ALTER TABLE django_migrations RENAME TO {ASIDE}")


def load(connection: BaseDatabaseWrapper, file: Path, *more: str) -> None:
    """Do in an empty database what a dump says, and more statements, in one transaction. Raises NoBackup, OSError."""
    version = major(connection)
    reading = [program("pg_restore", version), "--file=-", "--no-owner", "--no-privileges", "--schema=public"]
    doing = [program("psql", version), *_DOING, f"--dbname={conninfo(connection)}"]
    after = ("SET search_path = public, pg_temp", *more, "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC")
    nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
    with (
        complaints() as complained,
        complaints() as said,
        subprocess.Popen(  # noqa: S603 - a program of PostgreSQL's own, and words of ours
            [*reading, str(file)], stdin=nothing, stdout=pipe, stderr=complained, env=surroundings()
        ) as read,
        subprocess.Popen(  # noqa: S603 - the same
            doing, stdin=pipe, stdout=nothing, stderr=said, env=environment(connection)
        ) as done,
    ):
        _hand_over(read, done, "".join(f"{one};\n" for one in (*after, "COMMIT")))
        for one in (complained, said):
            one.seek(0)
        if read.returncode not in (0, -signal.SIGPIPE):
            raise failed(reading, read.returncode, complained.read())
        if done.returncode:
            raise _not_done(connection, done.returncode, said.read())
    filling.count_anew(connection)


def _hand_over(read: "subprocess.Popen[bytes]", done: "subprocess.Popen[bytes]", last: str) -> None:
    """Give one program what the other says, and the last word only where that one has said all. Waits for both."""
    assert read.stdout  # noqa: S101 - it was started with it
    assert done.stdin  # noqa: S101 - and so was this
    says, hears = read.stdout, done.stdin
    with suppress(BrokenPipeError):
        hears.write(b"BEGIN;\n")
        shutil.copyfileobj(says, hears)
        if read.wait() == 0:
            hears.write(last.encode())
        hears.flush()
    says.close()
    with suppress(BrokenPipeError):
        hears.close()
    read.wait()
    done.wait()


def _not_done(connection: BaseDatabaseWrapper, status: int, said: bytes) -> Exception:
    """Why `psql` did not do what it was told, by the five characters of SQLSTATE: its words would quote rows."""
    where = backend_of(connection).where()
    code = re.search(rb"(?:ERROR|FATAL|PANIC):\s+([0-9A-Z]{5})", said)
    if status < 0 or code is None:  # its last word may have been heard
        _wait_for_others(connection)
        emptied(connection)
        how = f"psql was ended by signal {-status}" if status < 0 else "psql lost its connection"
        return NoBackup(f"{how}: nothing was put into {where}. Do it again.")
    return NoBackup(
        f"{where} does not take this copy (SQLSTATE {code[1].decode()}): nothing was put there. Look whether the "
        "server is as new as the one that it was made on, and whether its disk has room; or give another backup."
    )


def _wait_for_others(connection: BaseDatabaseWrapper) -> None:
    """Wait until whatever `psql` had begun is over: the server ends it when it is told that it is gone."""
    until = time.monotonic() + _PATIENCE
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute(_OTHERS)
        while cursor.fetchone()[0] and time.monotonic() < until:
            time.sleep(_BETWEEN)
            cursor.execute(_OTHERS)


def given_out(connection: BaseDatabaseWrapper) -> None:
    """Let it be found as a database that is up to date. Raises `DatabaseError`."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE public.{ASIDE} RENAME TO django_migrations")


def emptied(connection: BaseDatabaseWrapper) -> None:
    """Take away again what was filled in. Raises NoBackup where that cannot be done."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for query in (_TABLES, _FUNCTIONS):
                cursor.execute(query)
                for (statement,) in cursor.fetchall():
                    cursor.execute(statement)
    except DatabaseError as fault:
        raise NoBackup(
            f"A copy that was not verified is in {backend_of(connection).where()} and could not be taken away: make "
            "both databases anew. No service starts on it."
        ) from fault
