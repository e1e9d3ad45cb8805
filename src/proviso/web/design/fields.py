"""How one answer is read from a form: the text of the boxes in, the typed answer of the value out.

A field refuses only what cannot be read at all (a date that does not exist, an hour that came twice). What is missing,
too long or out of place is the value's to say (`casework.values.asking`).
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.values.value import Ask, Choice, Offered
from proviso.web.design.moments import LONDON
from proviso.web.design.moments import day as day_in_words
from proviso.web.design.typed_dates import (
    Misread,
    day_number,
    day_of,
    event_year_number,
    in_boxes,
    month_number,
    plain,
    short_year,
    together,
    with_century,
)

YES, NO = "yes", "no"
FIRST, SECOND = "first", "second"

Given: TypeAlias = Any  # what Django hands a field: text, several texts, `Parts`, or the answer itself

Parts = Mapping[str, str]
"""What was typed into the boxes of one answer, by the name of the box."""


class Asked(forms.Field):
    """A field that answers a question. Being empty is never an error here: the value says what is missing."""

    def __init__(self, asked: Ask, *, widget: forms.Widget | type[forms.Widget] = forms.TextInput) -> None:
        super().__init__(required=False, widget=widget, label=asked.label)
        self.asked = asked

    def boxes_of(self, typed: Given) -> tuple[str, ...]:  # noqa: ARG002 - what is typed decides for some
        """The boxes that an error is about which names none, of an answer that has several; the first can be seen."""
        parts: tuple[str, ...] = getattr(self.widget, "parts", ())
        return parts

    def refused(self, says: str, *boxes: str) -> ValidationError:
        """An error that names the question and, for an answer of several boxes, those that are wrong."""
        subject = _(self.asked.label).removesuffix("?")
        return ValidationError(f"{subject}: {says}", code=" ".join(boxes))

    def misread(self, *read: object) -> ValidationError:
        """An error that says of each box that could not be read what to type."""
        wrong = together(*read) or Misread("", ())
        return self.refused(wrong.says, *wrong.boxes)


class OneOf(Asked):
    """One of a closed list, as radio buttons."""

    def __init__(self, asked: Ask, choices: type[Choice]) -> None:
        super().__init__(asked)
        self.choices = choices

    def to_python(self, value: Given) -> Choice | None:
        """The member chosen, or None."""
        if not value:
            return None
        try:
            chosen = self.choices(value)
        except ValueError:
            raise self.refused(_("choose one of those shown")) from None
        if chosen.offered is Offered.NO_LONGER:
            raise self.refused(_("choose one of those shown"))
        return chosen

    def prepare_value(self, value: Given) -> str:
        """What is checked."""
        return value.value if isinstance(value, Choice) else value or ""


class SomeOf(OneOf):
    """Any of a closed list, as checkboxes; the answer is in the list's own order."""

    def __init__(self, asked: Ask, choices: type[Choice]) -> None:
        super().__init__(asked, choices)
        self.widget = forms.SelectMultiple()

    def to_python(self, value: Given) -> Any:  # a tuple, where one of a list is a member
        """The members chosen, as a tuple that may be empty."""
        chosen = {super(SomeOf, self).to_python(one) for one in value or ()}
        return tuple(member for member in self.choices if member in chosen)

    def prepare_value(self, value: Given) -> Any:  # a list, where one of a list is text
        """What is checked, as a list."""
        return [super(SomeOf, self).prepare_value(one) for one in value or ()]


class YesOrNo(Asked):
    """Yes or no, as radio buttons; neither is chosen beforehand."""

    def to_python(self, value: Given) -> bool | None:
        """True, False, or None where nothing was chosen."""
        if value not in (YES, NO, "", None):
            raise self.refused(_("choose yes or no"))
        return {YES: True, NO: False}.get(value)

    def prepare_value(self, value: Given) -> str:
        """What is checked."""
        return {True: YES, False: NO}.get(value, "") if isinstance(value, bool) else value or ""


class WordsField(Asked):
    """Text, on one line or several. Line ends are counted once, as the browser's own counter does."""

    def to_python(self, value: Given) -> str | None:
        """The text, or None where there is none."""
        words = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        if "\0" in words:
            raise self.refused(_("take out the character that cannot be shown"))
        return words if words.strip() else None


class Number(Asked):
    """A whole number."""

    def to_python(self, value: Given) -> int | None:
        """The number, or None where nothing was typed."""
        typed = str(value or "").strip().replace(",", "")
        if not typed:
            return None
        if not re.fullmatch(r"-?\d{1,9}", typed, re.ASCII):
            raise self.refused(_("enter a whole number, in figures"))
        return int(typed)


class Boxes(forms.Widget):
    """The boxes of one answer that has a date in it, each named after the field and its part."""

    def __init__(self, *parts: str) -> None:
        super().__init__()
        self.parts = parts

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> Parts:  # noqa: ARG002 - Django's
        """What was typed into each box, or belongs there of a whole date that was typed into one of them."""
        return in_boxes({part: str(data.get(f"{name}-{part}") or "").strip() for part in self.parts})


