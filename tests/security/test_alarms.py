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
from django.core.checks import run_checks
from django.db import connections
from django.utils import timezone
from typer.testing import CliRunner, Result

from proviso.cli.commands import app
from proviso.record import keys, sweeping, triggers
from proviso.record.models import WrappedKey
from proviso.service import housekeeping
from proviso.service.config import Config
from proviso.service.server import CannotServe, ready_to_serve
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
    files: Files, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, swept = Event(), []
    strange = "1 key is of a case that this record has no entry of."

    def sweep(unused: sweeping.Unused) -> list[str]:
        swept.append(unused)
        if len(swept) == 3:
            stop.set()
        if len(swept) == 1:
            raise RuntimeError("a name that nobody is to read")
        return []

    monkeypatch.setattr(housekeeping, "purge_expired", sweep)
    monkeypatch.setattr(housekeeping, "unaccounted", lambda _: strange)
    monkeypatch.setattr(housekeeping, "SECONDS_BETWEEN_SWEEPS", 0.0)
    with caplog.at_level(logging.INFO):
        housekeeping.sweep_until(stop)
    assert len(swept) == 3
    assert caplog.messages == [
        "What is left over could not be swept, and is tried again later.",
        strange,
    ]


def test_a_hundred_left_over_are_told_and_no_more(files: Files) -> None:
    record_cases(3, cases=3)
    for number in range(102):
        keys.create(f"begun-{number}")
    lines = proviso("record", "verify").stdout.splitlines()
    assert len(lines) == 103
    assert lines[-2:] == ["… and 2 more that are left over.", "The record is whole."]
    assert sweeping.sweep() == []


ADDED = (
    (
        "default",
        "trigger rewrites on record_entry",
        """CREATE TRIGGER rewrites AFTER INSERT ON record_entry
BEGIN UPDATE record_entry SET body = NULL WHERE "case" = NEW."case"; END""",
    ),
    (
        "default",
        "trigger swallows on record_leaf",
        """CREATE TRIGGER swallows BEFORE INSERT ON record_leaf
BEGIN SELECT RAISE(IGNORE); END""",
    ),
    (
        "default",
        "trigger by_another_table on django_session",
        """CREATE TRIGGER by_another_table AFTER INSERT
ON django_session BEGIN UPDATE record_entry SET body = NULL; END""",
    ),
    (
        "keys",
        "trigger keeps on record_wrappedkey",
        """CREATE TRIGGER keeps BEFORE DELETE ON record_wrappedkey
BEGIN SELECT RAISE(IGNORE); END""",
    ),
    ("default", "view shows", "CREATE VIEW shows AS SELECT * FROM record_entry"),
    ("default", "table computes", "CREATE VIRTUAL TABLE computes USING fts5(words)"),
    ("default", "index hides on record_entry", "CREATE UNIQUE INDEX hides ON record_entry (kind)"),
)


@pytest.mark.parametrize(("alias", "named", "statement"), ADDED, ids=[named for _, named, _ in ADDED])
def test_what_was_added_is_named_refused_at_the_start_and_taken_away(
    files: Files, monkeypatch: pytest.MonkeyPatch, alias: str, named: str, statement: str
) -> None:
    monkeypatch.setattr("proviso.service.server.secrets_are_there", lambda _: None)
    monkeypatch.setattr("proviso.service.server.port_is_free", lambda *_: None)
    record_cases(1, cases=1, first=timezone.now())
    ready_to_serve("127.0.0.1", 8000, config=Config())
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
    found = proviso("record", "verify")
    assert found.exit_code == 1
    assert found.stdout.splitlines()[1:] == [
        f"triggers: added by somebody, so that the database can change what is recorded or shown: {named}",
        "The record is NOT whole: 1 fault, named above.",
    ]
    with pytest.raises(CannotServe) as refused:
        ready_to_serve("127.0.0.1", 8000, config=Config())
    assert str(refused.value) == (
        f"The databases hold what Proviso did not put there: {named}. Whoever can write to the database put it there, "
        "and it can change what is recorded or shown: find out who did, verify the record with: proviso record verify; "
        "then have it shown and taken away with: proviso record guard"
    )
    (error,) = [one for one in run_checks(databases=["default", "keys"]) if one.id == "record.E001"]
    assert named in error.msg
    said = proviso("record", "guard").stdout
    assert said.startswith(f"Not ours, and taken away: {named}: CREATE ")
    assert len(said.splitlines()) == 1
    assert proviso("record", "verify").exit_code == 0
    ready_to_serve("127.0.0.1", 8000, config=Config())


def test_a_trigger_that_the_schema_calls_a_table_is_named(files: Files) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TRIGGER rewrites AFTER INSERT ON record_leaf BEGIN DELETE FROM record_head; END")
        cursor.execute("PRAGMA writable_schema=ON")
        cursor.execute("UPDATE sqlite_master SET type = 'table' WHERE name = 'rewrites'")
        cursor.execute("PRAGMA writable_schema=OFF")
    assert [str(one) for one in triggers.added()] == ["table rewrites on record_leaf"]


def test_an_auditor_without_keys_is_told_of_triggers_too(files: Files) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TRIGGER rewrites AFTER INSERT ON record_leaf BEGIN DELETE FROM record_head; END")
    assert "rewrites on record_leaf" in proviso("record", "verify", "--no-bodies").stdout


def test_a_table_of_somebody_elses_that_does_nothing_is_left_alone(files: Files) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_colleague (words text)")
        cursor.execute("CREATE INDEX of_a_colleague_too ON of_a_colleague (words)")
    assert triggers.added() == []
    assert proviso("record", "guard").stdout == "Nothing was missing.\n"
