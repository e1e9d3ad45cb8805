"""`proviso record verify`: what it prints, and its exit status."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from typer.testing import CliRunner, Result

from proviso.cli.commands import app
from proviso.record import erase, keys, read
from proviso.record.moment import read_only
from tests.record.disk import Files
from tests.record.making import LATER, LOG, draft, record, record_cases
from tests.record.tampering import drop_trigger, let_everything_pass, run


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """A command makes files for their owner alone; the tests after it need not."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def verify(*options: str) -> Result:
    return CliRunner().invoke(app, ["record", "verify", *options])


def guard() -> Result:
    return CliRunner().invoke(app, ["record", "guard"])


def test_a_whole_record_is_said_to_be_whole(files: Files) -> None:
    record_cases(8, cases=2)
    erase.erase("wessmere-case-0", by="Mx Yew", second="Mx Reed", now=LATER, why="retention")
    result = verify()
    assert result.exit_code == 0
    root = read.head(LOG).root.hex()
    assert result.stdout == f"wessmere: 9 entries, 5 opened, 4 erased; root {root}\nThe record is whole.\n"


def test_one_case_is_verified_by_itself(files: Files) -> None:
    record_cases(8, cases=2)
    erase.erase("wessmere-case-0", by="Mx Yew", second="Mx Reed", now=LATER, why="retention")
    root = read.head(LOG).root.hex()
    for case, opened in (("wessmere-case-1", "4 entries opened"), ("wessmere-case-0", "0 entries opened, 4 erased")):
        result = verify("--case", case, "--was", f"9:{root}")
        said = f"{case}: {opened}, in the tree of wessmere over 9; root {root}\nThe case is whole.\n"
        assert (result.exit_code, result.stdout) == (0, said)
    let_everything_pass()
    run("UPDATE record_head SET frontier = x'00'")
    result = verify("--case", "wessmere-case-1")
    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            "wessmere-case-1: 0 entries opened, in the tree of wessmere over 0; root unknown",
            "head of wessmere: a tree of 9 leaves has 2 peaks, not 0.03125",
            *(
                f"entry {n} of wessmere-case-1 of wessmere: is outside its log, which has 0 entries"
                for n in (1, 3, 5, 7)
            ),
            "The case is NOT whole: 5 faults, named above.",
        ],
    )


@pytest.mark.parametrize("written", ["PV-K1EW-WRA3", "pv-k1ew-wra3", "PVK1EWWRA3", "PV KIEW WRA3"])
def test_a_case_is_found_however_its_reference_is_written(files: Files, written: str) -> None:
    record(draft("PV-K1EW-WRA3"), key=keys.create("PV-K1EW-WRA3"))
    result = verify("--case", written)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "The case is whole.")
    assert result.stdout.startswith("PV-K1EW-WRA3: 1 entry opened")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--case", "PV-0000-0000"], "Nothing was ever recorded of a case PV-0000-0000."),
        (["--case", "wessmere-case-0", "--no-bodies"], "--case goes with --was alone; leave --log, --no-bodies"),
        (["--case", "wessmere-case-0", "--remember"], "--case goes with --was alone"),
        (["--case", "wessmere-case-0", "--log", "wessmere"], "--case goes with --was alone"),
    ],
)
def test_a_case_that_cannot_be_verified_is_bad_input(files: Files, options: list[str], says: str) -> None:
    result = verify(*options)
    assert result.exit_code == 2
    assert result.stderr.startswith(says)


def test_faults_are_named_a_line_each_and_the_status_is_1(files: Files) -> None:
    record_cases(120)
    let_everything_pass()
    run("UPDATE record_entry SET leaf = x'00'")
    guard()
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
    assert result.stdout.splitlines()[1:] == [
        "No body was opened and no key was used. So it was not checked who did what, nor when within the hour, nor "
        "that any body is what was sealed, nor which cases were erased, nor the keys, nor the accounts.",
        "What was checked is whole.",
    ]


def test_an_auditor_does_not_take_every_body_that_is_gone_for_an_erased_one(files: Files) -> None:
    record_cases(4, cases=2)
    erase.erase("wessmere-case-0", by="Mx Yew", second="Mx Reed", now=LATER, why="retention")
    assert "wessmere: 5 entries, none opened, 2 without a body; root " in verify("--no-bodies").stdout
    let_everything_pass()
    run("UPDATE record_entry SET body = NULL")
    guard()
    result = verify("--no-bodies")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-2:] == [
        "erasure of wessmere: 3 cases have entries without a body, and too few later entries say that one was erased",
        "The record is NOT whole: 1 fault, named above.",
    ]


def test_an_empty_record_is_whole(files: Files) -> None:
    assert verify().stdout == "Nothing has been recorded yet.\nThe record is whole.\n"


