"""Machines on one machine: a network namespace each, on one bridge, so that a cut cable is a cut cable.

It takes root, `ip` and nothing else; everything is taken away again at the end.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

BRIDGE = "proviso-drill"
WITHIN = "10.77.0"
"""The first three numbers of each address; documentation addresses cannot be routed, and these stay within."""


class NotAllowedHere(Exception):
    """Nobody but root may make a network of namespaces."""


@dataclass(frozen=True)
class Machine:
    """A machine of its own as far as the network goes."""

    number: int

    @property
    def name(self) -> str:
        """What the cluster calls it."""
        return f"db{self.number}"

    @property
    def namespace(self) -> str:
        """Its network's name here."""
        return f"proviso-{self.name}"

    @property
    def address(self) -> str:
        """Where the others reach it."""
        return f"{WITHIN}.{self.number}"

    @property
    def cable(self) -> str:
        """The end of its cable that is on the bridge."""
        return f"drill-{self.name}"

    def within(self, *words: str, user: str = "postgres") -> list[str]:
        """The words of a command that runs on it, as somebody who is not root."""
        return ["ip", "netns", "exec", self.namespace, "runuser", "-u", user, "--", *words]

    def cut(self) -> None:
        """Nobody reaches it, and it reaches nobody; all that runs on it runs on."""
        _ip("link", "set", self.cable, "down")

    def mend(self) -> None:
        """The cable is put back."""
        _ip("link", "set", self.cable, "up")


@contextmanager
def network(many: int) -> Iterator[Sequence[Machine]]:
    """So many machines on one bridge, which this machine is on too, as number 254. Raises NotAllowedHere."""
    if os.geteuid() != 0:
        raise NotAllowedHere("The drill makes machines of network namespaces, which root alone may: run it as root.")
    machines = [Machine(number) for number in range(1, many + 1)]
    _take_away(machines)
    try:
        _ip("link", "add", BRIDGE, "type", "bridge")
        _ip("address", "add", f"{here()}/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for machine in machines:
            _plug_in(machine)
        yield machines
    finally:
        _take_away(machines)


def here() -> str:
    """The address of this machine on the bridge, where the proxy, the service and the people are."""
    return f"{WITHIN}.254"


def _plug_in(machine: Machine) -> None:
    _ip("netns", "add", machine.namespace)
    _ip("link", "add", machine.cable, "type", "veth", "peer", "name", "eth0", "netns", machine.namespace)
    _ip("link", "set", machine.cable, "master", BRIDGE)
    _ip("link", "set", machine.cable, "up")
    for words in (
        ("address", "add", f"{machine.address}/24", "dev", "eth0"),
        ("link", "set", "eth0", "up"),
        ("link", "set", "lo", "up"),
    ):
        _ip("-n", machine.namespace, *words)


def _take_away(machines: Sequence[Machine]) -> None:
    for machine in machines:
        _ip("netns", "delete", machine.namespace, may_fail=True)
        _ip("link", "delete", machine.cable, may_fail=True)  # else it goes when the last process of the machine has
    _ip("link", "delete", BRIDGE, may_fail=True)


def _ip(*words: str, may_fail: bool = False) -> None:
    done = subprocess.run(["ip", *words], check=False, capture_output=True, text=True)
    if done.returncode and not may_fail:
        raise NotAllowedHere(f"ip {' '.join(words)}: {done.stderr.strip()}")
