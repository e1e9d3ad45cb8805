"""A file of the crime system joined to a year: figures as well kept as any other, and nothing of the file anywhere."""

from pathlib import Path

import pytest
from django.db import connections
from typer.testing import CliRunner, Result

from proviso.accounts.entries import case_of
from proviso.accounts.models import Force
from proviso.casework.models import CrimeReference
from proviso.casework.projection import lookup
from proviso.cli.commands import app
from proviso.oversight.equality.characteristics_file import characteristics_of
from proviso.oversight.equality.joined_figures import AT_MOST, NotJoined, joined_figures
from proviso.record import read
from tests.oversight.figures.conftest import MUCH_LATER

from .conftest import Referenced, written

pytestmark = pytest.mark.django_db(databases="__all__")


def run(*options: str) -> Result:
    return CliRunner().invoke(app, ["figures", "--year", "2026", *options])


def test_a_year_is_counted_by_what_the_file_says(force: Force, referenced: Referenced) -> None:
    given = characteristics_of(written(referenced(300)))
    joined = joined_figures(force, given, 2026, now=MUCH_LATER)
    assert (joined.cases, joined.with_no_line, joined.of_no_case, joined.of_several) == (300, 0, 0, 0)
    sex = next(one for one in joined.figures if one.figure.code == "c0")
    assert sex.of == 300
    assert [one.words for one in sex.categories] == ["Female", "Male"]
    assert all(one.number and abs(one.number - true) < 5 for one, true in zip(sex.categories, (200, 100), strict=True))
    for one in joined.figures:
        assert all(part.number is not None and part.number >= 5 and part.number % 5 == 0 for part in one.categories)
    again = joined_figures(force, given, 2026, now=MUCH_LATER)
    assert again.figures == joined.figures


def test_few_people_with_a_value_are_not_even_named(force: Force, referenced: Referenced) -> None:
    references = referenced(200)
    content = written(references).replace(
        f"{references[5]},Female,None".encode(), f"{references[5]},Female,Yazidi".encode()
    )
    joined = joined_figures(force, characteristics_of(content), 2026, now=MUCH_LATER)
    religion = [one for one in joined.figures if one.figure.words.startswith("Religion")]
    assert all(one.words != "Yazidi" for figure in religion for one in figure.categories)
    every = religion[0]
    assert every.of == 200
    assert [one.number for one in every.categories] in ([], [200]), "one fewer than all would give them away"


def test_a_file_of_a_few_cases_is_refused_and_is_an_entry(force: Force, referenced: Referenced) -> None:
    references = referenced(100)
    with pytest.raises(NotJoined, match="Fewer than half of the year’s cases are in the file"):
        joined_figures(force, characteristics_of(written(references[:49])), 2026, now=MUCH_LATER)
    entry = read.entries(case_of(force), with_openings=True)[-1]
    assert entry.kind == "characteristics_joined"
    assert entry.body == {
        "version": 1, "year": 2026, "lines": 49, "odd": 0, "doubled": 0, "of_no_case": 0, "of_several": 0,
        "cases": 100, "joined": 49, "columns": 2, "given": 0,
    }  # fmt: skip
    assert joined_figures(force, characteristics_of(written(references[:50])), 2026, now=MUCH_LATER).with_no_line == 50


def test_after_five_files_no_more_are_joined_to_a_year(force: Force, referenced: Referenced) -> None:
    given = characteristics_of(written(referenced(20)))
    for _ in range(AT_MOST):
        joined_figures(force, given, 2026, now=MUCH_LATER)
    with pytest.raises(NotJoined, match="Files were joined to 2026 5 times"):
        joined_figures(force, given, 2026, now=MUCH_LATER)


def test_lines_of_no_case_and_of_several_cases_are_counted_and_not_used(force: Force, referenced: Referenced) -> None:
    references = referenced(60)
    second = CrimeReference.objects.get(digest=lookup(force.code, references[1]))
    CrimeReference.objects.filter(pk=second.pk).update(digest=lookup(force.code, references[0]))
    more = [f"XX/{number}/26,Male,None" for number in range(7)]
    joined = joined_figures(force, characteristics_of(written(references, *more)), 2026, now=MUCH_LATER)
    assert (joined.of_no_case, joined.of_several, joined.with_no_line) == (8, 1, 2)


def test_nothing_of_the_file_is_in_a_database(force: Force, referenced: Referenced) -> None:
    content = written(referenced(40)).replace(b"None", b"Zoroastrian").replace(b"Religion", b"Believes")
    joined_figures(force, characteristics_of(content), 2026, now=MUCH_LATER)
    for name in connections:
        with connections[name].cursor() as cursor:
            for table in connections[name].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                told = repr(cursor.fetchall())
                assert "oroastrian" not in told, table
                assert "Believes" not in told, table
    bodies = [repr(one.body) for one in read.entries(case_of(force), with_openings=True)]
    assert not any("oroastrian" in body or "Female" in body or "Believes" in body for body in bodies)


def test_the_command_names_lines_and_prints_or_writes(force: Force, referenced: Referenced, tmp_path: Path) -> None:
    references = referenced(120)
    file = tmp_path / "people.csv"
    file.write_bytes(written(references, f"{references[3]},Male,None", "?,Male,None", "=1+1 9,Male,None"))
    result = run("--characteristics", str(file))
    assert result.exit_code == 0, result.stderr
    assert "References are read from the column “Crime reference”. Lines: 123." in result.stderr
    assert "with a reference that another line has too, none of them used: 2 (5, 122)." in result.stderr
    assert "without a reference, or with one column too many, not used: 1 (123)." in result.stderr
    assert "Cases of the year of which the file has no line that could be used: [c]." in result.stderr
    assert "Sex (11.1). Cases that were opened: 120" in result.stdout
    assert "Sex, where something was shared (11.1)." in result.stdout
    out = run("--characteristics", str(file), "--out", str(tmp_path / "out"))
    assert "figures-2026-characteristics.csv, and figures-2026-characteristics-about.txt beside it." in out.stdout
    assert not any(one in (tmp_path / "out" / "figures-2026-characteristics.csv").read_text() for one in references)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--quarter", "1"), "A file is joined to a whole year of the force"),
        (("--reference", "Number"), "The file has no column “Number”."),
        ((), "Fewer than half of the year’s cases are in the file"),
    ],
)
def test_what_cannot_be_joined_is_said_in_one_sentence(
    force: Force, referenced: Referenced, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    referenced(12)
    file = tmp_path / "people.csv"
    file.write_text("Ref,Sex\nXX/1/26,Male\n", encoding="utf-8")
    result = run("--characteristics", str(file), *options)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not result.stdout