class EventBoxes(Boxes):
    """The same of an event, no later than a day: a year of two figures has its century there."""

    def __init__(self, *parts: str, latest: Callable[[], date]) -> None:
        super().__init__(*parts)
        self.latest = latest

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> Parts:
        """What was typed into each box, with the year as it is read."""
        return with_century(super().value_from_datadict(data, files, name), self.latest())


class DayField(Asked):
    """A date in three boxes. Months may be typed as figures or by name, the year with two figures."""

    YEARS_AHEAD: ClassVar = 10
    """How far ahead a year of two figures is taken to be: nothing is planned for later here."""

    def __init__(self, asked: Ask) -> None:
        super().__init__(asked, widget=EventBoxes("day", "month", "year", latest=self.latest))

    def latest(self) -> date:
        """The last day that a year of two figures is taken to mean."""
        return date(clock.today().year + self.YEARS_AHEAD, 12, 31)

    def clean(self, value: Given) -> date | None:
        """The date, or None where every box is empty."""
        return self.read_day(value) if any(value.values()) else None

    def prepare_value(self, value: Given) -> Parts:
        """What stands in the boxes."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value or {"day": "", "month": "", "year": ""}

    def read_day(self, parts: Parts) -> date:
        """The date that three boxes make."""
        names = {"day": _("the day"), "month": _("the month"), "year": _("the year")}
        absent = tuple(box for box in names if not parts[box])
        numbers = {"day": day_number, "month": month_number, "year": event_year_number}
        if absent:
            says = _("enter %(missing)s as well") % {"missing": _(" and ").join(names[box] for box in absent)}
            read = (number(parts[box]) for box, number in numbers.items() if parts[box])
            raise self.misread(*read, Misread(says, absent))
        day, month, year = (number(parts[box]) for box, number in numbers.items())
        if isinstance(day, int) and isinstance(month, int) and isinstance(year, int):
            made = day_of(day, month, year)
            if isinstance(made, Misread):
                raise self.misread(made)
            self.require_meant(made, parts["year"])
            return made
        raise self.misread(day, month, year)

    def require_meant(self, made: date, year: str) -> None:
        """Raise ValidationError where a year of two figures makes a day that cannot be meant; it says what was read."""
        short = short_year(year)
        if short and made > self.latest():
            says = _(
                "%(short)s was read as %(year)s, and %(day)s is later than this can be; "
                "if you mean another year, enter it with four figures"
            )
            raise self.refused(says % {"short": short, "year": made.year, "day": day_in_words(made)}, "year")


class Moment(DayField):
    """A date and a time by London's clocks. An hour that came twice is asked about; one that never was is refused."""

    def __init__(self, asked: Ask) -> None:
        super().__init__(asked)
        self.widget = EventBoxes("day", "month", "year", "time", "which", latest=self.latest)

    def clean(self, value: Given) -> datetime | None:
        """The moment in UTC, or None where the boxes are empty."""
        if not any(value[box] for box in ("day", "month", "year", "time")):
            return None
        day = self.read_day(value)
        there = datetime.combine(day, self.read_time(value["time"]), LONDON)
        if is_skipped(there):
            raise self.refused(_("the clocks went forward that night and this time did not happen"), "time")
        if not is_doubled(there):
            return there.astimezone(UTC)
        if value["which"] not in (FIRST, SECOND):
            raise self.refused(_("the clocks went back that night; choose the first or the second time"), "which")
        return there.replace(fold=int(value["which"] == SECOND)).astimezone(UTC)

    def prepare_value(self, value: Given) -> Parts:
        """What stands in the boxes, by London's clocks."""
        if isinstance(value, datetime):
            there = value.astimezone(LONDON)
            which = (FIRST, SECOND)[there.fold] if is_doubled(there) else ""
            return {**super().prepare_value(there), "time": f"{there:%H:%M}", "which": which}
        return value or {**super().prepare_value(None), "time": "", "which": ""}

    def read_time(self, typed: str) -> time:
        """A time of day as people write it: 14:30, 1430, 1430 hrs, 2.30pm, 2pm."""
        if not typed:
            raise self.refused(_("enter the time as well"), "time")
        by_24_hours = re.sub(r"(?<=\d{2}) ?(?:h|hrs?|hours?)\.?$", "", plain(typed).lower())
        read = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]\.?m\.?)?", by_24_hours, re.ASCII)
        if read and (read[2] or read[3]):
            hour, minute, half = int(read[1]), int(read[2] or 0), (read[3] or "")[:1]
            if half and not 1 <= hour <= 12:
                hour = 24
            elif half:
                hour = hour % 12 + (12 if half == "p" else 0)
            if hour < 24 and minute < 60:
                return time(hour, minute)
        raise self.refused(_("enter a time that exists, such as 14:30"), "time")

    def asks_which(self, parts: Parts) -> bool:
        """Whether what stands in the boxes is an hour that came twice, so that the page must ask which."""
        try:
            return is_doubled(datetime.combine(self.read_day(parts), self.read_time(parts["time"]), LONDON))
        except ValidationError:
            return False


def is_doubled(there: datetime) -> bool:
    """Whether London's clocks showed this time twice."""
    return there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset() and not is_skipped(there)


def is_skipped(there: datetime) -> bool:
    """Whether London's clocks never showed this time."""
    return there.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != there.replace(tzinfo=None)
