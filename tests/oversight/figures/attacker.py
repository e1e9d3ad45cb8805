"""Somebody who has every table that was ever shown, knows how it was made, and wants to find a person in it.

Written apart from what it attacks. They know what each number can have been, what cells are within what others, and
that the same cases always have the same number. What they find is a *recovery* where a true count is below the
threshold, and they can tell that it is not none, or that it is not some other number below five: the count of a cell,
of what is left of a whole once every large part is taken away, or of the cases by which two numbers that are shown
differ, one of which is within the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proviso.oversight.figures.figure import Kind
from proviso.oversight.figures.figure_list import CASES, FIGURES
from proviso.oversight.figures.periods import Period, period_of

Where = tuple[str, str, str, str]
"""A period, a unit or "", a figure or "of", and a code."""

NESTED = tuple(
    dict.fromkeys(
        (wide.code, narrow.code, one.code)
        for wide in FIGURES
        for narrow in FIGURES
        if wide is not narrow and wide.column == narrow.column and wide.population is CASES
        for one in wide.every_category
    )
)
"""Two figures of the same thing and a category of both: who is counted in the second is in the first too."""

FORCE = ""
AT_MOST = 10**6


@dataclass(frozen=True)
class Sum:
    """That a whole is the sum of its parts; or, where they overlap, no less than each and no more than all."""

    whole: Where
    parts: tuple[Where, ...]
    exactly: bool


class Attacker:
    """What they know once they have put everything together."""

    def __init__(self, seen: Mapping[Where, int | None], threshold: int) -> None:
        self.seen, self.threshold = seen, threshold
        self.low: dict[Where, int] = {}
        self.high: dict[Where, int] = {}
        for where, number in seen.items():
            self.low[where] = 0 if number is None else max(threshold, number - 4)
            self.high[where] = AT_MOST if number is None else number + 4
        self.sums = list(self._sums())
        places = {(period, unit) for period, unit, _, _ in seen}
        self.nested = [
            ((*place, wide, code), (*place, narrow, code)) for place in sorted(places) for wide, narrow, code in NESTED
        ]
        self._put_together()

    def _sums(self) -> Iterator[Sum]:
        places = {(period, unit) for period, unit, _, _ in self.seen}
        units = sorted({unit for _, unit in places} - {FORCE})
        cells = sorted({(figure, code) for _, _, figure, code in self.seen})
        for period, unit in sorted(places):
            for figure in FIGURES:
                parts = tuple((period, unit, figure.code, one.code) for one in figure.every_category)
                yield Sum((period, unit, "of", figure.population.code), parts, figure.kind is not Kind.SEVERAL)
            smaller = [(part.code, unit) for part in period_of(period).parts]
            for wholes in (smaller, [(period, one) for one in units] if unit == FORCE else []):
                if wholes and set(wholes) <= places:
                    for cell in cells:
                        yield Sum((period, unit, *cell), tuple((*place, *cell) for place in wholes), exactly=True)

    def _put_together(self) -> None:
        """Narrow everything by everything until nothing moves."""
        moving = True
        while moving:
            moving = False
            for whole, part in self.nested:
                moving |= self._is(whole, self.low[part], self.high[whole])
                moving |= self._is(part, self.low[part], self.high[whole])
            for one in self.sums:
                low = [self.low[part] for part in one.parts]
                high = [self.high[part] for part in one.parts]
                all_low, all_high = sum(low), sum(high)
                moving |= self._is(one.whole, all_low if one.exactly else max(low), all_high)
                least, most = self.low[one.whole] - all_high, self.high[one.whole] - (all_low if one.exactly else 0)
                for part, part_low, part_high in zip(one.parts, low, high, strict=True):
                    top = most + part_low if one.exactly else most
                    if least + part_high > part_low or top < part_high:
                        moving |= self._is(part, least + part_high, top)

    def _is(self, where: Where, low: int, high: int) -> bool:
        moved = low > self.low[where] or high < self.high[where]
        self.low[where] = max(self.low[where], low)
        self.high[where] = min(self.high[where], high)
        assert self.low[where] <= self.high[where], f"what is shown cannot be: {where}"
        return moved

    def recovers(self, true: Mapping[Where, int]) -> list[str]:
        """What they find of any cell, sum of cells or difference of two that is below the threshold."""
        return [*self._of_cells(true), *self._of_differences(true), *self._of_remainders(true)]

    def _of_cells(self, true: Mapping[Where, int]) -> Iterator[str]:
        for where, count in true.items():
            if count < self.threshold and (self.low[where] > 0 or self.high[where] < 4):
                yield f"{where} is {count}: between {self.low[where]} and {self.high[where]}"

    def _of_differences(self, true: Mapping[Where, int]) -> Iterator[str]:
        for whole, part in self._within(true):
            few = true[whole] - true[part]
            if few >= self.threshold or self.seen[whole] is None or self.seen[part] is None:
                continue
            low, high = self.low[whole] - self.high[part], self.high[whole] - self.low[part]
            if self.seen[whole] != self.seen[part]:
                low = max(low, 1)  # the same cases would have the same number
            if low > 0 or high < 4:
                yield f"{whole} has {few} more than {part}: between {low} and {high}"

    def _within(self, true: Mapping[Where, int]) -> Iterator[tuple[Where, Where]]:
        """Every two cells of which the second is within the first, however far."""
        population_of = {figure.code: figure.population.code for figure in FIGURES}
        periods = {one: period_of(one) for one in {period for period, _, _, _ in true}}
        inside = {
            one: [other for other in periods if other != one and _inside(periods[other], periods[one])]
            for one in periods
        }
        for part in true:
            period, unit, figure, code = part
            cells = {(figure, code)}
            if figure != "of":
                cells.add(("of", population_of[figure]))
            cells.add(("of", CASES.code))
            cells |= {(one, code) for one, narrow, _ in NESTED if narrow == figure}
            for wide in [one for one in periods if one == period or period in inside[one]]:
                for where in {unit, FORCE}:
                    for cell in cells:
                        whole = (wide, where, *cell)
                        if whole != part and whole in true:
                            yield whole, part

    def _of_remainders(self, true: Mapping[Where, int]) -> Iterator[str]:
        """A whole less each part that is large: what is left, where that is small."""
        for one in self.sums:
            few = [part for part in one.parts if true[part] < self.threshold]
            if not one.exactly or not few or (left := sum(true[part] for part in few)) >= self.threshold:
                continue
            large = [part for part in one.parts if part not in few]
            low = self.low[one.whole] - sum(self.high[part] for part in large)
            high = self.high[one.whole] - sum(self.low[part] for part in large)
            if low > 0 or high < 4:
                yield f"{one.whole} less its large parts is {left}: between {low} and {high}"


def _inside(part: Period, whole: Period) -> bool:
    return whole.first <= part.first and part.first + part.months <= whole.first + whole.months
