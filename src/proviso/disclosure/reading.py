"""Reading a message that somebody else wrote: what can be shown of it as text, and what it names. Standard library.

Nothing is opened, run or fetched: an attachment is its name, its kind and its size; HTML becomes its text; what is
encrypted says so. A message that breaks every rule still gives something to look at.
"""

import email
import email.errors
import email.header
import email.policy
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

LONGEST_TEXT = 20_000
"""How many characters of a message are kept and shown."""

MOST_PARTS = 100
LONGEST_NAME = 200

REFERENCE = re.compile(r"(?<![0-9A-Z-])PV-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?![0-9A-Z-])", re.IGNORECASE)
"""Our own reference of a case, which everything that leaves carries. Crockford's letters."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as it can be shown. `dated` is its own date in UTC, where it has one that can be read.

    `parts` are attachments and what could not be shown, in words. `references` are the cases that it names: by what it
    answers, then by its subject, then by its text; each once.
    """

    sender: str
    subject: str
    message_id: str
    dated: datetime | None
    text: str
    parts: tuple[str, ...]
    references: tuple[str, ...]


def read_message(raw: bytes) -> Arrived:
    """What a message says, whatever state it is in."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    texts, parts = _content(message)
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
    return tuple(dict.fromkeys(found.upper() for one in told for found in REFERENCE.findall(one)))


def _header(message: Message, name: str) -> str:
    """A header in one line, whatever encodings it names; characters that are no text become signs that say so."""
    given = message.get_all(name) or [""]
    try:
        decoded = email.header.decode_header(given[0])
    except (email.errors.HeaderParseError, ValueError, AttributeError):
        decoded = [(str(given[0]), None)]
    told = "".join(part if isinstance(part, str) else _decoded(part, charset) for part, charset in decoded)
    return _plain(" ".join(told.split()))


def _plain(text: str) -> str:
    """Text without characters that a page or a terminal would obey: controls, and what turns the direction of text."""
    kept = "".join(one for one in text if one in "\n\t" or (one.isprintable() and one not in _TURNING))
    return kept.encode("utf-8", "replace").decode()


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def _sender(message: Message) -> str:
    name, address = parseaddr(_header(message, "From"))
    return (address or name or _header(message, "From"))[:LONGEST_NAME]


def _dated(message: Message) -> datetime | None:
    try:
        told = parsedate_to_datetime(_header(message, "Date"))
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


def _content(message: Message) -> tuple[list[str], list[str]]:
    """The text of a message, and what else it holds in words."""
    texts: list[str] = []
    parts: list[str] = []
    for number, part in enumerate(_leaves(message)):
        if number == MOST_PARTS:
            parts.append(f"More than {MOST_PARTS} parts: the rest were not looked at")
            break
        kind = part.get_content_type()
        attached = part.get_content_disposition() == "attachment" or part.get_filename() is not None
        if kind in _SEALED:
            parts.append(_SEALED[kind](part))
        elif attached or kind not in {"text/plain", "text/html"}:
            parts.append(_named(part))
        else:
            text = _decoded(_payload(part), part.get_content_charset())
            texts.append(_plain(_without_markup(text) if kind == "text/html" else text.replace("\r\n", "\n")))
    return texts, parts


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """Each part that is no container, in order. Of alternatives, the plain text where there is one."""
    # Asked of a part that is no container, the payload would be decoded, and that fails for some names of encodings.
    inner = message.get_payload() if message.is_multipart() else None
    if not isinstance(inner, list) or depth > 20:
        yield message
        return
    parts = [one for one in inner if isinstance(one, Message)]
    if message.get_content_type() == "multipart/alternative":
        plain = [one for one in parts if one.get_content_type() == "text/plain"]
        parts = plain[:1] or parts[-1:]
    for part in parts:
        yield from _leaves(part, depth + 1)


def _enveloped(part: Message) -> str:
    kind = str(part.get_param("smime-type", "") or "")
    if kind == "signed-data":
        return "A signed message in one piece (S/MIME): open it in your mail program to read it"
    return "An encrypted message (S/MIME): open it in your mail program, with its key, to read it"


_SEALED: dict[str, Callable[[Message], str]] = {
    "application/pkcs7-mime": _enveloped,
    "application/x-pkcs7-mime": _enveloped,
    "application/pkcs7-signature": lambda _part: "A signature (S/MIME), which was not checked here",
    "application/x-pkcs7-signature": lambda _part: "A signature (S/MIME), which was not checked here",
    "application/pgp-encrypted": lambda _part: "An encrypted message (PGP), which cannot be read here",
    "application/pgp-signature": lambda _part: "A signature (PGP), which was not checked here",
}


def _named(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (UnicodeError, ValueError, LookupError):
        name = ""
    told = _plain(" ".join(str(name).split()))[:LONGEST_NAME]
    size = len(_payload(part))
    called = (
        f"“{told}” ({part.get_content_type()}" if told else f"An attachment without a name ({part.get_content_type()}"
    )
    return f"{called}, {size:,} bytes): not opened"


def _payload(part: Message) -> bytes:
    """The bytes of a part, as far as its transfer encoding can be undone."""
    try:
        told = part.get_payload(decode=True)
    except (ValueError, AssertionError, LookupError):
        told = None
    return told if isinstance(told, bytes) else b""


def _decoded(raw: bytes, charset: str | None) -> str:
    """Bytes as text: in the encoding that is named where they are, else as UTF-8 or as Windows writes it."""
    for codec in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(codec or "utf-8")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return raw.decode("latin-1")


class _Text(HTMLParser):
    """Collects the text of HTML: no script, no style, a line for each block."""

    SILENT = frozenset({"script", "style", "head", "title", "template"})
    BLOCKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "hr"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line, or a part that nobody reads."""
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.told.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a part that nobody reads, or a line."""
        self.silent = max(0, self.silent - (tag in self.SILENT))
        if tag in self.BLOCKS:
            self.told.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if not self.silent:
            self.told.append(data)


def _without_markup(text: str) -> str:
    reader = _Text()
    try:
        reader.feed(text)
        reader.close()
        told = "".join(reader.told)
    except (AssertionError, ValueError):
        told = html.unescape(re.sub(r"<[^>]*>", " ", text))
    lines = (" ".join(line.split()) for line in told.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
