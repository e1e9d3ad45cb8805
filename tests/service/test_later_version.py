"""Databases that a later version brought up to date: this one does nothing with them, and says why."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.prepared import run
from tests.cli.processes import one_sentence

DO = "Nothing was done. Install that version, or a later one"
LATER = "INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '9999_later', '2026-11-22')"


@pytest.fixture(params=["proviso.sqlite3", "keys.sqlite3"])
def later(request: pytest.FixtureRequest, tmp_path: Path, installed: dict[str, str]) -> tuple[dict[str, str], str]:
    """The settings of a service of which one database is of a later version, and what is said of it."""
    with closing(sqlite3.connect(tmp_path / request.param)) as database, database:
        database.execute(LATER)
    says = f"{tmp_path / request.param} is of a later version of Proviso: it has the migration casework.9999_later, "
    return installed, f"{says}which this one lacks"


@pytest.mark.parametrize(
    "line",
    [
        "migrate",
        "serve",
        "worklist rebuild",
        "force show",
        "record guard",
        "backup --to {home}/copies --keys-to {home}/kept",
    ],
)
def test_nothing_is_done_to_them(tmp_path: Path, later: tuple[dict[str, str], str], line: str) -> None:
    settings, says = later
    done = run(line.format(home=tmp_path).split(), tmp_path, **settings)
    assert (done.returncode, done.stderr.strip()) == (2, f"{says}. {DO}")
    assert one_sentence(done)


def test_a_check_says_so(tmp_path: Path, later: tuple[dict[str, str], str]) -> None:
    settings, says = later
    done = run(["check"], tmp_path, **settings)
    assert (done.returncode, f"wrong {says}.\n" in done.stdout) == (1, True), done.stdout
