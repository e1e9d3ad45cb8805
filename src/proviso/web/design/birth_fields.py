"""A date of birth in a page's boxes: a year, a month and a year, or all three; and whether it is about right."""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.value import Ask
from proviso.web.design.fields import YES, Asked, Boxes, Given, Parts
from proviso.web.design.typed_dates import Misread, day_number, day_of, month_number, plain, year_number

ABOUT = "About: it is not known exactly"
"""What stands beside the box to tick."""

ABOUT_A_YEAR = re.compile(
    r"(?:about|around|approx\w*\.?|circa|ca?\.?|~) ?(\d{4})|(\d{4}) ?(?:\?|s|ish|-ish)", re.IGNORECASE
)


class BirthDateField(Asked):
    """A date of birth, with as much of it as is known."""

    def __init__(self, asked: Ask) -> None:
        super().__init__(asked, widget=Boxes("day", "month", "year", "about"))

    def clean(self, value: Given) -> BirthDate | None:
        """What is known of it, or None where nothing is."""
        parts: Parts = value
        if not any(parts.values()):
            return None
        day, month = _read(parts["day"], day_number), _read(parts["month"], month_number)
        if not parts["year"]:
            says = _("enter the year; where it is not known, leave all of it empty")
            raise self.misread(day, month, Misread(says, ("year",)))
        if parts["day"] and not parts["month"]:
            raise self.misread(day, Misread(_("enter the month as well, or leave the day empty"), ("month",)))
        return self._made(day, month, year_of_birth(parts["year"]), about=bool(parts["about"]))

    def _made(
        self, day: int | Misread | None, month: int | Misread | None, year: int | Misread, *, about: bool
    ) -> BirthDate:
        """What the boxes say together. Raises ValidationError for what cannot be."""
        if isinstance(day, Misread) or isinstance(month, Misread) or isinstance(year, Misread):
            raise self.misread(day, month, year)
        if day and about:
            says = _("leave the day empty where it is not known exactly, or take the tick away")
            raise self.refused(says, "day")
        exists = day_of(day or 1, month or 1, year)
        if isinstance(exists, Misread):
            raise self.misread(exists)
        return BirthDate(year, month, day, about)

    def prepare_value(self, value: Given) -> Parts:
        """What stands in the boxes."""
        if isinstance(value, BirthDate):
            known: Mapping[str, int | None] = {"day": value.day, "month": value.month, "year": value.year}
            boxes = {box: "" if one is None else str(one) for box, one in known.items()}
            return {**boxes, "about": YES if value.about else ""}
        return value or {"day": "", "month": "", "year": "", "about": ""}


def _read(typed: str, number: Callable[[str], int | Misread]) -> int | Misread | None:
    return number(typed) if typed else None


def year_of_birth(typed: str) -> int | Misread:
    """A year; where somebody typed beside it that it is about right, where to say so."""
    if found := ABOUT_A_YEAR.fullmatch(plain(typed)):
        says = _("enter %(year)s alone, and tick “%(about)s”")
        return Misread(says % {"year": found[1] or found[2], "about": _(ABOUT)}, ("year",))
    return year_number(typed)
