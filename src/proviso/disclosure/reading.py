"""Reading a message that somebody else wrote: what can be shown of it as text, and what it names. No Django.

Nothing is opened, run or fetched: an attachment is its name, its kind and its size; HTML becomes its text; what is
encrypted says so. A message that breaks the rules still gives something to look at, unless it is beyond a limit.
`bounded_reading` has this done in a process of its own, of bounded time and memory.
"""

import email.header
import io
import re
from collections.abc import Iterator
from email.message import Message
from hashlib import sha256
from typing import BinaryIO

from proviso.disclosure.arrived import Arrived as Arrived
from proviso.disclosure.arrived import Enclosed
from proviso.disclosure.automatic_messages import Looks, nature_of
from proviso.disclosure.message_date import date_of
from proviso.disclosure.message_parts import ENCLOSED, MALFORMED, Part, divide
from proviso.disclosure.message_references import our_message, references
from proviso.disclosure.message_sender import NamedMailbox, mailboxes
from proviso.disclosure.message_text import LONGEST_NAME, Contents, OwnWords, count_of
from proviso.disclosure.shown_characters import Shown
from proviso.disclosure.text_encodings import header_text
from proviso.record.canonical import canonical

LONGEST_TEXT = 20_000
"""How many characters of a message are stored and shown."""

FROM_A_JOURNAL = "It came within a mail server’s journal report, which is not shown"
SENDER_ALONE = "It does not say whom it is from (From), but who sent it (Sender)"
SEVERAL_SENDERS = "It says that it is from several mailboxes"
LOOKS_LIKE_ANOTHER = "The name “{name}” looks like an address, but is none: the address beside it is {address}"


def read_message(raw: bytes) -> Arrived:
    """What a message says, whatever state it is in. Raises NotRead where it is beyond a limit."""
    return read_stream(io.BytesIO(raw))


def read_stream(stream: BinaryIO) -> Arrived:
    """The same of a message that comes bit by bit, and is not held whole. Raises NotRead."""
    root = divide(stream)
    inner = _journalled(root)
    return _Message(inner or root, (FROM_A_JOURNAL,) * (inner is not None)).arrived()


class _Message:
    """One message that was divided, as it is read."""

    def __init__(self, root: Part, notes: tuple[str, ...]) -> None:
        self._root, self._headers = root, root.headers
        self._contents = Contents()
        self._contents.notes |= dict.fromkeys(notes)
        self._words = self._contents.words_of(root)

    def arrived(self) -> Arrived:
        """As it can be shown."""
        headers, words, contents = self._headers, self._words, self._contents
        shown = contents.shown
        senders = _senders(headers, shown)
        subject = _header(headers, "Subject", shown)
        enclosed = tuple(_enclosed(*one, shown) for one in contents.enclosed)
        told = nature_of(self._looks(senders))
        named, candidates, returned = self._names(subject, is_about_ours=told.nature.is_no_reply)
        notes = (*contents.notes, *_notes_on(senders, headers), *shown.notes())
        return Arrived(
            sender=_cut(", ".join(one.address or one.name for one in senders)),
            subject=_cut(subject),
            message_id=_header(headers, "Message-ID")[:LONGEST_NAME],
            dated=date_of(_header(headers, "Date")),
            text=_kept(words.text),
            parts=tuple(contents.parts),
            references=named,
            mailboxes=senders,
            wrote_date=_cut(_header(headers, "Date")),
            notes=tuple(dict.fromkeys(notes)),
            characters=words.characters + sum(words.characters for _, _, words in contents.enclosed),
            many_parts=count_of(self._root),
            other_text=_kept(words.other),
            enclosed=enclosed,
            candidates=candidates,
            nature=told.nature,
            told=told.words,
            returned=returned,
            identity=_identity(self._root),
        )

    def _looks(self, senders: tuple[NamedMailbox, ...]) -> Looks:
        return Looks(
            header=lambda name: _header(self._headers, name) if name in self._headers else None,
            mailboxes=senders,
            report_type=_report_type(self._headers),
            text=self._words.text,
            reports=tuple(self._contents.reports),
        )

    def _names(self, subject: str, *, is_about_ours: bool) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """The cases that it names, what may be others, and our number of the message that it is about."""
        answers = " ".join(_header(self._headers, name) for name in ("In-Reply-To", "References"))
        enclosed = [
            text
            for root, _, words in self._contents.enclosed
            for text in (_header(root.headers, "Message-ID"), *_told_by(root.headers, words))
        ]
        reports = [text for _, text in self._contents.reports]
        own = (answers, subject, self._words.text, self._words.other)
        if is_about_ours and (ours := our_message((*enclosed, *reports, *own))):
            return (ours[0],), (), ours[1]
        return *references((*own, *reports, *enclosed)), ""


