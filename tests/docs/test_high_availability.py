"""What the page on machines that die tells a force to set is what the drill sets."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.failover.cluster import AGREEING, WRITING, Cluster, Node, proxy_settings, settings
from tests.failover.network import Machine

PAGE = (Path(__file__).parents[2] / "docs/operate/high-availability.md").read_text(encoding="utf-8")
FIRST, *OTHERS = [Node(Machine(number), Path(f"db{number}")) for number in (1, 2, 3)]
DRILL = Cluster([FIRST, *OTHERS], dict.fromkeys(("postgres", "replicator", "rewinder"), "invented"), Path("drill"))
ROOM = {"max_connections", "shared_buffers", "wal_keep_size", "hot_standby"}
"""What the drill sets for a small machine, or is usual."""


def block(language: str) -> str:
    """The block of the page in this language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def named(told: str) -> str:
    """With the names of machines in place of the drill's addresses."""
    return re.sub(r"10\.77\.0\.(\d)", r"db\1.example", told)


def lines(told: Mapping[str, Any]) -> Iterator[str]:
    """Each setting as YAML writes it, without where it stands."""
    for name, value in told.items():
        if name in ROOM:
            continue
        if isinstance(value, Mapping):
            yield f"{name}:"
            yield from lines(value)
        else:
            yield f"{name}: {str(value).lower()}"


def test_patroni_is_told_what_the_drill_tells_it() -> None:
    told = settings(FIRST, DRILL)
    written = [line.strip() for line in block("yaml").splitlines()]
    agreeing = named(",".join(told["etcd"]["hosts"]))
    assert written == ["etcd:", f"hosts: {agreeing}", "bootstrap:", "dcs:", *lines(told["bootstrap"]["dcs"])]


def test_etcd_is_told_what_the_drill_tells_it() -> None:
    written = [line.removeprefix("ETCD_").removesuffix("=true") for line in block("ini").splitlines()]
    assert [f"--{name.lower().replace('_', '-')}" for name in written] == [*AGREEING]


def test_nobody_is_led_to_the_protocol_that_overwrites_a_leader() -> None:
    assert "etcd3" not in settings(FIRST, DRILL)
    assert "etcd3" not in block("yaml")


def test_the_proxy_is_told_what_the_drill_tells_it() -> None:
    told = proxy_settings(DRILL).partition("listen writing\n")[2].partition("listen reading")[0]
    there = re.sub(rf"10\.77\.0\.254:{WRITING}", "127.0.0.1:5432", told)
    assert block("text") == f"listen writing\n{named(there)}"
