"""Files of the service that are not what they were: each command ends in a sentence of what is so, and none in a trace.

A full disk or a locked file is no damage, and nobody is told to restore a backup for it.
"""

import os
import random
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connections

import proviso.cli
from proviso.accounts import force_changes
from proviso.accounts.models import Jurisdiction, Role
from proviso.casework import clock
from proviso.casework.writing.permissions import Actor
from tests.accounts.people import PROMPT
from tests.cli.processes import EMPTY, WHO, one_sentence
from tests.record.conftest import files as files
from tests.record.conftest import template as template
from tests.record.disk import Files, using

from ..casework.conftest import Clock
from ..casework.examples import shared
from .deployed import deployed

BY = shlex.join(WHO)
COMMANDS = (
    "record verify",
    "record verify --no-bodies",
    "record guard",
    "check",
    "migrate",
    "worklist rebuild",
    "force show",
    f"force add-unit east Eastfen {BY}",
    "policy show --adopted",
    "serve --port 8000",
)
FORCE = {"PROVISO_FORCE": "wessmere"}
READ_BY_ALL = 0o022


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """A command makes files for their owner alone; the tests after it need not."""
    before = os.umask(READ_BY_ALL)
    yield
    os.umask(before)


@pytest.fixture
def full(files: Files, time: Clock) -> Files:
    """Files with a force on the record and a case of it, which nobody has open."""
    force = force_changes.add_force(
        "wessmere", "Wessmere Police", Jurisdiction.ENGLAND_WALES, by=PROMPT, now=clock.now()
    )
    force_changes.add_unit(force, "north", "North", by=PROMPT, now=clock.now())
    shared(Actor("Officer-1", Role.OFFICER, force.code, "north"))
    for alias in connections:
        connections[alias].close()
    return files


