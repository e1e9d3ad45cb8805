"""What a figure is: words, a paragraph of the guidance, of whom it is counted, and what can be counted. Data only.

A figure is worked out of one column of `CountedCase`. Its denominator is its population; each of its categories is a
numerator. A case of the population about which nothing is recorded is counted apart, as not known.
"""

from dataclasses import dataclass
from enum import Enum

NOT_KNOWN = "not_known"
"""The category of what nobody recorded, or recorded as not known."""


class Kind(Enum):
    """How the categories of a figure go together."""

    ONE = "one"
    """A case is in exactly one of them."""

    SEVERAL = "several"
    """A case is in one or more."""

    BAND = "band"
    """A case is in exactly one, by how many hours something took."""


@dataclass(frozen=True, slots=True)
class Population:
    """Of whom a figure is counted: the cases whose `column` has one of these codes, or any where none is named."""

    code: str
    words: str
    column: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numerator:
    """One thing that is counted, by its code, and in words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what is counted of which cases, under which paragraph. `not_known` says what that means here."""

    code: str
    words: str
    paragraph: str
    population: Population
    column: str
    categories: tuple[Numerator, ...]
    not_known: str = "nobody recorded it"
    kind: Kind = Kind.ONE
    counts: str = "cases"

    @property
    def every_category(self) -> tuple[Numerator, ...]:
        """What is counted, and last what is not known."""
        return (*self.categories, Numerator(NOT_KNOWN, f"Not known: {self.not_known}"))


BANDS: tuple[tuple[str, int], ...] = (
    ("within_4_hours", 4),
    ("within_a_day", 24),
    ("within_3_days", 72),
    ("within_a_week", 24 * 7),
    ("within_4_weeks", 24 * 28),
)
"""The bands of how long something took: each with the hours below which a case is in it, if in none before."""

LONGER, NOT_YET = "longer", "not_yet"
"""The band of what took longer than any, and of what has not happened yet."""
