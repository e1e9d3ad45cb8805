"""How a value asks for itself: each field carries its question, and the form, the API and the errors come from that.

A value is checked once, when it is made. It knows nothing of pages, of the clock or of other values.
"""

import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, TypeAlias, TypeVar, dataclass_transform

from django.utils.translation import gettext as _

if typing.TYPE_CHECKING:
    from _typeshed import DataclassInstance

from proviso.accounts.choice import Choice as Choice
from proviso.accounts.choice import Offered as Offered
from proviso.casework.case_error import CaseError
from proviso.casework.values.asking import FOR_BOTH as FOR_BOTH
from proviso.casework.values.asking import FOR_THE_FILE as FOR_THE_FILE
from proviso.casework.values.asking import FOR_THE_PERSON as FOR_THE_PERSON
from proviso.casework.values.asking import FOR_THE_RECIPIENT as FOR_THE_RECIPIENT
from proviso.casework.values.asking import Ask as Ask
from proviso.casework.values.asking import HeardBy as HeardBy
from proviso.casework.values.asking import ask as ask
from proviso.casework.values.birth_date import BirthDate
from proviso.record.canonical import Json
from proviso.record.entry import Category

Kind: TypeAlias = Any  # the type of a field as `typing` gives it: a class, or a tuple of one; mypy has no type for both


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong with one field: what was given, what is accepted, and what to do, in a sentence for a person.

    `boxes` are those that are wrong, of an answer that has several. `instead_of` is the field for want of which this
    one is asked: where that was given and could not be read, its own refusal is enough.
    """

    field: str
    given: str
    accepted: str
    says: str
    boxes: tuple[str, ...] = ()
    instead_of: str = ""


class ValueRefused(CaseError, ValueError):
    """A value could not be made; `refusals` has one entry for each field that is wrong, in the order asked."""

    code = "value_refused"
    status = 422

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(f"{refusal.field}: {refusal.says}" for refusal in refusals))
        self.refusals = tuple(refusals)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value:
    """An answer to one question, or what one act records.

    `kind` is the entry's kind: a sentence in the past. `version` is the version of its body. `category` is the kind of
    processing that it logs (Data Protection Act 2018 s.62).
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]  # what `dataclass` gives each class of values
    kind: ClassVar[str]
    version: ClassVar[int] = 1
    category: ClassVar[Category] = Category.COLLECTION

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)

    def __post_init__(self) -> None:
        for name, _asked, _kind in asked_fields(type(self)):
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


def tidied(given: object) -> object:
    """An answer as it is kept: words without the space around them, and a time in UTC.

    Two times in different zones are never equal in the hour that the autumn clock gives twice; in UTC they are.
    """
    if isinstance(given, str) and not isinstance(given, Choice):
        return given.strip()
    if isinstance(given, datetime) and given.tzinfo is not None:
        return given.astimezone(UTC)
    return given


def refuse(name: str, asked: Ask, kind: Kind, given: object, *, goes: bool) -> Refusal | None:
    """What is wrong with one answer, if anything: out of place, missing, of the wrong kind or too long."""
    if given is None or given in ((), ""):
        if not goes or asked.optional:
            return None
        return Refusal(name, "nothing", accepted(asked, kind), _(asked.missing))
    if not goes:
        return Refusal(name, str(given), "nothing here", _("Leave this empty: it does not go with the answer above"))
    if not of_kind(given, kind):
        return Refusal(name, str(given), accepted(asked, kind), f"{asked.label}: {accepted(asked, kind)}")
    if isinstance(given, str) and not isinstance(given, Choice) and len(given) > asked.most:
        says = _("%(label)s must be %(most)s characters or fewer; there are %(given)s") % {
            "label": _(asked.label),
            "most": f"{asked.most:,}",
            "given": f"{len(given):,}",
        }
        return Refusal(name, f"{len(given)} characters", f"at most {asked.most} characters", says)
    if asked.exclusive and isinstance(given, tuple) and asked.exclusive in given and len(given) > 1:
        says = _("Select “%(exclusive)s” alone, or the others without it") % {"exclusive": _(asked.exclusive.label)}
        return Refusal(name, ", ".join(given), accepted(asked, kind), says)
    return None


def of_kind(given: object, kind: Kind) -> bool:
    """Whether an answer is of the type that its field declares."""
    if isinstance(kind, types.GenericAlias) and kind.__origin__ is tuple:
        member = kind.__args__[0]
        return isinstance(given, tuple) and all(isinstance(one, member) for one in given)
    if kind is datetime:
        return isinstance(given, datetime) and given.tzinfo is not None
    if kind is date:
        return isinstance(given, date) and not isinstance(given, datetime)
    return isinstance(given, kind)


