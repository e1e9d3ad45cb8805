"""Reading a message that somebody else wrote: what can be shown of it as text, and what it names. No Django.

Nothing is opened, run or fetched: an attachment is its name, its kind and its size; HTML becomes its text; what is
encrypted says so. A message that breaks the rules still gives something to look at, unless it is beyond a limit.
`bounded_reading` has this done in a process of its own, of bounded time and memory.
"""

import codecs
import email.header
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from proviso.disclosure.html_text import text_of
from proviso.disclosure.message_parts import LONGEST_READ, MALFORMED, Part, divide
from proviso.record.canonical import canonical

LONGEST_TEXT = 20_000
"""How many characters of a message are stored and shown."""

MOST_PARTS = 100
"""How many parts are looked at, and how deep in one another."""

DEEPEST = 20
LONGEST_NAME = 200
MOST_REFERENCES = 10

REFERENCE = re.compile(r"(?<![0-9A-Z-])PV-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?![0-9A-Z-])", re.IGNORECASE)
"""Our own reference of a case, which everything that leaves carries. Crockford's letters."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as it can be shown. `dated` is its own date in UTC, where it has one that can be read.

    `parts` are attachments and what could not be shown, in words. `references` are the cases that it names: by what it
    answers, then by its subject, then by its text; each once, and of very many the first.
    """

    sender: str
    subject: str
    message_id: str
    dated: datetime | None
    text: str
    parts: tuple[str, ...]
    references: tuple[str, ...]

    def as_json(self) -> bytes:
        """As it is stored, and passed between processes."""
        return canonical({**asdict(self), "dated": self.dated.isoformat() if self.dated else None})

    @classmethod
    def from_json(cls, stored: bytes) -> "Arrived":
        """The same message again."""
        told = json.loads(stored)
        dated = datetime.fromisoformat(told["dated"]) if told["dated"] else None
        return cls(**{**told, "dated": dated, "parts": tuple(told["parts"]), "references": tuple(told["references"])})


def read_message(raw: bytes) -> Arrived:
    """What a message says, whatever state it is in. Raises NotRead where it is beyond a limit."""
    return read_stream(io.BytesIO(raw))


def read_stream(stream: BinaryIO) -> Arrived:
    """The same of a message that comes bit by bit, and is not held whole. Raises NotRead."""
    root = divide(stream)
    message = root.headers
    texts, parts = _content(root)
    text = "\n\n".join(filter(None, (one.strip() for one in texts)))
    shown = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}\n[The rest is not kept: it is too long.]"
    subject = _header(message, "Subject")
    answers = " ".join(_header(message, name) for name in ("In-Reply-To", "References"))
    return Arrived(
        sender=_sender(message),
        subject=subject[:LONGEST_NAME],
        message_id=_header(message, "Message-ID")[:LONGEST_NAME],
        dated=_dated(message),
        text=shown,
        parts=tuple(parts),
        references=_references(answers, subject, text),
    )


def _references(*told: str) -> tuple[str, ...]:
    found = dict.fromkeys(match.group().upper() for one in told for match in REFERENCE.finditer(one))
    return tuple(found)[:MOST_REFERENCES]


def _header(message: Message, name: str) -> str:
    """A header in one line, whatever encodings it names; characters that are no text become signs that say so."""
    given = message.get(name, "")
    try:
        decoded = email.header.decode_header(given)
    except MALFORMED:
        decoded = [(str(given), None)]
    told = ""
    before: str | None = None
    for part, charset in decoded:
        # The space between a word that is encoded and one that is not is not among the parts.
        space = " " if (before is None) != (charset is None) else ""
        told += space + (part if isinstance(part, str) else _decoded(part, charset))
        before = charset
    return _plain(" ".join(told.split()))


class _Shown(dict[int, str | None]):
    """What is shown of each character: nothing of those that a page or a terminal would obey, else itself.

    Those are controls, and what turns the direction of text.
    """

    TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")

    def __missing__(self, code: int) -> str | None:
        one = chr(code)
        shown = one if one in "\n\t" or (one.isprintable() and one not in self.TURNING) else None
        self[code] = shown
        return shown


def _plain(text: str) -> str:
    """Text as it can be shown."""
    return text.translate(_Shown())


