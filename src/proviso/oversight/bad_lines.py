"""What is wrong with lines of a log, and which lines, as a person reads them."""

from enum import StrEnum


class Bad(StrEnum):
    """What is wrong with a line, in words."""

    ENCODING = "it is not written in the encoding that was named"
    QUOTES = "its quotation marks do not match"
    COLUMNS = "it has more or fewer columns than the heading"
    TIME = "its time could not be read"
    SKIPPED = "its time is in the hour that the spring clock passes over"
    NOBODY = "it does not say to whom"
    NUMBER = "its number could not be read"


Range = tuple[int, int]
"""The first and the last of some lines in a row, by their numbers."""


def shown(found: Range) -> str:
    """A range as a person reads it: 7, or 7 to 1,203."""
    first, last = found
    return f"{first:,}" if first == last else f"{first:,} to {last:,}"