def accepted(asked: Ask, kind: Kind) -> str:
    """What a field takes, in words."""
    member = kind.__args__[0] if isinstance(kind, types.GenericAlias) else kind
    if issubclass(member, Choice):
        return "one of " + ", ".join(one.value for one in member)
    return {
        bool: "yes or no",
        date: "a date",
        BirthDate: "a date of birth, or as much of it as is known",
        datetime: "a date and a time with its zone",
        int: "a whole number",
    }.get(member, f"words, at most {asked.most} characters")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is read once of a class of values: its questions in order, by name, and the type of every field."""

    asked: tuple[tuple[str, Ask, Kind], ...]
    questions: Mapping[str, Ask]
    kinds: Mapping[str, Kind]


_SHAPES: dict[type["Value"], _Shape] = {}

_KINDS: dict[type, Mapping[str, Kind]] = {}


def _kinds_of(part: type["DataclassInstance"]) -> Mapping[str, Kind]:
    """The type of every field of a value, or of a part of one."""
    if part not in _KINDS:
        hints = typing.get_type_hints(part)
        _KINDS[part] = {name: _without_none(hints[name]) for name in (one.name for one in fields(part))}
    return _KINDS[part]


def _shape_of(value: type["Value"]) -> _Shape:
    if value not in _SHAPES:
        kinds = _kinds_of(value)
        metadata = {name: one.metadata for name, one in value.__dataclass_fields__.items()}
        asked = tuple((name, about["ask"], kinds[name]) for name, about in metadata.items() if "ask" in about)
        _SHAPES[value] = _Shape(asked, {name: question for name, question, _ in asked}, kinds)
    return _SHAPES[value]


def asked_fields(value: type["Value"]) -> tuple[tuple[str, Ask, Kind], ...]:
    """The questions of a value in order: (field, question, its type without None)."""
    return _shape_of(value).asked


def question_of(value: type["Value"], name: str) -> Ask:
    """The question behind one field of a value. Raises KeyError for a field that asks nothing."""
    return _shape_of(value).questions[name]


def _without_none(kind: Kind) -> Kind:
    if isinstance(kind, types.UnionType):
        return next(one for one in typing.get_args(kind) if one is not types.NoneType)
    return kind


def to_json(value: Value) -> dict[str, Json]:
    """A value as canonical JSON can carry it; what is None is left out."""
    return {name: _plain(given) for name in _shape_of(type(value)).kinds if (given := getattr(value, name)) is not None}


def _plain(given: Any) -> Json:  # an answer, or what a decision keeps, which is JSON already
    if isinstance(given, Choice):
        return given.value
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, BirthDate):
        return given.as_json()
    if isinstance(given, tuple):
        return [_plain(one) for one in given]
    if is_dataclass(given) and not isinstance(given, type):
        parts = ((name, getattr(given, name)) for name in _kinds_of(type(given)))
        return {name: _plain(one) for name, one in parts if one not in ("", ())}
    plain: Json = given
    return plain


V = TypeVar("V", bound=Value)


def from_json(value: type[V], body: Mapping[str, Json]) -> V:
    """A value from what the record kept. Raises ValueRefused, or KeyError for a name that the value does not have."""
    read = _readers(value)
    return value(**{name: read[name](given) for name, given in body.items()})


_Reader: TypeAlias = Callable[[Any], Any]  # from what the record kept to an answer, which the value checks

_READERS: dict[type, Mapping[str, _Reader]] = {}


def _readers(part: type["DataclassInstance"]) -> Mapping[str, _Reader]:
    if part not in _READERS:
        _READERS[part] = {name: _reader(kind) for name, kind in _kinds_of(part).items()}
    return _READERS[part]


def _reader(kind: Kind) -> _Reader:
    """What makes an answer of this type from JSON."""
    if isinstance(kind, types.GenericAlias) and kind.__origin__ is tuple:
        member = _reader(kind.__args__[0])
        return lambda given: tuple([member(one) for one in given])
    if kind is datetime or kind is date:
        return kind.fromisoformat
    if kind is BirthDate:
        return BirthDate.read
    if isinstance(kind, type) and issubclass(kind, Choice):
        return kind
    if is_dataclass(kind):
        part: Any = kind  # a class of parts, known only here
        return lambda given: part(**{name: _readers(part)[name](one) for name, one in given.items()})
    return _as_it_is


def _as_it_is(given: Json) -> Json:
    return given
