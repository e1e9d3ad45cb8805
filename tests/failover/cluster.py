"""Three machines of a database as docs/operate/force.md has them: etcd, Patroni and PostgreSQL on each, HAProxy before.

All of it is Debian's. A commit is answered when a second machine has it, and waits while none has (strict mode).
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.failover.network import Machine, here, network

WRITING, READING = 5432, 5433
"""The ports of the proxy: the machine that takes writes, and one that follows it."""
REST, PEERS, CLIENTS = 8008, 2380, 2379
STEADY_WITHIN = 300
AGREEING = ("--enable-v2", "--pre-vote")
"""How etcd is started, for Patroni to reach it by the older protocol: by the newer one, Debian 12's Patroni writes a
leader's name without comparing. A machine that comes back does not disturb the others by calling for a vote."""


class NotSteady(Exception):
    """The cluster did not come to rest: one leads, one follows in step, one follows."""


@dataclass
class Node:
    """What runs on one machine."""

    machine: Machine
    folder: Path
    etcd: "subprocess.Popen[bytes] | None" = None
    patroni: "subprocess.Popen[bytes] | None" = None

    @property
    def data(self) -> Path:
        """The folder of its database."""
        return self.folder / "data"

    def begin(self, program: str, *words: str) -> "subprocess.Popen[bytes]":
        """A program on it, in a group of its own, with its words in a log of its own."""
        with (self.folder / f"{program}.log").open("ab") as log:
            return subprocess.Popen(
                self.machine.within(program, *words),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def begin_etcd(self, all_machines: Sequence[Machine]) -> None:
        """Its part of what the machines agree by."""
        peers = ",".join(f"{one.name}=http://{one.address}:{PEERS}" for one in all_machines)
        at = f"http://{self.machine.address}"
        self.etcd = self.begin(
            "etcd",
            *("--name", self.machine.name, "--data-dir", str(self.folder / "etcd")),
            *("--listen-peer-urls", f"{at}:{PEERS}", "--initial-advertise-peer-urls", f"{at}:{PEERS}"),
            *("--listen-client-urls", f"{at}:{CLIENTS}", "--advertise-client-urls", f"{at}:{CLIENTS}"),
            *("--initial-cluster", peers, "--initial-cluster-token", "drill", "--logger", "zap"),
            *AGREEING,
        )

    def begin_patroni(self) -> None:
        """What starts the database here, and decides with the others which of them leads."""
        self.patroni = self.begin("patroni", str(self.folder / "patroni.yml"))

    def postmaster(self) -> int:
        """The process of its database. Raises FileNotFoundError when none runs."""
        return int((self.data / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def kill_database(self) -> None:
        """The database alone dies; what watches it lives."""
        os.kill(self.postmaster(), signal.SIGKILL)

    def kill_all(self) -> None:
        """The machine loses its power: whatever runs on it is gone at once."""
        listed = subprocess.run(
            ["ip", "netns", "pids", self.machine.namespace], capture_output=True, text=True, check=True
        )
        for process in listed.stdout.split():
            try:
                os.kill(int(process), signal.SIGKILL)
            except ProcessLookupError:
                continue
        for gone in (self.etcd, self.patroni):
            if gone:
                gone.wait()


@dataclass(frozen=True)
class Cluster:
    """The nodes, and the proxy before them."""

    nodes: Sequence[Node]
    passwords: Mapping[str, str]
    folder: Path

    def views(self) -> Sequence[Sequence[Mapping[str, Any]]]:
        """What each node that answers says of all of them. One that was cut off goes on saying what it knew then."""
        found = []
        for node in self.nodes:
            try:
                with urlopen(f"http://{node.machine.address}:{REST}/cluster", timeout=1) as answer:
                    found.append(json.load(answer)["members"])
            except (URLError, OSError, ValueError):
                continue
        return found

    def members(self) -> Sequence[Mapping[str, Any]]:
        """What the node says that knows of the latest change of leader; nothing when none answers."""
        return max(self.views(), key=lambda told: max(int(one.get("timeline") or 0) for one in told), default=())

    def leader(self) -> Node:
        """The node that takes writes. Raises NotSteady."""
        names = [one["name"] for one in self.members() if one["role"] == "leader"]
        if not names:
            raise NotSteady("none leads")
        return next(node for node in self.nodes if node.machine.name == names[0])

    def is_steady(self) -> bool:
        """Whether one leads, and both others follow it, one of them in step; and all three say so alike."""
        views = self.views()
        if (
            len(views) < len(self.nodes)
            or len({str(sorted((one["name"], one["role"]) for one in told)) for told in views}) > 1
        ):
            return False
        members = self.members()
        roles = sorted(one["role"] for one in members)
        return (
            roles == ["leader", "replica", "sync_standby"]
            and all(one["state"] in {"running", "streaming"} for one in members)
            and len({one.get("timeline") for one in members}) == 1
            and all(not one.get("lag") for one in members)
        )

    def wait_until_steady(self) -> None:
        """Raises NotSteady after five minutes, which nothing needs that is not stuck."""
        wait_until(self.is_steady, lambda: f"the cluster did not come to rest: {self.members()}; see {self.folder}")

    def change_over(self) -> None:
        """A planned change: the one that follows in step leads, as for maintenance."""
        leads = self.leader().machine
        told = json.dumps({"leader": leads.name, "candidate": self.in_step()}).encode()
        with urlopen(f"http://{leads.address}:{REST}/switchover", data=told, timeout=60):
            return

    def in_step(self) -> str:
        """The name of the node that has every commit that was answered. Raises NotSteady."""
        for one in self.members():
            if one["role"] == "sync_standby":
                return str(one["name"])
        raise NotSteady("none follows in step")


def wait_until(true: Callable[[], bool], otherwise: Callable[[], str], seconds: float = STEADY_WITHIN) -> None:
    """Raises NotSteady with these words when it does not come true."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise NotSteady(otherwise())
        time.sleep(0.2)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Three nodes at rest with the proxy before them, in a folder that the user postgres may pass."""
    passwords = {role: secrets.token_urlsafe(18) for role in ("postgres", "replicator", "rewinder")}
    with network(3) as machines:
        nodes = [Node(machine, folder / machine.name) for machine in machines]
        made = Cluster(nodes, passwords, folder)
        try:
            for node in nodes:
                _make_folder(node, made)
                node.begin_etcd(machines)
            for node in nodes:
                node.begin_patroni()
            made.wait_until_steady()
            with _proxy(made):
                yield made
        finally:
            for node in nodes:
                node.kill_all()


def _make_folder(node: Node, of: Cluster) -> None:
    node.folder.mkdir()
    (node.folder / "patroni.yml").write_text(json.dumps(settings(node, of), indent=1), encoding="utf-8")
    for path in (node.folder, node.folder / "patroni.yml"):
        shutil.chown(path, "postgres", "postgres")
    (node.folder / "patroni.yml").chmod(0o600)


def settings(node: Node, of: Cluster) -> Mapping[str, Any]:
    """What Patroni is told on one machine. JSON is YAML."""
    at = node.machine.address
    return {
        "scope": "proviso",
        "name": node.machine.name,
        "restapi": {"listen": f"{at}:{REST}", "connect_address": f"{at}:{REST}"},
        "etcd": {"hosts": [f"{one.machine.address}:{CLIENTS}" for one in of.nodes]},
        "bootstrap": {
            "dcs": {
                "ttl": 20,
                "loop_wait": 5,
                "retry_timeout": 5,
                "maximum_lag_on_failover": 0,
                "primary_start_timeout": 0,
                "master_start_timeout": 0,
                "synchronous_mode": True,
                "synchronous_mode_strict": True,
                "postgresql": {
                    "use_pg_rewind": True,
                    "use_slots": True,
                    "parameters": {
                        "max_connections": 100,
                        "shared_buffers": "128MB",
                        "synchronous_commit": "on",
                        "wal_keep_size": "256MB",
                        "hot_standby": "on",
                        "wal_receiver_timeout": "5s",
                        "wal_sender_timeout": "5s",
                    },
                },
            },
            "initdb": [{"encoding": "UTF8"}, {"locale": "C"}, "data-checksums"],
        },
        "postgresql": {
            "listen": f"{at}:5432",
            "connect_address": f"{at}:5432",
            "data_dir": str(node.data),
            "bin_dir": str(programs()),
            "pgpass": str(node.folder / "pgpass"),
            "authentication": {
                "superuser": {"username": "postgres", "password": of.passwords["postgres"]},
                "replication": {"username": "replicator", "password": of.passwords["replicator"]},
                "rewind": {"username": "rewinder", "password": of.passwords["rewinder"]},
            },
            "parameters": {"unix_socket_directories": str(node.folder)},
            "pg_hba": [
                "host replication replicator samenet scram-sha-256",
                "host all all samenet scram-sha-256",
                "local all postgres trust",
            ],
            "remove_data_directory_on_rewind_failure": True,
            "remove_data_directory_on_diverged_timelines": True,
        },
    }


def programs() -> Path:
    """The folder of the newest server of Debian's. Raises FileNotFoundError."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parts[-2]))
    if not found:
        raise FileNotFoundError("Debian's PostgreSQL is not installed: sh scripts/failover")
    return found[-1]


@contextmanager
def _proxy(of: Cluster) -> Iterator[None]:
    """HAProxy asks each Patroni what it is once a second, and ends what is open to one that leads no more."""
    path = of.folder / "haproxy.cfg"
    path.write_text(proxy_settings(of), encoding="utf-8")
    with (of.folder / "haproxy.log").open("ab") as log:
        process = subprocess.Popen(["haproxy", "-db", "-f", str(path)], stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def proxy_settings(of: Cluster) -> str:
    """The file of HAProxy."""
    parts = [
        "global\n  maxconn 500\ndefaults\n  mode tcp\n  timeout connect 3s\n  timeout client 1h\n  timeout server 1h"
    ]
    for name, port, asked in (("writing", WRITING, "/primary"), ("reading", READING, "/replica")):
        lines = [
            f"listen {name}",
            f"  bind {here()}:{port}",
            f"  option httpchk OPTIONS {asked}",
            "  http-check expect status 200",
            "  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions",
            "  timeout check 2s",
            *(f"  server {one.machine.name} {one.machine.address}:5432 check port {REST}" for one in of.nodes),
        ]
        parts.append("\n".join(lines))
    return "\n".join(parts) + "\n"
