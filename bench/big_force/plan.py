"""Which cases there are: after which first case, when, whose, with how many looks at it; and the order of it all."""

import heapq
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bench.big_force.people import People
from bench.big_force.prototypes import Prototype, Prototypes
from bench.big_force.template import Filling

LIVE = 0.1
"""The part of the cases on which something is due; the others are closed."""

DAYS = 500
"""Since how many days there are cases."""

LIVE_DAYS, LIVE_SECONDS = 14, 3 * 60 * 60
LOOKS_WITHIN = timedelta(days=60)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Case:
    """A case to be made: `looks` are when its owner looked at it besides, in order, in microseconds since 1970."""

    number: int
    prototype: int
    reference: str
    key: bytes
    filling: Filling
    looks: tuple[int, ...]


class TooFewEntries(ValueError):
    """So few entries are asked for that the cases alone have more."""


def cases(first: Prototypes, people: People, many: int, entries: int, seed: int) -> list[Case]:
    """So many cases with about so many entries in all. Raises TooFewEntries."""
    drawn = random.Random(seed)
    live = [number for number, one in enumerate(first.cases) if one.live]
    closed = [number for number, one in enumerate(first.cases) if not one.live]
    chosen = [drawn.choice(live if drawn.random() < LIVE else closed) for _ in range(many)]
    own = sum(len(first.cases[one].entries) for one in chosen)
    if own > entries:
        raise TooFewEntries(f"{many:,} cases have {own:,} entries of their own: give --entries {own} or more")
    more = (entries - own) / many
    references: set[str] = set()
    return [_case(number, one, first, people, references, more, drawn) for number, one in enumerate(chosen)]


def _case(
    number: int,
    prototype: int,
    first: Prototypes,
    people: People,
    references: set[str],
    more: float,
    drawn: random.Random,
) -> Case:
    from proviso.casework.acts.start import LETTERS

    one = first.cases[prototype]
    letters = "".join(drawn.choices(LETTERS, k=8))
    while (reference := f"PV-{letters[:4]}-{letters[4:]}") in references:
        letters = "".join(drawn.choices(LETTERS, k=8))
    references.add(reference)
    later = _later(one, first, drawn)
    instead = people.in_place_of(first, drawn)
    if one.crime_reference:
        instead[one.crime_reference] = f"WM/{number:07}/26"
    begun, ended = one.entries[0].at + later, one.entries[-1].at + later
    until = min(ended + LOOKS_WITHIN, first.now - timedelta(minutes=1))
    looks = sorted(drawn.uniform(0, 1) for _ in range(int(more) + (drawn.random() < more % 1)))
    span, start = (until - begun) // MICROSECOND, _microseconds(begun)
    return Case(
        number,
        prototype,
        reference,
        os.urandom(32),
        Filling(later, instead, f", in case {number}"),
        tuple(start + 1_000_000 + int(one * span) for one in looks),
    )


def _later(one: Prototype, first: Prototypes, drawn: random.Random) -> timedelta:
    """How much later than its first case a case is, or earlier. What is due keeps its time of day, within hours."""
    if one.live:
        return -timedelta(days=drawn.randrange(LIVE_DAYS), seconds=drawn.randrange(LIVE_SECONDS))
    begun, ended = one.entries[0].at, one.entries[-1].at
    earliest, latest = first.now - timedelta(days=DAYS) - begun, first.now - timedelta(days=1) - ended
    return earliest + timedelta(seconds=drawn.randrange(int((latest - earliest).total_seconds())))


def in_order(first: Prototypes, planned: Sequence[Case]) -> Iterator[tuple[int, int, int]]:
    """Every entry in the order of time: when (microseconds since 1970), of which case, and which of its entries; looks
    come after the entries that its first case has."""
    starts = sorted(
        (_microseconds(first.cases[one.prototype].entries[0].at + one.filling.later), one.number) for one in planned
    )
    under_way: list[tuple[int, int, int]] = []
    for at, number in starts:
        while under_way and under_way[0][0] < at:
            yield heapq.heappop(under_way)
        for event in _events(first, planned[number]):
            heapq.heappush(under_way, event)
    while under_way:
        yield heapq.heappop(under_way)


def _events(first: Prototypes, case: Case) -> Iterator[tuple[int, int, int]]:
    entries = first.cases[case.prototype].entries
    for place, one in enumerate(entries):
        yield _microseconds(one.at + case.filling.later), case.number, place
    for place, at in enumerate(case.looks, start=len(entries)):
        yield at, case.number, place


def _microseconds(at: object) -> int:
    from proviso.record.entry import to_microseconds

    return to_microseconds(at)  # type: ignore[arg-type]
