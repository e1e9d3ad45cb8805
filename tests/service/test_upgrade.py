"""The databases of the previous release are brought up to date, and nothing of them is lost."""

import lzma
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.prepared import run
from tests.cli.processes import WHO

PREVIOUS = Path(__file__).parent / "previous_release"
ENTRIES, ROOT = 70, "cab86ee0a289d61af83b4565728f0ec7ca3b196f7915488498ef2957c9f52746"
"""What that release's own `proviso record verify` printed of them."""
SETTINGS = {
    "PROVISO_FORCE": "wessmere",
    "PROVISO_HOME": "home",
    "PROVISO_HTTPS": "false",
    "PROVISO_DEMONSTRATION": "true",
    "PROVISO_CLOCK_AHEAD_DAYS": "3660",
}
DUE = 'SELECT "case", queue, what, unit, owner, due_at FROM casework_worklist ORDER BY 1, 2, 3'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the databases as that release left them."""
    made = tmp_path_factory.mktemp("previous")
    (made / "home").mkdir()
    for name in ("proviso", "keys"):
        packed = (PREVIOUS / f"{name}.sqlite3.xz").read_bytes()
        (made / f"home/{name}.sqlite3").write_bytes(lzma.decompress(packed))
    for name in ("key-encryption-key", "lookup-key"):
        shutil.copy(PREVIOUS / name, made / "home" / name)
    (made / "home/secret-key").write_text("only-for-tests-" * 5)
    return made


def due(folder: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(folder / "home/proviso.sqlite3")) as database:
        return database.execute(DUE).fetchall()


def test_the_previous_release_is_brought_up_to_date_step_by_step(folder: Path) -> None:
    def done(*words: str, status: int = 0) -> str:
        ended = run(list(words), folder, **SETTINGS)
        assert ended.returncode == status, ended
        assert "Traceback" not in ended.stderr
        return ended.stdout + ended.stderr

    assert "The database lacks " in done("serve", status=2), "what was not brought up to date is not served"
    checked = done("check", status=1)
    assert "migrations are missing, the first default: " in checked
    assert "Somebody who could write" not in checked, "an earlier version had other triggers: nobody took any away"
    assert "belong to another version" in done("backup", "--to", "a", "--keys-to", "b", status=2)
    (folder / "replies.mbox").write_text("")
    for words in (
        ("force", "add-unit", "early", "Early", *WHO),
        ("worklist", "rebuild"),
        ("replies", "import", "replies.mbox"),
        ("figures", "--year", "2025", "--out", "figures"),
    ):
        assert done(*words, status=2).startswith("A database lacks "), "nothing is recorded in it either"
    before = due(folder)
    assert len(before) == 5
    assert " migrations were applied." in done("migrate")
    assert done("migrate") == "Nothing was missing.\n"
    verified = done("record", "verify", "--log", "wessmere", "--was", f"{ENTRIES}:{ROOT}")
    assert f"{ENTRIES} entries, {ENTRIES} opened; root {ROOT}\nThe record is whole.\n" in verified
    done("worklist", "rebuild")
    assert due(folder) == before
    done("force", "add-unit", "new", "A new unit", *WHO)
    assert f"It still begins with the {ENTRIES} entries" in done("record", "verify", "--was", f"{ENTRIES}:{ROOT}")
    assert "The record is copied to " in done("backup", "--to", "a", "--keys-to", "b")
