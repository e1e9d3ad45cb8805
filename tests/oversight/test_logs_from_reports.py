"""Logs as public reports of comparable software tell of them (`tests/cases`), their siblings, and bytes at random."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force, Listed, Recipient
from proviso.cli.commands import app

pytestmark = pytest.mark.django_db(databases="__all__")

CASES = Path(__file__).parents[1] / "cases"
TELEPHONE = ("--when", "Start", "--to", "Dialled", "--from", "Extension")
TIMED = (*TELEPHONE, "--duration", "Seconds")
MAIL = ("--channel", "email", "--when", "Date", "--to", "To", "--from", "From")
AMERICAN = ("--time-format", "%d/%m/%Y %I:%M:%S %p")


@pytest.fixture(autouse=True)
def desk(force: Force) -> None:
    """The number and the mailbox that the cases are about, on the list."""
    for channel, address in ((Channel.TELEPHONE, "01632 960 011"), (Channel.EMAIL, "desk@receiving-unit.example")):
        Recipient.objects.create(
            force=force,
            department="nccu",
            channel=channel,
            name=f"Invented desk by {channel.value}",
            address=address,
            state=Listed.APPROVED,
            proposed_by="admin-1",
            approved_by="admin-2",
        )


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["reconcile", str(path), *options])


def told(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """The exit status, and what it says for a machine."""
    result = run(path, *options, "--json")
    assert result.stdout, result.stderr
    return result.exit_code, json.loads(result.stdout)


@pytest.mark.parametrize(
    ("file", "options", "lines"),
    [
        ("wrong/tel-zero-lost.csv", TIMED, [2]),
        ("wrong/tel-sip-nameaddr.csv", TIMED, [2]),
        ("wrong/tel-outside-line-9.csv", TIMED, [2]),
        ("wrong/tel-ext-x.csv", TIMED, [2]),
        ("wrong/tel-name-digits.csv", TIMED, [2]),
        ("wrong/csv-cr-only.csv", TIMED, [2, 3]),
        ("wrong/tel-mixed-prefix.csv", (*TIMED, "--zone", "UTC"), [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
        ("right/tel-plus44-0.csv", TIMED, [2]),
        ("right/tel-sip-plain.csv", TIMED, [2]),
        ("right/tel-bidi-marks.csv", TIMED, [2]),
        ("right/csv-bom.csv", TIMED, [2]),
        ("right/csv-totals.csv", TIMED, [2]),
        ("right/csv-multiline.csv", TELEPHONE, [4]),
        ("right/csv-formula.csv", TIMED, [2, 3, 4]),
        ("right/time-12h.csv", (*TELEPHONE, *AMERICAN), [2, 3, 4, 5]),
        ("right/time-dst.csv", TELEPHONE, [2]),
        ("right/mail-several.csv", MAIL, [2]),
        ("right/mail-prefix.csv", MAIL, []),
    ],
)
def test_each_contact_with_the_listed_recipient_is_found(file: str, options: tuple[str, ...], lines: list[int]) -> None:
    status, said = told(CASES / file, *options)
    assert (sorted(one["line"] for one in said["contacts"]), said["doubtful_contacts"]) == (lines, [])
    assert (status, said["counts"]["names_nobody"]) == (1, not lines)


@pytest.mark.parametrize(
    ("file", "options", "bad"),
    [
        ("wrong/tel-scientific.csv", TIMED, {"number": [[2, 2]]}),
        ("right/csv-totals.csv", TIMED, {"time": [[3, 3]], "columns": [[5, 5]]}),
        ("right/csv-multiline.csv", TELEPHONE, {"quotes": [[2, 3]]}),
        ("right/time-dst.csv", TELEPHONE, {"skipped": [[3, 3]]}),
    ],
)
def test_a_line_that_cannot_be_read_is_bad_and_named(
    file: str, options: tuple[str, ...], bad: dict[str, list[list[int]]]
) -> None:
    status, said = told(CASES / file, *options)
    assert (status, said["bad_lines"]) == (1, bad)


@pytest.mark.parametrize(
    ("file", "options", "says"),
    [
        (
            "wrong/csv-dup-heading.csv",
            ("--when", "Date", "--to", "Dialled"),
            "“Dialled” is the heading of several columns (3, 5). Name the column by its number.",
        ),
        ("wrong/time-BST-suffix.csv", (*TELEPHONE, "--time-format", "%Y-%m-%d %H:%M:%S %Z"), "mean more than one zone"),
        ("right/csv-utf16le.csv", TIMED, "UTF-16"),
        ("right/csv-sep-line.csv", TIMED, "--skip 1"),
        ("right/time-12h.csv", (*TELEPHONE, "--time-format", "%d/%m/%Y %H:%M:%S %p"), "is not a way to spell"),
    ],
)
def test_what_cannot_be_read_one_way_is_refused_in_a_sentence(file: str, options: tuple[str, ...], says: str) -> None:
    result = run(CASES / file, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "options", "at"),
    [
        ("Start,To\n2026-07-01T10:00:00Z,01632960011", (), "2026-07-01T10:00:00+00:00"),
        ("Start,To\n2026-07-01 10:00:00,01632960011", (), "2026-07-01T09:00:00+00:00"),
        (
            "Start,To\n2026-07-01 10:00:00Z,01632960011",
            ("--time-format", "%Y-%m-%d %H:%M:%S%z"),
            "2026-07-01T10:00:00+00:00",
        ),
        (
            "Start,To\n2026-07-01 10:00:00 +01:00,01632960011",
            ("--time-format", "%Y-%m-%d %H:%M:%S %z"),
            "2026-07-01T09:00:00+00:00",
        ),
        ("Start,To\n1782900000,01632960011", ("--time-format", "%s"), "2026-07-01T10:00:00+00:00"),
        ("Report\nof calls\nStart,To\n2026-07-01 10:00:00,01632960011", ("--skip", "2"), "2026-07-01T09:00:00+00:00"),
        ("2026-07-01 10:00:00,01632960011", ("--no-heading",), "2026-07-01T09:00:00+00:00"),
        ("sep=,\nStart,To\n2026-07-01 10:00:00,01632960011", ("--skip", "1"), "2026-07-01T09:00:00+00:00"),
        ("Start (UTC),To\n2026-07-01 10:00:00,01632960011", ("--zone", "UTC"), "2026-07-01T10:00:00+00:00"),
        ("Start (UTC),To\n2026-07-01 10:00:00,01632960011", ("by number",), "2026-07-01T09:00:00+00:00"),
        ("Start,To\r2026-07-01 10:00:00,01632960011\r", (), "2026-07-01T09:00:00+00:00"),
    ],
)
def test_a_time_is_read_in_the_zone_that_is_said(tmp_path: Path, text: str, options: tuple[str, ...], at: str) -> None:
    (path := tmp_path / "log.csv").write_text(text, newline="")
    when, to = ("1", "2") if {"--no-heading", "by number"} & set(options) else (text.rpartition("\n")[0], "To")
    heading = next((line for line in text.splitlines() if line.startswith("Start")), "1,2")
    when = when if when == "1" else heading.partition(",")[0]
    rest = [one for one in options if one != "by number"]
    _, said = told(path, "--when", when, "--to", to, *rest)
    assert [one["at"] for one in said["contacts"]] == [at], said


@pytest.mark.parametrize("heading", ["Start (UTC)", "Start GMT", "Start Europe/Paris", "Start +0200", "Start UTC+1"])
def test_a_zone_in_the_heading_is_never_passed_over(tmp_path: Path, heading: str) -> None:
    (path := tmp_path / "log.csv").write_text(f"{heading},To\n2026-07-01 10:00:00,01632960011\n")
    result = run(path, "--when", heading, "--to", "To")
    assert result.exit_code == 2
    assert "names a time zone" in result.stderr


@pytest.mark.parametrize(
    "when",
    [
        "2026-07-01 10:00:00 BST",
        "99999-01-01 10:00:00",
        "0001-01-01 00:00:00",
        "9999-12-31 23:59:59",
        "1969-12-31 23:59:59",
        "2026-07-01 10:00:00+01:00",
    ],
)
def test_a_time_with_something_on_it_or_of_no_log_s_year_is_a_bad_line(tmp_path: Path, when: str) -> None:
    (path := tmp_path / "log.csv").write_text(f"Start,To\n{when},01632960011\n")
    status, said = told(path, "--when", "Start", "--to", "To")
    assert (status, said["bad_lines"], said["contacts"]) == (1, {"time": [[2, 2]]}, [])


def test_a_log_that_names_nobody_says_so_loudly(tmp_path: Path) -> None:
    (path := tmp_path / "log.csv").write_text("Start,To,By\n2026-07-01 10:00:00,01632960190,01904960003\n")
    result = run(path, "--when", "Start", "--to", "To")
    assert result.exit_code == 1
    assert "NO LINE NAMES ANYBODY ON THE LIST. Is it the right log, and the right column" in result.stdout
    assert run(path, "--when", "Start", "--to", "To", "--none-expected").exit_code == 0


def test_a_doubtful_number_is_listed_apart_and_makes_the_status_1(tmp_path: Path) -> None:
    (path := tmp_path / "log.csv").write_text("Start,To\n2026-07-01 10:00:00,960011\n")
    result = run(path, "--when", "Start", "--to", "To")
    assert result.exit_code == 1
    assert "0 contacts with a listed recipient; 0 unexplained:\n1 doubtful: a number that ends as" in result.stdout
    assert "  line 2: 1 July 2026 at 10:00:00 BST, to Invented desk by telephone\n" in result.stdout


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    for text in (b"Start,To\n" + b"x" * (40 << 20), b"x" * (40 << 20), b"Start,To\r" + b"x" * (40 << 20)):
        (path := tmp_path / "log.csv").write_bytes(text)
        result = run(path, "--when", "Start", "--to", "To")
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert "which no record is" in result.stderr


TRIES = int(os.environ.get("TESTS_FUZZ_TRIES", "150"))


def test_no_bytes_end_it_in_a_trace_of_the_code(tmp_path: Path) -> None:
    """Random bytes, and random changes to the cases: status 0, 1 or 2, and at most a sentence on standard error. An
    hour of it: TESTS_FUZZ_TRIES=40000."""
    chance = random.Random(20261128)
    seeds = [one.read_bytes() for one in sorted(CASES.glob("*/*.csv"))]
    path = tmp_path / "log.csv"
    for number in range(TRIES):
        path.write_bytes(changed(chance, chance.choice(seeds)))
        options = chance.choice([TIMED, TELEPHONE, MAIL, ("--when", "1", "--to", "3"), (*TELEPHONE, *AMERICAN)])
        more = chance.choice([(), (), ("--no-heading",), ("--skip", "1"), ("--encoding", "cp1252"), ("--zone", "UTC")])
        result = run(path, *options, *more)
        assert result.exit_code in {0, 1, 2}, number
        assert result.exception is None or isinstance(result.exception, SystemExit), (number, result.exception)
        assert len(result.stderr.splitlines()) <= 1, (number, result.stderr)


def changed(chance: random.Random, text: bytes) -> bytes:
    """A case with some of its bytes changed, left out, doubled or put in; now and then no case at all."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(400))
    told = bytearray(text)
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(told) + 1)
        what = chance.randrange(5)
        if what == 0:
            told[place : place + 1] = chance.randbytes(1)
        elif what == 1:
            del told[place : place + chance.randrange(1, 9)]
        elif what == 2:
            told[place:place] = told[place : place + chance.randrange(1, 40)]
        elif what == 3:
            told[place:place] = chance.choice(PIECES)
        else:
            told.reverse() if chance.random() < 0.02 else told.extend(chance.choice(PIECES))
    return bytes(told)


PIECES = (
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"E+11",
    b"+",
    b"sip:",
    b"<",
    b"@",
    b"9999",
    b"-",
    b"\xd9\xa1",
    "９".encode(),
    b"Z",
    b" UTC",
    b";",
    b"%",
    b"\xed\xa0\x80",
    b"=1+1",
    b"1e999",
)


def test_a_mailbox_behind_a_tag_or_a_rewritten_sender_is_a_contact(tmp_path: Path) -> None:
    (path := tmp_path / "mail.csv").write_text(
        "Date,From,To\n"
        "2026-10-05 10:00:00,a@wessmere.example,Desk+PV-7K2M-9QTR@Receiving-Unit.EXAMPLE\n"
        "2026-10-05 11:00:00,SRS0=guWu=HQ=receiving-unit.example=desk@relay.example,a@wessmere.example\n"
        "2026-10-05 12:00:00,a@wessmere.example,helpdesk+x@receiving-unit.example\n"
    )
    _, found = told(path, *MAIL)
    assert [(one["line"], one["outgoing"]) for one in found["contacts"]] == [(2, True), (3, False)]
