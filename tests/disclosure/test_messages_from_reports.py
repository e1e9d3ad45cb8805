"""Messages after public bug reports of comparable software (`tests/cases`), with changes at random: never a trace of
the code, never more than a sentence on standard error, whatever the bytes.
"""

import os
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proviso.casework.writing.access import open_for_replies
from proviso.casework.writing.permissions import Actor
from proviso.cli.commands import app
from proviso.disclosure.arrived import Arrived
from proviso.disclosure.message_parts import NotRead
from proviso.disclosure.models import WaitingReply
from proviso.disclosure.reading import read_message
from proviso.disclosure.reply_import import that_waits

from ..casework.examples import shared
from .automatic import CASE, EXCHANGE, EXIM, FAILED, NOTHING_BUT_A_STATUS, QMAIL, receipt, report, whole

pytestmark = pytest.mark.django_db(databases="__all__")

CASES = Path(__file__).parents[1] / "cases"
TRIES = int(os.environ.get("TESTS_FUZZ_TRIES", "20"))
PIECES = (
    b"\n\n", b"\r\n", b"From x@y.example Sun Nov 22 02:00:00 2026\n", b"Content-Type: multipart/mixed; boundary=x\n",
    b"--x\n", b"=?utf-8?q?=E2?=", b"=?bogus?x?", b"\x00", b"\xff", b"\xed\xa0\x80",
    b"Content-Transfer-Encoding: base64\n",
    b"charset=klingon", b"<table><tr><td>", b"</body>", b"Message-ID: <a\n b>", b"Date: 99 Xyz 99999 99:99:99 +9999\n",
    b"Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n", b"Action:\n", b"Disposition: ;;/\n",
    b"Content-Type: multipart/alternative; boundary=x\n", b"Content-Type: message/rfc822\n\n", b"From: <<a@b>,:;(\"\n",
    b"Content-Type: text/html\n\n", b"<style>a{color:rgba(1,2,3,.)}</style>", b"<p style='color:#ff;font-size:0;;:'>",
    b"<a href='http://[x'>http://y</a>", b"<ol start=99999999999><li value=x>", b"</td></table>", b"<s><span hidden>",
    b"PV-\xe2\x80\x91", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"charset=utf-16", b"charset=iso-2022-jp", b"charset=gb18030",
    b"X-MS-Journal-Report:\n", b"Auto-Submitted: \n", b"From a@b Mon Oct  5 10:15:00 2026\nX: y\n", b"=?utf-8?b?//8=?=",
    b"Content-Type: multipart/report; report-type=*0=\n", b"Date: 5 Oct 2026 10:15 +1460\n", b"<!--", b"<svg><![CDATA[",
)  # fmt: skip


def changed(chance: random.Random, text: bytes) -> bytes:
    """A message with some of its bytes changed, left out, doubled or put in; now and then no message at all."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(600))
    told = bytearray(text)
    for _ in range(chance.randrange(1, 10)):
        place = chance.randrange(len(told) + 1)
        match chance.randrange(4):
            case 0:
                told[place : place + 1] = chance.randbytes(1)
            case 1:
                del told[place : place + chance.randrange(1, 60)]
            case 2:
                told[place:place] = told[place : place + chance.randrange(1, 200)]
            case _:
                told[place:place] = chance.choice(PIECES)
    return bytes(told)


def test_no_message_ends_the_command_in_a_trace_of_the_code(officer: Actor, tmp_path: Path) -> None:
    """An hour of it: TESTS_FUZZ_TRIES=10000. Whatever came of one, the page of its case can be shown."""
    reference = shared(officer).case.reference.encode()
    chance = random.Random(20261128)
    seeds = [one.read_bytes() for one in sorted(CASES.glob("*/*")) if one.suffix in {".eml", ".mbox", ".msg"}]
    seeds += [report(FAILED), whole(FAILED), receipt(), *map(str.encode, (EXIM, QMAIL, EXCHANGE, NOTHING_BUT_A_STATUS))]
    for number in range(TRIES):
        seed = chance.choice(seeds)
        for name in (b"PV-0000-0000", b"PV-X877-4PHX", CASE.encode()):
            seed = seed.replace(name, reference)
        (path := tmp_path / f"message.{chance.choice(['eml', 'mbox'])}").write_bytes(changed(chance, seed))
        result = CliRunner().invoke(app, ["replies", "import", str(path)])
        assert result.exit_code in {0, 1, 2}, number
        assert result.exception is None or isinstance(result.exception, SystemExit), (number, result.exception)
        assert len(result.stderr.splitlines()) <= 1, (number, result.stderr)
        assert "within the limits" not in result.stdout, number
        came = that_waits(open_for_replies("wessmere", reference.decode(), session="a session"))
        if came is not None:
            Arrived.from_json(came.as_json())
            WaitingReply.objects.exclude(pk=WaitingReply.objects.order_by("pk").values("pk")[:1]).delete()


def test_no_bytes_are_read_into_a_trace_of_the_code() -> None:
    """The same without a database, and so many more: twenty for each try."""
    chance = random.Random(20261129)
    seeds = [one.read_bytes() for one in sorted(CASES.glob("*/*")) if one.suffix in {".eml", ".mbox"}]
    seeds += [report(FAILED), whole(FAILED), receipt(), *map(str.encode, (EXIM, QMAIL, EXCHANGE, NOTHING_BUT_A_STATUS))]
    for number in range(TRIES * 20):
        raw = changed(chance, chance.choice(seeds))
        try:
            read = read_message(raw)
        except NotRead:
            continue
        said = (read.text, read.other_text, read.subject, read.sender, *read.parts, *read.notes, *read.told)
        for one in said:
            assert all(sign.isprintable() or sign in "\n\t\u200c\u200d" for sign in one), number
        assert Arrived.from_json(read.as_json()) == read, number
