"""The vocabulary of a case: each fact, its values, its question, its paragraph and the page that asks it.

One person in one crime. Nothing here asks or infers nationality, name, language or appearance; a fact that nobody has
recorded is unknown. Here is what a fact is and how facts are checked; the facts themselves are in `facts`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, cast

from proviso.policy.conditions import Condition, FactValue, Is, JsonTree

_TYPES: Final[frozenset[type]] = frozenset((bool, str))


class FactRefused(ValueError):
    """A fact that cannot be taken: its name, what was given, and what is accepted. Nothing is guessed."""

    def __init__(self, fact: str, given: object, accepted: str) -> None:
        self.fact, self.given, self.accepted = fact, given, accepted
        super().__init__(f"{named(fact)}: given {shown(given)}; accepted: {accepted}")


def shown(value: object) -> str:
    """A value as JSON writes it, cut short: what was given may be long, and is not ours to repeat."""
    text = legible(json.dumps(value, ensure_ascii=False, default=repr))
    return text if len(text) <= 60 else f"{text[:59]}…"


def legible(text: str) -> str:
    """Text with whatever cannot be printed as JSON escapes it: it cannot steer a terminal or turn a line round."""
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in text)


def named(name: str) -> str:
    """A name as it stands where it could be one of ours, else as JSON writes it: it may hold anything."""
    return name if name.isidentifier() and len(name) <= 60 else shown(name)


@dataclass(frozen=True, slots=True)
class Only:
    """The parent of a fact: asked, and accepted, only where the parent has one of these values."""

    fact: str
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What an officer may properly do about a fact that stands in the way: record, weigh, explain, tell or ask.

    `becomes` is the value that it then has; `unless` are recorded values from which this would not be proper.
    """

    becomes: FactValue
    says: str
    unless: tuple[FactValue, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One fact: `says` puts each accepted value in words, in the order in which a page offers them.

    `about` names the facts that an answer rests on: a step that changes one of those makes this one unknown again.
    """

    name: str
    paragraph: str
    page: str
    question: str
    says: Mapping[FactValue, str]
    only: Only | None = None
    step: Step | None = None
    about: tuple[str, ...] = ()
    values: tuple[FactValue, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(self.says))
        object.__setattr__(self, "says", MappingProxyType(dict(self.says)))

    @property
    def accepted(self) -> str:
        """The accepted values, as JSON writes them."""
        return ", ".join(shown(value) for value in self.values)

    @property
    def parent(self) -> str | None:
        """The name of the fact that this one hangs on, if any."""
        return self.only.fact if self.only else None

    def as_json(self) -> JsonTree:
        """The fact as plain values, for a policy's digest."""
        return {
            "paragraph": self.paragraph,
            "question": self.question,
            "values": {shown(value): words for value, words in self.says.items()},
            "only": [self.only.fact, list(self.only.values)] if self.only else None,
            "step": [self.step.becomes, self.step.says, list(self.step.unless)] if self.step else None,
            "about": list(self.about),
        }

    def is_(self, *values: FactValue) -> Condition:
        """That the fact has one of these values; a value that it cannot have is a ValueError."""
        if strange := set(values) - set(self.values):
            raise ValueError(f"{self.name} is never {strange}")
        return Is(self.name, values)

    def is_not(self, *values: FactValue) -> Condition:
        """That the fact has one of its other values: known, and none of these."""
        self.is_(*values)
        return Is(self.name, tuple(value for value in self.values if value not in values))


@dataclass(frozen=True, slots=True, eq=False)
class YesNo(Fact, Condition):
    """A fact that is true or false and nothing else; joined with others, it stands for itself being true."""

    def plain(self) -> Condition:
        return self.is_(True)


class Vocabulary(dict[str, Fact]):
    """Facts in the order in which they are declared; each name once, each parent before its children."""

    def __init__(self) -> None:
        super().__init__()
        self._accepted: set[tuple[str, object]] = set()
        self._hanging: list[tuple[str, str, tuple[FactValue, ...]]] = []

    def choice(
        self, name: str, paragraph: str, page: str, question: str, *,
        only: Condition | None = None, step: tuple[str, ...] = (), about: tuple[Fact, ...] = (), **says: str,
    ) -> Fact:  # fmt: skip
        """Declare a fact whose value is one of a list, each put in words; `step` is (becomes, says, unless…)."""
        way = Step(step[0], step[1], step[2:]) if step else None
        words: dict[FactValue, str] = dict(says.items())
        rests_on = tuple(fact.name for fact in about)
        return self._declared(Fact(name, paragraph, page, question, words, self._only(only), way, rests_on))

    def yes_no(
        self, name: str, paragraph: str, page: str, question: str, *, yes: str, no: str,
        only: Condition | None = None, step: str = "", step_to: bool = True,
    ) -> YesNo:  # fmt: skip
        """Declare a yes/no fact; `step` says how an officer may properly come by the value `step_to`."""
        way = Step(step_to, step) if step else None
        fact = YesNo(name, paragraph, page, question, {True: yes, False: no}, self._only(only), way)
        self._declared(fact)
        return fact

    def ancestors(self, name: str) -> Iterator[str]:
        """The facts that a fact hangs on, nearest first."""
        while parent := self[name].parent:
            yield parent
            name = parent

    def check(self, facts: Mapping[str, object]) -> dict[str, FactValue]:
        """The facts that are recorded, without the null ones.

        Raises FactRefused for an unknown name, a value outside the list (true and false are no strings or numbers),
        and a fact whose parent does not have the value that it goes with.
        """
        recorded = self._known(facts)
        for name, parent, values in self._hanging:
            if name in recorded and recorded.get(parent) not in values:
                raise FactRefused(name, recorded[name], f"nothing, {_unlike(parent, values, recorded.get(parent))}")
        return recorded

    def _known(self, facts: Mapping[str, object]) -> dict[str, FactValue]:
        # Types first: 1 is equal to true, and what is in a list cannot be looked up.
        if _TYPES.issuperset(map(type, facts.values())) and facts.items() <= self._accepted:
            # Each pair is one that the vocabulary accepts: that is what was just looked up.
            return dict(cast("Mapping[str, FactValue]", facts))
        refused = [
            FactRefused(name, given, self[name].accepted if name in self else self._nearest(name))
            for name, given in facts.items()
            if not (given is None and name in self) and not (type(given) in _TYPES and (name, given) in self._accepted)
        ]
        if refused:
            raise min(refused, key=lambda each: each.fact)
        return {name: value for name, value in facts.items() if isinstance(value, bool | str)}

    def changed(self, facts: Mapping[str, FactValue], name: str, value: FactValue) -> dict[str, FactValue]:
        """The facts as they would be with one changed; what hung on its former value falls away."""
        return self._fitting({**facts, name: value})

    def forgotten(self, facts: Mapping[str, FactValue], name: str) -> dict[str, FactValue]:
        """The facts with one unknown again, and with it what hung on it."""
        return self._fitting({known: value for known, value in facts.items() if known != name})

    def _fitting(self, facts: dict[str, FactValue]) -> dict[str, FactValue]:
        for child, parent, values in self._hanging:
            if child in facts and facts.get(parent) not in values:
                del facts[child]
        return facts

    def _nearest(self, name: str) -> str:
        near = get_close_matches(name[:60], self, n=1)
        return f"a fact of the vocabulary{f', perhaps {near[0]}' if near else ''}"

    def _only(self, condition: Condition | None) -> Only | None:
        match None if condition is None else condition.plain():
            case Is(fact, values) if fact in self:
                return Only(fact, values)
            case None:
                return None
        raise ValueError(f"a parent is one fact, declared before, having certain values; not {condition!r}")

    def _declared(self, fact: Fact) -> Fact:
        if fact.name in self:
            raise ValueError(f"{fact.name} is declared twice")
        self[fact.name] = fact
        self._accepted.update((fact.name, value) for value in fact.values)
        if fact.only:
            self._hanging.append((fact.name, fact.only.fact, fact.only.values))
        return fact


def _unlike(parent: str, values: tuple[FactValue, ...], found: FactValue | None) -> str:
    """Why a fact cannot stand beside its parent as it is."""
    wanted = " or ".join(shown(value) for value in values)
    return f"because it goes only with {parent} being {wanted}, which is {'unknown' if found is None else shown(found)}"
