"""One small tree of conditions over facts, joined with & | ~ (never and, or, not).

Kleene's logic throughout: a condition is yes, no, or unknown where it rests on what nobody has recorded. This module
gives the tree and its plain reading; `tables` works it out beforehand, `explain` reads it as English.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeAlias

FactValue: TypeAlias = bool | str
KnownFacts: TypeAlias = Mapping[str, FactValue | None]
JsonTree: TypeAlias = dict[str, "JsonTree"] | list["JsonTree"] | str | int | bool | None


class Answer(StrEnum):
    """What is known of a condition, or of an act: unknown is never taken for no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Condition:
    """Something that is so, is not so, or is not known to be either."""

    __slots__ = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Every((*parts_of(self, Every), *parts_of(other, Every)))

    def __or__(self, other: "Condition") -> "Condition":
        return Some((*parts_of(self, Some), *parts_of(other, Some)))

    def __invert__(self) -> "Condition":
        return Not(self.plain())

    def __bool__(self) -> NoReturn:
        """Refuse `and`, `or`, `not` and `if`, which would silently drop half of a condition."""
        raise TypeError("join conditions with & | ~, never with and, or, not")

    def plain(self) -> "Condition":
        """The condition as a node of the tree; a yes/no fact stands for itself being yes."""
        return self


@dataclass(frozen=True, slots=True)
class Is(Condition):
    """A fact has one of these values."""

    fact: str
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True)
class Every(Condition):
    """All parts are so."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some(Condition):
    """At least one part is so."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part is not so."""

    part: Condition


ALWAYS = Every(())


def parts_of(condition: Condition, joined: type[Every] | type[Some]) -> tuple[Condition, ...]:
    """What a condition contributes when it is joined: its own parts where it is already of that kind, else itself."""
    condition = condition.plain()
    return condition.parts if isinstance(condition, joined) else (condition,)


def read(condition: Condition, case: KnownFacts) -> Answer:
    """What is known of a condition in a case, by Kleene's tables."""
    match condition.plain():
        case Is(fact, values):
            value = case.get(fact)
            return Answer.UNKNOWN if value is None else _known(value in values)
        case Not(part):
            return _OPPOSITE[read(part, case)]
        case Every(parts):
            return _joined([read(part, case) for part in parts], settles=Answer.NO)
        case Some(parts):
            return _joined([read(part, case) for part in parts], settles=Answer.YES)
        case unknown:
            raise TypeError(f"not a node of the tree: {unknown!r}")


def grounds(condition: Condition, case: KnownFacts) -> frozenset[str]:
    """The recorded facts that settle a condition as it is: none while it is unknown."""
    match condition.plain():
        case Is(fact, _):
            return frozenset() if case.get(fact) is None else frozenset({fact})
        case Not(part):
            return grounds(part, case)
        case Every(parts) | Some(parts):
            answer = read(condition, case)
            if answer is Answer.UNKNOWN:
                return frozenset()
            return frozenset().union(*(grounds(part, case) for part in parts if read(part, case) is answer))
        case unknown:
            raise TypeError(f"not a node of the tree: {unknown!r}")


def mentions(condition: Condition) -> Iterator[str]:
    """Every fact that a condition names, as often as it names it, from left to right."""
    match condition.plain():
        case Is(fact, _):
            yield fact
        case Not(part):
            yield from mentions(part)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from mentions(part)
        case unknown:
            raise TypeError(f"not a node of the tree: {unknown!r}")


def as_json(condition: Condition) -> JsonTree:
    """The tree as plain JSON values, so that a policy can be digested: is, not, every, some."""
    match condition.plain():
        case Is(fact, values):
            return {"is": [fact, list(values)]}
        case Not(part):
            return {"not": as_json(part)}
        case Every(parts):
            return {"every": [as_json(part) for part in parts]}
        case Some(parts):
            return {"some": [as_json(part) for part in parts]}
        case unknown:
            raise TypeError(f"not a node of the tree: {unknown!r}")


_OPPOSITE = {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}


def _known(so: bool) -> Answer:
    return Answer.YES if so else Answer.NO


def _joined(answers: list[Answer], settles: Answer) -> Answer:
    """One part that settles is enough; otherwise one unknown leaves it open."""
    if settles in answers:
        return settles
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else _OPPOSITE[settles]
