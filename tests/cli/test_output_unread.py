"""A command whose output nobody reads, or cannot be written, does what it was asked to its end, and once. Its status is
that of what it did where whoever read had enough (`| head -1`), and 2 where output was lost."""

import fcntl
import os
import shlex
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from .demonstrated import demonstrated
from .processes import EMPTY, OF_THE_DEMONSTRATION, PROVISO, run
from .test_refused import LOOK

LOST = f"What this reads from or writes to cannot be used: No space left on device. {LOOK}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration, and a case of it that takes replies in `mail`: a file for each test, and one nobody can take."""
    made = demonstrated(tmp_path_factory)
    with closing(sqlite3.connect(made / "var/demo/proviso.sqlite3")) as database:
        found = database.execute("SELECT min(reference) FROM casework_case WHERE stage = 'shared'").fetchone()
    for name in ("head", "gone", "full", "both"):
        messages = (
            f"From desk@unit.example Sun Nov 22 02:00:00 2026\nFrom: desk@unit.example\nSubject: Re: {found[0]}\n"
            f"Message-ID: <{name}-{number}@unit.example>\n\nReceived.\n\n"
            for number in range(3)
        )
        (made / f"{name}.mbox").write_text("".join(messages))
    (made / "none.eml").write_text("From: desk@unit.example\nSubject: Re: PV-0000-0000\n\nReceived.\n")
    return made


@contextmanager
def started(line: str, folder: Path, output: int, errors: int = subprocess.PIPE) -> Iterator["subprocess.Popen[str]"]:
    environment = EMPTY | OF_THE_DEMONSTRATION
    with subprocess.Popen(
        [PROVISO, *shlex.split(line)], cwd=folder, env=environment, stdout=output, stderr=errors, text=True
    ) as process:
        yield process


def unread(line: str, folder: Path) -> tuple[int, str]:
    """The status of a command whose output goes to a pipe that nobody reads, and what it says of errors."""
    taken, given = os.pipe()
    os.close(taken)
    with started(line, folder, given) as process:
        os.close(given)
        _, complained = process.communicate(timeout=90)
    return process.returncode, complained


def came_before(folder: Path, name: str) -> bool:
    """Whether every message of a file was taken already."""
    done = run(["replies", "import", f"{name}.mbox"], folder, **OF_THE_DEMONSTRATION)
    return done.stdout.count("it came before") == 3 and done.returncode == 0


def test_replies_are_taken_though_only_the_first_line_is_read(folder: Path) -> None:
    with started("replies import head.mbox none.eml", folder, subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("head.mbox, message 1 ")
        process.stdout.close()
        assert process.stderr is not None
        complained = process.stderr.read()
    assert (process.returncode, complained) == (1, "")  # one was left in its file
    assert came_before(folder, "head")


def test_replies_are_taken_though_no_line_is_read(folder: Path) -> None:
    assert unread("replies import gone.mbox", folder) == (0, "")
    assert came_before(folder, "gone")


def test_replies_are_taken_though_output_and_errors_have_one_reader_who_went(folder: Path) -> None:
    taken, given = os.pipe()
    os.close(taken)
    with started("replies import nothing.mbox both.mbox", folder, given, given) as process:
        os.close(given)
    assert process.returncode == 2  # a file could not be read
    assert came_before(folder, "both")


def test_replies_are_taken_though_the_disk_of_the_output_is_full(folder: Path) -> None:
    with open("/dev/full", "w") as full, started("replies import full.mbox", folder, full.fileno()) as process:
        _, complained = process.communicate(timeout=90)
    assert (process.returncode, complained) == (2, LOST)
    assert came_before(folder, "full")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("policy show", 0),
        ("record verify", 0),
        ("record verify --was 3:" + "a" * 64, 1),
        ("figures --year 2025", 0),
        ("force show", 0),
        ("assess none.json", 2),
        ("worklist rebuild", 0),
    ],
)
def test_the_status_is_that_of_what_was_done(folder: Path, line: str, status: int) -> None:
    assert unread(line, folder)[0] == status
    assert run(shlex.split(line), folder, **OF_THE_DEMONSTRATION).returncode == status


@pytest.mark.parametrize("line", ["policy show", "figures --year 2025", "record verify --was 3:" + "a" * 64])
def test_output_that_was_lost_is_no_finding(folder: Path, line: str) -> None:
    with open("/dev/full", "w") as full, started(line, folder, full.fileno()) as process:
        _, complained = process.communicate(timeout=90)
    assert (process.returncode, complained) == (2, LOST)


def test_a_reader_that_is_slow_has_all_of_it_though_the_pipe_waits_for_nobody(folder: Path) -> None:
    taken, given = os.pipe()
    fcntl.fcntl(given, fcntl.F_SETPIPE_SZ, 4096)
    os.set_blocking(given, False)  # as whoever shares a terminal or a pipe with the command may have made it
    with started("policy show", folder, given) as process, open(taken) as reader:
        os.close(given)
        time.sleep(2)
        read = reader.read()
        _, complained = process.communicate(timeout=90)
    assert (process.returncode, complained) == (0, "")
    assert read == run(["policy", "show"], folder).stdout
