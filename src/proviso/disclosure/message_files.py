"""Messages in .eml and mbox files, piece by piece: no message is held whole. The files are only read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PIECE = 64 * 1024
"""How many bytes are held at once, about."""


class FileRefused(Exception):
    """The file is no message and no mbox, or cannot be read; the words say what to do."""


@dataclass(frozen=True, slots=True)
class FiledMessage:
    """A message in a file, from one byte to another. In an mbox, a line that would begin a message is stuffed."""

    path: Path
    start: int
    end: int
    stuffed: bool

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.end - self.start

    def pieces(self) -> Iterator[bytes]:
        """The message, piece by piece. Raises FileRefused."""
        with _readable(self.path), self.path.open("rb") as file:
            file.seek(self.start)
            left, begins = self.size, True
            while left and (piece := file.read(min(left, PIECE))):
                piece += file.readline(min(left - len(piece), PIECE))  # to the end of a line, for what is stuffed
                left -= len(piece)
                yield _unstuffed(piece, begins=begins) if self.stuffed else piece
                begins = piece.endswith(b"\n")

    def message_id(self) -> str:
        """Its Message-ID, where it has one that is no more than an identifier; else nothing. Raises FileRefused."""
        start = next(self.pieces(), b"").lstrip(_BEFORE_HEADERS)
        headers = _END_OF_HEADERS.split(start, maxsplit=1)[0]
        found = _MESSAGE_ID.search(headers)
        return found.group(1).decode("ascii") if found else ""


_BEFORE_HEADERS = b"\r\n\xef\xbb\xbf"
"""Ends of lines, and a byte order mark."""

_END_OF_HEADERS = re.compile(rb"\r\n\r\n|\n\n|\r\r")
_MESSAGE_ID = re.compile(rb"(?:\A|[\r\n])message-id:\s*+(<[!-;=?-~]{1,198}>)", re.IGNORECASE)


class Digest:
    """SHA-256 of a message: the same whichever way its lines end, in whichever file it came."""

    def __init__(self) -> None:
        self._sum = sha256()
        self._begun = False
        self._ends = 0
        self._left = b""

    def reading(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The same pieces, looked at as they pass."""
        for piece in pieces:
            self._add(piece)
            yield piece

    def hexadecimal(self) -> str:
        """Of all that was read. Ends of lines at either end of the message do not count."""
        self._add(b"", last=True)
        return self._sum.hexdigest()

    def _add(self, piece: bytes, *, last: bool = False) -> None:
        piece = self._left + piece
        self._left = b"\r" if piece.endswith(b"\r") and not last else b""
        told = piece.removesuffix(self._left).replace(b"\r\n", b"\n")
        told = told if self._begun else told.lstrip(b"\n")
        text = told.rstrip(b"\n")
        if text:
            self._begun = True
            for done in range(0, self._ends, PIECE):
                self._sum.update(b"\n" * min(PIECE, self._ends - done))
            self._ends = 0
            self._sum.update(text)
        self._ends += (len(told) - len(text)) * self._begun


def messages_in(path: Path) -> Iterator[FiledMessage]:
    """Each message of a file. Raises FileRefused."""
    with _readable(path):
        with path.open("rb") as file:
            start = file.read(4096)
        size = path.stat().st_size
        if start.startswith(b"From "):
            yield from _of_mbox(path, "\r" if b"\r" in start and b"\n" not in start else "\n")
            return
    if not _is_message(start):
        raise FileRefused(f"{path} is neither a message (.eml) nor an mbox. Save the message as .eml, and try again.")
    yield FiledMessage(path, 0, size, stuffed=False)


def _of_mbox(path: Path, ending: str) -> Iterator[FiledMessage]:
    """Each message of an mbox. One begins only after an empty line, and with a year: "From" may begin a sentence."""
    start = at = 0
    before = ending  # stands for what precedes a block: an empty line, another, or the beginning of a line
    with path.open(encoding="latin-1", newline=ending) as file:
        while block := file.read(PIECE):
            block += file.readline(PIECE)
            for found in _BEGINS[ending].finditer(before + block) if "From " in block else ():
                if begins := at + found.start(1) - len(before):
                    yield FiledMessage(path, start, begins, stuffed=True)
                start = at + found.end() - len(before)
            at += len(block)
            before = _what_precedes(block, ending)
    yield FiledMessage(path, start, at, stuffed=True)


def _what_precedes(block: str, ending: str) -> str:
    if not block.endswith(ending):
        return "x"
    last = block[block.rfind(ending, 0, -1) + 1 :]
    return f"x{ending}" if last.strip() else ending


_BEGINS = {
    ending: re.compile(
        rf"(?<![^{ending}])[^\S{ending}]*+{ending}(From [^{ending}]*[0-9]{{4}}[^\S{ending}]*(?:{ending}|\Z))"
    )
    for ending in "\r\n"
}
"""Where a message begins: after an empty line, by what lines end with."""

_STUFFED = re.compile(rb"(?<=[\r\n])>(>*+From )")


def _unstuffed(piece: bytes, *, begins: bool) -> bytes:
    if b">From " not in piece:
        return piece
    return _STUFFED.sub(rb"\1", b"\n" + piece)[1:] if begins else _STUFFED.sub(rb"\1", piece)


def _is_message(start: bytes) -> bool:
    """Whether a file begins as a message does: with a header."""
    name, colon, _ = start.lstrip(_BEFORE_HEADERS).partition(b":")
    return bool(colon) and bool(name) and all(33 <= byte <= 126 for byte in name)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileRefused(f"{path} cannot be read: {error.strerror}.") from error
