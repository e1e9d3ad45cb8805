"""`proviso force add-officers`: a list adds everybody who is new, each with a password of their own, or nobody."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proviso.accounts.models import Force, Officer
from proviso.cli.commands import app
from proviso.record import read

from ..casework.conftest import Clock, force, time
from .processes import WHO

__all__ = ["force", "time"]

pytestmark = pytest.mark.django_db(databases="__all__")

HEAD = "staff_number,name,role,unit\n"
TWO = HEAD + "N103,PC Example Hornbeam,officer,north\nN104,=Sgt Sample Oak,supervisor,south\n"


def run(content: str, folder: Path, name: str = "first.csv") -> tuple[int, str, str]:
    (folder / "staff.csv").write_text(content, encoding="utf-8")
    words = ["force", "add-officers", str(folder / "staff.csv"), "--passwords", str(folder / name), *WHO]
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.stdout, result.stderr


def passwords(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["staff_number"]: row["password"] for row in csv.DictReader(file)}


def test_everybody_on_a_list_is_added_with_a_password_of_their_own(force: Force, tmp_path: Path) -> None:
    status, said, error = run(TWO, tmp_path)
    assert (status, error) == (0, "")
    assert said.startswith(
        f"Added, and on the record: 2. Their passwords are in {tmp_path / 'first.csv'}: give each to "
    )
    given = passwords(tmp_path / "first.csv")
    assert sorted(given) == ["N103", "N104"]
    assert len(set(given.values())) == 2
    for number, password in given.items():
        assert Officer.objects.get(staff_number=number).check_password(password)
    assert (tmp_path / "first.csv").stat().st_mode & 0o077 == 0
    assert "'=Sgt Sample Oak" in (tmp_path / "first.csv").read_text(encoding="utf-8"), "a spreadsheet would run it"
    assert [trace.kind for trace in read.bodiless("wessmere")] == ["officer_added"] * 2


def test_the_list_of_the_next_month_adds_who_is_new_and_says_who_is_otherwise(force: Force, tmp_path: Path) -> None:
    run(TWO, tmp_path)
    later = HEAD + "N103,PC Example Hornbeam,officer,south\nN105,PC Notional Ash,officer,north\n"
    status, said, _ = run(later, tmp_path, "second.csv")
    assert status == 0
    assert list(passwords(tmp_path / "second.csv")) == ["N105"]
    assert "Line 2: PC Example Hornbeam (N103) is here as officer in north; the list says officer in south." in said
    assert "Not on the list, and can sign in: N104." in said
    assert Officer.objects.get(staff_number="N103").unit.code == "north"


def test_a_list_of_whom_everybody_is_there_writes_no_file(force: Force, tmp_path: Path) -> None:
    run(TWO, tmp_path)
    status, said, _ = run(TWO, tmp_path, "second.csv")
    assert (status, said) == (0, "There already, as on the list: 2.\n")
    assert not (tmp_path / "second.csv").exists()


def test_one_bad_line_adds_nobody(force: Force, tmp_path: Path) -> None:
    status, said, error = run(TWO + "N105,PC Notional Ash,officer,hills\n", tmp_path)
    assert (status, said) == (2, "")
    assert error == (
        "Line 4: The force has no unit 'hills'. Its units: north, south.\nNobody was added. Mend the list, and give it "
        "again.\n"
    )
    assert not Officer.objects.exists()
    assert not (tmp_path / "first.csv").exists()


def test_of_very_many_faults_twenty_are_printed(force: Force, tmp_path: Path) -> None:
    error = run(HEAD + "".join(f"N{n},PC Oak,officer,hills\n" for n in range(30)), tmp_path)[2]
    assert len(error.splitlines()) == 22
    assert "And 10 more.\n" in error


def test_no_file_is_written_over(force: Force, tmp_path: Path) -> None:
    (tmp_path / "first.csv").write_text("kept", encoding="utf-8")
    status, _, error = run(TWO, tmp_path)
    assert status == 2
    assert error == f"{tmp_path / 'first.csv'} is there already: name a new file for the passwords.\n"
    assert (tmp_path / "first.csv").read_text(encoding="utf-8") == "kept"
    assert not Officer.objects.exists()


def test_a_list_that_is_not_there_or_is_a_folder_is_said(force: Force, tmp_path: Path) -> None:
    for file in (tmp_path / "none.csv", tmp_path):
        words = ["force", "add-officers", str(file), "--passwords", str(tmp_path / "first.csv"), *WHO]
        result = CliRunner().invoke(app, words)
        assert result.exit_code != 0
        assert isinstance(result.exception, OSError)


def test_what_was_added_before_a_fault_stays_and_the_same_list_adds_the_others(
    force: Force, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, time: Clock
) -> None:
    given = iter(["otters under the weir"])

    def password() -> str:
        for one in given:
            return one
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("proviso.cli.staff_list_command._password", password)
        status, _, error = run(TWO, tmp_path)
    assert status != 0
    assert error.startswith("1 of 2 were added. Their passwords are in ")
    assert passwords(tmp_path / "first.csv") == {"N103": "otters under the weir"}
    assert run(TWO, tmp_path, "second.csv")[0] == 0
    assert list(passwords(tmp_path / "second.csv")) == ["N104"]
