"""A message from outside that is made to break whoever reads it: it fails alone, named, in bounded time and memory."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proviso.casework.writing.access import open_for_replies
from proviso.casework.writing.permissions import Actor
from proviso.cli.commands import app
from proviso.disclosure import bounded_reading, reading_process
from proviso.disclosure.bounded_reading import BoundedReader, ReadingNotStarted
from proviso.disclosure.message_parts import Limit, NotRead
from proviso.disclosure.models import WaitingReply
from proviso.disclosure.reply_import import Became, ImportedReply, take_from, that_waits
from tests.casework.test_command import umask as umask

from ..casework.examples import shared
from .bad_messages import BEYOND_LIMITS, HONEST, LARGE, MB, READ, TOO_DEEP, TOO_MANY_PARTS

EXPECTED = {
    **dict.fromkeys(TOO_DEEP, Became.TOO_DEEP),
    **dict.fromkeys(TOO_MANY_PARTS, Became.TOO_MANY_PARTS),
    **dict.fromkeys(BEYOND_LIMITS, Became.BEYOND_LIMITS),
    **dict.fromkeys(READ, Became.NO_REFERENCE),
}
BAD = {**TOO_DEEP, **TOO_MANY_PARTS, **BEYOND_LIMITS, **READ}
SECONDS = 15
"""Within which a message is read or given up, on a busy machine. It is two on a quiet one, but for a slow sender."""
MOST = 64


def mbox(path: Path, *messages: bytes) -> Path:
    path.write_bytes(b"\n".join(b"From x@elsewhere.example Sun Nov 22 02:00:00 2026\n" + one for one in messages))
    return path


def good(reference: str, number: int) -> bytes:
    return f"Subject: {reference}\nMessage-ID: <{number}@unit.example>\n\nShe has leave, {number}\n".encode()


def timed(outcomes: Iterator[ImportedReply]) -> Iterator[tuple[ImportedReply, float]]:
    began = time.monotonic()
    for outcome in outcomes:
        yield outcome, time.monotonic() - began
        began = time.monotonic()


@pytest.mark.django_db(databases="__all__")
def test_each_bad_message_fails_alone_named_and_the_others_go_on(officer: Actor, tmp_path: Path) -> None:
    reference = shared(officer).case.reference
    messages = [one for number, bad in enumerate(BAD.values()) for one in (bad, good(reference, number))]
    came = list(timed(take_from(mbox(tmp_path / "inbox.mbox", *messages), "wessmere", session="a session")))
    assert len(came) == len(messages)
    for (name, became), (outcome, _) in zip(EXPECTED.items(), came[::2], strict=True):
        assert (name, outcome.became, outcome.message_id) == (name, became, "<bad@elsewhere.example>")
    assert {outcome.became for outcome, _ in came[1::2]} == {Became.WAITING}
    assert [outcome.number for outcome, _ in came] == list(range(1, len(messages) + 1))
    assert max(seconds for _, seconds in came) < SECONDS
    assert WaitingReply.objects.count() == len(BAD)


def test_the_worst_of_50_mb_is_bounded_in_time_and_memory_as_is_a_large_reply(tmp_path: Path) -> None:
    files = []
    for name in (*LARGE, *HONEST, *BEYOND_LIMITS):
        files.append(tmp_path / name)
        files[-1].write_bytes({**LARGE, **HONEST}[name]() if name in {**LARGE, **HONEST} else BEYOND_LIMITS[name])
    assert max(file.stat().st_size for file in files) > 45 * MB
    program = [sys.executable, str(Path(__file__).with_name("measuring.py")), *map(str, files)]
    told = json.loads(subprocess.run(program, capture_output=True, check=True).stdout)
    assert max(seconds for seconds, _ in told["took"].values()) < SECONDS, told
    assert told["reading"] < MOST, told
    assert told["here"] < 8, told
    assert {told["took"][name][1] for name in HONEST} == {f"read {len('She has leave')}"}


@pytest.mark.django_db(databases="__all__")
def test_the_command_names_what_was_not_read_and_quotes_nothing_of_it(officer: Actor, tmp_path: Path) -> None:
    reference = shared(officer).case.reference
    inbox = mbox(tmp_path / "inbox.mbox", TOO_DEEP["2,000 nested parts"], good(reference, 1))
    result = CliRunner().invoke(app, ["replies", "import", str(inbox)])
    assert (result.exit_code, result.stderr, result.stdout) == (
        1,
        "",
        "inbox.mbox, message 1 <bad@elsewhere.example>: its parts lie too deep in one another to be read: "
        "open it in your mail program, and record it by hand\n"
        f"inbox.mbox, message 2 <1@unit.example>: it waits to be confirmed ({reference})\n"
        "1 at their cases, 1 left in their files.\n",
    )


def test_what_takes_too_long_is_stopped_in_time_and_the_next_is_read() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"Subject: x\n"
            time.sleep(0.05)

    with BoundedReader() as reader:
        began = time.monotonic()
        with pytest.raises(NotRead) as refused:
            reader.read(endless())
        assert (time.monotonic() - began < SECONDS, refused.value.limit) == (True, Limit.COST)
        assert reader.read([b"Subject: the ne", b"", b"xt\n\nwords"]).subject == "the next"


@pytest.fixture(scope="module")
def reader() -> Iterator[BoundedReader]:
    """One for many messages: each is read by a fork of its own."""
    with BoundedReader() as started:
        yield started


@pytest.mark.parametrize("name", READ)
def test_a_bad_message_within_the_limits_is_shown_as_text_of_bounded_length(reader: BoundedReader, name: str) -> None:
    came = reader.read([READ[name]])
    for said in (came.sender, came.subject, came.message_id, came.text, *came.parts):
        assert all(one.isprintable() or one in "\n\t" for one in said)
    assert max(map(len, (came.sender, came.subject, came.message_id))) <= 200


def test_what_is_stored_and_shown_of_a_message_is_bounded(reader: BoundedReader) -> None:
    part = "--b\nContent-Type: {}/x\nContent-Disposition: attachment; filename={}\n\nx\n".format("é" * 900, "é" * 900)
    cases = "".join(f"PV-0000-{number:04}\n" for number in range(10_000))
    head = (
        f"From: {'é' * 900}\nSubject: {'é' * 900}\nMessage-ID: {'é' * 900}\nContent-Type: multipart/mixed; boundary=b"
    )
    body = f"--b\nContent-Type: text/plain\n\n{cases}\n--b\nContent-Type: text/plain\n\n{'😀' * 30_000}\n{part * 900}"
    came = reader.read([f"{head}\n\n{body}".encode()])
    assert (len(came.references), len(came.parts)) == (10, 99)
    assert len(came.text) <= 20_100
    assert len(came.as_json()) < 200_000


@pytest.mark.django_db(databases="__all__")
def test_a_bad_message_that_names_a_case_waits_and_can_be_looked_at(officer: Actor, tmp_path: Path) -> None:
    reference = shared(officer).case.reference
    (file := tmp_path / "one.eml").write_bytes(f"Subject: {reference}\n".encode() + READ["<a without end"])
    assert [one.became for one in take_from(file, "wessmere", session="a session")] == [Became.WAITING]
    came = that_waits(open_for_replies("wessmere", reference, session="a session"))
    assert came is not None
    assert (came.subject, came.text) == (reference, "")


@pytest.mark.parametrize(
    ("attribute", "value", "says"),
    [
        ("sys.executable", f"{sys.executable}-that-there-is-not", "No such file or directory"),
        ("PROGRAM", "proviso.disclosure.that_there_is_not", "it ended at once"),
    ],
)
@pytest.mark.django_db(databases="__all__")
def test_where_no_process_can_be_started_the_command_says_so(
    officer: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attribute: str, value: str, says: str
) -> None:
    reference = shared(officer).case.reference
    monkeypatch.setattr(f"proviso.disclosure.bounded_reading.{attribute}", value)
    (file := tmp_path / "one.eml").write_bytes(good(reference, 1))
    result = CliRunner().invoke(app, ["replies", "import", str(file)])
    assert (result.exit_code, result.stdout, WaitingReply.objects.count()) == (2, "", 0)
    assert result.stderr == (
        f"No process could be started to read messages in ({says}), so no more of them were taken. "
        "Free memory or processes on this machine, and import the same files again.\n"
    )


def children() -> set[int]:
    return {int(one) for task in Path("/proc/self/task").iterdir() for one in (task / "children").read_text().split()}


def test_the_process_has_none_of_our_settings_and_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_SECRET_KEY", "heron")
    before = children()
    with BoundedReader() as reader:
        reader.read([b"Subject: x\n\n"])
        (process,) = children() - before
        environment = Path(f"/proc/{process}/environ").read_bytes()
        assert (b"PROVISO_" in environment, b"PATH=" in environment) == (False, True)
        assert os.getsid(process) == process
    assert children() == before
    assert not Path(f"/proc/{process}").exists()


@pytest.mark.django_db(databases="__all__")
def test_an_import_that_is_given_up_leaves_no_process(officer: Actor, tmp_path: Path) -> None:
    before = children()
    outcomes = take_from(mbox(tmp_path / "inbox.mbox", good("none", 1), good("none", 2)), "wessmere", session="x")
    next(outcomes)
    assert len(children() - before) == 1
    del outcomes
    assert children() == before


def test_it_ends_with_whoever_started_it() -> None:
    program = [sys.executable, "-P", "-m", bounded_reading.PROGRAM]
    process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with process:
        assert process.stdout
        assert process.stdout.read(len(reading_process.READY)) == reading_process.READY
        assert process.poll() is None
    assert process.returncode == 0


def test_a_process_that_dies_is_no_fault_of_the_next_message(monkeypatch: pytest.MonkeyPatch) -> None:
    with BoundedReader() as reader:
        with pytest.raises(NotRead):
            reader.read([BEYOND_LIMITS["text that takes much memory"]])
        monkeypatch.setattr(bounded_reading, "PROGRAM", "proviso.disclosure.that_there_is_not")
        with pytest.raises(ReadingNotStarted, match="it ended at once"):
            reader.read([b"Subject: x\n\n"])


def test_what_a_busy_machine_hands_on_slowly_is_read_all_the_same() -> None:
    def slowly() -> Iterator[bytes]:
        for piece in (b"Subject: the ", b"slow", b" one\n\nwords"):
            yield piece
            time.sleep(0.7)

    with BoundedReader() as reader:
        assert reader.read(slowly()).subject == "the slow one"