def done(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The status of a command that is done in this process, and what it said."""
    monkeypatch.setattr(sys, "argv", ["proviso", *shlex.split(line)])
    monkeypatch.setattr("proviso.service.server.serve", served)
    with pytest.raises(SystemExit) as ended:
        proviso.cli.main()
    said = capsys.readouterr()
    assert isinstance(ended.value.code, int | None)
    return ended.value.code or 0, said.out, said.err


def served(host: str, port: int, *, config: object, **_: object) -> None:
    """As far as a start goes before it serves."""
    from proviso.service.server import ready_to_serve

    ready_to_serve(host, port, config=config)  # type: ignore[arg-type]


def random_bytes(path: Path, chance: random.Random, places: int, many: int) -> None:
    """Write nonsense over a file, so many bytes at each of so many places."""
    held = bytearray(path.read_bytes())
    for _ in range(places):
        at = chance.randrange(len(held))
        held[at : at + many] = chance.randbytes(many)
    path.write_bytes(held)


def assert_ends_in_a_sentence(
    line: str, damaged: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """Status 2 comes with a line of standard error, and never a second; no line is a trace or owns up to a fault."""
    with using(damaged):
        status, out, err = done(line, monkeypatch, capsys)
    assert status in (0, 1, 2), line
    assert "Traceback" not in out + err, line
    assert len(err.splitlines()) <= 1, (line, err)
    assert err or status != 2, line
    assert "nobody foresaw" not in err, (line, err)
    return status, err


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_random_bytes_in_a_file_end_each_command_in_a_sentence(
    full: Files, alias: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, told = random.Random(20260428), set[str]()
    for number in range(9):
        damaged = full.copied(tmp_path / str(number))
        random_bytes(damaged.path(alias), chance, (1, 20, 40)[number % 3], chance.choice([1, 16, 4096]))
        for line in COMMANDS:
            told.add(assert_ends_in_a_sentence(line, damaged, monkeypatch, capsys)[1])
    assert any("it is damaged, or is no database. Stop the service, set the files apart" in said for said in told)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def text(path: Path) -> None:
    path.write_text("Not a database at all.\n" * 400)


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def within_a_page(path: Path) -> None:
    os.truncate(path, 1000)


def a_header_of_nonsense(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(16)
        file.write(bytes(range(84)))


def a_freelist_of_nonsense(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(32)
        file.write(b"\0\0\xff\xff\0\0\xff\xff")


def a_log_of_nonsense(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(random.Random(4).randbytes(40_000))


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_log_that_is_a_folder(path: Path) -> None:
    path.with_name(f"{path.name}-wal").mkdir()


SPOILT: tuple[tuple[Callable[[Path], None], str], ...] = (
    (emptied, "Put back the one that belongs to it, from its backup: an empty one would not do"),
    (zeros, "it is damaged, or is no database. Stop the service"),
    (text, "it is damaged, or is no database. Stop the service"),
    (cut_off, "it is damaged, or is no database. Stop the service"),
    (within_a_page, "it is damaged, or is no database. Stop the service"),
    (a_header_of_nonsense, "it is damaged, or is no database. Stop the service"),
    (a_freelist_of_nonsense, ""),
    (a_log_of_nonsense, ""),
    (a_folder, "There is no "),
    (a_log_that_is_a_folder, "it cannot be opened, or its disk cannot be read. Look whether it is a file"),
)
"""What became of a file, and what verifying then says; nothing where what was recorded can still be read."""


@pytest.mark.parametrize(("spoil", "says"), SPOILT, ids=lambda given: getattr(given, "__name__", ""))
@pytest.mark.parametrize("alias", ["default", "keys"])
def test_a_file_that_is_something_else_ends_each_command_in_a_sentence(
    full: Files,
    alias: str,
    spoil: Callable[[Path], None],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(full.path(alias))
    status, said = assert_ends_in_a_sentence("record verify", full, monkeypatch, capsys)
    assert (status, says in said) == (2 if says else 0, True), said
    for line in COMMANDS:
        assert_ends_in_a_sentence(line, full, monkeypatch, capsys)


def test_a_full_disk_is_no_reason_to_restore_a_backup(
    full: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = connections["default"].settings_dict["OPTIONS"]
    held = {**options, "init_command": f"{options['init_command']} PRAGMA max_page_count=1"}
    with using_options(held):
        for number in range(40):
            line = f"force add-unit u{number} {'Eastfen-' * 9} {BY}"
            status, said = assert_ends_in_a_sentence(line, full, monkeypatch, capsys)
            if status:
                break
    assert said == (
        "The databases could not be used: the disk is full. Make room on that disk, then do it again; nothing that was "
        "recorded is lost, and no backup is needed.\n"
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            f"force add-unit east Eastfen {BY}",
            "The databases could not be used: somebody else is writing to it. Nothing is",
        ),
        ("record guard", "The triggers could not be put back: somebody else is writing to it. Nothing is wrong with"),
    ],
)
def test_a_locked_file_is_no_reason_to_restore_a_backup(
    full: Files, line: str, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    held = {**connections["default"].settings_dict["OPTIONS"], "timeout": 0}
    other = sqlite3.connect(full.path("default"), isolation_level=None)
    with using_options(held), closing(other):
        other.execute("BEGIN IMMEDIATE")
        assert_told(line, says, full, monkeypatch, capsys)


def test_a_file_that_may_not_be_written_is_no_reason_to_restore_a_backup(
    full: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = connections["default"].settings_dict["OPTIONS"]
    held = {**options, "init_command": f"{options['init_command']} PRAGMA query_only=ON"}
    says = "The databases could not be used: it may not be written to. Let the service's user own the file"
    with using_options(held):
        assert_told(f"force add-unit east Eastfen {BY}", says, full, monkeypatch, capsys)


def assert_told(
    line: str, says: str, files: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with status 2 and these words, and nobody is told to restore anything."""
    status, said = assert_ends_in_a_sentence(line, files, monkeypatch, capsys)
    assert status == 2
    assert said.startswith(says), said
    assert "estore" not in said


@contextmanager
def using_options(options: Mapping[str, object]) -> Iterator[None]:
    """Connections to the record that are made within have these options."""
    before = connections["default"].settings_dict["OPTIONS"]
    connections["default"].settings_dict["OPTIONS"] = options
    try:
        yield
    finally:
        connections["default"].settings_dict["OPTIONS"] = before


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service that is ready, in a folder of its own."""
    return deployed(tmp_path_factory).folder


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192))
from proviso.cli import main
main()
"""
"""A program that is `proviso`, and may make no file larger than 8 KB."""


@pytest.mark.parametrize("line", [f"force add-unit east Eastfen {BY}", "record verify", "worklist rebuild", "serve"])
def test_a_disk_that_takes_no_more_is_said_by_a_process(service: Path, line: str) -> None:
    """As where the disk is full or a quota is met."""
    limited = subprocess.run(
        [sys.executable, "-c", LIMITED, *shlex.split(line)],
        cwd=service,
        env=EMPTY | FORCE | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (limited.returncode, limited.stdout) == (2, "")
    assert one_sentence(limited), limited
    assert "its disk is full, met a limit, or is failing. Make room on that disk" in limited.stderr
    assert "estore" not in limited.stderr
