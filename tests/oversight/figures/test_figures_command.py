"""`proviso figures`: what it prints and writes, that it is entered, and why it refuses."""

import csv
from pathlib import Path

import pytest
from django.db import OperationalError
from typer.testing import CliRunner, Result

from proviso.accounts.entries import case_of
from proviso.accounts.models import Force
from proviso.cli.commands import app
from proviso.oversight.figures import kept_figures
from proviso.record import read
from proviso.web.publishing.published_files import file_names

from ...casework.conftest import Clock
from .conftest import Filled

pytestmark = pytest.mark.django_db(databases="__all__")


def run(*options: str) -> Result:
    return CliRunner().invoke(app, ["figures", *options])


def looked(force: Force) -> list[tuple[str, str, object]]:
    """Who did what with which figures."""
    entries = read.entries(case_of(force), with_openings=True)
    return [(one.kind, one.actor, one.body) for one in entries if one.kind != "figures_worked_out"]


def test_it_prints_what_can_be_shown_and_says_how_it_is_made(force: Force, filled: Filled) -> None:
    filled(200)
    result = run("--year", "2026")
    assert result.exit_code == 0, result.stderr
    assert "Wessmere Police, 2026: 200 cases were opened." in result.stdout
    assert "What the person is to the crime (1.2.1). Cases that were opened: 200" in result.stdout
    assert "A victim\n" in result.stdout
    assert "[c]" in result.stdout
    assert "fewer than 5 cases, none, or a number from which another could be worked out" in result.stdout
    assert looked(force) == [
        ("figures_read", "the server", {"version": 1, "period": "2026", "units": ["", "north", "south"]})
    ]


def test_it_writes_a_table_and_how_it_was_made(force: Force, filled: Filled, tmp_path: Path) -> None:
    filled(200)
    result = run("--year", "2026", "--quarter", "2", "--unit", "north", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.stderr
    with (tmp_path / "out" / "figures-2026-Q2.csv").open(encoding="utf-8") as file:
        head, *lines = list(csv.reader(file))
    assert head[:3] == ["Period", "Unit", "Figure"]
    assert {line[1] for line in lines} == {"North"}
    assert {len(line) for line in lines} == {len(head)}
    numbers = {line[7] for line in lines} - {"[c]"}
    assert numbers
    assert all(int(number) % 5 == 0 for number in numbers)
    about = (tmp_path / "out" / "figures-2026-Q2-about.txt").read_text(encoding="utf-8")
    assert "rounded up or down to a multiple of 5" in about
    assert "protected characteristics: nobody is asked for them." in about
    assert [one[0] for one in looked(force)] == ["figures_downloaded"]


def test_a_whole_year_in_a_folder_is_its_publication(force: Force, filled: Filled, tmp_path: Path) -> None:
    filled(120)
    result = run("--year", "2026", "--out", str(tmp_path))
    assert f"{tmp_path / 'index.html'} and what it leads to, a draft until somebody releases it." in result.stdout
    assert {one.name for one in tmp_path.iterdir()} == {*file_names(2026), "figures-2026-about.txt"}
    assert "Draft: nobody has released this." in (tmp_path / "figures.html").read_text(encoding="utf-8")
    assert [one[0] for one in looked(force)] == ["figures_downloaded"]


def test_what_was_written_is_what_was_printed(force: Force, filled: Filled, tmp_path: Path) -> None:
    filled(120)
    run("--year", "2026", "--out", str(tmp_path))
    with (tmp_path / "figures-2026.csv").open(encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if line["Unit"] == "Wessmere Police"]
    printed = run("--year", "2026").stdout
    for line in lines:
        if line["Number"] != "[c]":
            assert f"{line['Number']:>7}  " in printed
            assert line["Category"] in printed


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--year", "2027"), "The figures of 2027 are given from 29 January 2028"),
        (("--year", "2026", "--quarter", "1", "--month", "2"), "Give a quarter or a month, not both."),
        (("--year", "2026", "--month", "2", "--unit", "north"), "There are no figures of “north” for 2026-02."),
        (("--year", "2026", "--unit", "nowhere"), "There is no unit “nowhere”. Give the code of one: "),
        (("--year", "2026", "--force", "hillmere"), "There is no force “hillmere”."),
        (("--year", "2026", "--out", "/dev/null/x"), "/dev/null/x cannot be written: Not a directory."),
    ],
)
def test_what_cannot_be_given_is_said_in_one_sentence(
    force: Force, filled: Filled, options: tuple[str, ...], says: str
) -> None:
    filled(5)
    result = run(*options)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not result.stdout


def test_a_database_that_cannot_be_read_is_said(
    force: Force, time: Clock, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(1)

    def broken(*_given: object) -> None:
        raise OperationalError("no such table: casework_counted")

    monkeypatch.setattr(kept_figures, "bring_up_to_date", broken)
    result = run("--year", "2026")
    assert result.exit_code == 2
    assert "The databases could not be read" in result.stderr


def test_a_period_with_hardly_a_case_shows_nothing(force: Force, filled: Filled) -> None:
    filled(3)
    result = run("--year", "2026")
    assert "Wessmere Police, 2026: [c] cases were opened." in result.stdout
    assert "(1.2.1)" not in result.stdout
