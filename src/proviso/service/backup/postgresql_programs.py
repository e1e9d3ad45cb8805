"""PostgreSQL's own programs, as Debian installs them: which of them is right for a server, and what one of them failed
of.

A password is given to a program in its environment, which nobody but the same user and root can read, and never on the
command line. What a program says is repeated only where it says nothing of what the rows hold.
"""

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo

from proviso.service.backup.manifest import NoBackup

DEBIAN = Path("/usr/lib/postgresql")
_PACKAGES = {"initdb": "postgresql", "postgres": "postgresql"}
_FULL = "No space left on device"


def program(name: str, server: int | None) -> str:
    """The program of the oldest version here that can work with a server of that major version; the newest where it is
    None. Raises NoBackup where there is none."""
    there = sorted((_version(path), path) for path in _every(name))
    package = _PACKAGES.get(name, "postgresql-client")
    if not there:
        raise NoBackup(
            f"PostgreSQL’s program {name} is not on this machine. Install it with: apt install "
            f"{package}{'' if server is None else f'-{server}'}"
        )
    if server is None:
        return str(there[-1][1])
    for version, path in there:
        if version >= server:
            return str(path)
    raise NoBackup(
        f"{name} on this machine is of PostgreSQL {there[-1][0]} and the server is of {server}, which it cannot copy. "
        f"Install the server’s version with: apt install {package}-{server}"
    )


def _every(name: str) -> Iterator[Path]:
    found = list(DEBIAN.glob(f"*/bin/{name}"))
    yield from found
    if not found and (elsewhere := shutil.which(name)):
        yield Path(elsewhere)


@cache
def _version(path: Path) -> int:
    asking = [str(path), "--version"]
    said = subprocess.run(asking, capture_output=True, text=True, check=False).stdout  # noqa: S603 - a program of its own
    found = re.search(r"(\d+)(?:\.|devel|beta|rc|\s|$)", said.partition(")")[2])
    return int(found[1]) if found else 0


def major(connection: BaseDatabaseWrapper) -> int:
    """The major version of the server that a connection is to."""
    connection.ensure_connection()
    version: int = connection.connection.info.server_version
    return version // 10_000


def conninfo(connection: BaseDatabaseWrapper) -> str:
    """What has a program connect to the very server that a connection is to, of several; without a password."""
    connection.ensure_connection()
    info, settings = connection.connection.info, connection.settings_dict
    said = {name: value for name, value in settings["OPTIONS"].items() if name not in _OF_A_SESSION}
    if settings["HOST"]:
        said["host"] = info.host
    if settings["PORT"]:
        said["port"] = str(info.port)
    if "hostaddr" in said:
        said["hostaddr"] = info.hostaddr
    said |= {"dbname": settings["NAME"], "user": settings["USER"], "application_name": "proviso backup"}
    return make_conninfo(**said)


_OF_A_SESSION = frozenset(
    {"options", "target_session_attrs", "load_balance_hosts", "server_side_binding", "prepare_threshold"}
)
"""What is said of our own sessions, or to our driver alone."""


def surroundings() -> dict[str, str]:
    """The environment of a program that does not connect: none of our settings, and complaints in English."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PROVISO_")} | {"LC_ALL": "C"}


def environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The environment of a program that connects: with the password, where there is one."""
    password = connection.settings_dict.get("PASSWORD")
    return surroundings() | ({"PGPASSWORD": str(password)} if password else {})


def complaints() -> IO[bytes]:
    """A file in memory for what programs complain of: of a disk that is full they could tell no file on it."""
    return os.fdopen(os.memfd_create("complaints"), "w+b")


def no_room(said: IO[bytes], target: Path) -> OSError | None:
    """What to raise where programs that wrote there have complained that the disk is full; None where they have not."""
    said.seek(0)
    return OSError(errno.ENOSPC, _FULL, str(target)) if _FULL.encode() in said.read() else None


def failed(words: Sequence[str], status: int, said: bytes, target: Path | None = None) -> Exception:
    """What to raise where a program ended with another status than 0: one sentence, with its first complaint.

    Not for `psql`, whose complaints quote rows.
    """
    name = Path(words[0]).name
    if status < 0:
        return NoBackup(f"{name} was ended by signal {-status}, and nothing was kept. Do it again.")
    text = said.decode(errors="replace")
    if _FULL in text:
        return OSError(errno.ENOSPC, _FULL, str(target) if target else None)
    complaint = next((line for line in text.splitlines() if "error:" in line), text.partition("\n")[0]) or "no reason"
    complaint = "".join(one if one.isprintable() else "?" for one in complaint).removeprefix(f"{name}: ").rstrip(".")
    what = _meaning(text)
    return NoBackup(f"{name} failed, and nothing was kept ({complaint}). {what}")


_ENDED = (
    "invalid snapshot identifier",  # it goes with the connection that reads both databases as of one moment
    "server closed the connection",
    "terminating connection",
    "the database system is",  # shutting down, or starting up
    "Connection refused",
)
"""What is said, by one program or another, where the server was restarted while it worked."""


def _meaning(text: str) -> str:
    """What to do about what a program said."""
    if any(words in text for words in _ENDED):
        return "The server ended our connection meanwhile: it was restarted, perhaps. Do it again."
    if "permission denied" in text:
        return (
            "Let the role that owns the tables give the service’s role what it needs, with: "
            "proviso migrate --service-role"
        )
    if "input file" in text or "archive" in text or "file header" in text:
        return "Give another backup, or install the version of PostgreSQL’s programs that made it."
    return "Look at the databases with: proviso check"