def _sender(message: Message) -> str:
    told = _header(message, "From")
    try:
        name, address = parseaddr(told)
    except MALFORMED:
        name, address = "", ""
    return (address or name or told)[:LONGEST_NAME]


def _dated(message: Message) -> datetime | None:
    try:
        told = parsedate_to_datetime(_header(message, "Date")[:LONGEST_NAME])
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (*MALFORMED, OverflowError):
        return None


def _content(root: Part) -> tuple[list[str], list[str]]:
    """The text of a message, and what else it holds in words."""
    texts: list[str] = []
    parts: list[str] = []
    for number, part in enumerate(_leaves(root)):
        if number == MOST_PARTS:
            parts.append(f"More than {MOST_PARTS} parts: the rest were not looked at")
            break
        kind = part.headers.get_content_type()
        if part.inner:
            parts.append(f"Parts that lie more than {DEEPEST} deep in one another: they were not looked at")
        elif kind in _SEALED:
            parts.append(_SEALED[kind](part))
        elif part.attached or kind not in {"text/plain", "text/html"}:
            parts.append(_named(part))
        else:
            text = _decoded(_payload(part), _charset(part.headers))
            texts.append(_plain(text_of(text) if kind == "text/html" else text.replace("\r\n", "\n")))
            parts += [f"Text beyond {LONGEST_READ:,} bytes: it was not looked at"] * part.cut
    return texts, parts


def _leaves(part: Part, depth: int = 0) -> Iterator[Part]:
    """Each part that is no container, in order. Of alternatives, the plain text where there is one."""
    if not part.inner or depth > DEEPEST:
        yield part
        return
    parts = part.inner
    if part.headers.get_content_type() == "multipart/alternative":
        plain = [one for one in parts if one.headers.get_content_type() == "text/plain"]
        parts = plain[:1] or parts[-1:]
    for one in parts:
        yield from _leaves(one, depth + 1)


def _enveloped(part: Part) -> str:
    try:
        kind = str(part.headers.get_param("smime-type", "") or "")
    except MALFORMED:
        kind = ""
    if kind == "signed-data":
        return "A signed message in one piece (S/MIME): open it in your mail program to read it"
    return "An encrypted message (S/MIME): open it in your mail program, with its key, to read it"


_SEALED: dict[str, Callable[[Part], str]] = {
    "application/pkcs7-mime": _enveloped,
    "application/x-pkcs7-mime": _enveloped,
    "application/pkcs7-signature": lambda _part: "A signature (S/MIME), which was not checked here",
    "application/x-pkcs7-signature": lambda _part: "A signature (S/MIME), which was not checked here",
    "application/pgp-encrypted": lambda _part: "An encrypted message (PGP), which cannot be read here",
    "application/pgp-signature": lambda _part: "A signature (PGP), which was not checked here",
}


def _named(part: Part) -> str:
    try:
        name = part.headers.get_filename() or ""
    except MALFORMED:
        name = ""
    told = _plain(" ".join(str(name).split()))[:LONGEST_NAME]
    kind = _plain(part.headers.get_content_type())[:LONGEST_NAME]
    called = f"“{told}” ({kind}" if told else f"An attachment without a name ({kind}"
    return f"{called}, {part.size:,} bytes): not opened"


def _payload(part: Part) -> bytes:
    """The bytes of a part, as far as its transfer encoding can be undone."""
    part.headers.set_payload(part.text.decode("ascii", "surrogateescape"))
    try:
        told = part.headers.get_payload(decode=True)
    except MALFORMED:
        told = None
    return told if isinstance(told, bytes) else b""


def _charset(headers: Message) -> str | None:
    try:
        return headers.get_content_charset()
    except MALFORMED:
        return None


def _decoded(raw: bytes, charset: str | None) -> str:
    """Bytes as text: in the encoding that is named where they are, else as UTF-8 or as Windows writes it."""
    for named in (charset, "utf-8", "cp1252"):
        try:
            codec = codecs.lookup((named or "utf-8")[:LONGEST_NAME]).name
            if codec not in _NO_ENCODING_OF_MESSAGES:
                return raw.decode(codec)
        except MALFORMED:
            continue
    return raw.decode("latin-1")


_NO_ENCODING_OF_MESSAGES = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
"""Python's own encodings of text that no message is written in, some of which take very long."""
