"""A policy laid out for assessing: every distinct condition once, as a table, and what reads it.

Made once a policy. Numbers are places in `tables`; `assess` looks every table up once and then only follows numbers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from proviso.policy.conditions import Condition, KnownFacts
from proviso.policy.findings import Reading, reading
from proviso.policy.norms import Act, Caution, Guard, Norm
from proviso.policy.tables import Evaluated, Key, Table, table

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """`tables[n]` answers the condition at place n. `guarded` has each guard in the order of citations: as what an act
    is then refused, the place of its condition, and the numbers in `acts` of the acts that it guards.

    `readings` has the findings of each norm, `lifted` the places of its exceptions by the norm's number.
    """

    tables: tuple[Table, ...]
    lookups: tuple[tuple[Callable[[KnownFacts], Key], Mapping[Key, Evaluated]], ...]
    acts: tuple[Act, ...]
    guards: Mapping[Act, tuple[tuple[Guard, int], ...]]
    guarded: tuple[tuple[str, int, Places], ...]
    readings: tuple[Reading, ...]
    lifted: tuple[tuple[int, Places], ...]
    cautions: tuple[tuple[Caution, int, Places], ...]

    @classmethod
    def of(
        cls,
        guards: Mapping[Act, Sequence[Guard]],
        norms: Sequence[Norm],
        cautions: Iterable[Caution],
        local_guards: Iterable[Guard],
    ) -> Self:
        """Lay out a policy. What a local policy forbids lifts each norm and caution that yields to it."""
        laid = _Laid()
        forbidden = tuple(~guard.condition for guard in local_guards)
        placed = {act: tuple((guard, laid.place(guard.condition)) for guard in every) for act, every in guards.items()}
        lifted = [laid.places((*norm.lifted_by, *(forbidden if norm.yields_to_local else ()))) for norm in norms]
        warned = tuple(
            (
                caution,
                laid.place(caution.when),
                laid.places((*caution.unless, *(forbidden if caution.yields_to_local else ()))),
            )
            for caution in cautions
        )
        tables = tuple(table(condition) for condition in laid.conditions)
        return cls(
            tables=tables,
            lookups=tuple((each.key, each.rows) for each in tables),
            acts=tuple(placed),
            guards=placed,
            guarded=_guarded(placed),
            readings=tuple(reading(norm, table(norm.applies), table(norm.satisfied)) for norm in norms),
            lifted=tuple((number, places) for number, places in enumerate(lifted) if places),
            cautions=warned,
        )


def _guarded(placed: Mapping[Act, Sequence[tuple[Guard, int]]]) -> tuple[tuple[str, int, Places], ...]:
    """Each guard once, however many acts it guards, in the order of citations."""
    acts: dict[tuple[str, int], list[int]] = {}
    for number, every in enumerate(placed.values()):
        for guard, place in every:
            acts.setdefault((guard.citation, place), []).append(number)
    return tuple((citation, place, tuple(numbers)) for (citation, place), numbers in sorted(acts.items()))


@dataclass(slots=True)
class _Laid:
    """Conditions and the place that each was given, the first time it was met."""

    conditions: dict[Condition, int] = field(default_factory=dict)

    def place(self, condition: Condition) -> int:
        return self.conditions.setdefault(condition.plain(), len(self.conditions))

    def places(self, conditions: Iterable[Condition]) -> Places:
        return tuple(self.place(condition) for condition in conditions)
