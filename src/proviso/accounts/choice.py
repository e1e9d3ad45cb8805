"""A code of a closed list, as entries hold it, with the words that are made of it at the edge."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """One of a closed list. A member is written `NAME = "stored_value", "Label", "Hint (may be left out)"`."""

    label: str
    hint: str

    def __new__(cls, value: str, label: str = "", hint: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        member.hint = hint
        return member

    @classmethod
    def offered(cls) -> tuple[Self, ...]:
        """The members that somebody can choose today, in order; a list that has others, for what was recorded before or
        follows from something else, says so."""
        return tuple(cls)
