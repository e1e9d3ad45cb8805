"""`proviso policy`: the policy in force, how far it is carried out, and the reference."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from proviso.cli.cases import today
from proviso.cli.commands import app
from proviso.policy import register
from proviso.policy.reference import reference
from proviso.policy.register import Covered, coverage
from proviso.policy.register_rows import Row


def run(*arguments: str) -> Result:
    """Run `proviso policy`."""
    return CliRunner().invoke(app, ["policy", *arguments], env={"COLUMNS": "120"})


def test_show_prints_the_acts_with_their_guards() -> None:
    result = run("show", "--local", "exceptional-only", "--local", "consent-first", "--on", "2026-11-22")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Policy in force on 2026-11-22\n")
    assert "Local policies: consent-first and exceptional-only." in result.stdout
    assert "| consent-first/1 |" in result.stdout
    assert "| 9.1.1 | The person must be told beforehand, or the reason recorded" in result.stdout


def test_show_is_of_today_and_of_national_policy_alone() -> None:
    result = run("show")
    assert result.exit_code == 0
    assert "Local policies: none." in result.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "--local", "x"], 'proviso policy: local: given "x"; accepted: consent-first, doubt-is-not-suspicion'),
        (["show", "--on", "2020-04-22"], "proviso policy: on: given 2020-04-22; accepted: 2020-04-23 or later"),
        (["coverage", "--on", "2020-04-22"], "proviso policy: on: given 2020-04-22; accepted: 2020-04-23 or later"),
    ],
)
def test_no_such_policy(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(says)


def test_coverage_has_a_row_for_every_paragraph() -> None:
    result = run("coverage", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [row["paragraph"] for row in rows] == [covered.row.paragraph for covered in coverage(today())]
    assert all(row["norms"] or row["pages"] or row["why_nothing"] for row in rows)


def test_coverage_for_a_person() -> None:
    page = run("coverage").stdout
    assert "9.1.1 unless impracticable, tell the person beforehand: that, what, why: done" in page
    assert "guard 9.1.1, inform-before" in page
    assert "tests/policy/test_scenarios.py::test_scenario[call-in-front-of-her]" in page
    assert (
        "Something is left out of the guidance's header, paragraph 2.5, paragraph 5.2, paragraph 6.2, paragraph 7.2"
        in page
    )
    assert "left out   sex, race, religion and the like are counted only where a force" in page
    assert page.splitlines()[-1].endswith("and 0 nothing")


def test_coverage_fails_when_a_paragraph_has_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Covered(Row("12.1", "asks for something"), (), ())
    explained = Covered(Row("12.2", "only explains", why_nothing="it asks for nothing"), (), ())
    planned = Covered(Row("12.3", "asks for a page", pages=("start",), planned="its page"), (), ())
    monkeypatch.setattr(register, "coverage", lambda _day: (bare, explained, planned))
    result = run("coverage")
    assert result.exit_code == 1
    assert "Nothing carries out or proves paragraph 12.1." in result.stdout
    assert "it asks for nothing" in result.stdout
    assert "0 done, 0 done in part, 1 planned, 1 explained and 1 nothing" in result.stdout
    monkeypatch.setattr(register, "coverage", lambda _day: (explained, planned))
    assert run("coverage").exit_code == 0


def test_reference_is_printed_written_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    assert run("reference").stdout == reference()
    missing = run("reference", "--check", str(path))
    assert (missing.exit_code, missing.stderr) == (1, f"{path} is stale: proviso policy reference --write {path}\n")
    written = run("reference", "--write", str(path))
    assert (written.exit_code, written.stdout, path.read_text()) == (0, "", reference())
    assert run("reference", "--check", str(path)).exit_code == 0
    path.write_text(reference().replace("guidance", "advice", 1))
    assert run("reference", "--check", str(path)).exit_code == 1


@pytest.mark.parametrize(
    ("option", "path", "says"),
    [
        ("--write", "missing/policy.md", "cannot be written: No such file or directory"),
        ("--write", ".", "cannot be written: Is a directory"),
        ("--check", ".", "cannot be read: Is a directory"),
        ("--check", "odd.md", "not UTF-8 text"),
        ("--write", "\x1b[2J\n/policy.md", "cannot be written: Not a directory"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, path: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "odd.md").write_bytes(b"\xff\xfe")
    (tmp_path / "\x1b[2J\n").touch()
    result = run("reference", option, path)
    shown = path.replace("\x1b", "\\u001b").replace("\n", "\\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"proviso policy: {shown}: {says}\n"
