"""`proviso record verify`: what it prints, and its exit status."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from typer.testing import CliRunner, Result

from proviso.cli import app
from proviso.record import erase, keys, read, triggers
from tests.record.disk import Files
from tests.record.making import LOG, NOON, record_cases


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """A command makes files for their owner alone; the tests after it need not."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def verify(*options: str) -> Result:
    return CliRunner().invoke(app, ["record", "verify", *options])


def test_a_whole_record_is_said_to_be_whole(files: Files) -> None:
    record_cases(8, cases=2)
    erase.erase("wessmere-case-0", actor="W1", now=NOON, why="retention")
    result = verify()
    assert result.exit_code == 0
    root = read.head(LOG).root.hex()
    assert result.stdout == f"wessmere: 9 entries, 5 opened, 4 erased; root {root}\nThe record is whole.\n"


def test_faults_are_named_a_line_each_and_the_status_is_1(files: Files) -> None:
    record_cases(120)
    for name in triggers.STATEMENTS["sqlite"]:
        connections["default"].cursor().execute(f"DROP TRIGGER {name}")
    connections["default"].cursor().execute("UPDATE record_entry SET leaf = x'00'")
    result = verify("--log", "wessmere")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "wessmere: 120 entries, 120 opened; root " + lines[0].split()[-1]
    assert lines[1] == "entry 0 of wessmere-case-0 of wessmere: the hash of its leaf is not the one it holds"
    assert lines[-2:] == ["… and 20 more.", "The record is NOT whole: 120 faults, named above."]
    assert len(lines) == 103


def test_an_auditor_opens_nothing(files: Files) -> None:
    record_cases(3)
    keys.destroy([f"wessmere-case-{number}" for number in range(3)])
    result = verify("--no-bodies")
    assert result.exit_code == 0
    assert "wessmere: 3 entries, none opened; root " in result.stdout
    assert "No body was opened, so who did what" in result.stdout


def test_an_empty_record_is_whole(files: Files) -> None:
    assert verify().stdout == "Nothing has been recorded yet.\nThe record is whole.\n"


def test_a_log_that_nobody_knows_is_bad_input(files: Files) -> None:
    result = verify("--log", "norwick")
    assert result.exit_code == 2
    assert "Nothing was ever recorded in a log named norwick." in result.stderr
    assert result.stdout == ""


def test_a_missing_key_encryption_key_is_said(files: Files, tmp_path: Path, settings: object) -> None:
    record_cases(1)
    keys.key_encryption.cache_clear()
    settings.PROVISO_KEY_ENCRYPTION_KEY_FILE = tmp_path / "gone"  # type: ignore[attr-defined]
    try:
        result = verify()
    finally:
        keys.key_encryption.cache_clear()
    assert result.exit_code == 2
    assert "cannot be read: No such file or directory." in result.stderr


def test_databases_that_are_not_migrated_are_said(files: Files) -> None:
    connections["default"].cursor().execute("ALTER TABLE record_node RENAME TO elsewhere")
    result = verify()
    assert result.exit_code == 2
    assert "Run proviso migrate if they are new." in result.stderr


def test_the_command_is_explained() -> None:
    result = CliRunner().invoke(app, ["record", "verify", "--help"])
    assert result.exit_code == 0
    assert "--no-bodies" in result.stdout
