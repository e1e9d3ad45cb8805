"""A message divided into its parts as it is read (RFC 5322, 2045, 2046). Standard library.

Line by line, and nothing of it is held but what can be shown: of each part the headers that are used, each up to a
length; of text so much; of anything else its size. Too many parts, or parts too deep in one another, are refused.
"""

import io
import re
from binascii import a2b_qp
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import Message
from enum import StrEnum
from typing import BinaryIO

from proviso.disclosure.message_digest import Digest
from proviso.disclosure.message_headers import CONTENT_HEADERS, MESSAGE_HEADERS, Headers
from proviso.disclosure.outside_parts import Outside

LIMIT_OF_PARTS = 1_000
LIMIT_OF_DEPTH = 200
LONGEST_READ = 2 * 1024 * 1024
"""How many bytes of text are looked at in all the parts of a message together."""

LONGEST_LINE = 64 * 1024
"""How many characters of a message are held at once, about. A longer line is read in pieces."""

LONGEST_BOUNDARY = 200

ENCLOSED = frozenset({"message/rfc822", "message/global"})
SHOWN = frozenset({"text/plain", "text/html"})
REPORTED = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/global-disposition-notification",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global-headers",
    }
)
"""What mail servers report in, which is read whether it is attached or not."""

MALFORMED = (ValueError, LookupError, TypeError, AttributeError, AssertionError, MessageError, RecursionError)
"""What the standard library raises over headers that break the rules, by public reports of it: a continuation without
its number (TypeError), an encoding that there is not (LookupError), a number too long (ValueError), brackets without
end (RecursionError)."""


class Limit(StrEnum):
    """Why a message was not read."""

    PARTS = "parts"
    DEPTH = "depth"
    COST = "cost"


