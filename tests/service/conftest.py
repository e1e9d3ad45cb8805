"""A service to work on: in a folder of its own, on SQLite, by the commands that set one up."""

from pathlib import Path

import pytest

from tests.cli.prepared import run


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The settings of a service whose secrets are made and whose databases are migrated, in `tmp_path`."""
    settings = {"PROVISO_HOME": str(tmp_path), "PROVISO_FORCE": "wessmere"}
    for line in ("check --make-secrets", "migrate"):
        run(line.split(), tmp_path, **settings)
    return settings
