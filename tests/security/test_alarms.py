"""What verifying and a start say is true: a stop of the service is no fault, and what was added is one."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.utils import timezone
from typer.testing import CliRunner, Result

from proviso.cli import app
from proviso.record import keys, sweeping
from proviso.record.models import WrappedKey
from proviso.service import housekeeping
from tests.record.conftest import files as files
from tests.record.conftest import template as template
from tests.record.disk import Files
from tests.record.killing import killed_at
from tests.record.making import draft, record, record_cases
from tests.record.test_sweeping import older

SECONDS = 30
LEFT_OVER = (
    "left over: key of case-of-a-kill: a case was being started, or was when the service was stopped; nothing is lost, "
    "and what is left over is swept by the running service, from an hour after it was made"
)
SWEEPS_OFTEN = """
import sys
from proviso.service import housekeeping, working
housekeeping.SECONDS_BETWEEN_SWEEPS = 0.2
sys.argv[1:] = ["sweeping"]
working.main()
"""
"""The process beside the pages, where no mail server is set, which does not wait so long."""


def proviso(*words: str) -> Result:
    umask = os.umask(0o022)
    try:
        return CliRunner().invoke(app, list(words))
    finally:
        os.umask(umask)


def key_of(case: str) -> bool:
    connections["keys"].close()
    return WrappedKey.objects.filter(case=case).exists()


def kill_before_the_first_entry(files: Files) -> None:
    """Begin a case in a process that is killed once the key is there, and before anything is recorded."""

    def begins(_: int) -> None:
        record(draft("case-of-a-kill"), now=datetime.now(UTC), key=keys.create("case-of-a-kill"))

    statement = 1
    while not key_of("case-of-a-kill"):
        assert killed_at(files, begins, statement), "it got through"
        statement += 1


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


@pytest.mark.kills
def test_after_a_kill_what_is_left_over_is_no_fault_and_is_swept(files: Files) -> None:
    record_cases(3, cases=3, first=datetime.now(UTC) - timedelta(days=1))
    kill_before_the_first_entry(files)
    found = proviso("record", "verify")
    assert found.exit_code == 0, found.output
    assert found.stdout.splitlines()[1:] == [LEFT_OVER, "The record is whole."]
    with_sweeper = subprocess.Popen(
        [sys.executable, "-c", SWEEPS_OFTEN],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ
        | {
            "PROVISO_DATABASE": str(files.path("default")),
            "PROVISO_KEYS_DATABASE": str(files.path("keys")),
            "DJANGO_SETTINGS_MODULE": "proviso.service.settings",
            "PROVISO_KEY_ENCRYPTION_KEY_FILE": str(settings.PROVISO_KEY_ENCRYPTION_KEY_FILE),
        },
    )
    try:
        Session.objects.create(session_key="over", session_data="", expire_date=timezone.now() - timedelta(days=1))
        wait_for(lambda: not Session.objects.filter(session_key="over").exists())
        assert key_of("case-of-a-kill"), "it is younger than an hour: its case may be about to be recorded"
        older(timedelta(hours=2), "case-of-a-kill")
        record(draft("wessmere-case-0", 2), now=datetime.now(UTC))
        wait_for(lambda: not key_of("case-of-a-kill"))
        with_sweeper.send_signal(signal.SIGTERM)
        _, said = with_sweeper.communicate(timeout=SECONDS)
    finally:
        with_sweeper.kill()
        with_sweeper.wait()
    assert with_sweeper.returncode == 0
    assert "1 keys that a stop of the service left over were swept" in said
    assert "case-of-a-kill" not in said
    found = proviso("record", "verify")
    assert (found.exit_code, found.stdout.splitlines()[1:]) == (0, ["The record is whole."])


def test_a_fault_of_sweeping_is_logged_without_words_and_not_the_last(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, swept = Event(), []

    def sweep() -> list[str]:
        swept.append(1)
        if len(swept) == 1:
            raise RuntimeError("a name that nobody is to read")
        stop.set()
        return []

    monkeypatch.setattr(housekeeping, "purge_expired", sweep)
    monkeypatch.setattr(housekeeping, "SECONDS_BETWEEN_SWEEPS", 0.0)
    with caplog.at_level(logging.INFO):
        housekeeping.sweep_until(stop)
    assert len(swept) == 2
    assert caplog.messages == ["What is left over could not be swept, and is tried again later."]


def test_a_hundred_left_over_are_told_and_no_more(files: Files) -> None:
    record_cases(3, cases=3)
    for number in range(102):
        keys.create(f"begun-{number}")
    lines = proviso("record", "verify").stdout.splitlines()
    assert len(lines) == 103
    assert lines[-2:] == ["… and 2 more that are left over.", "The record is whole."]
    assert sweeping.sweep() == []
