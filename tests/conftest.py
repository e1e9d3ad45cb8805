"""How the tests run: no deadline for a single example, what takes longest first, no program that is not announced.

The tests share a machine, and speed is measured in `bench`. A file of tests stays in one process, so whatever long file
comes last would hold up the whole gate alone: files that kill processes or walk in a browser begin.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

settings.register_profile(
    "unhurried",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("unhurried")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with kills, then with browsers, then those whose few tests run commands, then the others by how many tests
    they have; each file whole."""
    many = Counter(item.path for item in items)
    kills = {item.path for item in items if item.get_closest_marker("kills")}
    browser = {item.path for item in items if item.get_closest_marker("browser")}
    commands = {item.path for item in items if item.path.parent.name in RUNS_COMMANDS}

    def late(item: pytest.Item) -> tuple[bool, bool, bool, int, Path]:
        path = item.path
        return path not in kills, path not in browser, path not in commands, -many[path], path

    items.sort(key=late)


RUNS_COMMANDS = {"cli", "docs", "misuse", "security", "service"}
"""Folders whose tests start commands of ours, a second each."""


ANNOUNCED = ("browser", "kills", "system")
OURS = Path(sys.executable).parent
under_test: list[pytest.Item] = []


class NotAnnounced(Exception):
    """A test starts a program that Python does not bring, and bears no mark that keeps it out of `make check`."""


def no_strange_program(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse to start what lies outside the virtual environment, unless the test is marked for it."""
    if event != "subprocess.Popen" or not under_test:
        return
    program, words = arguments[0], arguments[1]
    started = Path(os.fsdecode(program or (words if isinstance(words, (str, bytes)) else words[0])))
    if started.parent != OURS and not any(under_test[-1].get_closest_marker(name) for name in ANNOUNCED):
        raise NotAnnounced(f"{under_test[-1].nodeid} starts {started}: mark it `system`, or do without")


sys.addaudithook(no_strange_program)


TRACED = ("casework", "policy", "record")
"""Folders of tests that hold the packages of these names at 100 %."""

TRACED_TOO = {
    "disclosure/test_correcting.py",
    "disclosure/test_unit_reminders.py",
    "security/test_alarms.py",
    "security/test_clock.py",
    "security/test_damaged_files.py",
    "security/test_wrong_key.py",
}
"""Others, for lines that only damage, a wrong clock or a worker's own work reaches. Tracing any more takes time only:
a test of a page costs nearly twice as much with it."""


class Tracing:
    """What counts lines in this process, where coverage is asked for: started and stopped between tests."""

    tracer: Coverage | None = None
    on = True

    @classmethod
    def only_for(cls, item: pytest.Item) -> None:
        """Count the lines that this test reaches, if it is one that counts."""
        cls.tracer = cls.tracer or Coverage.current()
        path = item.path.relative_to(item.config.rootpath / "tests")
        wanted = path.parts[0] in TRACED or path.as_posix() in TRACED_TOO
        if cls.tracer is None or wanted is cls.on:
            return
        if wanted:
            cls.tracer.start()
        else:
            cls.tracer.stop()
        cls.on = wanted


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Know which test is running, its preparation included."""
    Tracing.only_for(item)
    under_test.append(item)
    try:
        return (yield)
    finally:
        under_test.pop()
