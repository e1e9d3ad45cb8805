"""What the parts of a message hold: its text, what it encloses, and in words what could not be shown. No Django.

Nothing is opened, run or fetched. Of several versions of a text none is lost: where one says what the shown one does
not, both are shown.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message

from proviso.disclosure.alternative_texts import Version, chosen
from proviso.disclosure.html_text import read_html
from proviso.disclosure.message_parts import ENCLOSED, LONGEST_READ, MALFORMED, REPORTED, SHOWN, Part
from proviso.disclosure.shown_characters import Shown, plain
from proviso.disclosure.text_encodings import decoded, named_in_html

MOST_PARTS = 100
"""How many parts are looked at, and how deep in one another."""

DEEPEST = 20
MOST_ENCLOSED = 20
LONGEST_NAME = 200

NOT_WHOLE = "Part of its text is not in the encoding for transport that it names (base64): it may not be whole"
NOT_CHECKED = "Signed; not checked. Whether the signature is the sender’s was not looked at here"
HTML_SHOWN = "Its plain text says less than its HTML: the HTML is shown"
HTML_ALONE = "Its plain text is empty: the HTML is shown"
BOTH_SHOWN = "It was sent in versions that say different things: each is shown"
OUTSIDE_PARTS = (
    "It has text before its first part or after its last, where mail programs show none, and neither is it shown here: "
    "to read it, open the message’s file as plain text"
)
SENT_AS = {"text/plain": "plain text", "text/html": "HTML"}


@dataclass(slots=True)
class OwnWords:
    """One message's own words: its text, other versions of it, and how many characters there are of both."""

    text: str = ""
    other: str = ""

    @property
    def characters(self) -> int:
        """How many."""
        return len(self.text) + len(self.other)


@dataclass(slots=True)
class Contents:
    """What is read of a message as its parts are gone through."""

    shown: Shown = field(default_factory=Shown)
    parts: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    reports: list[tuple[str, str]] = field(default_factory=list)
    enclosed: list[tuple[Part, str, OwnWords]] = field(default_factory=list)
    looked_at: int = 0
    all_named: bool = True

    def words_of(self, root: Part) -> OwnWords:
        """The text of a message; what it encloses is read too, and stands in `enclosed`."""
        others: list[str] = []
        texts = [one.strip() for one in self._texts(root, 0, others)]
        return OwnWords("\n\n".join(filter(None, texts)), "\n\n".join(others))

    def _texts(self, part: Part, depth: int, others: list[str]) -> Iterator[str]:
        if not part.inner or depth > DEEPEST:
            yield from self._leaf(part)
            return
        if part.before.tells or part.after.tells:
            self.notes[OUTSIDE_PARTS] = None
        kind = part.headers.get_content_type()
        if kind in ENCLOSED:
            self._enclose(part, depth)
        elif kind == "multipart/alternative":
            yield self._version(part, depth, others)
        else:
            self._note_signature(part)
            for one in part.inner:
                yield from self._texts(one, depth + 1, others)

    def _enclose(self, part: Part, depth: int) -> None:
        (root,) = part.inner
        others: list[str] = []
        place = len(self.enclosed)
        words = OwnWords()
        if place < MOST_ENCLOSED:
            self.enclosed.append((root, name_of(part), words))
        texts = [one.strip() for one in self._texts(root, depth + 1, others)]
        words.text, words.other = "\n\n".join(filter(None, texts)), "\n\n".join(others)
        if place >= MOST_ENCLOSED:
            self.notes[f"It encloses more than {MOST_ENCLOSED} messages: the rest are not shown"] = None

    def _version(self, part: Part, depth: int, others: list[str]) -> str:
        """The version that is shown of several; what says otherwise goes with the others."""
        versions = []
        for one in part.inner:
            texts = [text.strip() for text in self._texts(one, depth + 1, others)]
            if texts:
                versions.append(Version("\n\n".join(filter(None, texts)), _sent_as(one), _size(one)))
        if not versions:
            return ""
        choice = chosen(versions)
        if choice.otherwise:
            self.notes[BOTH_SHOWN] = None
            others += [f"As {one.sent_as}:\n{one.text}" for one in choice.otherwise]
        for less in choice.no_more:
            if less.sent_as == "plain text" and choice.shown.sent_as == "HTML":
                self.notes[HTML_SHOWN if less.text else HTML_ALONE] = None
            self.parts.append(f"The same as {less.sent_as} ({less.size:,} bytes): it says no more than what is shown")
        return choice.shown.text

    def _note_signature(self, part: Part) -> None:
        if part.headers.get_content_type() == "multipart/signed":
            self.notes[NOT_CHECKED] = None

    def _leaf(self, part: Part) -> Iterator[str]:
        self.looked_at += 1
        if self.looked_at > MOST_PARTS:
            if self.looked_at == MOST_PARTS + 1:
                self.parts.append(f"More than {MOST_PARTS} parts: the rest were not looked at")
            return
        kind = part.headers.get_content_type()
        if part.inner:
            self.parts.append(f"Parts that lie more than {DEEPEST} deep in one another: they were not looked at")
        elif sealed := _sealed(part, kind):
            self.parts.append(sealed)
            if sealed.startswith(("A signature (", "A signed ")):
                self.notes[NOT_CHECKED] = None
        elif kind in REPORTED:
            self.reports.append((kind, plain(self._decoded(part))))
            self.parts.append(f"{_called(part)}: a mail server’s report, which was read")
        elif part.attached or kind not in SHOWN:
            self.parts.append(f"{_called(part)}: not opened")
        else:
            yield self._text(part, kind)

    def _text(self, part: Part, kind: str) -> str:
        text = self._decoded(part)
        if part.cut:
            self.parts.append(f"Text beyond {LONGEST_READ:,} bytes: it was not looked at")
        if kind == "text/html":
            read = read_html(text)
            self.notes |= dict.fromkeys(read.notes)
            text = read.text
        if text.lstrip().startswith("-----BEGIN PGP SIGNED MESSAGE-----"):
            self.notes[NOT_CHECKED] = None
        return self.shown.text(text)

    def _decoded(self, part: Part) -> str:
        raw = payload(part)
        if part.encoding == "base64" and _NOT_BASE64.search(part.text):
            self.notes[NOT_WHOLE] = None
        named = _charset(part.headers)
        if named is None and part.headers.get_content_type() == "text/html":
            named = named_in_html(raw)
        text, notes = decoded(raw, named)
        self.notes |= dict.fromkeys(notes)
        return text


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]|=\s*[A-Za-z0-9+/]")


