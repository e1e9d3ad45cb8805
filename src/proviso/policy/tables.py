"""Conditions worked out beforehand: a table from what may be recorded to the answer, its grounds and what it needs.

The facts of one paragraph are few, so every state of them, the unknown ones included, fits in a small table; an
assessment then only looks things up. This is an interpreter of the tree in `conditions`, and adds nothing to it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from proviso.policy.conditions import Answer, Condition, FactValue, KnownFacts, grounds, mentions, read
from proviso.policy.facts import FACTS

STATES_AT_MOST = 5_000  # of one table: a condition over more than this should be said as several

Key: TypeAlias = Any  # what itemgetter returns: one value, or a tuple of them
State: TypeAlias = tuple[FactValue | None, ...]


class TooManyStates(ValueError):
    """One condition rests on so many facts that its table would not be small: it should be said as several."""


class Evaluated(NamedTuple):
    """A condition in one state of its facts. `because` and `needs` are sorted names of facts."""

    answer: Answer
    because: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A condition's answer for every state of its facts: `rows[key(case)]`, where the case names every fact."""

    facts: tuple[str, ...]
    key: Callable[[KnownFacts], Key]
    rows: dict[Key, Evaluated]


def table(condition: Condition) -> Table:
    """Work out a condition for every consistent state of its facts and of those on which they hang.

    `needs` of an undecided state are the unknown facts that in some consistent completion still change the answer: two
    completions that differ only in that fact and in what hangs on it, one of which passes and the other fails.
    Raises TooManyStates.
    """
    named = {*mentions(condition)}
    named |= {ancestor for fact in named for ancestor in FACTS.ancestors(fact)}
    facts = tuple(name for name in FACTS if name in named)
    answers = {state: read(condition, dict(zip(facts, state, strict=True))) for state in states(facts)}
    complete = {state: answer for state, answer in answers.items() if _is_complete(facts, state)}
    key = keyed(facts)
    rows = {}
    for state, answer in answers.items():
        case = dict(zip(facts, state, strict=True))
        needs = _needs(facts, state, complete) if answer is Answer.UNKNOWN else ()
        rows[key(case)] = Evaluated(answer, tuple(sorted(grounds(condition, case))), needs)
    return Table(facts, key, rows)


def keyed(facts: tuple[str, ...]) -> Callable[[KnownFacts], Key]:
    """How the state of these facts is read from a case that names them all."""
    return itemgetter(*facts) if facts else _nothing


def union(*names: tuple[str, ...]) -> tuple[str, ...]:
    """The names in any of these, each once, sorted."""
    return tuple(sorted({name for each in names for name in each}))


def states(facts: tuple[str, ...]) -> list[State]:
    """Every consistent state of the facts, unknown ones included: a child has a value only where its parent allows.

    The facts are in the order of the vocabulary, parents among them. Raises TooManyStates.
    """
    found: list[State] = [()]
    for name in facts:
        found = [
            (*state, value)
            for state in found
            for value in ((None, *FACTS[name].values) if _applies(name, facts, state) else (None,))
        ]
        if len(found) > STATES_AT_MOST:
            raise TooManyStates(f"one condition or norm over {', '.join(facts)}")
    return found


def _applies(name: str, facts: tuple[str, ...], state: State) -> bool:
    only = FACTS[name].only
    return only is None or state[facts.index(only.fact)] in only.values


def _is_complete(facts: tuple[str, ...], state: State) -> bool:
    return all(value is not None or not _applies(name, facts, state) for name, value in zip(facts, state, strict=True))


def _needs(facts: tuple[str, ...], state: State, complete: dict[State, Answer]) -> tuple[str, ...]:
    """The unknown facts that can still change the answer, by trying every completion."""
    reachable = [
        (end, answer)
        for end, answer in complete.items()
        if all(now is None or now == then for now, then in zip(state, end, strict=True))
    ]
    return tuple(
        sorted(name for name, now in zip(facts, state, strict=True) if now is None and _moves(name, facts, reachable))
    )


def _moves(name: str, facts: tuple[str, ...], completions: list[tuple[State, Answer]]) -> bool:
    kept = [place for place, fact in enumerate(facts) if fact != name and name not in FACTS.ancestors(fact)]
    alike: defaultdict[State, set[Answer]] = defaultdict(set)
    for state, answer in completions:
        alike[tuple(state[place] for place in kept)].add(answer)
    return any({Answer.YES, Answer.NO} <= answers for answers in alike.values())


def _nothing(_: KnownFacts) -> Key:
    return ()
