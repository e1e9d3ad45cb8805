"""Reading a log: every line is accounted for, as a slow reader in plain Python accounts for it."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from proviso.accounts.channel_codes import Channel
from proviso.oversight.bad_lines import Bad
from proviso.oversight.log import read_log
from proviso.oversight.shape import LogRefused, Shape
from proviso.oversight.telephone_numbers import one_spelling

from . import oracle

SHAPE = Shape(("When",), "To", "From")
LISTED = ["01632960001", "desk@wessmere.example"]
HEADING = b"When,From,To"

numbers = st.sampled_from(
    ["+44 1632 960001", "01632-960001", "0044(0)1632960001", "sip:+441632960001@exchange", "441632960001",
     "01632960002", "withheld", "", " ", "4021", "+33 1 23 45 67 89", "901632960001", "960001", "4.41633E+11",
     "01632 96000", "01632960001 x4", "٠١٦٣٢٩٦٠٠٠١", "Desk 24/7 (01632 960001)", "016329600014021", "2026-07-01"]
)  # fmt: skip
mailboxes = st.sampled_from(
    ["desk@wessmere.example", "The Desk <DESK@Wessmere.Example>; other@example.org", "other@example.org",
     "desk@wessmere.example.org", "nobody", ""]
)  # fmt: skip
times = st.sampled_from(
    ["2026-03-29 01:30:00", "2026-10-25 01:30:00", "2026-10-25T01:30:00", "2026-07-01 09:00:00", "2026-13-01 09:00:00",
     "01/07/2026 09:00", "", " 2026-11-22 23:59:59 "]
)  # fmt: skip
cells = st.one_of(times, numbers, mailboxes, st.text("\",;'\\x \té€\r\x00", max_size=5))
plain = st.lists(cells, min_size=1, max_size=5)
rows = st.one_of(st.tuples(times, numbers | mailboxes, numbers | mailboxes).map(list), plain)


def quoted(row: list[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in row)


lines = st.one_of(
    rows.map(",".join), rows.map(quoted), st.just(""), st.just("  "), st.just('"2026'), st.just("\x00\x00")
).map(lambda line: line.replace("\n", " ").encode())
broken = st.one_of(lines, lines, lines, st.binary(max_size=8).map(lambda line: line.replace(b"\n", b" ")))


@settings(max_examples=100)
@given(st.lists(broken, max_size=12), st.sampled_from([b"\n", b"\r\n"]), st.booleans(), st.sampled_from(list(Channel)),
       st.sampled_from([1, 7, 64, 1 << 20]))  # fmt: skip
@example([b"", b""], b"\n", True, Channel.TELEPHONE, 1)
@example([b"\x1c", b"\xe3\x80\x80"], b"\n", False, Channel.TELEPHONE, 1)
def test_it_reads_what_a_slow_reader_reads(
    tmp_path: Path, body: list[bytes], end: bytes, ended: bool, log_of: Channel, block: int
) -> None:
    text = end.join([HEADING, *body]) + (end if ended or not body else b"")
    (path := tmp_path / "log.csv").write_bytes(text)
    found = read_log(path, SHAPE, log_of, LISTED, block=block)
    contacts, lines_of = oracle.read(text, SHAPE, log_of, LISTED) if body else ([], {})
    assert sorted([*found.contacts, *found.doubtful], key=lambda one: one.line) == contacts
    assert [one.line for one in found.doubtful] == lines_of.get("doubtful", [])
    bad = {what: numbers for what, numbers in lines_of.items() if what not in {"good", "doubtful", "blank"}}
    assert {what: named(ranges) for what, ranges in found.bad_lines.items()} == bad
    assert all(
        second - first > 1 for ranges in found.bad_lines.values() for (_, first), (second, _) in pairwise(ranges)
    )
    assert dict(found.bad) == {what: len(numbers) for what, numbers in bad.items()}
    assert (found.lines, found.blank) == (sum(map(len, lines_of.values())), len(lines_of.get("blank", [])))
    assert not found.unlisted


def named(ranges: list[tuple[int, int]]) -> list[int]:
    """Every line that ranges name."""
    return [line for first, last in ranges for line in range(first, last + 1)]


def written(tmp_path: Path, *lines: str, heading: str = "When,From,To", encoding: str = "utf-8") -> Path:
    (path := tmp_path / "log.csv").write_bytes("\n".join([heading, *lines, ""]).encode(encoding))
    return path


def at(year: int, month: int, day: int, *time: int) -> datetime:
    hour, minute, second = (*time, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def test_the_hour_the_clock_gives_twice_is_read_as_both_and_the_skipped_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "2026-10-25 01:30:00,4021,01632960001", "2026-03-29 01:30:00,4021,01632960001")
    found = read_log(path, SHAPE, Channel.TELEPHONE, LISTED)
    (contact,) = found.contacts
    assert (contact.at, contact.or_at) == (at(2026, 10, 25, 0, 30), at(2026, 10, 25, 1, 30))
    assert found.bad_lines == {Bad.SKIPPED: [(3, 3)]}


@pytest.mark.parametrize(
    ("spelled", "zone", "given_time"),
    [
        ("%d/%m/%Y %H:%M", "Europe/London", "01/07/2026 10:00"),
        ("%Y-%m-%dT%H:%M:%S%z", "Europe/London", "2026-07-01T12:00:00+0300"),
        ("%Y-%m-%d %H:%M:%S", "UTC", "2026-07-01 09:00:00"),
    ],
)
def test_times_are_read_as_they_are_said_to_be_spelled(
    tmp_path: Path, spelled: str, zone: str, given_time: str
) -> None:
    path = written(tmp_path, f"{given_time},4021,01632960001")
    shape = Shape(("When",), "To", "From", spelled=spelled, zone=zone)
    (contact,) = read_log(path, shape, Channel.TELEPHONE, LISTED).contacts
    assert (contact.at, contact.or_at) == (at(2026, 7, 1, 9), None)


def test_a_day_and_a_time_may_stand_apart_and_columns_be_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "2026-07-01;10:00:00;01632960001;4021", heading="Day;Time;Dialled;By")
    by_name = Shape(("day", "time"), "DIALLED", "by", separator=";")
    (contact,) = read_log(path, by_name, Channel.TELEPHONE, LISTED).contacts
    assert (contact.at, contact.ours, contact.outgoing) == (at(2026, 7, 1, 9), "4021", True)
    path.write_text("2026-07-01;10:00:00;01632960001;4021\n")
    counted = Shape(("1", "2"), "3", "4", separator=";", headed=False)
    assert read_log(path, counted, Channel.TELEPHONE, LISTED).contacts[0].line == 1


def test_another_encoding_is_read_where_it_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "2026-07-01 10:00:00,Cönstable,01632960001", encoding="cp1252")
    found = read_log(path, SHAPE, Channel.TELEPHONE, LISTED)
    assert found.bad_lines == {Bad.ENCODING: [(2, 2)]}
    named = Shape(("When",), "To", "From", encoding="cp1252")
    assert read_log(path, named, Channel.TELEPHONE, LISTED).contacts[0].ours == "Cönstable"


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "2026-07-01 10:00:00,4021,01632960001", encoding="utf-8-sig")
    assert len(read_log(path, SHAPE, Channel.TELEPHONE, LISTED).contacts) == 1


HINT = (
    "If that is not its heading, say with --skip how many lines come before it, with --separator what is between two "
    "columns, or with --no-heading that it has none."
)
HINT_OF_NUMBERS = "If it has others, say with --separator what is between two of them."


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ({"when": ("Whenever",)}, f"no column “Whenever”. Its columns are: When, From, To. {HINT}"),
        ({"when": ("4",), "to": "3", "headed": False}, f"no column “4”. It has 3 columns. {HINT_OF_NUMBERS}"),
        ({"encoding": "klingon"}, "“klingon” is no encoding"),
        ({"encoding": "utf-16"}, "“utf-16” is no encoding"),
        ({"zone": "Europe/Atlantis"}, "no time zone “Europe/Atlantis”"),
        ({"zone": "../London"}, "no time zone “../London”"),
        ({"separator": "::"}, "one character"),
        ({"separator": '"'}, "one character"),
        ({"spelled": "%H:%M %Q"}, "“%H:%M %Q” is not a way to spell a day and a time"),
        ({"spelled": "%H:%M"}, "“%H:%M” is not a way to spell a day and a time"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused_in_words(tmp_path: Path, named: dict[str, Any], says: str) -> None:
    path = written(tmp_path, "2026-07-01 10:00:00,4021,01632960001")
    with pytest.raises(LogRefused) as refused:
        read_log(path, Shape(**{"when": ("When",), "to": "To", **named}), Channel.TELEPHONE, LISTED)
    assert says in str(refused.value)


def test_a_file_that_is_missing_or_in_utf_16_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(LogRefused, match="cannot be read: No such file"):
        read_log(tmp_path / "none.csv", SHAPE, Channel.TELEPHONE, LISTED)
    with pytest.raises(LogRefused, match="UTF-16"):
        read_log(written(tmp_path, encoding="utf-16"), SHAPE, Channel.TELEPHONE, LISTED)


@pytest.mark.parametrize(
    ("begins", "says"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "a spreadsheet’s own file, such as .xlsx or .ods, or an archive (.zip)"),
        (b"PK\x05\x06\x00\x00", "a spreadsheet’s own file, such as .xlsx or .ods, or an archive (.zip)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a spreadsheet’s own file, of the older kind (.xls)"),
        (b"\x1f\x8b\x08\x00", "packed (.gz)"),
        (b"%PDF-1.7\n", "a PDF"),
    ],
)
def test_a_file_that_is_no_csv_is_told_by_what_it_is(tmp_path: Path, begins: bytes, says: str) -> None:
    (path := tmp_path / "calls.csv").write_bytes(begins + b"\xff\x00more\nWhen,To,From\n" * 9)
    with pytest.raises(LogRefused) as refused:
        read_log(path, SHAPE, Channel.TELEPHONE, LISTED)
    assert str(refused.value) == (
        f"The log is {says}, and not CSV. Unpack it, or save it as CSV in UTF-8, and give that file."
    )


GOOD, SHORT, LATE = "2026-07-01 10:00:00,4021,1", "nonsense", "never,4021,1"


def test_every_bad_line_of_every_kind_is_named_however_many_there_are_of_another(tmp_path: Path) -> None:
    path = written(tmp_path, *[SHORT] * 1000, LATE, GOOD, SHORT)
    for block in (1, 64, 1 << 20):
        found = read_log(path, SHAPE, Channel.TELEPHONE, LISTED, block=block)
        assert found.bad_lines == {Bad.COLUMNS: [(2, 1001), (1004, 1004)], Bad.TIME: [(1002, 1002)]}
        assert (found.bad, found.unlisted) == ({Bad.COLUMNS: 1001, Bad.TIME: 1}, {})


def test_where_there_are_more_ranges_than_are_listed_all_are_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proviso.oversight.accounting.RANGES", 2)
    path = written(tmp_path, *[SHORT, SHORT, GOOD] * 5, LATE, LATE)
    for block in (1, 100, 1 << 20):
        (whole := tmp_path / "bad.csv").unlink(missing_ok=True)
        found = read_log(path, SHAPE, Channel.TELEPHONE, LISTED, block=block, all_bad=whole)
        assert found.bad_lines == {Bad.COLUMNS: [(2, 3), (5, 6)], Bad.TIME: [(17, 18)]}
        assert (found.unlisted, found.all_bad) == ({Bad.COLUMNS: 6}, str(whole))
        head, *rows = whole.read_text().splitlines()
        assert head == "what,first,last"
        in_file: dict[str, list[tuple[int, int]]] = {"columns": [], "time": []}
        for row in rows:
            what, first, last = row.split(",")
            in_file[what].append((int(first), int(last)))
        assert {what: named(ranges) for what, ranges in in_file.items()} == {
            "columns": [2, 3, 5, 6, 8, 9, 11, 12, 14, 15],
            "time": [17, 18],
        }
    with pytest.raises(LogRefused, match=r"none/bad.csv cannot be written: No such file .* with --bad-lines where"):
        read_log(path, SHAPE, Channel.TELEPHONE, LISTED, all_bad=tmp_path / "none" / "bad.csv")


def test_a_file_of_bad_lines_is_written_only_where_they_cannot_be_listed(tmp_path: Path) -> None:
    read_log(written(tmp_path, SHORT), SHAPE, Channel.TELEPHONE, LISTED, all_bad=tmp_path / "bad.csv")
    assert not (tmp_path / "bad.csv").exists()


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = written(tmp_path, *["2026-07-01 10:00:00,4021,01632960001"] * 9)
    read_log(path, SHAPE, Channel.TELEPHONE, LISTED, lambda done, of: told.append((done, of)), block=64)
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(told) > 3


@pytest.mark.parametrize("given_number", ["+44 1632 960001", "00441632960001", "(01632) 960 001", "tel:01632-960001"])
def test_one_number_is_spelled_in_many_ways(given_number: str) -> None:
    assert one_spelling(given_number) == "01632960001"


def test_what_is_no_number_of_ours_stays_apart() -> None:
    assert [one_spelling(one) for one in ("withheld", "+33 1 23 45 67 89")] == ["", "+33123456789"]
