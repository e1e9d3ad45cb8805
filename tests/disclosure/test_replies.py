"""Replies from files: matched by our reference, sealed, taken once; what does not match is named and left."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from typer.testing import CliRunner, Result

from proviso.accounts.models import Force
from proviso.casework.writing.access import open_for_replies
from proviso.casework.writing.permissions import Actor
from proviso.cli.commands import app
from proviso.disclosure import reply_import
from proviso.disclosure.models import WaitingReply
from proviso.disclosure.reply_import import Became, FileRefused, take_from, that_waits
from proviso.record import read
from proviso.record.keys import KeyEncryptionUnusable
from proviso.record.models import WrappedKey
from tests.casework.test_command import umask as umask

from ..casework.examples import begun, shared

pytestmark = pytest.mark.django_db(databases="__all__")

SECRET = "An earlier report of the same man"


def message(*cases: str, words: str = SECRET, number: int = 1) -> bytes:
    return (
        f"From: desk@unit.example\nSubject: Re: Reference {' '.join(cases)}\nMessage-ID: <{number}@unit.example>\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{words}\n"
    ).encode()


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    def save(*messages: bytes, name: str = "", end: bytes = b"\n") -> Path:
        path = tmp_path / (name or ("one.eml" if len(messages) == 1 else "inbox.mbox"))
        if path.suffix == ".mbox":
            stuffed = (one.replace(b"\nFrom ", b"\n>From ") for one in messages)
            text = b"\n".join(b"From desk@unit.example Sun Nov 22 02:00:00 2026\n" + one for one in stuffed)
        else:
            text = b"".join(messages)
        path.write_bytes(text.replace(b"\n", end))
        return path

    return save


def take(path: Path) -> list[tuple[Became, str]]:
    return [(one.became, one.case) for one in take_from(path, "wessmere", session="a session")]


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["replies", "import", *words])


def test_a_message_that_names_a_case_waits_on_it_sealed(officer: Actor, saved: Callable[..., Path]) -> None:
    reference = shared(officer).case.reference
    assert take(saved(message(reference))) == [(Became.WAITING, reference)]
    opened = open_for_replies("wessmere", reference, session="a session")
    came = that_waits(opened)
    assert came is not None
    assert (came.sender, came.text, came.dated) == ("desk@unit.example", SECRET, None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM disclosure_reply_waiting")
        assert SECRET not in repr(cursor.fetchall())
        cursor.execute("SELECT told FROM disclosure_reply_waiting")
        assert SECRET.encode() not in bytes(cursor.fetchone()[0])


def test_the_same_message_is_taken_once_in_whichever_file_it_comes(officer: Actor, saved: Callable[..., Path]) -> None:
    reference = shared(officer).case.reference
    one, another = message(reference), message(reference, number=2)
    assert take(saved(one)) == [(Became.WAITING, reference)]
    assert take(saved(one, end=b"\r\n")) == [(Became.KNOWN, reference)]
    assert take(saved(one, another)) == [(Became.KNOWN, reference), (Became.WAITING, reference)]
    assert take(saved(one, another, end=b"\r\n")) == [(Became.KNOWN, reference)] * 2
    assert WaitingReply.objects.count() == 2
    WaitingReply.objects.all().delete()
    assert take(saved(one)) == [(Became.KNOWN, reference)], "the record says that it came, whatever else was lost"


def test_a_sentence_that_begins_with_from_divides_no_message(officer: Actor, saved: Callable[..., Path]) -> None:
    reference = shared(officer).case.reference
    words = "First.\n\nFrom the file it is clear that she has leave.\n\nFrom 2019 on, too"
    assert take(saved(message(reference, words=words), message("none"))) == [
        (Became.WAITING, reference),
        (Became.NO_REFERENCE, ""),
    ]
    came = that_waits(open_for_replies("wessmere", reference, session="a session"))
    assert came is not None
    assert came.text == words
    loose = saved(b"From - Sun Nov 22 02:00:00 2026\n" + message("none", words=words), name="loose.eml")
    assert len(take(loose)) == 1, "written without care for lines that begin with From"


def test_what_does_not_match_is_named_and_left(officer: Actor, saved: Callable[..., Path], force: Force) -> None:
    first, second, nothing = (make(officer).case.reference for make in (shared, shared, begun))
    path = saved(message("hello"), message(first, second), message("PV-0000-0000"), message(nothing), name="inbox.mbox")
    before = path.read_bytes()
    assert take(path) == [
        (Became.NO_REFERENCE, ""),
        (Became.SEVERAL, ""),
        (Became.NO_CASE, ""),
        (Became.NOTHING_SHARED, nothing),
    ]
    assert (path.read_bytes(), WaitingReply.objects.count()) == (before, 0)
    assert [one for one in read.bodiless("wessmere") if one.kind == "reply_arrived"] == []


def test_another_force_s_case_is_no_case_and_a_lost_key_is_said(officer: Actor, saved: Callable[..., Path]) -> None:
    reference = shared(officer).case.reference
    path = saved(message(reference))
    assert [one.became for one in take_from(path, "eastmere", session="x")] == [Became.NO_CASE]
    WrappedKey.objects.filter(case=reference).delete()
    assert take(path) == [(Became.KEY_LOST, reference)]


def test_a_message_that_is_too_long_is_named(
    officer: Actor, saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = shared(officer).case.reference
    monkeypatch.setattr(reply_import, "LONGEST", 300)
    long = message(reference, words="x" * 400)
    assert take(saved(long)) == [(Became.TOO_LONG, "")]
    assert take(saved(long, message(reference))) == [(Became.TOO_LONG, ""), (Became.WAITING, reference)]


@pytest.mark.parametrize("text", [b"", b"%PDF-1.7", b"just words\n", b"\x00\x01: x"])
def test_what_is_no_message_is_refused(tmp_path: Path, text: bytes) -> None:
    (path := tmp_path / "one.eml").write_bytes(text)
    with pytest.raises(FileRefused, match="neither a message"):
        take(path)


def test_what_was_kept_of_a_message_and_then_lost_says_so(officer: Actor, saved: Callable[..., Path]) -> None:
    reference = shared(officer).case.reference
    take(saved(message(reference)))
    opened = open_for_replies("wessmere", reference, session="a session")
    WaitingReply.objects.update(told=b"something else entirely")
    came = that_waits(opened)
    assert came is not None
    assert "changed or lost" in came.parts[0]
    WaitingReply.objects.all().delete()
    assert that_waits(opened) == came


def test_the_command_names_each_message_and_nothing_of_what_it_says(officer: Actor, saved: Callable[..., Path]) -> None:
    reference = shared(officer).case.reference
    inbox = saved(message(reference, number=4), message("hello", number=5))
    result = run(str(inbox))
    assert (result.exit_code, result.stdout) == (
        1,
        f"inbox.mbox, message 1 <4@unit.example>: it waits to be confirmed ({reference})\n"
        "inbox.mbox, message 2 <5@unit.example>: it names no case of ours\n"
        "1 at their cases, 1 left in their files.\n",
    )
    one = saved(message(reference, number=4))
    assert (run(str(one)).exit_code, run("--quiet", str(one)).stdout) == (0, "")
    assert "it names no case of ours" in run("--quiet", str(inbox)).stdout


def test_the_command_says_what_cannot_be_done(officer: Actor, saved: Callable[..., Path], tmp_path: Path) -> None:
    reference = shared(officer).case.reference
    missing = run(str(tmp_path / "none.eml"), str(saved(message(reference))))
    assert (missing.exit_code, WaitingReply.objects.count()) == (2, 1), "one file that is missing stops no other"
    assert "cannot be read: No such file" in missing.stderr
    result = run("--force", "nowhere", str(tmp_path / "none.eml"))
    assert (result.exit_code, "There is no force “nowhere”." in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (OperationalError("no such table"), "The databases could not be read: no such table. Run proviso migrate"),
        (KeyEncryptionUnusable("the key-encryption key is not there"), "The key-encryption key is not there."),
    ],
)
def test_the_command_says_what_of_the_service_is_missing(
    force: Force, saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, fault: Exception, says: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(reply_import, "take_from", broken)
    result = run(str(saved(message("hello"))))
    assert (result.exit_code, says in result.stderr) == (2, True)
