"""Replies from files as people and mail servers send them: the same one once, each to its case, none misread."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proviso.casework.acts.receive import NotAReply, confirm_reply
from proviso.casework.values.nature import Nature
from proviso.casework.writing.access import open_for_replies
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.arrived import Arrived
from proviso.disclosure.message_digest import Digest
from proviso.disclosure.reading import FROM_A_JOURNAL, read_message
from proviso.disclosure.reply_import import Became, take_from, that_waits
from proviso.record.canonical import Json, canonical

from ..casework.examples import REPLY, shared
from .automatic import CASE, EXIM, FAILED, QMAIL, receipt, report
from .test_replies import message, saved, take

__all__ = ["saved"]

pytestmark = pytest.mark.django_db(databases="__all__")

Save = Callable[..., Path]
CASES = Path(__file__).parents[1] / "cases"
BEGINS = b"From desk@unit.example Mon Oct  5 10:15:00 2026\n"


def waits_on(reference: str) -> Arrived:
    came = that_waits(open_for_replies("wessmere", reference, session="a session"))
    assert came is not None
    return came


def journalled(inner: bytes, header: bytes = b"X-MS-Journal-Report:\n") -> bytes:
    told = b"Sender: desk@unit.example\nMessage-Id: <1@unit.example>\nRecipient: disclosure@wessmere.example\n"
    head = b"From: journal@wessmere.example\nSubject: x\nMessage-ID: <j@wessmere.example>\n" + header
    parts = b"--j\n\n" + told + b"\n--j\nContent-Type: message/rfc822\n\n" + inner + b"\n--j--\n"
    return head + b"Content-Type: multipart/mixed; boundary=j\n\n" + parts


@pytest.mark.parametrize(
    "again",
    [
        lambda one: b"Status: RO\nX-Status: A\n" + one,
        lambda one: b"X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00800000\n" + one,
        lambda one: b"Received: from a by b; Mon, 5 Oct 2026 10:00:00 +0100\n" + one,
        lambda one: one.replace(b"\n", b"\r\n"),
        lambda one: one + b"\n\n",
        lambda one: one.replace(b"Subject: ", b"Subject: [EXTERNAL] "),
        journalled,
        lambda one: journalled(one, b""),
        lambda one: journalled(one).replace(b"\n", b"\r\n"),
    ],
)
def test_the_same_message_is_taken_once_however_it_was_filed(
    officer: Actor, saved: Save, again: Callable[[bytes], bytes]
) -> None:
    reference = shared(officer).case.reference
    one = message(reference)
    assert take(saved(one)) == [(Became.WAITING, reference)]
    assert take(saved(again(one))) == [(Became.KNOWN, reference)]
    other = one.replace(b"An earlier", b"No earlier")
    assert take(saved(again(other))) == [(Became.WAITING, reference)], "other words under the same Message-ID"


def test_a_message_from_a_journal_is_read_as_it_was(officer: Actor, saved: Save) -> None:
    reference = shared(officer).case.reference
    take(saved(journalled(message(reference))))
    came = waits_on(reference)
    assert (came.sender, came.message_id, came.enclosed) == ("desk@unit.example", "<1@unit.example>", ())
    assert came.notes == (FROM_A_JOURNAL,)
    forwarded = (
        journalled(message(reference)).replace(b"X-MS-Journal-Report:\n", b"").replace(b"<1@unit", b"<2@unit", 1)
    )
    assert read_message(forwarded).sender == "journal@wessmere.example", "somebody who forwards it is its sender"


def test_a_message_without_an_id_is_known_by_sender_date_and_words() -> None:
    one = b"From: a@b.example\nDate: Mon, 5 Oct 2026 10:00:00 +0100\nSubject: x\n\nwords\n"
    read = read_message(one).identity
    assert read == read_message(b"Status: R\n" + one).identity != ""
    assert read != read_message(one.replace(b"10:00", b"10:01")).identity
    assert read_message(b"From: a@b.example\n\nwords").identity == ""


@pytest.mark.parametrize("hung", ["{}s", "Ref{}", "{}-1", "x{}x"])
def test_a_reference_with_something_hung_on_goes_to_the_one_case_it_fits(
    officer: Actor, saved: Save, hung: str
) -> None:
    first, second = (shared(officer).case.reference for _ in range(2))
    assert take(saved(message("no", words=f"On {hung.format(first)}"))) == [(Became.WAITING, first)]
    both = message("no", words=f"{hung.format(first)}, {hung.format(second)}", number=2)
    assert take(saved(both)) == [(Became.SEVERAL, "")]
    assert take(saved(message("no", words=hung.format("PV-0000-0000"), number=3))) == [(Became.NO_REFERENCE, "")]
    assert take(saved(message(first, words=hung.format(second), number=4))) == [(Became.SEVERAL, "")]
    assert take(saved(message(first, words=hung.format("PV-0000-0000"), number=5))) == [(Became.WAITING, first)]


@pytest.mark.parametrize("raw", [report(FAILED), EXIM.encode(), QMAIL.encode(), receipt()])
def test_what_a_machine_sent_waits_and_cannot_be_recorded_as_a_reply(officer: Actor, saved: Save, raw: bytes) -> None:
    before = shared(officer)
    reference = before.case.reference
    assert take(saved(raw.replace(CASE.encode(), reference.encode()))) == [(Became.WAITING, reference)]
    opened = before.became(open_for_replies("wessmere", reference, session="a session").case)
    assert opened.case.awaiting == before.case.awaiting, "it acknowledges nothing"
    with pytest.raises(NotAReply, match="Nobody wrote this message"):
        confirm_reply(opened, REPLY, seen=opened.case.seq)
    assert not opened.case.replies


def test_an_automatic_reply_can_be_confirmed_by_a_person(officer: Actor, saved: Save) -> None:
    before = shared(officer)
    take(saved(b"Auto-Submitted: auto-replied\n" + message(before.case.reference)))
    opened = before.became(open_for_replies("wessmere", before.case.reference, session="a session").case)
    assert waits_on(before.case.reference).nature is Nature.AUTOMATIC
    assert confirm_reply(opened, REPLY, seen=opened.case.seq).case.replies


@pytest.mark.parametrize(
    "line",
    [
        b"From our records she came to the UK on 3 May 2019\n",
        b"From desk@unit.example Mon Oct  5 10:15:00 2026\nand then no header\n",
        b"From 5 Oct 2026\nNote: she may stay\n",
        b"From Monday Mon Oct 32 2026\nNote: x\n",
        b"From the desk: Mon, 05 Oct 2026 10:15:00 +0100\nNote: x\n",
        b"From what we hold Mon Oct  5 10:15:00 2026\nNote: x\n",
        b"From: the desk\nDate: 2026\n",
        b"From a@b.example Mon Okt  5 10:15:00 2026\nNote: x\n",
    ],
)
def test_a_line_of_text_divides_no_message(tmp_path: Path, line: bytes) -> None:
    (path := tmp_path / "inbox.mbox").write_bytes(
        BEGINS + b"Subject: x\n\nShe has leave.\n\n" + line + b"Please ring.\n"
    )
    (one,) = take_from(path, "wessmere", session="x")
    assert one.became is Became.NO_REFERENCE
    read = read_message(path.read_bytes())
    assert read.text.endswith("Please ring.")


@pytest.mark.parametrize(
    "separator",
    [
        BEGINS,
        b"From desk@unit.example Mon Oct  5 10:15:00 +0100 2026\n",
        b"From desk@unit.example Mon Oct 05 10:15:00 BST 2026\n",
        b"From desk@unit.example  Mon Oct 5 10:15 2026\r\n",
        b"From - Mon Oct  5 10:15:00 2026\n",
        b"From MAILER-DAEMON Mon Oct  5 10:15:00 2026\n",
        b'From "a desk"@unit.example Mon Oct  5 10:15:00 2026\n',
        b"From 1645@xxx Mon Oct 05 10:15:00 +0000 2026\n",
        b"From a@b.example Mon Oct  5 10:15:00 2026 remote from mx\n",
    ],
)
@pytest.mark.parametrize("between", [b"", b"\n", b"\r\n\r\n"])
def test_messages_are_two_also_without_an_empty_line_between(
    tmp_path: Path, force: object, separator: bytes, between: bytes
) -> None:
    two = separator + b"Message-ID: <2@x>\n\nsecond\n"
    (path := tmp_path / "inbox.mbox").write_bytes(
        b"\xef\xbb\xbf" + BEGINS + b"Message-ID: <1@x>\n\nfirst\n" + between + two
    )
    assert [one.message_id for one in take_from(path, "wessmere", session="x")] == ["<1@x>", "<2@x>"]


def test_what_an_earlier_version_stored_can_still_be_read() -> None:
    told: dict[str, Json] = {
        "sender": "desk@unit.example", "subject": "x", "message_id": "<1@x>", "dated": "2026-10-05T09:15:00+00:00",
        "text": "words", "parts": ["a part"], "references": ["PV-4K7Q-9TZM"],
    }  # fmt: skip
    read = Arrived.from_json(canonical(told))
    at = datetime(2026, 10, 5, 9, 15, tzinfo=UTC)
    assert read == Arrived("desk@unit.example", "x", "<1@x>", at, "words", ("a part",), ("PV-4K7Q-9TZM",))
    assert (read.characters, read.nature) == (None, Nature.REPLY)
    assert Arrived.from_json(canonical({**told, "of_a_later_version": 1})) == read


@pytest.mark.parametrize(
    "raw", [report(FAILED), receipt(), *(one.read_bytes() for one in sorted(CASES.glob("*/*.eml")))]
)
def test_a_message_is_the_same_once_it_was_stored(raw: bytes) -> None:
    read = read_message(raw)
    assert asdict(Arrived.from_json(read.as_json())) == asdict(read)


def test_a_digest_takes_what_is_added_to_it() -> None:
    one, other = Digest(), Digest()
    one.add(b"a\r")
    one.add(b"\nb")
    other.add(b"a\nb\n")
    assert one.hexadecimal() == other.hexadecimal()
