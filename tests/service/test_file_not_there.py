"""A file of a database that is not there, as where its disk is not mounted: nothing makes an empty one in its place."""

from pathlib import Path

import pytest

from tests.cli.prepared import run
from tests.cli.processes import WHO, one_sentence

RECORD, KEYS = FILES = ("proviso.sqlite3", "keys.sqlite3")


def away(tmp_path: Path, *names: str) -> None:
    """Move these files, and what lies beside them, to another folder."""
    (tmp_path / "aside").mkdir()
    for name in names:
        for path in tmp_path.glob(f"{name}*"):
            path.rename(tmp_path / "aside" / path.name)


@pytest.mark.parametrize(
    "line",
    [
        "serve",
        "worklist rebuild",
        "figures --year 2026",
        "force show",
        "force confirm-restored --why Found",
        "keys change {home}/other --why Found",
        "policy show --adopted",
        "replies import {home}/inbox.mbox",
        "record verify",
        "record guard",
        "backup --to {home}/copies --keys-to {home}/kept",
    ],
)
@pytest.mark.parametrize("names", [FILES, (RECORD,), (KEYS,)])
def test_no_command_makes_one(tmp_path: Path, installed: dict[str, str], line: str, names: tuple[str, ...]) -> None:
    away(tmp_path, *names)
    done = run(line.format(home=tmp_path).split(), tmp_path, **installed)
    assert done.returncode == 2, done
    assert one_sentence(done)
    assert f"here is no {tmp_path / names[0]}. " in done.stderr
    assert "Restore it from its backup, or set database and keys_database to where the files are" in done.stderr
    assert not [name for name in names if (tmp_path / name).exists()], "in whose place no backup could be put"


@pytest.mark.parametrize("gone", FILES)
def test_one_of_the_two_is_not_made_anew_beside_one_that_was_used(
    tmp_path: Path, installed: dict[str, str], gone: str
) -> None:
    typed = "A1\nRuth Okonjo-Vale\na heron stood in the mill race\na heron stood in the mill race\n"
    added = run(["add-force", "wessmere", "Wessmere Police", *WHO], tmp_path, typed=typed, **installed)
    assert added.returncode == 0, added
    away(tmp_path, gone)
    checked = run(["check"], tmp_path, **installed)
    assert f"wrong There is no database at {tmp_path / gone}.\n      Restore it from its backup" in checked.stdout
    done = run(["migrate"], tmp_path, **installed)
    assert (done.returncode, one_sentence(done)) == (2, True), done
    assert done.stderr.startswith(
        f"There is no {tmp_path / gone}, and the other database was used. Restore it from its "
    )
    assert not (tmp_path / gone).exists()
    (tmp_path / gone).touch(mode=0o600)
    done = run(["migrate"], tmp_path, **installed)
    assert (done.returncode, one_sentence(done)) == (2, True), done
    assert done.stderr.startswith(f"{tmp_path / gone} holds nothing, and {tmp_path}/")
    assert "Put back the one that belongs to it, from its backup: an empty one would not do" in done.stderr
    checked = run(["check"], tmp_path, **installed)
    assert f"wrong {tmp_path / gone} holds nothing, and {tmp_path}/" in checked.stdout


def test_a_new_service_whose_migration_was_stopped_between_the_two_goes_on(
    tmp_path: Path, installed: dict[str, str]
) -> None:
    away(tmp_path, *FILES)
    run(["migrate"], tmp_path, **installed)
    (tmp_path / KEYS).unlink()
    done = run(["migrate"], tmp_path, **installed)
    assert (done.returncode, "migrations were applied" in done.stdout) == (0, True)