def _told_by(headers: Message, words: OwnWords) -> Iterator[str]:
    yield " ".join(_header(headers, name) for name in ("In-Reply-To", "References"))
    yield from (_header(headers, "Subject"), words.text, words.other)


def _journalled(root: Part) -> Part | None:
    """The message in a journal report of a mail server, where a message is one."""
    enclosed = [one for one in root.inner if one.headers.get_content_type() in ENCLOSED and one.inner]
    if len(enclosed) != 1:
        return None
    (message,) = enclosed[0].inner
    if root.headers.get("x-ms-journal-report") is not None:
        return message
    name = _header(message.headers, "Message-ID")
    text = next((bytes(one.text) for one in root.inner if one.text), b"")
    is_report = bool(_JOURNAL.match(text.lstrip())) and bool(name) and name.encode("ascii", "replace") in text
    return message if is_report else None


_JOURNAL = re.compile(rb"(?:sender|from|message-id|recipient|to|subject|on-behalf-of)\s*:", re.IGNORECASE)


def _identity(root: Part) -> str:
    """What is the same for the same message, whatever was written into its headers on the way: of its Message-ID or,
    where it has none, its sender, date and subject, and the digests of its parts. "" where it has neither."""
    named = [_header(root.headers, "Message-ID")]
    if not named[0]:
        named = ["", *(_header(root.headers, name) for name in ("From", "Date", "Subject"))]
        if not named[2]:
            return ""
    digests: list[str] = []
    waiting = [root]
    while waiting:
        one = waiting.pop()
        waiting += reversed(one.inner)
        if not one.inner:
            digests.append(f"{one.headers.get_content_type()} {one.digest.hexadecimal()}")
    return sha256(canonical([*named, *digests])).hexdigest()


def _enclosed(root: Part, called: str, words: OwnWords, shown: Shown) -> Enclosed:
    date = _header(root.headers, "Date")
    other = f"\n\n[Another version of it says otherwise]\n{words.other}" if words.other else ""
    return Enclosed(
        called=called,
        mailboxes=_senders(root.headers, shown),
        subject=_cut(_header(root.headers, "Subject", shown)),
        dated=date_of(date),
        wrote_date=_cut(date),
        text=_kept(f"{words.text}{other}", LONGEST_TEXT // 4),
    )


def _kept(text: str, longest: int = LONGEST_TEXT) -> str:
    return text if len(text) <= longest else f"{text[:longest]}\n[The rest is not kept: it is too long.]"


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"


def _senders(headers: Message, shown: Shown) -> tuple[NamedMailbox, ...]:
    """Whom it says that it is from: each address with the name beside it."""
    name = "From" if _written(headers, "From").strip() else "Sender"
    found = mailboxes(_written(headers, name), lambda text: _decoded(text, shown))
    told = _header(headers, name)
    return found or ((NamedMailbox("", _cut(told)),) if told else ())


def _notes_on(senders: tuple[NamedMailbox, ...], headers: Message) -> Iterator[str]:
    if senders and not _written(headers, "From").strip():
        yield SENDER_ALONE
    if len(senders) > 1:
        yield SEVERAL_SENDERS
    for one in senders:
        if one.name_looks_like_an_address:
            yield LOOKS_LIKE_ANOTHER.format(name=one.name, address=one.address or "not given")


def _report_type(headers: Message) -> str:
    try:
        return str(headers.get_param("report-type", "") or "").lower()
    except MALFORMED:
        return ""


def _written(headers: Message, name: str) -> str:
    """A header as it stands in the message; bytes beyond ASCII as UTF-8 or as Windows writes them."""
    raw = "".join(str(told) for key, told in headers.raw_items() if key.lower() == name.lower())
    if raw.isascii():
        return raw
    return header_text(raw.encode("utf-8", "surrogateescape"), None)


def _header(headers: Message, name: str, shown: Shown | None = None) -> str:
    """A header in one line, whatever encodings it names; characters that are no text become signs that say so."""
    return _decoded(_written(headers, name), shown or Shown())


def _decoded(written: str, shown: Shown) -> str:
    try:
        decoded = email.header.decode_header(written)
    except MALFORMED:
        decoded = [(written, None)]
    told = ""
    before: str | None = None
    for part, charset in decoded:
        # The space between a word that is encoded and one that is not is not among the parts.
        space = " " if (before is None) != (charset is None) else ""
        told += space + (part if isinstance(part, str) else _word(part, charset))
        before = charset
    return shown.line(told)


def _word(part: bytes, charset: str | None) -> str:
    # What stands between encoded words comes as the escapes of Python where it is beyond ASCII.
    return part.decode("raw-unicode-escape") if charset is None else header_text(part, charset)
