"""Two databases that are the wrong way round in the settings: each command that would work on them says so."""

from pathlib import Path

import pytest

from tests.cli.prepared import run
from tests.cli.processes import one_sentence

SAYS = (
    "{home}/keys.sqlite3 should hold the record, and holds the cases' keys. The two databases are the wrong way round "
    "in the settings: exchange them"
)


@pytest.fixture
def swapped(tmp_path: Path, installed: dict[str, str]) -> dict[str, str]:
    """The settings of a service whose two files are exchanged."""
    files = {"DATABASE": tmp_path / "keys.sqlite3", "KEYS_DATABASE": tmp_path / "proviso.sqlite3"}
    return installed | {f"PROVISO_{name}": str(path) for name, path in files.items()}


@pytest.mark.parametrize(
    "line",
    [
        "migrate",
        "serve",
        "worklist rebuild",
        "figures --year 2026",
        "force show",
        "record verify",
        "record verify --case ABCD-EFGH",
        "record guard",
        "backup --to {home}/copies --keys-to {home}/kept",
    ],
)
def test_nothing_is_done_to_them(tmp_path: Path, swapped: dict[str, str], line: str) -> None:
    done = run(line.format(home=tmp_path).split(), tmp_path, **swapped)
    assert (done.returncode, done.stderr.strip()) == (2, SAYS.format(home=tmp_path))
    assert one_sentence(done)


def test_a_check_says_what_each_should_hold(tmp_path: Path, swapped: dict[str, str]) -> None:
    done = run(["check"], tmp_path, **swapped)
    assert done.returncode == 1
    assert f"wrong {tmp_path}/keys.sqlite3 should hold the record, and holds the cases' keys.\n" in done.stdout
    assert f"wrong {tmp_path}/proviso.sqlite3 should hold the cases' keys, and holds the record.\n" in done.stdout