class NotRead(Exception):
    """A message is beyond a limit. Says which, and nothing of the message."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.value)
        self.limit = limit


@dataclass(slots=True)
class Part:
    """One part: its headers; its transfer encoding, in small letters; the parts in it where it is a container; its
    text where that is looked at. `cut` says that there was more text than is looked at. `before` and `after` are what
    a container has before its first part and after its last. `whole` says that it is the message, and no part of one.
    """

    headers: Message
    encoding: str
    inner: "list[Part]" = field(default_factory=list)
    text: bytearray = field(default_factory=bytearray)
    cut: bool = False
    measured: int = 0
    last: str = ""
    digest: Digest = field(default_factory=Digest)
    before: Outside = field(default_factory=Outside)
    after: Outside = field(default_factory=Outside)
    whole: bool = False

    @property
    def attached(self) -> bool:
        """Whether it is meant to be saved rather than shown (RFC 2183, 2). What says that it is to be shown is no
        attachment for having a name, and neither is all that a message holds."""
        try:
            disposition = self.headers.get_content_disposition()
            named = self.headers.get_filename() is not None
        except MALFORMED:
            return True
        return disposition == "attachment" or (named and disposition != "inline" and not self.whole)

    @property
    def size(self) -> int:
        """How many bytes it has once its transfer encoding is undone."""
        return self.measured * 6 // 8 if self.encoding == "base64" else self.measured


def divide(stream: BinaryIO) -> Part:
    """The parts of a message. Raises NotRead."""
    division = _Division()
    first = True
    for block, begins in _blocks(stream):
        if division.took_as_body(block, begins=begins):
            continue
        for line, starts in _lines(block, begins=begins):
            told = line.removeprefix(_BYTE_ORDER_MARK) if first else line
            first = first and (not told.strip("\r\n") or told.startswith("From "))
            if not first:
                division.take(told, begins=starts)
    return division.whole()


_BYTE_ORDER_MARK = b"\xef\xbb\xbf".decode("ascii", "surrogateescape")


def _blocks(stream: BinaryIO) -> Iterator[tuple[str, bool]]:
    """The message in blocks that end where a line ends, if that is not too far, and whether a line begins with each."""
    text = io.TextIOWrapper(stream, encoding="ascii", errors="surrogateescape", newline="")
    begins = True
    while block := text.read(LONGEST_LINE):
        block += text.readline(LONGEST_LINE)
        yield block, begins
        begins = block[-1] in "\r\n"
    text.detach()


def _lines(block: str, *, begins: bool) -> Iterator[tuple[str, bool]]:
    """Each line of a block with its ending, whichever it is, and whether it is the beginning of one."""
    for line in io.StringIO(block, newline=""):
        yield line, begins
        begins = True


class _Division:
    """Where the reading of a message stands: which containers are open, and which part a line belongs to."""

    def __init__(self) -> None:
        self.root: Part | None = None
        self.open: list[Part] = []
        self.boundaries: dict[str, int] = {}
        self.headers: Headers | None = Headers(MESSAGE_HEADERS, "text/plain")
        self.part: Part | None = None
        self.ended: Part | None = None
        self.keeps = False
        self.number = 1
        self.read = 0

    def took_as_body(self, block: str, *, begins: bool) -> bool:
        """Whether a block was taken at once: it lies in the body of one part, and no boundary can be in it."""
        if self.part is None or (begins and block.startswith("--")) or "\n--" in block or "\r--" in block:
            return False
        self._take_body(self.part, block)
        return True

    def take(self, line: str, *, begins: bool) -> None:
        """Take a line, or a piece of one."""
        if begins and line.startswith("--") and self._divided(line):
            return
        if self.part is not None:
            self._take_body(self.part, line)
        elif self.headers is not None:
            self._take_header(line, begins=begins)
        elif self.ended is not None:
            self.ended.after.add(line)

    def whole(self) -> Part:
        """The message, once all of it was taken."""
        while self.headers is not None:
            self._end_headers()
        assert self.root is not None  # noqa: S101  whatever has headers, or none, is a part
        return self.root

    def _divided(self, line: str) -> bool:
        """Whether a line is the boundary of an open container, the outermost first; if so, turn to what follows it."""
        told = line.rstrip(" \t\r\n")[2:]
        ends = told not in self.boundaries
        level = self.boundaries.get(told.removesuffix("--") if ends else told)
        if level is None or (ends and not told.endswith("--")):
            return False
        while self.headers is not None:
            self._end_headers()
        if self.part is not None:
            last = self.part.last  # its ending belongs to the boundary that follows
            self.part.measured -= 2 if last == "\r\n" else last[-1:] in _ENDS
        self.boundaries = {name: at for name, at in self.boundaries.items() if at < level + (not ends)}
        self.ended = self.open[level] if ends else None
        del self.open[level + (not ends) :]
        self.part = None
        if not ends:
            digest = self.open[-1].headers.get_content_type() == "multipart/digest"
            self._begin("message/rfc822" if digest else "text/plain", CONTENT_HEADERS)
        return True

    def _begin(self, kind: str, names: frozenset[str]) -> None:
        """Begin a part within the innermost container."""
        self.number += 1
        if self.number > LIMIT_OF_PARTS:
            raise NotRead(Limit.PARTS)
        self.headers, self.part = Headers(names, kind), None

    def _end_headers(self) -> None:
        """Turn to the body of a part, which may be parts again."""
        assert self.headers is not None  # noqa: S101  asked by whoever calls
        headers = self.headers.message()
        encoding = str(headers.get("content-transfer-encoding", "")).strip().lower()
        part = Part(headers, encoding, whole=self.root is None)
        if self.root is None:
            self.root = part
        else:
            self.open[-1].inner.append(part)
        self.headers, self.part = None, part
        kind = headers.get_content_type()
        self.keeps = kind in REPORTED or (kind in SHOWN and not part.attached)
        boundary = _boundary(headers) if kind.startswith("multipart/") else ""
        if boundary:
            self._enter(part)
            self.boundaries.setdefault(boundary, len(self.open) - 1)
        elif kind in ENCLOSED and part.encoding not in _ENCODED:
            self._enter(part)
            self._begin("text/plain", MESSAGE_HEADERS)

    def _enter(self, container: Part) -> None:
        self.open.append(container)
        if len(self.open) > LIMIT_OF_DEPTH:
            raise NotRead(Limit.DEPTH)

    def _take_header(self, line: str, *, begins: bool) -> None:
        if begins and not line.strip("\r\n"):
            self._end_headers()
        elif self.headers is not None and not self.headers.take(line, begins=begins):
            self._end_headers()
            self.take(line, begins=begins)

    def _take_body(self, part: Part, text: str) -> None:
        """Take lines of a body, or a piece of one."""
        part.digest.add(text.encode("ascii", "surrogateescape"))
        if self.open and part is self.open[-1]:
            part.before.add(text)
        if part.encoding == "base64":
            part.measured += len(text) - sum(map(text.count, "\r\n= \t"))
        elif part.encoding == "quoted-printable":
            part.measured += len(a2b_qp(text.encode("ascii", "surrogateescape")))
            part.last = text[-2:]
        else:
            part.measured += len(text)
            part.last = text[-2:]
        if self.keeps and not part.cut:
            fits = text[: LONGEST_READ - self.read]
            self.read += len(fits)
            # Where lines end with a carriage return alone, what decodes text does not see an end.
            ended = _RETURN_ALONE.sub("\n", fits)
            part.text += ended.encode("ascii", "surrogateescape")
            part.cut = len(fits) < len(text)


_RETURN_ALONE = re.compile(r"\r(?!\n)")
_ENDS = frozenset("\r\n")
_ENCODED = frozenset({"base64", "quoted-printable"})


def _boundary(headers: Message) -> str:
    try:
        boundary = headers.get_boundary() or ""
    except MALFORMED:
        return ""
    return boundary if len(boundary) <= LONGEST_BOUNDARY else ""
