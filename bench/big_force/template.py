"""Text of an invented case with gaps for what differs from case to case: times, people, units, references, a number."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

_TIME = r'"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+\d\d:\d\d)"'
_DAY = r'"(?!date_of_birth)\w+":"(?P<day>\d{4}-\d\d-\d\d)"'


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into the gaps for one case: how much later than the first case all is, who and what takes whose place,
    and what is said after every reason, so that no two cases have a reason in the same words."""

    later: timedelta
    instead: Mapping[str, str]
    after_reasons: str


class Gap(NamedTuple):
    """What is in the text where something else goes, and of which sort it is."""

    sort: str
    was: str


@dataclass(frozen=True)
class Template:
    """A text, its gaps, and the texts whose SHA-256 is in it."""

    parts: tuple[str | Gap, ...]
    digested: Mapping[str, "Template"]

    def filled(self, filling: Filling) -> str:
        """The text of one case."""
        return "".join([part if isinstance(part, str) else self._said(part, filling) for part in self.parts])

    def _said(self, gap: Gap, filling: Filling) -> str:
        if gap.sort == "instead":
            return filling.instead[gap.was]
        if gap.sort == "reason":
            return f"{gap.was}{filling.after_reasons}"
        if gap.sort == "time":
            return (datetime.fromisoformat(gap.was) + filling.later).isoformat()
        if gap.sort == "day":
            return (date.fromisoformat(gap.was) + timedelta(days=filling.later.days)).isoformat()
        return sha256(self.digested[gap.was].filled(filling).encode()).hexdigest()


def template(
    text: str,
    *,
    instead: Iterable[str] = (),
    reasons: Iterable[str] = (),
    digested: Mapping[str, "Template"] | None = None,
) -> Template:
    """The text with gaps at each time and day in JSON, at each of these strings of JSON, after each of these reasons
    (as JSON spells them), and at the SHA-256 of each of these texts."""
    digested = digested or {}
    found = [(match.span(sort), Gap(sort, match[sort])) for sort, match in _matches(text)]
    for word in instead:
        found += [(_inner(match), Gap("instead", word)) for match in re.finditer(f'"{re.escape(word)}"', text)]
    for words in sorted(reasons, key=len, reverse=True):
        found += [(match.span(), Gap("reason", words)) for match in re.finditer(re.escape(words), text)]
    for digest in digested:
        found += [(match.span(), Gap("digest", digest)) for match in re.finditer(digest, text)]
    return Template(tuple(_parts(text, found)), digested)


def _matches(text: str) -> Iterable[tuple[str, re.Match[str]]]:
    yield from (("time", match) for match in re.finditer(_TIME, text))
    yield from (("day", match) for match in re.finditer(_DAY, text))


def _inner(match: re.Match[str]) -> tuple[int, int]:
    return match.start() + 1, match.end() - 1


def _parts(text: str, found: list[tuple[tuple[int, int], Gap]]) -> Iterable[str | Gap]:
    """The text between the gaps, and the gaps; of two in one place the longer."""
    chosen: list[tuple[tuple[int, int], Gap]] = []
    for span, gap in sorted(found, key=lambda one: (one[0][0], -one[0][1])):
        if not chosen or span[0] >= chosen[-1][0][1]:
            chosen.append((span, gap))
    ends = [(0, 0), *(span for span, _ in chosen), (len(text), len(text))]
    for place, ((_, end), (start, _)) in enumerate(pairwise(ends)):
        yield text[end:start]
        if place < len(chosen):
            yield chosen[place][1]
