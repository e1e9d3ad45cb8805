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
    """Whether each sentence is about the form of the message, and one of them names that form."""
    sentences = [one for one in re.split(r"[.!?]+(?:\s|$)", text) if re.search(r"\w", one)]
    return bool(_FORM.search(text)) and all(_ABOUT_FORM.search(one) for one in sentences)


_FORM = re.compile(r"(?i)\bmime\b|\bmulti-?part\b|\bpreamble\b|\bepilogue\b")
_ABOUT_FORM = re.compile(
    rf"{_FORM.pattern}|\be?-?mail (?:reader|client|program|software|system)|\bparts of this (?:e?-?mail|message)\b"
    r"|\bto be ignored\b"
)
