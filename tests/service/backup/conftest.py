"""A service on files of its own with a few cases, and folders for its backups."""

from pathlib import Path

import pytest

from proviso.accounts import force_changes
from proviso.accounts.models import Role
from proviso.service.backup.making import Places
from proviso.service.config import Config
from tests.accounts.people import PROMPT, add, add_wessmere
from tests.record.conftest import files as files
from tests.record.conftest import template as template
from tests.record.disk import Files
from tests.record.making import draft

from .kept import Kept, recorded


@pytest.fixture
def kept(files: Files, tmp_path: Path) -> Kept:
    """A force with people and three cases."""
    made = Kept(files, Places(tmp_path / "backup/record", tmp_path / "backup/keys"))
    unit = add_wessmere()
    add(unit, "A1", Role.ADMINISTRATOR)
    force_changes.add_unit(unit.force, "hill", "Hill CID", by=PROMPT, now=made.now())
    for number in range(3):
        recorded(draft(f"case-{number}"), now=made.now())
    return made


__all__ = ["Config"]