def count_of(part: Part) -> int:
    """How many parts a message consists of that are no containers."""
    many, waiting = 0, [part]
    while waiting:
        one = waiting.pop()
        waiting += one.inner
        many += not one.inner
    return many


def _size(part: Part) -> int:
    """How many bytes of text a version has."""
    if part.inner:
        return sum(map(_size, part.inner))
    return part.size if part.headers.get_content_type() in SHOWN else 0


def _sent_as(part: Part) -> str:
    """What a version was sent as."""
    while part.inner:
        part = next((one for one in part.inner if one.headers.get_content_type() in SHOWN), part.inner[0])
    return SENT_AS.get(part.headers.get_content_type(), "another version")


def _enveloped(part: Part) -> str:
    try:
        kind = str(part.headers.get_param("smime-type", "") or "")
    except MALFORMED:
        kind = ""
    if kind == "signed-data":
        return "A signed message in one piece (S/MIME): open it in your mail program to read it"
    return "An encrypted message (S/MIME): open it in your mail program, with its key, to read it"


def _signature(_part: Part) -> str:
    return "A signature (S/MIME), which was not checked here"


def _of_outlook(_part: Part) -> str:
    return "What Outlook packed its message into (winmail.dat), maybe with all its text: open it in Outlook to read it"


def _protected(_part: Part) -> str:
    return "A message that only its recipients may read (Microsoft): open it in your mail program to read it"


def _sealed(part: Part, kind: str) -> str:
    """What a part is that a message is packed into, and how to read it; "" for any other. Mail servers on the way send
    some of them on as a file of no kind, of which the name alone is left (RFC 8551, 3.2.1)."""
    packed = _SEALED.get(kind)
    if packed is None and kind == "application/octet-stream":
        name = name_of(part).lower()
        packed = next((one for ending, one in _SEALED_BY_NAME.items() if name.endswith(ending)), None)
    return packed(part) if packed else ""


_SEALED: dict[str, Callable[[Part], str]] = {
    "application/pkcs7-mime": _enveloped,
    "application/x-pkcs7-mime": _enveloped,
    "application/pkcs7-signature": _signature,
    "application/x-pkcs7-signature": _signature,
    "application/ms-tnef": _of_outlook,
    "application/vnd.ms-tnef": _of_outlook,
    "application/x-microsoft-rpmsg-message": _protected,
    "application/pgp-encrypted": lambda _part: "An encrypted message (PGP), which cannot be read here",
    "application/pgp-signature": lambda _part: "A signature (PGP), which was not checked here",
}
_SEALED_BY_NAME: dict[str, Callable[[Part], str]] = {
    ".p7m": lambda _part: "An encrypted or a signed message (S/MIME): open it in your mail program to read it",
    ".p7s": _signature,
    "winmail.dat": _of_outlook,
    ".rpmsg": _protected,
}


def name_of(part: Part) -> str:
    """The name of a part's file, as it can be shown; "" where it has none."""
    try:
        name = part.headers.get_filename() or ""
    except MALFORMED:
        name = ""
    return plain(" ".join(str(name).split()))[:LONGEST_NAME]


def _called(part: Part) -> str:
    """A part by its name, its kind and its size."""
    kind = plain(part.headers.get_content_type())[:LONGEST_NAME]
    name = name_of(part)
    called = f"“{name}” ({kind}" if name else f"An attachment without a name ({kind}"
    return f"{called}, {part.size:,} bytes)"


def payload(part: Part) -> bytes:
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
