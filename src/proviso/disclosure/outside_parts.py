"""Text before the first part of a message or after its last one (RFC 2046, 5.1.1), where mail programs show none.

Most of it is what mail programs write there for readers of before 1992: a few sentences about MIME.
"""

import re

LONGEST = 500
"""So many characters of it are kept, and what is as long as that is nothing that a mail program writes."""


class Outside:
    """Such text at one end of the parts, as it comes: its lines without the space around them, up to a length."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept = ""

    def add(self, text: str) -> None:
        """Some more of it: a line, several, or a piece of one."""
        if len(self._kept) < LONGEST and (told := text.strip()):
            self._kept = f"{self._kept} {told[:LONGEST]}".lstrip()[:LONGEST]

    @property
    def tells(self) -> bool:
        """Whether it may tell somebody something: it is there, and not what mail programs write."""
        return bool(self._kept) and not (len(self._kept) < LONGEST and _customary(self._kept))


def _customary(text: str) -> bool:
    """Whether each sentence is about the form of the message, in words that such sentences have, and one of them names
    that form: somebody's own words may follow in the same sentence, or without a full stop before them."""
    sentences = [one for one in re.split(r"[.!?]+(?:\s|$)", text) if re.search(r"\w", one)]
    own = any(one not in _THEIR_WORDS and not one.isdecimal() for one in re.findall(r"[^\W_]+", text.casefold()))
    return not own and bool(_FORM.search(text)) and all(_ABOUT_FORM.search(one) for one in sentences)


_FORM = re.compile(r"(?i)\bmime\b|\bmulti-?part\b|\bpreamble\b|\bepilogue\b")
_ABOUT_FORM = re.compile(
    rf"{_FORM.pattern}|\be?-?mail (?:reader|client|program|software|system)|\bparts of this (?:e?-?mail|message)\b"
    r"|\bto be ignored\b"
)
_THEIR_WORDS = frozenset(
    {
        "a", "able", "all", "also", "an", "and", "any", "are", "attachment", "attachments", "aware", "be",
        "been", "because", "body", "can", "cannot", "capable", "client", "compatible", "compliant",
        "composers", "conformant", "contain", "contains", "content", "cryptographically", "digital",
        "display", "displayed", "do", "does", "e", "email", "enabled", "encapsulated", "encoded",
        "encrypted", "encryption", "epilogue", "explanatory", "first", "following", "for", "format",
        "formatted", "handy", "has", "have", "html", "if", "ignored", "in", "include", "is", "it", "its",
        "legible", "likely", "mail", "may", "mean", "means", "message", "messages", "mime", "more", "multi",
        "multipart", "multiple", "need", "non", "not", "note", "of", "only", "openpgp", "or", "other",
        "part", "parts", "pgp", "place", "plain", "preamble", "program", "properly", "read", "readable",
        "reader", "readers", "reading", "remaining", "rfc", "s", "see", "seeing", "several", "should",
        "signature", "signed", "since", "smime", "software", "some", "support", "supported", "supports",
        "system", "t", "text", "that", "the", "then", "this", "though", "to", "tools", "understand",
        "unreadable", "use", "using", "version", "view", "viewer", "viewing", "which", "while", "will",
        "with", "without", "you", "your",
    }
)  # fmt: skip
