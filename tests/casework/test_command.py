"""`proviso worklist rebuild`: what it makes, what it prints, and its exit status."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner, Result

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.models import WorklistRow
from proviso.casework.writing.permissions import Actor
from proviso.cli.commands import app
from proviso.record.keys import key_encryption
from proviso.record.models import WrappedKey
from tests.record.disk import Files, using

from .conftest import wessmere
from .examples import NOW, begun, shared
from .walking import rows

OFFICER = Actor("officer-north", Role.OFFICER, "wessmere", "north")


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """A command makes files for their owner alone; the tests after it need not."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rebuild(*options: str) -> Result:
    return CliRunner().invoke(app, ["worklist", "rebuild", *options])


def test_rows_that_were_lost_are_made_again(files: Files) -> None:
    wessmere()
    assert rebuild().stdout == "The rows of 0 cases are as the record says.\n"
    with clock.driven(lambda: NOW):
        begun(OFFICER)
        assert rebuild().stdout == "The rows of 1 case are as the record says.\n"
        shared(OFFICER)
    kept = rows()
    WorklistRow.objects.all().delete()
    result = rebuild("--quiet")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Other rows than the record says were there, and are made again (2): PV-" in result.stderr
    assert "somebody wrote to the database" in result.stderr
    assert rebuild().stderr == ""
    assert rows() == kept


def test_a_lost_key_is_named_and_the_status_is_1(files: Files) -> None:
    wessmere()
    with clock.driven(lambda: NOW):
        lost = begun(OFFICER).case.reference
    WrappedKey.objects.all().delete()
    result = rebuild()
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        f"The data keys of these cases are missing or damaged: {lost}. Every other case has its rows. A case that was "
        "erased after this copy of the record was made stays erased: erase it again, as docs/operate/backup.md says, "
        "and look for no older copy of its key. For any other, restore the newest copy of the keys."
    )


@pytest.mark.sqlite
def test_without_a_key_to_the_keys_or_a_database_nothing_is_done_and_the_status_is_2(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wessmere()
    with clock.driven(lambda: NOW):
        begun(OFFICER)
    kept = rows()
    monkeypatch.setattr(settings, "PROVISO_KEY_ENCRYPTION_KEY_FILE", tmp_path / "nowhere")
    key_encryption.cache_clear()
    result = rebuild()
    key_encryption.cache_clear()
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("The key-encryption key at ")
    monkeypatch.undo()
    assert rows() == kept
    with using(Files(tmp_path)):
        result = rebuild()
    assert result.exit_code == 2
    assert result.stderr.startswith("A database lacks ")
    assert result.stderr.endswith("with: proviso migrate\n")
