"""A server of PostgreSQL that one run of the tests makes for itself from Debian's package, and throws away.

In memory where there is room, reached by a socket in its own folder alone, and shared by the processes of the run:
whichever needs it first makes it. It waits for no disk, unless it is made to.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SHARED = "PROVISO_TEST_CLUSTER"
"""Where the processes of a run find the folder of the server that they share."""

_QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
_WAITING = {"autovacuum": "on", "wal_level": "replica", "shared_buffers": "128MB"}
_ALWAYS = {
    "listen_addresses": "''",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "logging_collector": "off",
    "log_min_messages": "fatal",
}
OWNER = "postgres"


def programs() -> Path:
    """The folder of the newest server that Debian has installed here. Raises FileNotFoundError."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda one: int(one.parts[-3]))
    if not found:
        raise FileNotFoundError("Debian's package postgresql is not installed: sh scripts/postgresql")
    return found[-1].parent


def as_nobody_special(*words: object) -> list[str]:
    """The words of a command as a user that is not root, whom the server refuses to run for."""
    prefix = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    return [*prefix, *map(str, words)]


@dataclass(frozen=True)
class Cluster:
    """A server in a folder; the socket is there too."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def make(self, **settings: str) -> None:
        """Make its files, owned by whoever runs it. Every role comes in by the socket."""
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.folder.chmod(0o755)
        making = ["-D", self.data, "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", OWNER]
        self._run("initdb", *making)
        chosen = _ALWAYS | settings | {"unix_socket_directories": f"'{self.folder}'"}
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = {value}\n" for name, value in chosen.items())

    def start(self) -> None:
        """Start it, and wait until it lets people in. One whose first process was killed lets go of its memory last."""
        for left in reversed(range(20)):
            try:
                self._run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "start")
            except RuntimeError:
                if not left:
                    raise
                time.sleep(0.5)
            else:
                return

    def stop(self) -> None:
        """End it as a power cut would."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def reload(self) -> None:
        """Have it read its settings again."""
        self._run("pg_ctl", "-D", self.data, "reload")

    def wait_until_gone(self) -> None:
        """Wait until none of its processes is left, after its first was killed."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            running = [path for path in Path("/proc").glob("[0-9]*/cwd") if _is(path, self.data)]
            if not running:
                return
            time.sleep(0.05)
        raise TimeoutError("the server does not end")

    @property
    def postmaster(self) -> int:
        """The process that all the others of the server are children of."""
        return int((self.data / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def _run(self, program: str, *words: object) -> None:
        command = as_nobody_special(programs() / program, *words)
        done = subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.decode(errors='replace')}")

    def url(self, database: str, role: str = OWNER) -> str:
        """The URL of a database of it."""
        return f"postgresql://{role}@/{database}?host={self.folder}"


def _is(link: Path, folder: Path) -> bool:
    """Whether a process works in that folder; one that is gone meanwhile does not."""
    try:
        return link.readlink() == folder
    except OSError:
        return False


def new_folder() -> Path:
    """A folder for a server: in memory where there is room, and never within one that its owner cannot pass."""
    memory = Path("/dev/shm")
    room = memory.is_dir() and shutil.disk_usage(memory).free > 2_000_000_000
    return Path(tempfile.mkdtemp(prefix="proviso-pg.", dir=memory if room else "/tmp"))


def begin_run() -> None:
    """Said by the process that all the others of a run are started by: where the server will be, if one is needed."""
    os.environ[SHARED] = str(new_folder())


def end_run() -> None:
    """Said by the same at its end."""
    cluster = Cluster(Path(os.environ.pop(SHARED)))
    if (cluster.data / "postmaster.pid").exists():
        cluster.stop()
    shutil.rmtree(cluster.folder, ignore_errors=True)


@contextmanager
def waiting_for_the_disk() -> Iterator[None]:
    """Within, a server that is set as a force's is: on a disk, which each commit waits for. Entered by whoever
    measures, before settings are read."""
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="proviso-pg.", dir="/var/tmp")))
    os.environ |= {SHARED: str(cluster.folder), "PROVISO_TEST_DATABASE": "postgresql"}
    try:
        cluster.make(**_WAITING)
        cluster.start()
        yield
    finally:
        end_run()


def here() -> Cluster:
    """Where the server of this run is, or will be."""
    return Cluster(Path(os.environ[SHARED]))


def shared() -> Cluster:
    """The server of this run, made by whoever asks first."""
    cluster = here()
    with (cluster.folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not cluster.data.exists():
            cluster.make(**_QUICK)
            cluster.start()
    return cluster
