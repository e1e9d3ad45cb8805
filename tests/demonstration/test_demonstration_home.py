"""The demonstration's folder and its command: what is kept, what is refused, and how it starts and stops."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from proviso.cli.commands import app
from proviso.demonstration import __main__ as seeding
from proviso.demonstration import home as folder
from proviso.demonstration.force import PASSWORD, PEOPLE
from proviso.demonstration.mailbox import arrivals
from proviso.record.backends import settings_of
from proviso.service.config import config
from tests.cli.demonstrated import demonstrated
from tests.cli.processes import free_port

COMMAND = [sys.executable, "-c", "from proviso.cli import main; main()", "demo"]


def references(home: Path) -> set[str]:
    """The cases in a folder's database."""
    with closing(sqlite3.connect(home / "proviso.sqlite3")) as database:
        return {row[0] for row in database.execute("SELECT reference FROM casework_case")}


@contextmanager
def started(home: Path, *options: str) -> Iterator[str]:
    """The demonstration, served until the block ends, then stopped as Ctrl-C does: quietly."""
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "--port", str(port), "--home", str(home), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}/"
        assert answers(address, process), process.communicate(timeout=10)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGINT)
        said, complained = process.communicate(timeout=30)
    told = (" sent, attempt 1", "and its case says what is wrong")  # what its stories ordered, and what waited long
    unsaid = [line for line in complained.splitlines() if line and not line.endswith(told)]
    assert (process.returncode, unsaid) == (0, [])
    assert address in said
    assert PASSWORD in said
    assert all(one.staff_number in said for one in PEOPLE)


def answers(address: str, process: subprocess.Popen[str]) -> bool:
    """Whether the address answers within two minutes, while the process lives."""
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address) as page:
                return bool(page.status == 200)
        except urllib.error.URLError:
            time.sleep(0.1)
    return False


def arrived(home: Path) -> bool:
    """Whether a message arrives in the demonstration's mailbox within a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until and not list(arrivals(home).glob("*.eml")):
        time.sleep(0.1)
    return bool(list(arrivals(home).glob("*.eml")))


def test_it_keeps_what_was_done_and_begins_afresh_when_asked(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = demonstrated(tmp_path_factory) / "var/demo"
    first = references(home)
    assert len(first) >= 16
    with started(home) as address:
        assert arrived(home), "the message that waited was not sent by the worker beside the pages"
        assert references(home) == first
        port = address.rsplit(":", 1)[1].strip("/")
        taken = run("--port", port, "--home", str(tmp_path / "other"))
        assert taken[0] == 2
        assert "make demo PORT=" in taken[1]
        assert not (tmp_path / "other").exists()
        refused = run("--port", str(free_port()), "--home", str(home), "--reset")
        assert refused[0] == 2
        assert "Stop it first" in refused[1]
    with started(home, "--reset"):
        assert len(references(home)) == len(first)
        assert not references(home) & first


def run(*options: str) -> tuple[int, str]:
    """The status and the words of the command, called in this process: it goes no further than being refused."""
    result = CliRunner().invoke(app, ["demo", *options])
    return result.exit_code, " ".join(result.output.split())


def test_a_folder_that_is_not_its_own_is_neither_filled_nor_cleared(tmp_path: Path) -> None:
    (tmp_path / "proviso.sqlite3").write_text("somebody's cases")
    for options in ([], ["--reset"]):
        status, words = run("--port", str(free_port()), "--home", str(tmp_path), *options)
        assert status == 2
        assert "was not made by a demonstration" in words
    assert [one.name for one in tmp_path.iterdir()] == ["proviso.sqlite3"]
    with pytest.raises(folder.NotADemonstrationsHome):
        folder.clear(tmp_path)


def test_clearing_takes_everything_but_the_marker_and_follows_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    home = tmp_path / "home"
    with folder.held(home):
        (home / "proviso.sqlite3").touch()
        (home / "sub").mkdir()
        (home / "link").symlink_to(outside)
        folder.clear(home)
    assert [one.name for one in home.iterdir()] == [folder.MARKER]
    assert (outside / "kept").exists()


def test_one_prepares_and_the_others_wait_their_turn(tmp_path: Path) -> None:
    with folder.held(tmp_path) as mine, folder.held(tmp_path) as theirs:
        assert folder.alone(mine)
        assert not folder.alone(theirs)
        folder.together(mine)
        folder.together(theirs)
        assert not folder.alone(mine)
    with folder.held(tmp_path) as mine:
        assert folder.alone(mine)


def test_no_path_of_another_service_reaches_the_demonstration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_DATABASE", "/elsewhere/proviso.sqlite3")
    monkeypatch.setenv("PROVISO_MARKING", "REAL")
    there = folder.surroundings(tmp_path)
    paths = [value for name, value in there.items() if name.endswith(("_FILE", "DATABASE")) and "PROVISO" in name]
    assert len(paths) == len(folder.FILES) + len(("the authority", "the certificate that signs", "its key"))
    assert all(tmp_path in Path(path).parents for path in paths)
    assert there["PROVISO_EMAIL__HOST"] == "", "nothing leaves for a mail server that a file nearby names"
    assert "PROVISO_MARKING" not in there
    monkeypatch.setattr(os, "environ", dict(os.environ))
    folder.enter(tmp_path)
    assert os.environ["PROVISO_DATABASE"] == str(tmp_path / "proviso.sqlite3")
    assert "PROVISO_MARKING" not in os.environ


def test_no_url_of_a_file_nearby_reaches_the_demonstration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "proviso.toml").write_text('database_url = "sqlite:////elsewhere/record.sqlite3"\n')
    monkeypatch.setattr(os, "environ", dict(os.environ))
    folder.enter(tmp_path / "home")
    found = config.__wrapped__()
    assert settings_of(found.url("database"))["NAME"] == tmp_path / "home/proviso.sqlite3"
    assert settings_of(found.url("keys_database"))["NAME"] == tmp_path / "home/keys.sqlite3"


def test_the_help_teaches() -> None:
    status, words = run("--help")
    assert status == 0
    for example in ("proviso demo --port 8765", "proviso demo --reset", "Ctrl-C", "keep what was done"):
        assert example in words


def test_seeding_says_why_it_is_refused(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PROVISO_DEMONSTRATION = False
    assert seeding.main() == 2
    assert "proviso demo" in capsys.readouterr().err
