"""Which field asks for an answer of which type."""

from datetime import date, datetime

from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.value import Ask, Choice, Kind
from proviso.web.design.birth_fields import BirthDateField
from proviso.web.design.fields import Asked, DayField, Moment, Number, OneOf, SomeOf, WordsField, YesOrNo


def field_for(asked: Ask, kind: Kind) -> Asked:
    """The field for an answer of a type. Raises TypeError for a type that no page can ask for."""
    if getattr(kind, "__origin__", None) is tuple:
        return SomeOf(asked, kind.__args__[0])
    if issubclass(kind, Choice):
        return OneOf(asked, kind)
    plain: dict[type, type[Asked]] = {
        bool: YesOrNo,
        str: WordsField,
        int: Number,
        date: DayField,
        datetime: Moment,
        BirthDate: BirthDateField,
    }
    if kind not in plain:
        raise TypeError(f"no page asks for {kind}")
    return plain[kind](asked)
