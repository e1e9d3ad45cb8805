"""How a value asks for itself: each field carries its question, and the form, the API and the errors come from that.

A value is checked once, when it is made. It knows nothing of pages, of the clock or of other values.
"""

import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, ClassVar, TypeVar, dataclass_transform

from proviso.accounts.choice import Choice as Choice
from proviso.record.entry import Category

Json = Any
"""What canonical JSON can carry: dictionaries, lists, strings, whole numbers, true, false and null."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The question behind one field.

    `missing` is the whole error when nothing was given. `only_where` is (another field, the value or values with which
    this field goes): elsewhere the field is neither asked nor kept. `most` is a number of characters. `exclusive` is
    the member of a list of choices that rules out the others.
    """

    label: str
    missing: str
    hint: str = ""
    only_where: tuple[str, frozenset[Any]] | None = None
    optional: bool = False
    long: bool = False
    most: int = 200
    exclusive: Choice | None = None


def ask(
    label: str,
    missing: str = "",
    *,
    hint: str = "",
    only_where: tuple[str, Any] | None = None,
    optional: bool = False,
    long: bool = False,
    most: int | None = None,
    exclusive: Choice | None = None,
) -> Any:
    """A dataclass field with its question. A field that may stay empty is None (or an empty tuple) where it is.

    `only_where` takes one value or a tuple of them. `most` is 200 characters unless `long`, then 2,000.
    """
    parent = None
    if only_where is not None:
        name, value = only_where
        parent = (name, frozenset(value if isinstance(value, tuple) else (value,)))
    question = Ask(label, missing, hint, parent, optional, long, most or (2000 if long else 200), exclusive)
    return field(default=None, metadata={"ask": question})


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong with one field: what was given, what is accepted, and what to do, in a sentence for a person."""

    field: str
    given: str
    accepted: str
    says: str


class ValueRefused(ValueError):
    """A value could not be made; `refusals` has one entry for each field that is wrong, in the order asked."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(f"{refusal.field}: {refusal.says}" for refusal in refusals))
        self.refusals = tuple(refusals)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value:
    """An answer to one question, or what one act records.

    `kind` is the entry's kind: a sentence in the past. `version` is the version of its body. `category` is the kind of
    processing that it logs (Data Protection Act 2018 s.62).
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    category: ClassVar[Category] = Category.COLLECTION

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)

    def __post_init__(self) -> None:
        for name, _, _ in asked_fields(type(self)):
            object.__setattr__(self, name, tidied(getattr(self, name)))
        refusals = [*self._unanswered()]
        if self._of_its_kinds():
            refusals += self.refusals()
        if refusals:
            raise ValueRefused(refusals)

    def refusals(self) -> Iterator[Refusal]:
        """What is wrong beyond each field by itself; a value says so here. Each field is empty or of its kind."""
        yield from ()

    def _of_its_kinds(self) -> bool:
        return all(
            (given := getattr(self, name)) is None or of_kind(given, kind) for name, _, kind in asked_fields(type(self))
        )

    def _unanswered(self) -> Iterator[Refusal]:
        for name, asked, kind in asked_fields(type(self)):
            given = getattr(self, name)
            refusal = refuse(name, asked, kind, given, goes=self.goes(name))
            if refusal:
                yield refusal

    def goes(self, name: str) -> bool:
        """Whether a field is asked at all, given the answers on which it depends."""
        asked = question_of(type(self), name)
        if asked.only_where is None:
            return True
        parent, wanted = asked.only_where
        given = getattr(self, parent)
        chosen = set(given) if isinstance(given, tuple) else {given}
        return bool(chosen & wanted) and self.goes(parent)


def tidied(given: Any) -> Any:
    """An answer as it is kept: words without the space around them, and a time in UTC.

    Two times in different zones are never equal in the hour that the autumn clock gives twice; in UTC they are.
    """
    if isinstance(given, str) and not isinstance(given, Choice):
        return given.strip()
    if isinstance(given, datetime) and given.tzinfo is not None:
        return given.astimezone(UTC)
    return given


def refuse(name: str, asked: Ask, kind: Any, given: Any, *, goes: bool) -> Refusal | None:
    """What is wrong with one answer, if anything: out of place, missing, of the wrong kind or too long."""
    if given is None or given in ((), ""):
        if not goes or asked.optional:
            return None
        return Refusal(name, "nothing", accepted(asked, kind), asked.missing)
    if not goes:
        return Refusal(name, str(given), "nothing here", "Leave this empty: it does not go with the answer above")
    if not of_kind(given, kind):
        return Refusal(name, str(given), accepted(asked, kind), f"{asked.label}: {accepted(asked, kind)}")
    if isinstance(given, str) and not isinstance(given, Choice) and len(given) > asked.most:
        says = f"{asked.label} must be {asked.most:,} characters or fewer; there are {len(given):,}"
        return Refusal(name, f"{len(given)} characters", f"at most {asked.most} characters", says)
    if asked.exclusive and isinstance(given, tuple) and asked.exclusive in given and len(given) > 1:
        says = f"Select “{asked.exclusive.label}” alone, or the others without it"
        return Refusal(name, ", ".join(given), accepted(asked, kind), says)
    return None


def of_kind(given: Any, kind: Any) -> bool:
    """Whether an answer is of the type that its field declares."""
    if isinstance(kind, types.GenericAlias) and kind.__origin__ is tuple:
        member = kind.__args__[0]
        return isinstance(given, tuple) and all(isinstance(one, member) for one in given)
    if kind is datetime:
        return isinstance(given, datetime) and given.tzinfo is not None
    if kind is date:
        return isinstance(given, date) and not isinstance(given, datetime)
    return isinstance(given, kind)


def accepted(asked: Ask, kind: Any) -> str:
    """What a field takes, in words."""
    member = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else kind
    if issubclass(member, Choice):
        return "one of " + ", ".join(one.value for one in member)
    return {
        bool: "yes or no",
        date: "a date",
        datetime: "a date and a time with its zone",
        int: "a whole number",
    }.get(member, f"words, at most {asked.most} characters")


def asked_fields(value: type["Value"]) -> tuple[tuple[str, Ask, Any], ...]:
    """The questions of a value in order: (field, question, its type without None)."""
    return _asked_fields(typing.cast("Any", value))


@cache
def _asked_fields(value: Any) -> tuple[tuple[str, Ask, Any], ...]:
    hints = typing.get_type_hints(value)
    return tuple(
        (one.name, one.metadata["ask"], _without_none(hints[one.name]))
        for one in fields(typing.cast("Any", value))
        if "ask" in one.metadata
    )


def question_of(value: type["Value"], name: str) -> Ask:
    """The question behind one field of a value. Raises KeyError for a field that asks nothing."""
    return _questions(typing.cast("Any", value))[name]


@cache
def _questions(value: Any) -> Mapping[str, Ask]:
    return {name: asked for name, asked, _ in _asked_fields(value)}


def _without_none(kind: Any) -> Any:
    if isinstance(kind, types.UnionType):
        return next(one for one in typing.get_args(kind) if one is not types.NoneType)
    return kind


def to_json(value: Value) -> dict[str, Json]:
    """A value as canonical JSON can carry it; what is None is left out."""
    return {
        name: _plain(given)
        for name in _kinds_of_fields(typing.cast("Any", type(value)))
        if (given := getattr(value, name)) is not None
    }


def _plain(given: Any) -> Json:
    if isinstance(given, Choice):
        return given.value
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, tuple):
        return [_plain(one) for one in given]
    return given


V = TypeVar("V", bound=Value)


def from_json(value: type[V], body: Mapping[str, Json]) -> V:
    """A value from what the record kept. Raises ValueRefused, or KeyError for a name that the value does not have."""
    kinds = _kinds_of_fields(typing.cast("Any", value))
    return value(**{name: _typed(given, kinds[name]) for name, given in body.items()})


@cache
def _kinds_of_fields(value: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(value)
    return {one.name: _without_none(hints[one.name]) for one in fields(value)}


def _typed(given: Json, kind: Any) -> Any:
    if isinstance(kind, types.GenericAlias) and kind.__origin__ is tuple:
        member = kind.__args__[0]
        return tuple(_typed(one, member) for one in given)
    if kind is datetime or kind is date:
        return kind.fromisoformat(given)
    if isinstance(kind, type) and issubclass(kind, Choice):
        return kind(given)
    return given
