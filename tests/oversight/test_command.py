"""`proviso reconcile`: what it prints, what it keeps, and its exit status."""

import json
import re
import shlex
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import OperationalError
from typer.testing import CliRunner, Result

from proviso.accounts.models import Force, Recipient
from proviso.casework.acts.share import record_already_shared
from proviso.casework.models import SharedRow
from proviso.casework.writing.permissions import Actor
from proviso.cli.commands import app
from proviso.oversight import reconcile as reconciling
from proviso.oversight.models import ReconciliationRow
from proviso.service.config import Config, Reconciling, TelephoneLogSettings, config
from tests.casework.test_command import umask as umask

from ..casework.conftest import Clock
from ..casework.every import LATE
from ..casework.examples import begun
from .conftest import Written
from .test_reconcile import called

pytestmark = pytest.mark.django_db(databases="__all__")

NO_ENCODINGS = ("idna", "undefined", "punycode", "unicode_escape", "rot13", "zlib", "utf-7", "hz", "é" * 99)
COLUMNS = ("--when", "When", "--to", "To", "--from", "From")


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that say how a telephone log is written."""
    columns = TelephoneLogSettings(when=["When"], to="To", sender="From", zone="UTC")
    monkeypatch.setattr(config(), "reconciling", Reconciling(minutes_before=1, telephone=columns))


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["reconcile", str(path), *options])


def test_it_says_what_is_unexplained_and_keeps_it(
    force: Force, recipients: dict[str, Recipient], officer: Actor, time: Clock, log: Written
) -> None:
    reference = called(officer, time)
    place = SharedRow.objects.get().seq
    path = log(
        "2026-11-20 00:00:00,4021,1",
        "2026-10-25 01:30:00,4021,01632 960001",
        "nonsense",
        "",
        "2026-11-24 00:00:00,01632 960002,4021",
    )
    result = run(path, *COLUMNS)
    kept = ReconciliationRow.objects.get().reference
    assert result.exit_code == 1
    assert result.stdout == (
        "5 lines read, 1 of them blank, 1 bad.\n"
        "  1 × it has more or fewer columns than the heading: line 4\n"
        "The log covers 25 October 2026 at 01:30:00 BST to 24 November 2026 at 00:00:00 GMT.\n"
        "2 contacts with a listed recipient; 2 unexplained:\n"
        "  line 3: 25 October 2026 at 01:30:00 BST (or 25 October 2026 at 01:30:00 GMT: the clock went back), "
        "to The unit\n"
        "  line 6: 24 November 2026 at 00:00:00 GMT, from The team\n"
        "1 disclosures and corrections that a contact has to explain; 1 without one, 0 without a time:\n"
        f"  {reference}, entry {place}: disclosure of 22 November 2026 at 03:00:00 GMT\n"
        f"All of it is kept as {kept}, for the data protection officer’s page Reconciliations.\n"
    )


def test_where_no_time_could_be_read_it_says_how_to_say_how_times_are_written(
    force: Force, recipients: dict[str, Recipient], log: Written
) -> None:
    american, good = "11/24/2026 9:00,4021,1", "2026-11-20 00:00:00,4021,1"
    hint = "  Say with --time-format how a time is written, such as %d/%m/%Y %H:%M.\n"
    assert hint in run(log(american, american), *COLUMNS).stdout
    assert hint not in run(log(american, good), *COLUMNS).stdout
    assert hint not in run(log("nonsense"), *COLUMNS).stdout


def test_every_bad_line_is_named_on_the_screen_in_the_table_or_in_a_file(
    force: Force, recipients: dict[str, Recipient], log: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    good, short = "2026-11-20 00:00:00,4021,1", "nonsense"
    result = run(log(*[short] * 900, good, "never,1,1"), *COLUMNS)
    assert "  900 × it has more or fewer columns than the heading: lines 2 to 901\n" in result.stdout
    assert "  1 × its time could not be read: line 903\n" in result.stdout
    alternating = log(*[short, good] * 40)
    result = run(alternating, *COLUMNS)
    assert ", 38, 40 and 20 more\n  The table of the page Reconciliations names every one of them.\n" in result.stdout
    assert not Path("calls.csv.bad-lines.csv").exists()
    monkeypatch.setattr("proviso.oversight.accounting.RANGES", 30)
    result = run(alternating, *COLUMNS)
    assert "  Every one of them is named in calls.csv.bad-lines.csv; the page" in result.stdout
    assert len(Path("calls.csv.bad-lines.csv").read_text().splitlines()) == 41
    run(alternating, *COLUMNS, "--bad-lines", "mine.csv")
    assert Path("mine.csv").exists()


def test_what_a_screen_or_a_list_has_no_room_for_is_counted(
    force: Force, recipients: dict[str, Recipient], log: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = log(*["2026-11-20 00:00:00,4021,01632 960001"] * 25)
    assert "  … and 5 more.\n" in run(path, *COLUMNS).stdout
    monkeypatch.setattr("proviso.oversight.reconcile.MOST", 20)
    said = run(path, *COLUMNS).stdout
    assert "It lists 20 of each and counts the others: hold a part of\nthe log at a time against the register." in said


def test_the_settings_say_how_a_log_is_written_and_options_win(
    force: Force, recipients: dict[str, Recipient], officer: Actor, time: Clock, log: Written, set_to: None
) -> None:
    called(officer, time)
    around = ("2026-11-20 00:00:00,1,1", "2026-11-24 00:00:00,1,1")
    path = log("2026-11-22 02:58:30,4021,01632 960001", *around)
    assert run(path).exit_code == 1
    assert run(path, "--before", "2").exit_code == 0
    assert run(path, "--zone", "Europe/Paris", "--before", "2").exit_code == 1
    result = run(path, "--json", "--before", "2")
    assert (result.exit_code, json.loads(result.stdout)["counts"]["contacts"]) == (0, 1)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--when", "When"), "Say which column holds what with --to, or under [reconciling.telephone]"),
        ((), "with --when and --to, or under"),
        ((*COLUMNS, "--when", "Whenever"), "The log has no column “Whenever”."),
        ((*COLUMNS, "--zone", "Europe/Atlantis"), "There is no time zone “Europe/Atlantis”."),
        ((*COLUMNS, "--force", "nowhere"), "There is no force “nowhere”."),
        ((*COLUMNS, "--channel", "email", "--encoding", "utf-16"), "“utf-16” is no encoding"),
        *(((*COLUMNS, "--encoding", name), f"“{name}” is no encoding that logs are read in") for name in NO_ENCODINGS),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_kept(
    force: Force, recipients: dict[str, Recipient], log: Written, options: tuple[str, ...], says: str
) -> None:
    result = run(log(), *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert not ReconciliationRow.objects.exists()


def test_a_file_that_is_not_there_is_said(force: Force, recipients: dict[str, Recipient], tmp_path: Path) -> None:
    result = run(tmp_path / "none.csv", *COLUMNS)
    assert (result.exit_code, "cannot be read" in result.stderr) == (2, True)


def test_a_setting_that_is_misspelt_is_refused() -> None:
    with pytest.raises(ValueError, match="Extra inputs"):
        Config(reconciling={"telephone": {"whenever": ["When"]}})


def test_what_has_no_time_and_what_lies_outside_is_said(
    force: Force, recipients: dict[str, Recipient], officer: Actor, time: Clock, log: Written
) -> None:
    called(officer, time)
    opened = begun(officer)
    record_already_shared(opened, replace(LATE, happened_at=None), seen=opened.case.seq)
    said = run(log("2026-07-01 09:00:00,1,1"), *COLUMNS).stdout
    assert f"  {opened.case.reference}, entry 2: disclosure, of which no time is recorded\n" in said
    assert "1 more lie outside what the log covers, and were not judged.\n" in said
    assert "The log covers" not in run(log("", "nonsense"), *COLUMNS).stdout


def test_a_database_that_cannot_be_read_is_said(
    force: Force, recipients: dict[str, Recipient], log: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr(reconciling, "listed", broken)
    result = run(log(), *COLUMNS)
    assert (result.exit_code, "no such table. Run proviso migrate" in result.stderr) == (2, True)


def test_the_how_to_does_what_it_says(
    force: Force, recipients: dict[str, Recipient], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Path(__file__).parents[2] / "docs/how-to/reconcile.md").read_text(encoding="utf-8")
    told = tomllib.loads(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)[0])["reconciling"]
    monkeypatch.setattr(config(), "reconciling", Reconciling(**told))
    monkeypatch.chdir(tmp_path)
    Path("calls.csv").write_text("Start,Extension,Dialled,Seconds\n2026-11-22 03:00:00,4021,01632 960001,9\n")
    Path("mail.csv").write_text("Date;Time;From;To\n2026-11-22;03:00:00;a@wessmere.example;DESK@unit.example\n")
    lines = [line for line in text.splitlines() if line.startswith(".venv/bin/proviso reconcile")]
    assert len(lines) == 2
    for line in lines:
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        assert "1 contacts with a listed recipient; 1 unexplained" in result.stdout
