"""Generated forces: cases as they are counted, of every size of cell, with units and months that are hardly used."""

import random
from collections.abc import Iterator
from dataclasses import fields

from proviso.casework.counted_rows import BETWEEN, COLUMNS, KEY_BITS
from proviso.casework.reading.counted_case import CountedCase
from proviso.oversight.figures.figure import Figure, Kind
from proviso.oversight.figures.figure_list import FIGURES, POPULATIONS

BY_COLUMN = {figure.column: figure for figure in reversed(FIGURES)}
"""The first figure of each column: the one of every case, where there is one of some too."""

UNITS = ("north", "south", "quay")
HOURS = (0, 3, 4, 23, 30, 100, 200, 900, -1, None)
SPELLED = dict[str, str]


def cases(seed: int, many: int, year: int = 2026, units: tuple[str, ...] = UNITS) -> list[SPELLED]:
    """So many cases of a year, each with a key of its own, as columns of text."""
    drawn = random.Random(seed)
    skew = drawn.choice((1.2, 2.0, 4.0))
    weights = [1 / (place + 1) ** skew for place in range(len(units))]
    by_month = [drawn.choice((0.05, 1, 1, 2)) for _ in range(12)]
    return [_case(drawn, year, drawn.choices(units, weights)[0], by_month, skew) for _ in range(many)]


def _case(drawn: random.Random, year: int, unit: str, by_month: list[float], skew: float) -> SPELLED:
    month = drawn.choices(range(1, 13), by_month)[0]
    told = {name: _answer(drawn, BY_COLUMN[name], skew) for name in COLUMNS if name in BY_COLUMN}
    if told["shared"] != "yes":
        told |= {name: "" for name, figure in BY_COLUMN.items() if figure.population.code == "shared"}
    told["additional_proposed"] = drawn.choice(("yes", "no", "no", ""))
    if not told["views"]:
        told["views_and_decision"] = ""
    return {
        "key": str(drawn.randrange(2**KEY_BITS)), "opened": f"{year}-{month:02}-{drawn.randrange(1, 29):02}",
        "unit": unit, **told,
    }  # fmt: skip


def _answer(drawn: random.Random, figure: Figure, skew: float) -> str:
    """A code, or several, the first of the list far more often than the last; or nothing."""
    if drawn.random() < 0.06:
        return ""
    if figure.kind is Kind.BAND:
        hours = drawn.choice(HOURS)
        return "" if hours is None else str(hours)
    codes = [category.code for category in figure.categories]
    weights = [1 / (place + 1) ** skew for place in range(len(codes))]
    if figure.kind is Kind.SEVERAL:
        return " ".join(sorted(set(drawn.choices(codes, weights, k=drawn.choice((1, 1, 2))))))
    return drawn.choices(codes, weights)[0]


def lines(told: list[SPELLED]) -> Iterator[bytes]:
    """The same as `counted_lines` gives them."""
    return (BETWEEN.join(case.get(name, "") for name in COLUMNS).encode() for case in told)


assert {name for name in COLUMNS if name != "key"} == {field.name for field in fields(CountedCase)}
assert {population.column for population in POPULATIONS} - {""} <= set(COLUMNS)
