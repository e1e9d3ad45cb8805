"""The service on those machines: its roles and databases, the demonstration, `proviso serve`, its mail."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psycopg
from psycopg import sql

from proviso.demonstration import home as demonstration
from proviso.demonstration import mailbox
from tests.cli.processes import PROVISO, free_port
from tests.failover.cluster import READING, WRITING, Cluster, wait_until
from tests.failover.network import here

DATABASES = ("proviso", "proviso_keys")
TRIES = 15
OWNER, SERVICE = "proviso_owner", "proviso"


@dataclass(frozen=True)
class Force:
    """A force's home, and how its commands are run."""

    home: Path
    environment: Mapping[str, str]

    def runs(self, *words: str, **more: str) -> str:
        """What a command prints; done again while the database is out of reach. Raises RuntimeError."""
        for _ in range(TRIES):
            told = {**self.environment, **more}
            done = subprocess.run([PROVISO, *words], env=told, capture_output=True, text=True, check=False)
            if "cannot be reached" not in done.stderr:
                break
            time.sleep(2)
        if done.returncode:
            raise RuntimeError(f"proviso {' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def verified(self, port: int = WRITING) -> str:
        """What `record verify` prints, by the machine that takes writes or by one that follows."""
        return self.runs("record", "verify", **addresses(SERVICE, port), PROVISO_READING_DATABASE_URL="")


def addresses(role: str, port: int = WRITING) -> dict[str, str]:
    """Where the databases are, through the proxy."""
    which = "read-write" if port == WRITING else "any"
    first, second = (f"postgresql://{role}@{here()}:{port}/{name}?target_session_attrs={which}" for name in DATABASES)
    return {"PROVISO_DATABASE_URL": first, "PROVISO_KEYS_DATABASE_URL": second}


def make_databases(of: Cluster) -> None:
    """Two roles and two databases, as docs/operate/force.md says.

    A proxy that has just begun believes for two seconds that all three machines take writes.
    """
    wait_until(lambda: _takes_writes(of), lambda: "no machine takes writes")
    with psycopg.connect(_as_administrator(of, "postgres"), autocommit=True) as connection:
        for role in (OWNER, SERVICE):
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), of.passwords["postgres"])
            )
        for name in DATABASES:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
            )


def _takes_writes(of: Cluster) -> bool:
    """Whether the proxy knows which machine does: each of several connections in a row is let write."""
    try:
        for _ in range(6):
            psycopg.connect(_as_administrator(of, "postgres")).close()
    except psycopg.OperationalError:
        return False
    return True


def _as_administrator(of: Cluster, database: str) -> str:
    return psycopg.conninfo.make_conninfo(
        host=here(),
        port=WRITING,
        user="postgres",
        password=of.passwords["postgres"],
        dbname=database,
        target_session_attrs="read-write",
    )


@contextmanager
def force(of: Cluster) -> Iterator[tuple[Force, int]]:
    """The demonstration's force on these machines, served; and the port of its pages."""
    home = of.folder / "home"
    home.mkdir()
    password = of.folder / "password"
    password.write_text(of.passwords["postgres"], encoding="utf-8")
    make_databases(of)
    with mailbox.listening() as listening:
        told = demonstration.surroundings(home, listening.getsockname()[1]) | {
            "PROVISO_DATABASE_PASSWORD_FILE": str(password),
            "PROVISO_KEYS_DATABASE_PASSWORD_FILE": str(password),
            "PROVISO_PACE__WITHIN_MINUTES": "0",  # one officer decides on all that is sent meanwhile
            "PROVISO_REAUTHENTICATION_MINUTES": "30",  # a browser that waits for machines is not asked again
        }
        for file in ("PROVISO_DATABASE", "PROVISO_KEYS_DATABASE"):
            told.pop(file)
        prepare = "from proviso.demonstration.home import prepare; prepare()"
        subprocess.run([sys.executable, "-c", prepare], env=told | addresses(OWNER), check=True)
        follows = {"PROVISO_READING_DATABASE_URL": addresses(SERVICE, READING)["PROVISO_DATABASE_URL"]}
        made = Force(home, told | addresses(SERVICE) | follows)
        made.runs("migrate", "--service-role", SERVICE, **addresses(OWNER))
        port = free_port()
        with mailbox.serving(listening, home), _serving(made, port):
            yield made, port


@contextmanager
def _serving(of: Force, port: int) -> Iterator[None]:
    with (of.home / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [PROVISO, "serve", "--port", str(port)], env=dict(of.environment), stdout=log, stderr=log
        )
    try:
        wait_until(lambda: _answers(port), lambda: (of.home / "serve.log").read_text(encoding="utf-8")[-2000:])
        yield
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=2):
            return True
    except OSError:
        time.sleep(0.2)
        return False
