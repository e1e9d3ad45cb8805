"""What is shown of the characters of a message: each as itself, or a sign, or it is counted. Pure.

Controls, and what turns the direction of text, would command a page or a terminal: they are left out, and counted.
What stands for no character shows as U+FFFD, and is counted.
"""

import unicodedata
from dataclasses import dataclass

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
JOINING = frozenset("\u200c\u200d")
"""What joins letters, or keeps them apart, in Persian and in Indian scripts: it is no control."""

ENDS_OF_LINES = frozenset("\r\x0b\x0c\x85\u2028\u2029")
NOT_A_CHARACTER = "\ufffd"
_LEFT_OUT = "\ue000"


@dataclass(slots=True)
class Shown:
    """Counts of the characters that could not be read, and of those that are left out."""

    unreadable: int = 0
    left_out: int = 0

    def text(self, given: str) -> str:
        """Text as it can be shown."""
        marked = given.replace("\r\n", "\n").translate(_SIGNS)
        self.unreadable += marked.count(NOT_A_CHARACTER)
        left_out = marked.count(_LEFT_OUT)
        self.left_out += left_out
        return marked.replace(_LEFT_OUT, "") if left_out else marked

    def line(self, given: str) -> str:
        """The same, in one line."""
        return " ".join(self.text(given).split())

    def notes(self) -> tuple[str, ...]:
        """What has to be said of it."""
        unread = f"{_counted(self.unreadable)} could not be read: each shows as {NOT_A_CHARACTER}"
        left = f"{_counted(self.left_out)} left out that cannot be seen, or turn the direction of text"
        return (unread,) * bool(self.unreadable) + (left,) * bool(self.left_out)


def plain(text: str) -> str:
    """Text as it can be shown, where nobody counts."""
    return Shown().text(text)


def one_line(text: str, longest: int) -> str:
    """The same in one line of so many characters."""
    return Shown().line(text)[:longest]


def _counted(number: int) -> str:
    return "1 character" if number == 1 else f"{number:,} characters"


class _Signs(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = shown = _sign(chr(code))
        return shown


def _sign(one: str) -> str:
    if one in TURNING:
        return _LEFT_OUT
    if one in "\n\t" or one in JOINING or one.isprintable():
        return one
    if one in ENDS_OF_LINES:
        return "\n"
    if one.isspace():
        return " "
    code = ord(one)
    if 0x80 <= code < 0xA0 or not _is_assigned(one):
        return NOT_A_CHARACTER
    return _LEFT_OUT


def _is_assigned(one: str) -> bool:
    return unicodedata.category(one) in {"Cc", "Cf"}


_SIGNS = _Signs()
