"""The service of a big force in a folder: a server of PostgreSQL from Debian's package, its settings, `proviso serve`.

The owner's role fills and migrates, the service's own role serves: as in a force.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, perf_counter, sleep

import psycopg

from tests.cli.processes import PROVISO, free_port
from tests.postgresql.cluster import OWNER, Cluster

ROLE = "wessmere"
SETTINGS = {
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "autovacuum": "on",
    "checkpoint_timeout": "15min",
    "maintenance_work_mem": "256MB",
}
"""As the tests' server has them but for these; every commit waits for the disk."""

A_WHILE, IDLE, LONGEST_TO_SETTLE = 3, 0.03, 600
"""Seconds; the part of them that a service takes that nobody asks; seconds."""


@dataclass(frozen=True)
class Service:
    """A force's service in a folder."""

    folder: Path

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.folder / "postgresql")

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def settings(self, role: str) -> dict[str, str]:
        """What the environment says to a command of this service that signs in as a role."""
        return {
            "PROVISO_HOME": str(self.home),
            "PROVISO_FORCE": "wessmere",
            "PROVISO_HTTPS": "false",
            "PROVISO_LOOKING__REFERENCES_AN_HOUR": "1000",  # ten people ask for all: more than each may by default
            "PROVISO_DATABASE_URL": self.cluster.url("proviso", role),
            "PROVISO_KEYS_DATABASE_URL": self.cluster.url("proviso_keys", role),
            "DJANGO_SETTINGS_MODULE": "proviso.service.settings",
        }

    def environment(self, role: str) -> dict[str, str]:
        """The environment of such a command."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PROVISO_")}
        return kept | self.settings(role)

    def refuse_taken(self) -> None:
        """Raise FileExistsError where the folder has something in it."""
        if self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise FileExistsError(f"{self.folder} is not empty: name a folder that is not there yet")

    def new(self) -> None:
        """Make the server, the databases and the secrets, migrate, and let the service's role in.

        Raises FileExistsError where the folder has something in it.
        """
        self.refuse_taken()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        self.cluster.folder.mkdir()
        self.home.mkdir()
        self.cluster.make(**SETTINGS)
        self.cluster.start()
        with psycopg.connect(self.cluster.url("postgres"), autocommit=True) as server:
            server.execute(f"CREATE ROLE {ROLE} LOGIN")
            for name in ("proviso", "proviso_keys"):
                server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        self.run("check", "--make-secrets", expected=(0, 1))
        self.run("migrate", "--service-role", ROLE)

    def run(self, *words: str, role: str = OWNER, expected: tuple[int, ...] = (0,)) -> tuple[str, float]:
        """A command of ours: what it printed, and for how many seconds it ran. Raises RuntimeError."""
        began = perf_counter()
        done = subprocess.run([PROVISO, *words], env=self.environment(role), capture_output=True, text=True)
        if done.returncode not in expected:
            raise RuntimeError(f"proviso {' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout, perf_counter() - began

    def spent(self, *words: str) -> tuple[float, float]:
        """A command of ours as the service’s role: how many seconds it ran, and the processor time that it, all that
        it started and the server took meanwhile. Raises RuntimeError."""
        before, ours = self.processor_seconds(), os.times()
        _, seconds = self.run(*words, role=ROLE)
        now = os.times()
        own = now.children_user + now.children_system - ours.children_user - ours.children_system
        return seconds, own + self.processor_seconds() - before

    def measured(self, module: str) -> dict[str, float]:
        """What a module of the bench prints as JSON, in the environment of the service."""
        done = subprocess.run(
            [sys.executable, "-m", module], env=self.environment(ROLE), capture_output=True, check=True
        )
        told: dict[str, float] = json.loads(done.stdout)
        return told

    def start(self) -> None:
        """Start the server, unless it runs."""
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(self.cluster.postmaster, 0)
            return
        (self.cluster.data / "postmaster.pid").unlink(missing_ok=True)
        self.cluster.start()

    def stop(self) -> None:
        """End the server as it is meant to end, with everything in its files."""
        self.cluster._run("pg_ctl", "-D", self.cluster.data, "-m", "fast", "-w", "-t", "600", "stop")

    def asked(self, sql: str, database: str = "proviso") -> int:
        """A number that the server says of a database."""
        with psycopg.connect(self.cluster.url(database)) as connection:
            row = connection.execute(sql).fetchone()
        assert row
        return int(row[0])

    def processor_seconds(self) -> float:
        """The processor time that the server has taken, with what it started and ended."""
        return sum(map(_of_process, set(_family(self.cluster.postmaster))))

    @contextmanager
    def serving(self, workers: int) -> Iterator["Serving"]:
        """`proviso serve` on a port of its own, by so many processes, once it answers."""
        port = free_port()
        command = [PROVISO, "serve", "--no-worker", "--port", str(port), "--workers", str(workers)]
        began = perf_counter()
        with (
            (self.folder / "serve.log").open("a") as log,
            subprocess.Popen(
                command, env=self.environment(ROLE), stdout=log, stderr=log, start_new_session=True
            ) as process,
        ):
            try:
                while not answers(port):
                    if process.poll() is not None:
                        raise RuntimeError(f"the service did not start: see {log.name}")
                    sleep(0.05)
                yield Serving(port, process.pid, self.cluster.postmaster, perf_counter() - began)
            finally:
                process.send_signal(signal.SIGTERM)


@dataclass(frozen=True)
class Serving:
    """A service at work: its port, its first process, that of its server, and the seconds until it answered."""

    port: int
    first: int
    postmaster: int
    seconds_to_start: float

    def processor_seconds(self) -> float:
        """The processor time that the service and its server have taken, what they started and ended included."""
        return sum(map(_of_process, {*_family(self.first), *_family(self.postmaster)}))

    def wait_until_idle(self) -> None:
        """Wait until it does nothing by itself: after a start it sweeps. Raises TimeoutError."""
        before, until = self.processor_seconds(), monotonic() + LONGEST_TO_SETTLE
        while monotonic() < until:
            sleep(A_WHILE)
            now = self.processor_seconds()
            if now - before < IDLE * A_WHILE:
                return
            before = now
        raise TimeoutError("the service is still busy by itself")


def answers(port: int) -> bool:
    """Whether a service answers on this port."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        try:
            connection.request("GET", "/sign-in")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


def _family(first: int) -> list[int]:
    """A process and all that it started, and they."""
    found = [first]
    for process in found:
        with suppress(OSError):
            for task in Path(f"/proc/{process}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _of_process(process: int) -> float:
    """Its seconds of processor time, with those of children that ended."""
    with suppress(OSError):
        told = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
        return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def set_up(settings: Mapping[str, str]) -> None:
    """Make this process one of a service's. Once."""
    for name in [name for name in os.environ if name.startswith("PROVISO_")]:
        del os.environ[name]
    os.environ.update(settings)
    import django

    django.setup()
