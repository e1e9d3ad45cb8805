"""What would allow an act that is not allowed: the smallest steps that an officer may properly take, and no others.

A proper step records, weighs, explains, tells or asks (`Fact.step`). Never proper: another role, suspicion, source,
consent, delay or exceptional circumstance, a supervisor's or senior officer's word, or saying that something is
impracticable. What the person was told counts for the proposal that they were told of (`Fact.about`), so a step that
changes it makes that unknown again, and brings telling them along.
"""

from collections.abc import Iterable, Mapping
from itertools import chain, combinations, product
from typing import NamedTuple, TypeAlias

from proviso.policy.conditions import Answer, FactValue, JsonTree
from proviso.policy.facts import FACTS, changed, forgotten
from proviso.policy.norms import Act
from proviso.policy.plan import Plan
from proviso.policy.tables import Table


class ProperStep(NamedTuple):
    """One step: the fact, the value that it then has, and what to do, as an instruction."""

    fact: str
    becomes: FactValue
    says: str

    def as_json(self) -> JsonTree:
        """The step as `proviso assess --json` prints it."""
        return {"fact": self.fact, "becomes": self.becomes, "says": self.says}


Names: TypeAlias = frozenset[str]
OpeningSteps: TypeAlias = tuple[ProperStep, ...]

_ANSWERS_ABOUT = {about: [name for name, fact in FACTS.items() if about in fact.about] for about in FACTS}


def openings(plan: Plan, act: Act, facts: Mapping[str, FactValue]) -> tuple[OpeningSteps, ...]:
    """Every smallest set of proper steps after which all guards of an act pass; steps in the order of the vocabulary.

    A guard is opened by steps on its own facts, so each guard's ways are found apart and then joined; then, once more,
    for the guards that those steps close. Empty where some guard has no proper way.
    """
    tables = [plan.tables[place] for _, place in plan.guards[act]]
    joined = {kept for names in _joined(tables, facts, frozenset()) for kept in _joined(tables, facts, names)}
    opening = [names for names in joined if not _closed(tables, _after(facts, names))]
    fewest = min(map(len, opening), default=0)
    return tuple(sorted(_steps(names) for names in opening if len(names) == fewest))


def _joined(tables: list[Table], facts: Mapping[str, FactValue], names: Names) -> set[Names]:
    """Sets of steps with, for each guard that is still closed after them, one way to open it."""
    after = _after(facts, names)
    ways = product(*(_ways(table, after) for table in _closed(tables, after)))
    return {names.union(*chosen) for chosen in ways}


def _closed(tables: list[Table], facts: Mapping[str, FactValue]) -> list[Table]:
    return [table for table in tables if not _passes(table, facts)]


def _ways(table: Table, facts: Mapping[str, FactValue]) -> list[Names]:
    """The sets of proper steps that open one guard, none of which contains another."""
    proper = [name for name in table.facts if _is_proper(name, facts.get(name))]
    ways: list[Names] = []
    for names in map(frozenset, chain.from_iterable(combinations(proper, n) for n in range(1, len(proper) + 1))):
        if not any(way <= names for way in ways) and _passes(table, _after(facts, names)):
            ways.append(names)
    return ways


def _is_proper(name: str, value: FactValue | None) -> bool:
    step = FACTS[name].step
    return step is not None and value != step.becomes and value not in step.unless


def _after(facts: Mapping[str, FactValue], names: Iterable[str]) -> Mapping[str, FactValue]:
    """The facts after the steps, in the order of the vocabulary: parents before children, and what an answer is about
    before the answer."""
    for step in _steps(names):
        facts = changed(facts, step.fact, step.becomes)
        for answer in _ANSWERS_ABOUT[step.fact]:
            facts = forgotten(facts, answer)
    return facts


def _steps(names: Iterable[str]) -> OpeningSteps:
    wanted = frozenset(names)
    return tuple(
        ProperStep(name, fact.step.becomes, fact.step.says)
        for name, fact in FACTS.items()
        if fact.step and name in wanted
    )


def _passes(table: Table, facts: Mapping[str, FactValue]) -> bool:
    """Whether a guard passes; facts that contradict one another (a step without its parent) pass nothing."""
    row = table.rows.get(table.key({**dict.fromkeys(table.facts), **facts}))
    return row is not None and row.answer is Answer.YES
