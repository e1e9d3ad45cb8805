"""Somebody who has every figure and every rate that is shown, and joins them, recovers nothing about a few people.

Each case is decided on, and told of, on the day on which it is opened and by one officer: so what a pattern counts is
exactly what a figure counts, quarters add up to their year, and nobody could know more of how the two hang together.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest

from proviso.casework.counted_rows import BETWEEN
from proviso.oversight.figures.cells import EMPTY, FORCE, OF, Cell, Place, Table, every_place
from proviso.oversight.figures.counting import count, frame_of
from proviso.oversight.figures.figure import NOT_KNOWN
from proviso.oversight.figures.figure_list import SUSPECTED
from proviso.oversight.figures.periods import Period, period_of
from proviso.oversight.figures.suppressed import Shown, suppressed
from proviso.oversight.patterns.occasion_frame import Occasions, occasions
from proviso.oversight.patterns.pattern import MadeOf, Pattern
from proviso.oversight.patterns.pattern_list import PATTERNS
from proviso.oversight.patterns.rates import first_day, rates_of
from proviso.oversight.patterns.suppressed_rates import (
    ALL_BUT,
    COUNTED_TOO,
    REST,
    SHOWS,
    PatternCells,
    pair_of,
    shown_rates,
    table_of,
)
from tests.oversight.figures.attacker import Attacker, Sum, Where
from tests.oversight.figures.generated import UNITS, cases, lines
from tests.oversight.figures.test_nobody_is_found import seen, truth

YEAR = 2026
SIZES = {0: 30, 4: 260, 7: 1000, 9: 2500}
WHOLE_YEAR = date(YEAR, 1, 1), date(YEAR, 12, 31)
ASKED: tuple[Pattern, ...] = tuple(one for one in PATTERNS if one.source is MadeOf.CASE and one.at != "reason")
LIMITS = SimpleNamespace(decided_within_minutes=1, extended_times=2)


@cache
def force(seed: int) -> list[dict[str, str]]:
    """Generated cases; whatever was decided on was suspected, as it is in a case that is walked."""
    told = cases(seed, SIZES[seed])
    return [case | ({"suspected": "yes"} if case["decisions"] else {}) for case in told]


def happened(case: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """What was done in a case, and its measure."""
    number = int(case["key"])
    if decided := case["decisions"].split():
        yield "to_share", int("share" in decided)
        yield "to_delay", int("delay" in decided)
        yield "decided", number % 3
        if "share" in decided:
            yield "more", int(number % 5 == 0)
        if "delay" in decided:
            yield "delayed", number % 4
    if case["tried_again"] or number % 2:
        yield "told", int(bool(case["tried_again"]))
    if case["tried_again"]:
        yield "impracticable", int(case["tried_again"] == "no")
    if case["additional_proposed"] == "yes":
        yield "more_proposed", int(not case["views"])


@cache
def occasions_of(seed: int) -> Occasions:
    told = [
        BETWEEN.join((f"PV-{case['key']}", case["unit"], case["key"], at, "W1", case["opened"], str(measure), "", ""))
        for case in force(seed)
        for at, measure in happened(case)
    ]
    return occasions(told, [], {}, LIMITS, WHOLE_YEAR, "opened")


@cache
def figures(seed: int) -> Mapping[Place, Table]:
    return count(frame_of(lines(force(seed))), YEAR, UNITS)


@cache
def figures_shown(seed: int) -> Shown:
    return suppressed(figures(seed), YEAR, 5, {})


@cache
def rates(seed: int) -> Mapping[Place, Table]:
    """The true count of every cell of the patterns: of months too, which nobody is shown."""
    found: dict[Place, Table] = {}
    for code in {code for code, _ in every_place(YEAR, UNITS)}:
        period = period_of(code)
        within = occasions_of(seed).within(first_day(period), period.last_day)
        told = [rates_of(one, within) for one in ASKED]
        found |= {(code, unit): table_of(told, unit) for unit in (FORCE, *UNITS)}
    return {place: table for place, table in found.items() if place in every_place(YEAR, UNITS)}


def given(of: Mapping[Place, Table]) -> dict[Place, Table]:
    return {place: table for place, table in of.items() if period_of(place[0]).months > 1}


def where(place: Place, cell: Cell) -> Where:
    return (*place, f"pattern:{cell[0]}", cell[1])


def spread(shown: Shown) -> dict[Where, int | None]:
    """What the auditor sees of units: a row where all of it is shown; nothing of the force, nor of a month."""
    found: dict[Where, int | None] = {}
    for place in every_place(YEAR, UNITS):
        for one in ASKED:
            pair = pair_of(shown[place], one) if place in shown and place[1] != FORCE else None
            found |= {where(place, (one.code, OF)): pair and pair[0], where(place, (one.code, SHOWS)): pair and pair[1]}
            found[where(place, (one.code, REST))] = None
    return found


def true_rates(seed: int) -> dict[Where, int]:
    return {
        where(place, cell): table.get(cell, EMPTY).count
        for place, table in rates(seed).items()
        for cell in PatternCells(ASKED).cells
    }


class Joins(Attacker):
    """They take what a pattern counts for what a figure counts, and add and subtract across both."""

    def _sums(self) -> Iterator[Sum]:
        yield from super()._sums()
        for place in sorted({(period, unit) for period, unit, _, _ in self.seen}):
            for one in ASKED:
                parts = tuple(where(place, (one.code, what)) for what in (SHOWS, REST))
                yield Sum(where(place, (one.code, OF)), parts, exactly=True)
            for cell, other in COUNTED_TOO.items():
                yield Sum((*place, *other), (where(place, cell),), exactly=True)
            for cell, (whole, rest) in ALL_BUT.items():
                yield Sum((*place, *whole), (where(place, cell), (*place, *rest)), exactly=True)


def recovered(seed: int, shown: Shown) -> list[str]:
    attacker = Joins(seen(figures_shown(seed)) | spread(shown), 5)
    true = truth(figures(seed)) | true_rates(seed)
    return [*attacker._of_cells(true), *attacker._of_remainders(true)]


@cache
def as_shown(seed: int) -> Shown:
    return shown_rates(given(rates(seed)), YEAR, 5, figures_shown(seed), ASKED)


NOTHING: Shown = {}


@pytest.mark.parametrize("seed", SIZES)
def test_patterns_add_nothing_to_what_follows_from_the_figures(seed: int) -> None:
    """Nothing follows from these but in a force of thirty cases, of whom two categories together are no longer none."""
    from_figures = recovered(seed, NOTHING)
    assert recovered(seed, as_shown(seed)) == from_figures
    assert len(from_figures) == (2 if seed == 0 else 0)


@pytest.mark.parametrize("seed", [4, 9])
def test_somebody_is_found_where_patterns_are_not_held_to_the_figures(seed: int) -> None:
    """Each held to the others, as figures are, is not enough: they count the same cases."""
    alone = shown_rates(given(rates(seed)), YEAR, 5, NOTHING, ASKED)
    assert recovered(seed, alone) != []


def test_what_is_generated_is_counted_by_both_alike() -> None:
    """Or the attack would prove nothing."""
    for place, table in rates(4).items():
        for cell, other in COUNTED_TOO.items():
            assert table[cell] == figures(4)[place].get(other, EMPTY), (place, cell)
        for cell, (_, rest) in ALL_BUT.items():
            assert table[cell].count + figures(4)[place].get(rest, EMPTY).count == (
                figures(4)[place].get((OF, SUSPECTED.code), EMPTY).count
            )
    assert {rest for _, rest in ALL_BUT.values()} == {("decided", NOT_KNOWN)}


@pytest.mark.parametrize("seed", [4, 7])
def test_most_of_what_is_large_is_shown_and_near_the_truth(seed: int) -> None:
    true, shown = true_rates(seed), spread(as_shown(seed))
    large = [one for one in ASKED for unit in UNITS if is_large(true, unit, one)]
    numbers = [(true[one], number) for one, number in shown.items() if number is not None]
    assert large
    assert len({(at[1], at[2]) for at, number in shown.items() if number is not None and at[0] == "2026"}) >= (
        len(large) / 2
    )
    assert all(number % 5 == 0 and abs(number - exact) < 5 for exact, number in numbers)


def is_large(true: Mapping[Where, int], unit: str, one: Pattern) -> bool:
    return min(true[where((Period(YEAR).code, unit), (one.code, what))] for what in (SHOWS, REST)) >= 5
