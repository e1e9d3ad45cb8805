"""From true counts to what is shown: nobody can be found in it, whatever is held beside whatever.

Three things are done to each cell, in this order.

1. **Small.** A cell of fewer than the force's threshold is not shown, and neither is none: nobody learns that there was
   somebody.
2. **Rounded.** Any other is rounded to a multiple of five, up or down, by the key of exactly the cases in it: the same
   cases have the same number in every table, page and period, and one case more is another draw and no small step.
3. **Withheld for another’s sake.** Where what would be shown still lets somebody narrow down a small cell, or the small
   difference of two, further cells are withheld, the smallest first, until it does not.

A small cell and one that is withheld look the same. What was shown before is not taken back: it counts as known. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from proviso.oversight.figures.bounds import MOST, Bounds, Relation, narrowed
from proviso.oversight.figures.cells import EMPTY, Cell, CellCount, Place, Table
from proviso.oversight.figures.related_cells import NATIONAL, At, CellsTogether, Layout

BASE = 5
"""To whose multiples counts are rounded. Nobody tells any number below it from another."""

SMALL, WITHHELD = -1, -2
"""In place of a number: fewer than the threshold, or withheld for another’s sake. Both are shown alike."""

Shown: TypeAlias = Mapping[Place, Mapping[Cell, int]]
"""Of each table, what is shown of each cell: a multiple of `BASE`, `SMALL` or `WITHHELD`."""


def rounded(cell: CellCount) -> int:
    """A count rounded to a multiple of `BASE`, up as often as it is nearer to that; by the key of its cases alone."""
    rest = cell.count % BASE
    return cell.count - rest + (BASE if _drawn(cell.key) % BASE < rest else 0)


def _drawn(key: int) -> int:
    """A number that follows from a key and looks like none (the finalizer of SplitMix64)."""
    mixed = (key + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return mixed ^ (mixed >> 31)


def can_be(shown: int, threshold: int) -> tuple[int, int]:
    """The least and the most that a count can be of which this is shown."""
    if shown < 0:
        return 0, MOST
    return max(threshold, shown - BASE + 1), shown + BASE - 1


def suppressed(tables: Mapping[Place, Table], year: int, threshold: int, before: Shown) -> Shown:
    """What is shown of these tables, all of one year. Of those of `before`, what was shown stays as it is."""
    return _Publication(tables, year, threshold, before).shown()


def suppressed_among(
    tables: Mapping[Place, Table], year: int, threshold: int, before: Shown, known: Shown, layout: CellsTogether
) -> Shown:
    """What is shown of tables of a year that are none of figures; of the cells of `known`, what was shown elsewhere."""
    return _Publication(tables, year, threshold, before, known=known, layout=layout).shown()


def suppressed_beside(
    table: Table, place: Place, threshold: int, known: Mapping[Cell, int], layout: Layout
) -> Mapping[Cell, int]:
    """What is shown of one table of other figures; of the cells of `known`, what was shown elsewhere stays as it is."""
    publication = _Publication({place: table}, int(place[0]), threshold, {}, known={place: known}, layout=layout)
    return publication.shown()[place]


@dataclass(frozen=True, slots=True)
class _Difference:
    """Two cells of which one is within the other, and the few cases by which they differ, by their numbers."""

    whole: int
    part: int
    rest: int


@dataclass(slots=True)
class _Publication:
    """The tables of a year, some of them about to be shown; each cell has a number."""

    tables: Mapping[Place, Table]
    year: int
    threshold: int
    before: Shown
    number: dict[At, int] = field(default_factory=dict)
    state: list[int] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    old: set[int] = field(default_factory=set)
    small: list[int] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    differences: list[_Difference] = field(default_factory=list)
    known: Shown = field(default_factory=dict)
    layout: CellsTogether = NATIONAL

    def shown(self) -> Shown:
        """What is shown of the tables that were not shown before."""
        self._number_cells()
        self.relations = self.layout.relations(self.tables, self.year, self.number)
        self._protect_remainders()
        self._protect_differences()
        for difference in self.differences:
            self._show_alike(difference)
        at_once = 1
        while exposed := self._told_apart() | self._narrowed(at_once):
            for cell in exposed:
                self.state[cell] = WITHHELD
            at_once *= 2  # few rounds are enough, and what no longer fits what was shown before ends soon too
        new = self.tables.keys() - self.before.keys()
        return {
            place: {cell: self.state[self.number[place, cell]] for cell in self.layout.cells}
            for place in self.tables
            if place in new
        }

    def _number_cells(self) -> None:
        """Give each cell a number. The same cases are the same cell, but for small ones, and for those of some of the
        cases that another figure has of all: nobody knows that they are, and that nobody is between is protected."""
        same: dict[tuple[CellCount, bool], int] = {}
        for place, table in self.tables.items():
            shown, known = self.before.get(place), self.known.get(place, {})
            for cell in self.layout.cells:
                counted = table.get(cell, EMPTY)
                if shown is not None:
                    self.number[place, cell] = number = self._numbered(shown.get(cell, WITHHELD), counted.count)
                    self.old.add(number)
                elif cell in known:
                    self.number[place, cell] = number = self._numbered(known[cell], counted.count)
                    self.old.add(number)
                elif counted.count < self.threshold:
                    self.number[place, cell] = self._numbered(SMALL, counted.count)
                else:
                    alike = counted, cell[0] in self.layout.narrow
                    if alike not in same:
                        same[alike] = self._numbered(rounded(counted), counted.count)
                    self.number[place, cell] = same[alike]

    def _numbered(self, state: int, size: int) -> int:
        self.state.append(state)
        self.size.append(size)
        if state == SMALL:
            self.small.append(len(self.state) - 1)
        return len(self.state) - 1

    def _protect_remainders(self) -> None:
        """Of each whole and its parts: all small parts together are protected where together they are small too."""
        for relation in [one for one in self.relations if one.apart]:
            few = tuple(part for part in relation.parts if self.state[part] == SMALL)
            size = sum(self.size[part] for part in few)
            if len(few) > 1 and size < self.threshold:
                rest = self._numbered(SMALL, size)
                others = tuple(part for part in relation.parts if self.state[part] != SMALL)
                self.relations.append(Relation(rest, few, apart=True, complete=True))
                self.relations.append(Relation(relation.whole, (*others, rest), apart=True, complete=True))

    def _protect_differences(self) -> None:
        """Where a cell is all but a few cases of another, however far above it, those few are protected."""
        above: dict[int, set[int]] = {}
        for relation in self.relations:
            for part in relation.parts:
                above.setdefault(part, set()).add(relation.whole)
        for part in [cell for cell in above if self.state[cell] != SMALL]:
            for whole in sorted(self._little_more(part, above)):
                rest = self._numbered(SMALL, self.size[whole] - self.size[part])
                self.relations.append(Relation(whole, (part, rest), apart=True, complete=True))
                self.differences.append(_Difference(whole, part, rest))

    def _little_more(self, part: int, above: Mapping[int, set[int]]) -> set[int]:
        """The cells that hold all of this one and fewer cases more than the threshold."""
        found: set[int] = set()
        waiting = [part]
        while waiting:
            for whole in above.get(waiting.pop(), ()):
                if whole not in found and whole != part and self.size[whole] - self.size[part] < self.threshold:
                    found.add(whole)
                    waiting.append(whole)
        return found

    def _show_alike(self, difference: _Difference) -> None:
        """Show two cells that differ by a few cases as the same number, where that is near enough to both: from other
        numbers everybody would know that they differ."""
        whole, part = difference.whole, difference.part
        if self.state[whole] < 0 or self.state[part] < 0:
            return
        for one, other in ((part, whole), (whole, part)):
            number = self.state[other]
            if one not in self.old and self.threshold <= number and abs(number - self.size[one]) < BASE:
                self.state[one] = number
                return

    def _told_apart(self) -> set[int]:
        """The cells to withhold because two that differ by a few cases would be shown as different numbers."""
        found: set[int] = set()
        for one in self.differences:
            if (
                self.state[one.whole] >= 0
                and self.state[one.part] >= 0
                and self.state[one.whole] != self.state[one.part]
            ):
                found.update([cell for cell in (one.part, one.whole) if cell not in self.old][:1])
        return found

    def _narrowed(self, at_once: int) -> set[int]:
        """The cells to withhold so that nobody narrows a small one by what would now be shown: so many for each."""
        least, most = map(list, zip(*(can_be(state, self.threshold) for state in self.state), strict=True))
        bounds = narrowed(Bounds(least, most), self.relations)
        found: set[int] = set()
        for cell in self.small:
            for by in _narrowed_by(bounds, cell):
                found |= self._to_withhold(bounds, by, at_once)
        return found

    def _to_withhold(self, bounds: Bounds, by: int, at_once: int) -> set[int]:
        """The smallest cells that are shown and new among those by which a relation narrows or, failing that, among
        those by which they are narrowed themselves. Empty where only what was shown before does it."""
        seen, waiting = {by}, [by]
        while waiting:
            cells = [cell for one in waiting for cell in (self.relations[one].whole, *self.relations[one].parts)]
            if mine := [cell for cell in cells if self.state[cell] >= 0 and cell not in self.old]:
                return set(sorted(set(mine), key=lambda cell: (self.size[cell], cell))[:at_once])
            causes = {
                by for cell in cells for by in (bounds.least_by.get(cell), bounds.most_by.get(cell)) if by is not None
            }
            waiting = sorted(causes - seen)
            seen |= causes
        return set()


def _narrowed_by(bounds: Bounds, cell: int) -> Iterator[int]:
    """The relations that narrow a small cell: to no longer none, or to fewer than anybody may tell."""
    if bounds.least[cell] > 0:
        yield bounds.least_by[cell]
    if bounds.most[cell] < BASE - 1:
        yield bounds.most_by[cell]
