"""A code of a closed list, as entries hold it, with the words that are made of it at the edge."""

from enum import Enum, StrEnum
from typing import Self


class Offered(Enum):
    """Whether a member is still offered to whoever answers: one that no longer is, is still read."""

    STILL = True
    NO_LONGER = False


class Choice(StrEnum):
    """One of a closed list. A member is written `NAME = "stored_value", "Label", "Hint (may be left out)"`.

    It ends with `Offered.NO_LONGER` where only older entries have it.
    """

    label: str
    hint: str
    offered: Offered

    def __new__(cls, value: str, label: str = "", hint: str = "", offered: Offered = Offered.STILL) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        member.hint = hint
        member.offered = offered
        return member

    @classmethod
    def by_name(cls) -> bool:
        """Whether all but the first are offered by their words, in the alphabet of whoever reads."""
        return False
