"""A policy laid out for assessing: every distinct condition once, as a table, and what reads it.

Made once a policy. Numbers are places in `tables`; `assess` looks every table up once and then only follows numbers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from proviso.policy.composed import Composed
from proviso.policy.conditions import Condition, KnownFacts
from proviso.policy.findings import Reading, lifted_beforehand, reading
from proviso.policy.norms import Act, Caution, Guard, Lifting, Norm
from proviso.policy.tables import Evaluated, Key, Table, table

Places = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """`tables[n]` answers the condition at place n. `guarded` has each guard in the order of citations: as what an act
    is then refused, the place of its condition, and the acts that it guards.

    `readings` has the findings of each norm, `lifted` the places of its exceptions by the norm's number, `lifting_says`
    what each of those places says. `bases` has on what each guard of an act rests, by its citation.
    """

    tables: tuple[Table, ...]
    lookups: tuple[tuple[Callable[[KnownFacts], Key], Mapping[Key, Evaluated]], ...]
    acts: tuple[Act, ...]
    guards: Mapping[Act, tuple[tuple[Guard, int], ...]]
    guarded: tuple[tuple[str, int, tuple[Act, ...]], ...]
    readings: tuple[Reading, ...]
    lifted: tuple[tuple[int, Places], ...]
    lifting_says: Mapping[int, str]
    cautions: tuple[tuple[Caution, int, Places], ...]
    bases: Mapping[Act, Mapping[str, str]]

    @classmethod
    def of(
        cls,
        guards: Mapping[Act, Sequence[Guard]],
        norms: Sequence[Norm],
        cautions: Iterable[Caution],
        local_guards: Mapping[str, Sequence[Guard]],
    ) -> Self:
        """Lay out a policy; `local_guards` are by the title of the local policy. What one of those forbids lifts each
        norm and caution that yields to it."""
        laid = _Laid()
        by_local = tuple(
            Lifting(~guard.condition, Composed("the local policy “%(title)s” forbids sharing", title=title))
            for title, every in local_guards.items()
            for guard in every
        )
        forbidden = tuple(lifting.where for lifting in by_local)
        placed = {act: tuple((guard, laid.place(guard.condition)) for guard in every) for act, every in guards.items()}
        liftings = [_liftings(norm, by_local) for norm in norms]
        lifted = [laid.places(each.where for each in every) for every in liftings]
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
            lifting_says={laid.place(each.where): each.says for every in liftings for each in every},
            cautions=warned,
            bases={act: {guard.citation: guard.basis.value for guard in every} for act, every in guards.items()},
        )


def _liftings(norm: Norm, by_local: tuple[Lifting, ...]) -> tuple[Lifting, ...]:
    """What lifts a norm and is not worked out with it: its own exceptions, and what a local policy forbids where it
    yields to that."""
    own = tuple(each for each in norm.lifted_by if not lifted_beforehand(norm, each))
    return (*own, *by_local) if norm.yields_to_local else own


def _guarded(placed: Mapping[Act, Sequence[tuple[Guard, int]]]) -> tuple[tuple[str, int, tuple[Act, ...]], ...]:
    """Each guard once, however many acts it guards, in the order of citations."""
    guarding: dict[tuple[str, int], list[Act]] = {}
    for act, every in placed.items():
        for guard, place in every:
            guarding.setdefault((guard.citation, place), []).append(act)
    return tuple((citation, place, tuple(acts)) for (citation, place), acts in sorted(guarding.items()))


@dataclass(slots=True)
class _Laid:
    """Conditions and the place that each was given, the first time it was met."""

    conditions: dict[Condition, int] = field(default_factory=dict)

    def place(self, condition: Condition) -> int:
        return self.conditions.setdefault(condition.plain(), len(self.conditions))

    def places(self, conditions: Iterable[Condition]) -> Places:
        return tuple(self.place(condition) for condition in conditions)
