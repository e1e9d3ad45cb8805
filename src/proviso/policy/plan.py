"""A policy laid out for assessing: every distinct condition once, as a table, and what reads it.

Made once a policy. Numbers are places in `tables`; `assess` looks every table up once and then only follows numbers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from proviso.policy.conditions import Case, Condition
from proviso.policy.findings import Reading, reading
from proviso.policy.norms import Act, Caution, Guard, Norm
from proviso.policy.tables import Key, Table, Worked, table

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Where each guard and caution finds its answers among the tables, and each norm its findings and exceptions."""

    tables: tuple[Table, ...]
    lookups: tuple[tuple[Callable[[Case], Key], dict[Key, Worked]], ...]
    guards: Mapping[Act, tuple[tuple[Guard, int], ...]]
    refusals: tuple[tuple[Act, Mapping[int, tuple[str, ...]]], ...]
    norms: tuple[tuple[Reading, Places], ...]
    cautions: tuple[tuple[Caution, int, Places], ...]

    @classmethod
    def of(
        cls,
        guards: Mapping[Act, Sequence[Guard]],
        norms: Iterable[Norm],
        cautions: Iterable[Caution],
        local_guards: Iterable[Guard],
    ) -> Self:
        """Lay out a policy. What a local policy forbids lifts each norm and caution that yields to it."""
        laid = _Laid()
        forbidden = tuple(~guard.condition for guard in local_guards)
        placed = {act: tuple((guard, laid.place(guard.condition)) for guard in every) for act, every in guards.items()}
        return cls(
            guards=placed,
            refusals=tuple((act, _citations(every)) for act, every in placed.items()),
            norms=tuple(
                (
                    reading(norm, table(norm.applies), table(norm.satisfied)),
                    laid.places((*norm.lifted_by, *(forbidden if norm.yields_to_local else ()))),
                )
                for norm in norms
            ),
            cautions=tuple(
                (
                    caution,
                    laid.place(caution.when),
                    laid.places((*caution.unless, *(forbidden if caution.yields_to_local else ()))),
                )
                for caution in cautions
            ),
            tables=(tables := tuple(table(condition) for condition in laid.conditions)),
            lookups=tuple((each.key, each.rows) for each in tables),
        )


def _citations(guards: Iterable[tuple[Guard, int]]) -> Mapping[int, tuple[str, ...]]:
    """What each place is cited as: two local policies may ask for the same."""
    cited: dict[int, tuple[str, ...]] = {}
    for guard, place in guards:
        cited[place] = (*cited.get(place, ()), guard.citation)
    return cited


@dataclass(slots=True)
class _Laid:
    """Conditions and the place that each was given, the first time it was met."""

    conditions: dict[Condition, int] = field(default_factory=dict)

    def place(self, condition: Condition) -> int:
        return self.conditions.setdefault(condition.plain(), len(self.conditions))

    def places(self, conditions: Iterable[Condition]) -> Places:
        return tuple(self.place(condition) for condition in conditions)
