"""A server of PostgreSQL in a folder of its own, in which a backup is tried, and which is thrown away with it.

The copies of the keys are never put on the service's server for that: its logs and archives would keep the key of a
case that is erased later for as long as they are kept. A shell holds the server: it ends it, and takes the folder
away, as soon as this process has ended, by whatever death.
"""

import os
import pwd
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper

from proviso.record.backends import settings_of
from proviso.service.backup.copying import ALIASES, Files
from proviso.service.backup.manifest import CopyOf, NoBackup
from proviso.service.backup.postgresql_programs import complaints, failed, no_room, program, surroundings
from proviso.service.backup.postgresql_putting import load

ROLE = "proviso_trial"
USER = "postgres"
"""As whom the server runs where this is done by root, for whom it refuses to run."""

_ENDING_WITH_US = """
trap "" INT TERM HUP
folder=$1 initdb=$2
shift 2
if "$initdb" -D "$folder/data" -U proviso_trial --auth=trust --encoding=UTF8 --locale=C --no-sync </dev/null >/dev/null
then
    "$@" &
    server=$!
    read -r _
    kill -QUIT "$server"
    wait
fi
cd / && rm -rf -- "$folder"
"""
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")
_SECONDS, _BETWEEN = 60, 0.05


@contextmanager
def trial(files: Files) -> Iterator[Mapping[CopyOf, BaseDatabaseWrapper]]:
    """Within, the copies are in two databases of a server of their own: a connection to each. Raises NoBackup, OSError,
    DatabaseError."""
    with _server() as socket:
        made = {}
        try:
            for part, file in files.items():
                with psycopg.connect(host=str(socket), user=ROLE, dbname="postgres", autocommit=True) as server:
                    server.execute(f'CREATE DATABASE "{part}" TEMPLATE template0')
                made[part] = _connection(socket, part)
                load(made[part], file)
            yield made
        finally:
            for connection in made.values():
                connection.close()


@contextmanager
def _server() -> Iterator[Path]:
    """A server that nobody but this user can reach: the folder of its socket."""
    initdb, postgres = program("initdb", None), program("postgres", None)
    owner = pwd.getpwnam(USER) if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="proviso-trial.", dir=_for_another() if owner else None))
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    settings = (*_QUICK, "listen_addresses=", f"unix_socket_directories={folder}", "log_min_messages=fatal")
    serving = [postgres, "-D", str(folder / "data"), *(word for one in settings for word in ("-c", one))]
    with (
        complaints() as said,
        subprocess.Popen(  # noqa: S603 - programs of PostgreSQL's own, and words of ours
            ["/bin/sh", "-c", _ENDING_WITH_US, "sh", str(folder), initdb, *serving],
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
            env=surroundings(),
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        ) as shell,
    ):
        try:
            _wait_for(folder, shell, said)
            yield folder
        except (NoBackup, DatabaseError, psycopg.Error):
            if full := no_room(said, folder):  # which such a server may die of
                raise full from None
            raise
        finally:
            if shell.stdin:
                shell.stdin.close()
            shell.wait()


def _for_another() -> str | None:
    """A folder for temporary files in which another user may make and remove what is theirs; None, where there is none,
    for the usual one: root's own is often closed to all others (pam_tmpdir)."""
    for place in map(Path, (tempfile.gettempdir(), "/tmp", "/var/tmp")):  # noqa: S108  each name in it is new
        above = all(one.stat().st_mode & stat.S_IXOTH for one in place.resolve().parents)
        if above and place.stat().st_mode & _ANYBODY == _ANYBODY:
            return str(place)
    return None


_ANYBODY = stat.S_IXOTH | stat.S_IWOTH


def _wait_for(folder: Path, shell: "subprocess.Popen[bytes]", said: IO[bytes]) -> None:
    """Wait until it lets us in. Raises NoBackup, OSError."""
    until = time.monotonic() + _SECONDS
    while True:
        try:
            psycopg.connect(host=str(folder), user=ROLE, dbname="postgres").close()
        except psycopg.OperationalError:
            if shell.poll() is None and time.monotonic() < until:
                time.sleep(_BETWEEN)
                continue
            said.seek(0)
            raise failed(["initdb"], 1, said.read(), folder) from None
        return


def _connection(socket: Path, part: CopyOf) -> BaseDatabaseWrapper:
    settings = settings_of(f"postgresql://{ROLE}@/{part}?host={quote(str(socket))}")
    return DatabaseWrapper(connections.configure_settings({"default": settings})["default"], ALIASES[part])