def test_a_log_that_nobody_knows_is_bad_input(files: Files) -> None:
    result = verify("--log", "norwick")
    assert result.exit_code == 2
    assert result.stderr == "Nothing was ever recorded in a log named norwick.\n"
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


@pytest.mark.sqlite
def test_databases_that_are_not_migrated_are_said(files: Files) -> None:
    connections["default"].cursor().execute("ALTER TABLE record_node RENAME TO elsewhere")
    result = verify()
    assert result.exit_code == 2
    assert result.stderr == (
        "The databases could not be read: no such table: record_node. Restore them from their backup, or, where they "
        "are new, run proviso migrate.\n"
    )


@pytest.mark.sqlite
@pytest.mark.parametrize("alias", ["default", "keys"])
def test_a_database_that_is_missing_is_named_and_not_made(
    files: Files, alias: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "proviso.toml").touch()
    monkeypatch.chdir(tmp_path)
    record_cases(1)
    for connection in connections.all():
        connection.close()
    files.path(alias).unlink()
    result = verify()
    assert result.exit_code == 2
    assert result.stderr == (
        f"There is no {files.path(alias)}. Restore it from its backup, or set database and keys_database to where the "
        "files are.\n"
    )
    assert not files.path(alias).exists()
    assert verify("--no-bodies").exit_code == (0 if alias == "keys" else 2)


@pytest.mark.sqlite
def test_verifying_writes_nothing(files: Files) -> None:
    record_cases(3)
    for alias in connections:
        run("PRAGMA journal_mode=DELETE", alias=alias)
        connections[alias].close()
        files.path(alias).chmod(0o400)
    before = [files.path(alias).read_bytes() for alias in connections]
    assert verify().exit_code == 0
    assert [files.path(alias).read_bytes() for alias in connections] == before
    assert {path.name for path in files.folder.iterdir()} == {"default.sqlite3", "keys.sqlite3"}
    with read_only(["default"]), pytest.raises(OperationalError, match="readonly"):
        run("DELETE FROM record_node")


def test_a_reference_that_would_move_the_cursor_is_spelled_out(files: Files) -> None:
    record_cases(1)
    let_everything_pass()
    run('UPDATE record_entry SET "case" = %s, log = %s', "\x1b[2K\nThe record is whole.", "\x07")
    result = verify()
    assert result.exit_code == 1
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "The record is whole." not in result.stdout.splitlines()


def test_triggers_that_went_are_named_and_put_back(files: Files) -> None:
    record_cases(1, cases=1)
    drop_trigger("record_leaf_never_deleted")
    result = verify()
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:] == [
        "triggers: missing or altered, so that the database does not refuse changes to the record: "
        "record_leaf_never_deleted",
        "The record is NOT whole: 1 fault, named above.",
    ]
    assert guard().stdout == "Put back: record_leaf_never_deleted.\n"
    assert verify().exit_code == 0
    assert guard().stdout == "Nothing was missing.\n"


@pytest.mark.sqlite
def test_triggers_cannot_be_put_back_where_there_are_no_tables(files: Files) -> None:
    run("DROP TABLE record_node")
    result = guard()
    assert result.exit_code == 2
    assert result.stderr == (
        "The triggers could not be put back: no such table: main.record_node. Run proviso migrate if the database is "
        "new.\n"
    )


def test_the_record_is_held_to_a_size_and_root_that_were_kept(files: Files) -> None:
    record_cases(1200, cases=2)
    root = read.head(LOG).root.hex()
    record(draft("later"), now=LATER, key=keys.create("later"))
    result = verify("--was", f"1,200:{root}")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-2:] == [
        "The record is whole.",
        "It still begins with the 1,200 entries whose root was kept.",
    ]
    result = verify("--was", f"1202:{root}")
    assert result.exit_code == 1
    assert "log of wessmere: ends after 1201 entries, where 1202 were kept: it was cut" in result.stdout
    result = verify("--was", f"1199:{root}")
    assert result.exit_code == 1
    assert "log of wessmere: was rewritten: the root of its first 1199 entries is" in result.stdout
    assert "still begins" not in result.stdout


@pytest.mark.parametrize("was", ["12", f"0:{'0' * 64}", f"x:{'0' * 64}", f"12:{'0' * 63}", f"12:{'X' * 64}"])
def test_what_is_no_size_and_root_is_refused(was: str) -> None:
    result = verify("--was", was)
    assert result.exit_code == 2
    said = " ".join(result.stderr.replace("│", "").split())
    assert "is no size and root. Give the number of entries, a colon" in said


def test_the_command_is_explained() -> None:
    result = CliRunner().invoke(app, ["record", "verify", "--help"])
    assert result.exit_code == 0
    assert "--no-bodies" in result.stdout
