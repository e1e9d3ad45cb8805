"""Messages of .eml and mbox files, piece by piece, and the digest by which one is known."""

import re
import tracemalloc
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from proviso.disclosure import message_files
from proviso.disclosure.message_digest import Digest
from proviso.disclosure.message_files import FileRefused, messages_in

BEGINS = b"From x@unit.example Sun Nov 22 02:00:00 2026\n"


def texts(path: Path) -> list[bytes]:
    return [b"".join(message.pieces()) for message in messages_in(path)]


@given(st.lists(st.sampled_from([b"a", b"\r", b"\n", b"\r\n", b"\n\n", b""]), max_size=30))
def test_a_digest_is_the_same_however_the_message_comes_in_pieces(pieces: list[bytes]) -> None:
    digest = Digest()
    passed = b"".join(digest.reading(iter(pieces)))
    assert passed == b"".join(pieces)
    assert digest.hexadecimal() == sha256(passed.replace(b"\r\n", b"\n").strip(b"\n")).hexdigest()


@pytest.mark.parametrize("piece", [16, 64 * 1024])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_an_mbox_is_divided_where_messages_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, ending: bytes
) -> None:
    monkeypatch.setattr(message_files, "PIECE", max(piece, len(BEGINS) + 1))
    first = b"Subject: a\n\nFirst.\n>From a file\n>>From b\n\nFrom 2019 on\nFrom the file it is clear.\n\n"
    path = tmp_path / "inbox"
    path.write_bytes((BEGINS + first + BEGINS + b"Subject: b\n\nx\n").replace(b"\n", ending))
    unstuffed = first.replace(b"\n>From", b"\nFrom").replace(b"\n>>From", b"\n>From")
    assert texts(path) == [one.replace(b"\n", ending) for one in (unstuffed, b"Subject: b\n\nx\n")]


LINES = st.sampled_from(
    [
        BEGINS, BEGINS.strip(), b"From you \r\n", b"From you\n", b"From 2026", b"\n", b"\r\n", b" \n", b"a\n",
        b"B: c\n",
        b"Date: c\n", b">From b\n",
    ]
)  # fmt: skip


def slowly(raw: bytes) -> list[bytes]:
    messages: list[bytes] = []
    lines = re.findall(rb"[^\n]*\n|[^\n]+", raw)
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else b""
        headers = re.match(rb"[!-9;-~]+:|>From ", after)
        separates = re.fullmatch(rb"From x@unit.example Sun Nov 22 02:00:00 2026\s*", line) and headers
        if lines[number - 1].strip(b"\r\n") == b"" and re.fullmatch(rb"From [^\n]+\n", line):
            separates = separates or re.match(rb"Date:", after)
        if not number or separates:
            messages.append(b"")
        else:
            messages[-1] += line[1:] if re.match(b">+From ", line) else line
    return messages


@given(st.lists(LINES, max_size=20), st.sampled_from([64, 100, 64 * 1024]))
def test_an_mbox_is_divided_as_a_slow_reader_divides_it(lines: list[bytes], piece: int) -> None:
    raw = BEGINS + b"".join(lines)
    assume(all(len(line) < piece for line in raw.splitlines(keepends=True)))  # a longer one begins no message
    with NamedTemporaryFile(suffix=".mbox") as file, pytest.MonkeyPatch.context() as patch:
        Path(file.name).write_bytes(raw)
        patch.setattr(message_files, "PIECE", piece)
        assert texts(Path(file.name)) == slowly(raw)


@pytest.mark.parametrize(
    "separator",
    [
        'From "desk@receiving-unit.example" Mon Nov 30 01:00:00 2026',  # as readpst of libpst writes it
        "From d@x",
        "From desk@unit.example Mon, 30 Nov 2026 01:00:00 +0000",
        "From desk@unit.example 2026-11-30T01:00:00Z",
        "From The Disclosure Desk Mon Nov 30 01:00:00 2026",
        "From desk@unit.example Mon Nov 30 1:00:00 2026",
        "From desk@unit.example Mon Nov 30 01:00:00 2026 GMT Standard Time",
        "From desk@unit.example Llun Tach 30 01:00:00 2026",
    ],
)
@pytest.mark.parametrize("piece", [100, 64 * 1024])
def test_no_message_is_joined_to_another_whatever_its_first_line_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, separator: str, piece: int
) -> None:
    monkeypatch.setattr(message_files, "PIECE", piece)
    for padding in range(70):
        first, second = f"Subject: a\n\n{'x' * padding}\n\n".encode(), b"Received: by b\nSubject: b\n\ny\n"
        path = tmp_path / "inbox"
        path.write_bytes(b"\n".join([separator.encode(), first + separator.encode(), second]))
        assert texts(path) == [first, second]


def test_a_line_without_end_is_not_held_whole_and_begins_no_message(tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(BEGINS + b"\n" + b"x" * (message_files.PIECE - 1) + b"From 2026" + b"y" * 20_000_000)
    tracemalloc.start()
    sizes = [sum(len(piece) for piece in message.pieces()) for message in messages_in(path)]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sizes == [message_files.PIECE + 20_000_009]
    assert most < 1_000_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"Subject: x\r\nMESSAGE-ID:\r\n <1@x>\r\n\r\n", "<1@x>"),
        (b"\xef\xbb\xbfMessage-ID: <1@x>\n\n", "<1@x>"),
        (b"a: b\rMessage-ID: <1@x>\r\r", "<1@x>"),
        (b"Subject: x\n\nMessage-ID: <1@x>\n", ""),
        (b"Message-ID: <\x1b[2J@x>\n\n", ""),
        (b"Message-ID: <" + b"x" * 300 + b">\n\n", ""),
        (b"Message-ID: " + b" " * 100_000 + b"\n\n", ""),
        (b"X-Message-ID: <1@x>\n\n", ""),
    ],
)
def test_the_message_id_is_had_without_reading_the_message(tmp_path: Path, text: bytes, found: str) -> None:
    (path := tmp_path / "one.eml").write_bytes(text)
    (message,) = messages_in(path)
    assert (message.message_id(), message.size) == (found, len(text))


def test_a_file_that_goes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    (path := tmp_path / "one.eml").write_bytes(b"Subject: x\n\n")
    (message,) = messages_in(path)
    path.unlink()
    with pytest.raises(FileRefused, match=r"one\.eml cannot be read: No such file"):
        list(message.pieces())
