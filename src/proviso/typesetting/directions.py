"""What keeps its order from left to right within writing from right to left: telephone numbers, references, addresses
of mailboxes and pages, dates, amounts, names in Latin letters.

Without it the groups of a number change places: 01632 960 001 is read as 001 960 01632 (Unicode, UAX #9).
"""

import unicodedata
from collections.abc import Iterator

LEFT_TO_RIGHT, RIGHT_TO_LEFT, AS_IT_BEGINS, END = "\u2066", "\u2067", "\u2068", "\u2069"
"""Unicode's isolates: from left to right, from right to left, in the direction of its first letter; and their end."""

Parts = list[tuple[str, bool]]
"""A line in order, in parts, each with whether it is a sign of ours; without those it is the line."""

FROM_THE_RIGHT = frozenset({"R", "AL"})
WITHIN = frozenset({"L", "EN", "AN"})
"""Letters from left to right, and figures, Arabic-Indic ones too: a run begins and ends with one of them."""

APART = frozenset("،؛؟٬٫\u2068\u2069\u2066\u2067\u202a\u202b\u202c\u202d\u202e\u200f\u061c\n\r\t")
"""What ends a run: commas of the writing around it, and whatever has a direction of its own already."""

BEFORE_A_FIGURE = frozenset("+#-−£$€₹")
AFTER_A_FIGURE = frozenset("%€°")
BRACKETS = {"(": ")", "[": "]"}


def is_from_the_right(words: str) -> bool:
    """Whether any letter of these words is written from right to left."""
    return any(unicodedata.bidirectional(one) in FROM_THE_RIGHT for one in words)


def parted(words: str) -> Iterator[tuple[str, bool]]:
    """These words in order, in parts, each with whether it has to keep its order from left to right. Words with nothing
    from right to left are one part, and keep it anyway."""
    if not is_from_the_right(words):
        yield words, False
        return
    at = 0
    for first, last in _runs(words):
        if words[at:first]:
            yield words[at:first], False
        yield words[first:last], True
        at = last
    if words[at:]:
        yield words[at:], False


def reads_from_the_left(line: str) -> bool:
    """Whether a line is read from left to right as a whole: most of its words are written so, or of as many the first.

    A name in Arabic letters turns no English sentence round: two names would change places, and with them who did what.
    """
    words = [is_from_the_right(word) for word in line.split() if any(map(str.isalpha, word))]
    left, right = words.count(False), words.count(True)
    return left > right or (left == right and not any(words[:1]))


def held(line: str) -> Parts:
    """A typed line with an isolate around all of it, in the direction in which most of it is read, and one around each
    part that is read the other way. No sign where nothing is from right to left."""
    if is_from_the_right(line) and reads_from_the_left(line):
        return [(LEFT_TO_RIGHT, True), *_turning(line), (END, True)]
    return held_from_the_right(line)


def held_from_the_right(line: str) -> Parts:
    """The same of a line in a language from right to left, however many names in Latin letters it has."""
    if not is_from_the_right(line):
        return [(line, False)]
    return [(AS_IT_BEGINS, True), *_keeping(line), (END, True)]


def _keeping(words: str) -> Iterator[tuple[str, bool]]:
    """Writing from the right, with an isolate around each part that keeps its order."""
    for part, keeps in parted(words):
        yield from ((LEFT_TO_RIGHT, True), (part, False), (END, True)) if keeps else ((part, False),)


def _turning(line: str) -> Iterator[tuple[str, bool]]:
    """Writing from the left, with an isolate around each run of writing from the right."""
    at = 0
    for first, last in _turned(line):
        yield line[at:first], False
        yield RIGHT_TO_LEFT, True
        yield from _keeping(line[first:last])
        yield END, True
        at = last
    yield line[at:], False


def _turned(line: str) -> Iterator[tuple[int, int]]:
    """Where each run from right to left begins and ends: from a letter to the last before one from left to right."""
    start, last = None, 0
    for place, one in enumerate(line):
        kind = unicodedata.bidirectional(one)
        if kind in FROM_THE_RIGHT or (start is not None and kind in {"AN", "NSM"}):
            start, last = place if start is None else start, place + 1
        elif start is not None and kind == "L":
            yield start, last
            start = None
    if start is not None:
        yield start, last


def isolated(words: str) -> str:
    """These words with Unicode's isolates around what has to keep its order; the same where nothing has to."""
    return "".join(f"{LEFT_TO_RIGHT}{part}{END}" if keeps else part for part, keeps in parted(words))


def _runs(words: str) -> Iterator[tuple[int, int]]:
    """Where each run of what is not from right to left begins and ends, without the signs around it."""
    start: int | None = None
    for place, one in enumerate(f"{words}\n"):
        ends = one in APART or unicodedata.bidirectional(one) in FROM_THE_RIGHT
        if not ends:
            start = place if start is None else start
        elif start is not None:
            if found := _core(words, start, place):
                yield found
            start = None


def _core(words: str, start: int, end: int) -> tuple[int, int] | None:
    """The run from its first letter or figure to its last, with the signs that belong to a figure and the brackets
    whose other half is within; None where there is none."""
    inside = [at for at in range(start, end) if unicodedata.bidirectional(words[at]) in WITHIN]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    if first > start and words[first - 1] in BEFORE_A_FIGURE and words[first].isdecimal():
        first -= 1
    if last < end and words[last] in AFTER_A_FIGURE and words[last - 1].isdecimal():
        last += 1
    for opens, closes in BRACKETS.items():
        if first > start and words[first - 1] == opens and _open(words[first:last], closes, opens):
            first -= 1
        if last < end and words[last] == closes and _open(words[first:last], opens, closes):
            last += 1
    return first, last


def _open(run: str, one: str, other: str) -> bool:
    """Whether a run has a bracket without its other half."""
    return run.count(one) > run.count(other)
