"""Whether HTML can be laid out in a time that grows with its length alone: looked at before it is. Pure.

What reads HTML by the rules of HTML5 takes long over very many elements that are never closed, and over very many
attributes of one. No message that somebody wrote has so many.
"""

import re
from collections import Counter

MOST_TAGS = 30_000
MOST_OPEN = 1_000
MOST_ATTRIBUTES = 500
MOST_REOPENED = 200_000
"""Elements of this kind are opened again in every block that follows: how often that may happen in all."""

FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
CLOSED_BY_THE_NEXT = frozenset(
    {"p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody", "br", "hr", "img", "input", "meta", "link", "col",
     "area", "base", "wbr", "source", "param", "embed"}
)  # fmt: skip

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})")
_SPACES = re.compile(r"[\s/]+")
LONG = 2_000
"""A tag of fewer characters cannot have too many attributes."""


def can_be_laid_out(markup: str) -> bool:
    """Whether laying it out is sure to end soon."""
    open_now: Counter[str] = Counter()
    depth = formatting = most_formatting = tags = 0
    before = 0
    for found in _TAG.finditer(markup):
        tags += 1
        if tags > MOST_TAGS:
            return False
        name = found.group(2).lower()
        if found.start() - before > LONG and _has_too_many_attributes(markup, before, found.start()):
            return False
        before = found.start()
        if name in CLOSED_BY_THE_NEXT:
            continue
        change = -1 if found.group(1) else 1
        if open_now[name] + change < 0:
            continue
        open_now[name] += change
        depth += change
        formatting += change * (name in FORMATTING)
        most_formatting = max(most_formatting, formatting)
        if depth > MOST_OPEN or most_formatting * tags > MOST_REOPENED:
            return False
    return not _has_too_many_attributes(markup, before, len(markup))


def _has_too_many_attributes(markup: str, start: int, end: int) -> bool:
    """Whether a tag that begins at a place, and ends before another does, may have too many attributes."""
    closes = markup.find(">", start, end)
    tag = markup[start : end if closes < 0 else closes]
    return tag.startswith("<") and len(tag) > LONG and sum(1 for _ in _SPACES.finditer(tag)) > MOST_ATTRIBUTES
