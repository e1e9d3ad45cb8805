"""Who a message says it is from, parted before it is decoded, and when, where its zone is known."""

from datetime import UTC, datetime

import pytest

from proviso.disclosure.message_date import date_of
from proviso.disclosure.message_sender import NamedMailbox
from proviso.disclosure.reading import LOOKS_LIKE_ANOTHER, SENDER_ALONE, SEVERAL_SENDERS, read_message

DESK = "desk@unit.example"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("desk@unit.example", [("", DESK)]),
        ("Desk <desk@unit.example>", [("Desk", DESK)]),
        ("=?iso-8859-1?Q?Br=E9mont=2C_Sample?= <desk@unit.example>", [("Brémont, Sample", DESK)]),
        ("=?utf-8?B?QnLDqW1vbnQs?= =?utf-8?B?IFNhbXBsZQ==?= <desk@unit.example>", [("Brémont, Sample", DESK)]),
        ("=?utf-8?Q?Sample,_Other?= <desk@unit.example>", [("Sample, Other", DESK)]),
        ('"=?utf-8?Q?Sample=2C_Other?=" <desk@unit.example>', [("Sample, Other", DESK)]),
        ("=?utf-8?Q?Boss_=3Cboss=40office.example=3E?= <desk@unit.example>", [("Boss <boss@office.example>", DESK)]),
        ("=?utf-8?Q?boss=40office.example?=\r\n <desk@unit.example>", [("boss@office.example", DESK)]),
        ('"Example, Sample (IE)" <desk@unit.example>', [("Example, Sample (IE)", DESK)]),
        (r'"A \"B\" C" <desk@unit.example>', [('A "B" C', DESK)]),
        ("desk@unit.example (A Desk)", [("A Desk", DESK)]),
        ("Desk <desk@unit.example>, other@x.example", [("Desk", DESK), ("", "other@x.example")]),
        ("Boss <boss@office.example> <desk@unit.example>", [("Boss", "boss@office.example"), ("", DESK)]),
        ("Team: desk@unit.example, B <b@x.example>;", [("", DESK), ("B", "b@x.example")]),
        ("Team: desk@unit.example;, c@x.example", [("", DESK), ("", "c@x.example")]),
        ("<@relay.example,@other.example:desk@unit.example>", [("", DESK)]),
        ("Just A Name", [("Just A Name", "")]),
        ("undisclosed-senders:;", [("undisclosed-senders:;", "")]),
        ("Größe <desk@unit.example>", [("Größe", DESK)]),
        ("< desk@unit.example >", [("", DESK)]),
        ("((( desk@unit.example", [("((( desk@unit.example", "")]),
    ],
)
def test_the_address_stands_beside_the_name(written: str, found: list[tuple[str, str]]) -> None:
    read = read_message(f"From: {written}\r\nSubject: x\r\n\r\nx".encode())
    assert [(one.name, one.address) for one in read.mailboxes] == found
    assert read.sender == ", ".join(address or name for name, address in found)
    assert (SEVERAL_SENDERS in read.notes) is (len(found) > 1)


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("boss@office.example", True),
        ("Boss <boss@office.example>", True),
        ("boss \uff20 office.example", True),
        ("DESK@UNIT.EXAMPLE", False),
        ("The desk at the unit", False),
    ],
)
def test_a_name_that_looks_like_another_address_is_said_to_be_none(name: str, looks: bool) -> None:
    assert NamedMailbox(DESK, name).name_looks_like_an_address is looks
    read = read_message(f'From: "{name}" <{DESK}>\n\nx'.encode())
    assert (LOOKS_LIKE_ANOTHER.format(name=name, address=DESK) in read.notes) is looks


def test_without_from_its_sender_is_named_and_two_of_them_are_both_named() -> None:
    read = read_message(f"Sender: Desk <{DESK}>\nFrom:\n\nx".encode())
    assert (read.sender, read.notes) == (DESK, (SENDER_ALONE,))
    assert read_message(b"Subject: x\n\nx").mailboxes == ()
    read = read_message(f"From: a@x.example\nSubject: x\nFrom: Desk <{DESK}>\n\nx".encode())
    assert (read.sender, SEVERAL_SENDERS in read.notes) == (f"a@x.example, {DESK}", True)


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("BST", 9), ("bst", 9), ("GMT", 10), ("UT", 10), ("UTC", 10), ("Z", 10), ("EST", 15), ("EDT", 14), ("CST", 16),
        ("CDT", 15), ("MST", 17), ("MDT", 16), ("PST", 18), ("PDT", 17), ("+0100", 9), ("-0000", 10),
        ("+0530 (IST)", 4),
        ("GMT+1", 9), ("GMT+0100", 9), ("UTC-05:00", 15), ("+01:00", 9), ("(BST)", 9), ("+0100 (GMT Daylight Time)", 9),
    ],
)  # fmt: skip
def test_a_zone_that_is_known_is_right(zone: str, hour: int) -> None:
    found = date_of(f"Mon, 05 Oct 2026 10:00:00 {zone}")
    assert found is not None
    assert found.replace(minute=0) == datetime(2026, 10, 5, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone", ["", "A", "J", "M", "Y", "IST", "CET", "CEST", "AST", "XYZ", "+9999", "+0160", "+1", "PST8PDT", "B ST", "-"]
)
def test_a_zone_that_is_not_known_makes_no_date(zone: str) -> None:
    if zone == "+1":
        assert date_of("Mon, 05 Oct 2026 10:00:00 +1") == datetime(2026, 10, 5, 9, tzinfo=UTC)
        return
    written = f"Mon, 05 Oct 2026 10:00:00 {zone}".strip()
    assert date_of(written) is None
    read = read_message(f"Date: {written}\n\nx".encode())
    assert (read.dated, read.wrote_date) == (None, written)


@pytest.mark.parametrize(
    "written",
    [
        "5 Oct 2026 00:15 BST",
        "Mon, 5 October 2026 00:15:00 BST",
        "Mon, 05-Oct-26 00:15:00 BST",
        "Mon Oct  5 00:15:00 BST 2026",
        "Mon Oct  5 00:15:00 2026 +0100",
        "October 5, 2026 00:15 BST",
        "2026-10-05T00:15:00+01:00",
        "2026-10-04 23:15:00.123Z",
        "Mon,\r\n 05 Oct 2026 00:15:00 BST",
        "Mon, 05 Oct 2026 (harvest) 00:15:00 BST",
    ],
)
def test_a_date_is_read_as_mail_programs_write_it(written: str) -> None:
    assert read_message(f"Date: {written}\r\n\r\nx".encode()).dated == datetime(2026, 10, 4, 23, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["", "never", "31 Feb 2026 10:00 GMT", "5 Oct 2026 25:00 GMT", "05/10/2026 10:00 GMT", "1 Jan 0000 00:00 GMT",
     "1 Jan 0001 00:00 +1400", "31 Dec 9999 23:59 -1200", "5 Oct 2026 10:00 PM", "5 Oct 2026", "x" * 5_000,
     "Mon Oct 5 10:00:00 2026"],
)  # fmt: skip
def test_what_is_no_date_is_not_known(written: str) -> None:
    assert date_of(written) is None
