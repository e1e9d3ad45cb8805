"""Copying two databases of PostgreSQL while others write to them, by its own `pg_dump`.

Two databases share no snapshot. So both are begun to be read anew until nothing was recorded between the two, and both
dumps are of those two moments, however long they take. What is verified is what is dumped: by the same moments.
"""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import connections, transaction

from proviso.record.models import KEYS
from proviso.record.moment import heads
from proviso.record.secure_deletion import secure_delete
from proviso.service.backup.copying import ALIASES, CopiedPair, Files, latest_migrations, reading
from proviso.service.backup.manifest import CopyOf
from proviso.service.backup.postgresql_programs import conninfo, environment, failed, major, program, surroundings
from proviso.service.backup.postgresql_putting import can_be_filled, emptied, fill, given_out
from proviso.service.backup.postgresql_trial import trial
from proviso.service.config import Config
from proviso.service.verified import verified_here

HOW = (
    "--format=custom",
    "--schema=public",  # no extension, no event trigger: they are the server's administrator's
    "--no-owner",
    "--no-privileges",  # whoever puts it back owns it, and gives the service its rights anew
    "--no-security-labels",
    "--no-tablespaces",
    "--no-password",
    "--lock-wait-timeout=30s",
    "--exclude-table-data=public.django_session",  # a session that ended since would come back with the copy
)


class PostgresqlCopying:
    """By `pg_dump` in its custom format, and back by `pg_restore`; tried on a server of its own."""

    name = "PostgreSQL"
    suffix = "pgdump"

    def copy(self, files: Files, now: datetime) -> CopiedPair:  # noqa: ARG002 - what is put back is marked, not the dump
        """Each one file; read to its end again once it is written."""
        with _one_moment() as snapshots:
            for part, path in files.items():
                _dump(part, snapshots[part], path)
            copied = CopiedPair(verified_here(), latest_migrations())
        with secure_delete(KEYS):
            pass  # a key that went meanwhile is still in the server's file, since the dump could have read it
        return copied

    @contextmanager
    def tried(self, files: Files) -> Iterator[None]:
        """In a server that is made for it, and thrown away with all that was in it."""
        with trial(files) as instead, reading(instead):
            yield

    @contextmanager
    def put(self, config: Config, files: Files, made: datetime) -> Iterator[Files]:  # noqa: ARG002 - by its connections
        """Into the databases that are set, which are empty: the keys, then the record, each in one transaction.

        Until all was verified neither has the table by which a service finds that a database is up to date.
        """
        here = {part: connections[ALIASES[part]] for part in (CopyOf.KEYS, CopyOf.RECORD)}
        for connection in here.values():
            can_be_filled(connection)
        filled = []
        try:
            for part, connection in here.items():
                fill(connection, files[part], copy_of=part, made=made)
                filled.append(connection)
            yield files
            for connection in here.values():
                given_out(connection)
        except BaseException:
            for connection in filled:
                emptied(connection)
            raise


@contextmanager
def _one_moment() -> Iterator[Mapping[CopyOf, str]]:
    """Inside, both databases are read as they were at one moment: the name of each one's snapshot."""
    while True:
        with ExitStack() as held:
            before = heads()
            snapshots = {}
            for part in (CopyOf.KEYS, CopyOf.RECORD):
                held.enter_context(transaction.atomic(using=ALIASES[part]))
                with connections[ALIASES[part]].cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
                    cursor.execute("SELECT pg_export_snapshot()")
                    snapshots[part] = str(cursor.fetchone()[0])
            if heads() == before:
                yield snapshots
                return


def _dump(part: CopyOf, snapshot: str, path: Path) -> None:
    """One of the two, as that snapshot shows it. Raises NoBackup, OSError."""
    source = connections[ALIASES[part]]
    dumping = [program("pg_dump", major(source)), *HOW, f"--snapshot={snapshot}", f"--dbname={conninfo(source)}"]
    reading_again = [program("pg_restore", major(source)), "--file=/dev/null", str(path)]
    with path.open("wb") as file:
        _done(dumping, file, environment(source), path)
    _done(reading_again, subprocess.DEVNULL, surroundings(), path)


def _done(words: list[str], to: IO[bytes] | int, environment: Mapping[str, str], path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's own, and words of ours
        words, stdin=subprocess.DEVNULL, stdout=to, stderr=subprocess.PIPE, env=environment, check=False
    )
    if done.returncode:
        raise failed(words, done.returncode, done.stderr, path)
