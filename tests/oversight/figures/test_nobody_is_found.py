"""Attacks on what is shown: on ten generated forces, somebody with every table recovers nothing about a few people."""

from collections.abc import Mapping
from functools import cache

import pytest

from proviso.oversight.figures.cells import EMPTY, Cell, CellCount, Place, Table
from proviso.oversight.figures.counting import count, frame_of
from proviso.oversight.figures.periods import Period, periods_of
from proviso.oversight.figures.related_cells import CELLS
from proviso.oversight.figures.suppressed import Shown, rounded, suppressed

from .attacker import Attacker, Where
from .generated import UNITS, cases, lines

YEAR = 2026
SEEDS = range(10)
SIZES = (30, 60, 90, 150, 260, 400, 700, 1000, 1500, 2500)


@cache
def tables(seed: int) -> Mapping[Place, Table]:
    return count(frame_of(lines(cases(seed, SIZES[seed]))), YEAR, UNITS)


@cache
def of_a_year(seed: int) -> Shown:
    """What is shown of a whole year at once."""
    return suppressed(tables(seed), YEAR, 5, {})


def truth(of: Mapping[Place, Table]) -> dict[Where, int]:
    return {(*place, *cell): table.get(cell, EMPTY).count for place, table in of.items() for cell in CELLS}


def seen(shown: Shown) -> dict[Where, int | None]:
    """What a reader sees: a number, or nothing."""
    return {
        (*place, *cell): number if number >= 0 else None
        for place, cells in shown.items()
        for cell, number in cells.items()
    }


def in_turn(of: Mapping[Place, Table], threshold: int) -> Shown:
    """What is shown where somebody looks each time that a quarter has ended."""
    shown: dict[Place, Mapping[Cell, int]] = {}
    for end in sorted({period.last_day for period in Period(YEAR).parts}):
        ended = {period.code for period in periods_of(YEAR) if period.last_day <= end}
        there = {place: table for place, table in of.items() if place[0] in ended}
        shown.update(suppressed(there, YEAR, threshold, dict(shown)))
    return shown


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_recovered_from_every_table_of_a_year(seed: int) -> None:
    """Tables from one another, months from quarters, units from the force, parts from wholes: all at once."""
    shown = seen(of_a_year(seed))
    assert Attacker(shown, 5).recovers(truth(tables(seed))) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_recovered_where_each_quarter_is_shown_as_it_ends(seed: int) -> None:
    shown = seen(in_turn(tables(seed), 5))
    assert len(shown) == len(truth(tables(seed)))
    assert Attacker(shown, 5).recovers(truth(tables(seed))) == []


@pytest.mark.parametrize("seed", [3, 6])
def test_nothing_is_recovered_under_another_threshold(seed: int) -> None:
    shown = seen(suppressed(tables(seed), YEAR, 10, {}))
    assert Attacker(shown, 10).recovers(truth(tables(seed))) == []


@pytest.mark.parametrize("seed", [3, 6])
def test_the_attacker_recovers_people_where_less_is_done(seed: int) -> None:
    """Small cells left out and the rest rounded, as many tables are published, is not enough."""
    of, exact = tables(seed), truth(tables(seed))
    only_small = {where: None if number < 5 else number for where, number in exact.items()}
    with pytest.raises(AssertionError, match=r"between|cannot be"):
        assert Attacker(only_small, 5).recovers(exact) == []
    only_rounded = {
        (*place, *cell): None if (one := of[place].get(cell, EMPTY)).count < 5 else rounded(one)
        for place in of
        for cell in CELLS
    }
    assert any("between" in found for found in Attacker(only_rounded, 5).recovers(exact))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_large_is_shown_but_for_a_few_and_is_near_the_truth(seed: int) -> None:
    exact = truth(tables(seed))
    shown = seen(of_a_year(seed))
    large = [where for where, number in exact.items() if number >= 5]
    given = [(shown[where], exact[where]) for where in large if shown[where] is not None]
    assert len(given) >= 0.6 * len(large)
    assert all(number is not None and number % 5 == 0 and abs(number - true) < 5 for number, true in given)
    assert all(shown[where] is None for where, number in exact.items() if number < 5)


def test_the_same_cases_have_the_same_number_in_every_table() -> None:
    """One unit is the whole force, and one month the whole year."""
    told = [case | {"unit": "north", "opened": "2026-05-04"} for case in cases(3, 300)]
    shown = suppressed(count(frame_of(lines(told)), YEAR, UNITS), YEAR, 5, {})
    force = shown["2026", ""]
    assert any(number > 0 for number in force.values())
    for place in (("2026", "north"), ("2026-Q2", ""), ("2026-Q2", "north"), ("2026-05", "")):
        assert {cell: max(number, -1) for cell, number in shown[place].items()} == {
            cell: max(number, -1) for cell, number in force.items()
        }


def test_one_case_more_is_another_draw_and_no_small_step() -> None:
    """Nobody learns from two numbers that differ by five that a single case is between them."""
    drawn = {rounded(CellCount(12, key)) for key in range(50)}
    more = {rounded(CellCount(13, key)) for key in range(50)}
    assert drawn == more == {10, 15}
    mean = sum(rounded(CellCount(12, key)) for key in range(5000)) / 5000
    assert mean == pytest.approx(12, abs=0.15)
    assert {rounded(CellCount(15, key)) for key in range(50)} == {15}


def test_what_was_shown_once_is_shown_no_more_and_taken_for_known() -> None:
    of = tables(5)
    ended = {place: table for place, table in of.items() if place[0] <= "2026-06" or place[0] in ("2026-Q1", "2026-Q2")}
    ended.pop(("2026", ""), None)
    before = suppressed(ended, YEAR, 5, {})
    later = suppressed(of, YEAR, 5, before)
    assert later.keys() == of.keys() - before.keys()


def test_what_can_no_longer_be_says_nothing_and_stops_nothing() -> None:
    """A case was put right since a month was shown: the month is more than its quarter, and the quarter is shown."""
    of = dict(tables(1))
    month = {("2026-02", ""): dict.fromkeys(CELLS, 500)}
    assert suppressed(of, YEAR, 5, month).keys() == of.keys() - month.keys()
