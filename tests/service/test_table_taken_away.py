"""A table of ours that somebody took away, though every migration is applied: each command that needs it says so."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.prepared import run
from tests.cli.processes import one_sentence

GONE = (
    "{home}/proviso.sqlite3 lacks the table casework_shared, though its migrations are applied: somebody took it away, "
    "or part of a backup was put back. Put a whole backup back"
)


@pytest.fixture
def lacking(tmp_path: Path, installed: dict[str, str]) -> dict[str, str]:
    """The settings of a service of whose files a table was taken away."""
    with sqlite3.connect(tmp_path / "proviso.sqlite3") as database:
        database.execute("DROP TABLE casework_shared")
    database.close()
    return installed


@pytest.mark.parametrize("line", ["migrate", "serve", "worklist rebuild", "force show"])
def test_nothing_is_done_without_it(tmp_path: Path, lacking: dict[str, str], line: str) -> None:
    done = run(line.split(), tmp_path, **lacking)
    assert (done.returncode, done.stderr.strip()) == (2, GONE.format(home=tmp_path))
    assert one_sentence(done)


def test_a_check_names_it(tmp_path: Path, lacking: dict[str, str]) -> None:
    done = run(["check"], tmp_path, **lacking)
    assert done.returncode == 1
    assert f"wrong {GONE.format(home=tmp_path).partition('. ')[0]}.\n" in done.stdout


@pytest.mark.parametrize("line", ["record verify", "backup --to {home}/copies --keys-to {home}/kept"])
def test_what_is_left_can_still_be_verified_and_copied(tmp_path: Path, lacking: dict[str, str], line: str) -> None:
    done = run(line.format(home=tmp_path).split(), tmp_path, **lacking)
    assert done.returncode == 0, done.stderr
