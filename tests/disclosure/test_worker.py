"""The worker as a process: it sends, ends when told to or when nobody is left, and says what it did, no more."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import post
from proviso.disclosure.channels.channel import Refused
from proviso.disclosure.models import OutboxRow
from proviso.disclosure.worker import Worker
from proviso.service import working
from tests import settings
from tests.casework.conftest import Clock, wessmere
from tests.casework.examples import NOW
from tests.disclosure.null import Null
from tests.disclosure.ordering import Desk, decided, listed, ordered, row
from tests.disclosure.postbox import Postbox
from tests.record.conftest import files as files
from tests.record.conftest import template as template
from tests.record.disk import Files

PROVISO = str(Path(sys.executable).with_name("proviso"))
OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")


@pytest.fixture
def surroundings(files: Files, papers: Path, tmp_path: Path) -> Callable[[Postbox], dict[str, str]]:
    """The environment of a service whose one message waits, and whose mail server is this one."""
    with clock.driven(lambda: NOW):
        wessmere()
        ordered(decided(OFFICER), listed())
    OutboxRow.objects.update(not_before=datetime(2020, 4, 23, tzinfo=UTC), ordered_at=datetime.now(UTC))

    def of(box: Postbox) -> dict[str, str]:
        email = {
            "HOST": "127.0.0.1",
            "PORT": str(box.port),
            "CA_FILE": str(papers / "authority.pem"),
            "SENDER": "disclosure@wessmere.invalid",
            "SIGNING_CERTIFICATE_FILE": str(papers / "force.pem"),
            "SIGNING_KEY_FILE": str(papers / "force.key"),
        }
        ours = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
        return {
            **ours,
            "PROVISO_HOME": str(settings.home),
            "PROVISO_FORCE": "wessmere",
            "PROVISO_DATABASE": str(files.path("default")),
            "PROVISO_KEYS_DATABASE": str(files.path("keys")),
            **{f"PROVISO_EMAIL__{name}": value for name, value in email.items()},
        }

    return of


@pytest.mark.sqlite
def test_the_command_sends_what_waits_says_so_and_ends_when_told_to(
    surroundings: Callable[[Postbox], dict[str, str]], postbox: Callable[..., Postbox], tmp_path: Path
) -> None:
    box = postbox()
    process = subprocess.Popen(
        [PROVISO, "worker"],
        env=surroundings(box),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "", "")
    (message,) = box.taken
    assert said == f"{message} sent, attempt 1\n"


@pytest.mark.sqlite
def test_the_one_beside_the_pages_ends_with_whoever_started_it(
    surroundings: Callable[[Postbox], dict[str, str]], postbox: Callable[..., Postbox], tmp_path: Path
) -> None:
    box = postbox()
    command = [sys.executable, "-m", "proviso.service.working", "sending-and-sweeping"]
    process = subprocess.Popen(
        command, env=surroundings(box), cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    said = process.stderr.readline()
    assert said.endswith(" sent, attempt 1\n")
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert list(box.taken.values()) == [1]


def test_without_a_mail_server_the_command_says_what_to_set(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    done = subprocess.run(
        [PROVISO, "worker"], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (2, "No mail server is set. Set email.host.\n")


LIVES = """
import select, sys
print("ended" if select.select([sys.stdin], [], [], 0.5)[0] else "lives", flush=True)
sys.stdin.read()
"""
"""Says whether somebody still holds the other end of its standard input, and waits for the end of it."""


def test_one_that_dies_is_started_again_and_none_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "SECONDS_BETWEEN_STARTS", 0)
    started: list[subprocess.Popen[bytes]] = []
    third = Event()

    def start() -> "subprocess.Popen[bytes]":
        last = len(started) == 2
        words = [sys.executable, "-S", "-c", LIVES if last else ""]
        started.append(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        if last:
            third.set()
        return started[-1]

    with working.beside(start):
        assert third.wait(60)
        assert started[2].stdout
        assert started[2].stdout.readline() == b"lives\n"
    assert started[2].wait(60) == -signal.SIGTERM
    assert len(started) == 3
    for process in started:
        assert process.stdout
        process.stdout.close()


def test_a_fault_is_said_without_its_words_and_the_worker_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, steps = Event(), []

    def step(_: Worker) -> bool:
        steps.append(1)
        if len(steps) == 1:
            raise RuntimeError("a name that nobody is to read")
        stop.set()
        return False

    monkeypatch.setattr(Worker, "step", step)
    monkeypatch.setattr("proviso.disclosure.worker.AFTER_A_FAULT", 0.0)
    monkeypatch.setattr("proviso.disclosure.worker.close_old_connections", lambda: None)
    monkeypatch.setattr(Worker, "_sum_up_failed_sign_ins", lambda _: None)
    Worker().run(stop)
    assert len(steps) == 2
    assert caplog.messages == ["The outbox could not be worked on, and is tried again. What was in hand waits."]


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_message_that_waits_too_long_is_warned_of_once_whatever_becomes_of_it(
    officer: Actor, time: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    late, in_time = ordered(decided(officer), listed()), timedelta(hours=2)
    channel = Null(*[Refused(True, "The mail server could not be reached.")] * 9)
    Desk(channel).works()
    time.now += in_time - timedelta(seconds=1)
    ordered(decided(officer), listed(number=2))
    Desk(channel).works()
    assert not caplog.messages
    time.now += timedelta(seconds=1)
    for _ in range(2):
        Desk(channel).works()
    (warned,) = caplog.records
    assert (warned.levelname, warned.getMessage()) == (
        "WARNING",
        f"{row(late).message} has waited to be sent since {NOW:%Y-%m-%d %H:%M:%S} UTC, longer than it may; it is on "
        "the worklist, and its case says what is wrong",
    )
    assert row(late).raised_at == time.now
    assert "Imaginary" not in caplog.text


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_is_lacking_is_said_once(time: Any, officer: Actor) -> None:
    ordered(decided(officer), listed())
    said: list[str] = []
    lacking = ["Set email.sender."]

    def channel(*_: object) -> Null:
        if lacking:
            raise post.NotSetUp(lacking[0])
        return Null()

    worker = Worker(channel, said.append)
    assert [worker.step(), worker.step()] == [False, False]
    assert said == ["Nothing is sent: Set email.sender."]
    lacking.clear()
    assert worker.step()
    assert "sent, attempt 1" in said[1]
