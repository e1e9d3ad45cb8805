"""A date of birth, with as much of it as is known: a day, a month and a year, a year alone, or about then (6.1).

Nothing is made up: what nobody knows is kept, shared and said as not known, and no age is inferred from it.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from proviso.record.canonical import Json

MARGIN = 5
"""By how many years a date that is about right may be wrong before it contradicts an age that somebody chose."""

ABOUT = "~"


@dataclass(frozen=True, slots=True)
class BirthDate:
    """When somebody was born: a year; its month and day where they are known. `about` is for a year, or a month of one,
    that nobody knows exactly. Raises ValueError for one that cannot be."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)
        if self.day and not self.month:
            raise ValueError("a day needs its month")
        if self.day and self.about:
            raise ValueError("a day is not about right")

    @classmethod
    def on(cls, day: date) -> "BirthDate":
        """A date of which everything is known."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def read(cls, kept: Json) -> "BirthDate":
        """A date of birth from what `as_json` made: `1990-04-27`, or an object. Raises ValueError."""
        if isinstance(kept, str):
            return cls.on(date.fromisoformat(kept))
        if not isinstance(kept, Mapping):
            raise ValueError(f"{kept!r} is no date of birth")
        known = {name: one for name, one in kept.items() if isinstance(one, int)}
        if known != kept or not known.keys() <= {"year", "month", "about"}:
            raise ValueError(f"{kept!r} is no date of birth")
        return cls(known.get("year", 0), known.get("month"), about=bool(known.get("about")))

    @classmethod
    def of_code(cls, code: str) -> "BirthDate":
        """A date of birth from its code. Raises ValueError."""
        known = code.removesuffix(ABOUT)
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", known, re.ASCII):
            raise ValueError(f"{code!r} is no date of birth")
        year, month, day = (*map(int, known.split("-")), None, None)[:3]
        return cls(year or 0, month, day, known != code)

    @property
    def whole(self) -> date | None:
        """The day, where all of it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def as_json(self) -> Json:
        """`1990-04-27` where all of it is known; else `{"year": 1990, "month": 4, "about": true}`, without what is not
        known or not so."""
        if self.whole:
            return self.whole.isoformat()
        known: dict[str, Json] = {"year": self.year}
        if self.month:
            known["month"] = self.month
        if self.about:
            known["about"] = True
        return known

    @property
    def code(self) -> str:
        """It in one word, as the extended format of ISO 8601-2 writes it: 1990-04-27, 1990-04, 1990, 1990~."""
        parts = [f"{self.year:04}", *(f"{one:02}" for one in (self.month, self.day) if one)]
        return "-".join(parts) + ABOUT * self.about

    @property
    def first(self) -> date:
        """The first day that it can be, as far as it is said; one that is about right may be earlier."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can be, as far as it is said; one that is about right may be later."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def ages(self, today: date) -> tuple[int, int]:
        """How old they are at least and at most, in years; the same twice where that is known. One that is about right
        may be wrong by `MARGIN` years either way."""
        margin = MARGIN * self.about
        return _years(self.last, today) - margin, _years(self.first, today) + margin

    def is_under(self, years: int, today: date) -> bool | None:
        """Whether they are younger than this; None where what is known of the date does not say: then a person is
        asked, and nothing is inferred."""
        least, most = self.ages(today)
        return None if least < years <= most else most < years


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
