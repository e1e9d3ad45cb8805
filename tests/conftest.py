"""How the tests run: no deadline for a single example, what takes longest first, no program that is not announced.

The tests share a machine, and speed is measured in `bench`. A file of tests stays in one process, so whatever long file
comes last would hold up the whole gate alone: files that kill processes or walk in a browser begin.
"""

import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

settings.register_profile(
    "unhurried",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("unhurried")
gc.disable()  # until all tests are collected: there are thousands of them, and nothing of them is ever garbage


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Never look again through what is there before the first test, and seldom through what a test leaves: a tenth of
    the time went into looking."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


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


TESTS = Path(__file__).parent
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


COUNTED = ("casework", "policy", "postgresql", "record")
"""Folders of tests that hold casework, policy and record at 100 % of their branches."""

COUNTED_TOO = {
    "disclosure/test_correcting.py",
    "disclosure/test_unit_reminders.py",
    "security/test_alarms.py",
    "security/test_clock.py",
    "security/test_damaged_files.py",
    "security/test_wrong_key.py",
}
"""Others, for lines that only damage, a wrong clock or a worker's own work reaches. 200 kills reach none that nothing
else does, and the lines of what is killed are not counted."""


def is_counted(path: Path) -> bool:
    """Whether the lines that this file of tests reaches are counted."""
    within = path.relative_to(TESTS)
    return (within.parts[0] in COUNTED and path.name != "test_kills.py") or within.as_posix() in COUNTED_TOO


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--lines counted` for the tests whose lines are counted, `--lines uncounted` for all others; both without it."""
    which = "only the tests whose lines are counted, or only the others"
    parser.addoption("--lines", choices=("counted", "uncounted"), help=which)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the files that the other run takes. Two runs, so that what a counted test reaches never hangs on which
    test came before it: what a test that counts nothing has imported or kept is not reached again."""
    wanted = config.getoption("lines")
    if wanted is None or not collection_path.is_file():
        return None
    return is_counted(collection_path) != (wanted == "counted") or None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Know which test is running, its preparation included."""
    under_test.append(item)
    try:
        return (yield)
    finally:
        under_test.pop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """On a server, Django's own test databases are copies of those that one process migrated."""
    from tests.record.disk import migrated
    from tests.settings import ON_POSTGRESQL

    if ON_POSTGRESQL:
        with django_db_blocker.unblock():
            migrated(tmp_path_factory.getbasetemp())
