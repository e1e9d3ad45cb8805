"""Messages in .eml and mbox files, piece by piece: no message is held whole. The files are only read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


def messages_in(path: Path) -> Iterator[FiledMessage]:
    """Each message of a file. Raises FileRefused."""
    with _readable(path):
        with path.open("rb") as file:
            start = file.read(4096)
        size = path.stat().st_size
        bare = start.lstrip(_BEFORE_HEADERS)
        if bare.startswith(b"From "):
            ending = "\r" if b"\r" in start and b"\n" not in start else "\n"
            line = bare.find(ending.encode()) + 1 or len(bare)
            yield from _of_mbox(path, len(start) - len(bare) + line, ending)
            return
    if not _is_message(start):
        raise FileRefused(f"{path} is neither a message (.eml) nor an mbox. Save the message as .eml, and try again.")
    yield FiledMessage(path, 0, size, stuffed=False)


def _of_mbox(path: Path, start: int, ending: str) -> Iterator[FiledMessage]:
    """Each message of an mbox, from the end of its first line.

    Another begins with a line that has an address and a date as `ctime` writes it, and is followed by headers: "From"
    may begin a sentence, and an empty line before it may be missing. Where there is one, whatever stands in the line
    may begin a message, if a header of mail follows: who cuts a message in two is seen, and who joins two is not.
    """
    first, at, held, begins = start, 0, "", True
    pattern = _BEGINS[ending]
    with path.open(encoding="latin-1", newline=ending) as file:
        while block := file.read(PIECE):
            block = held + block + file.readline(PIECE)
            for found in pattern.finditer(block) if "From " in block else ():
                if not found.start() and not begins:
                    continue
                if at + found.start() >= first:
                    yield FiledMessage(path, start, at + found.start(), stuffed=True)
                    start = at + found.end()
            held = _may_begin(block, ending)
            at += len(block) - len(held)
            begins = bool(held) or block.endswith(ending)
    yield FiledMessage(path, start, at + len(held), stuffed=True)


def _may_begin(block: str, ending: str) -> str:
    """The last line of a block where it may begin a message, with an empty one before it: what follows says whether it
    does. An empty line at the end may come before one that does."""
    place = block.rfind(ending, 0, -1) + 1
    last = block[place:]
    if not last.strip("\r\n"):
        return last
    if not (last.startswith("From ") and len(last) < LONGEST_SEPARATOR and last.endswith(ending)):
        return ""
    empty = block.rfind(ending, 0, place - 1) + 1 if place else 0
    return block[empty:] if not block[empty:place].strip("\r\n") else last


LONGEST_SEPARATOR = 1_000
_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ZONE = "(?:[A-Z]{1,5}|[+-][0-9]{4})"
_CLOCK = f"[0-9]{{1,2}} [0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?: {_ZONE})?"
_BEGINS = {
    ending: re.compile(
        rf"(?:(?<={ending}{ending})|(?<={ending}\r{ending})|(?<=\A{ending})|(?<=\A\r{ending}))"
        rf"From [^{ending}]{{1,{LONGEST_SEPARATOR - 10}}}{ending}"
        r"(?=(?:Return-Path|Received|Delivered-To|Message-I[Dd]|M[Ii][Mm][Ee]-Version|Date|From|To|Subject|Sender|Reply-To"
        r"|Status|Content-[A-Za-z-]{1,60}|X-[!-9;-~]{1,100}):)"
        rf"|(?:\A|(?<={ending}))From (?:\"[^\"{ending}]{{0,100}}\")?[^\s\"]{{1,300}} +"
        rf"{_DAY},? {_MONTH} +{_CLOCK} [0-9]{{4}}"
        rf"(?: {_ZONE}| remote from [^{ending}]{{1,200}})?[ \t\r]*{ending}(?=[!-9;-~]{{1,200}}:|>From )"
    )
    for ending in "\r\n"
}
"""Where a message begins, by what lines end with."""

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
