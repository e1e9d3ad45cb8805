"""Rates as a page has them: each beside the force's own range, by name; for the auditor rounded, without small numbers.

No officer has a rank, a score or a word that says where they lie: their numbers stand beside the range, and no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proviso.oversight.patterns.control_limits import INNER, OUTER, limits_of
from proviso.oversight.patterns.rates import Rate


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most, in per cent."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class ToldRate:
    """One row: who, of how many, how many, in per cent, and the ranges that chance alone explains at the force's rate.
    Numbers are None where none are shown. `within`: whether it lies within the outer range."""

    code: str
    name: str
    of: int | None
    shown: int | None
    share: int | None
    inner: Range | None
    outer: Range | None
    within: bool | None


def told_rates(rates: Mapping[str, Rate], names: Mapping[str, str], force: float) -> list[ToldRate]:
    """Rows of units or officers, by name, beside the rate of the force."""
    rows = [_told(code, names.get(code, code), rate.of.count, rate.shown.count, force) for code, rate in rates.items()]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.code))


def told_as_shown(shown: Mapping[str, tuple[int, int] | None], names: Mapping[str, str]) -> list[ToldRate]:
    """Rows of units for whoever sees no true number: of each, of how many and how many, or None where none is shown.

    The range is made of what is shown and nothing else, so that nothing can be taken from it.
    """
    of, of_them = (sum(pair[place] for pair in shown.values() if pair) for place in (0, 1))
    rows = [
        _told(code, names.get(code, code), *pair, of_them / of)
        if pair
        else ToldRate(code, names.get(code, code), None, None, None, None, None, None)
        for code, pair in shown.items()
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.code))


def _told(code: str, name: str, of: int, shown: int, force: float) -> ToldRate:
    outer = limits_of(of, force, OUTER)
    return ToldRate(
        code=code,
        name=name,
        of=of,
        shown=shown,
        share=percent(shown, of),
        inner=_range(of, force, INNER),
        outer=_range(of, force, OUTER),
        within=outer.holds(shown),
    )


def _range(of: int, force: float, outside: float) -> Range:
    found = limits_of(of, force, outside)
    return Range(percent(found.least, of), percent(found.most, of))


def percent(shown: int, of: int) -> int:
    """A share in whole per cent; 0 of none."""
    return round(100 * shown / of) if of else 0


def most_of(rows: Sequence[ToldRate]) -> int:
    """The most occasions that any row has; 0 where none is shown."""
    return max((row.of or 0 for row in rows), default=0)
