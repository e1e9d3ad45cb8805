"""What people type into the boxes of a date: the day, the month and the year as numbers, or what to ask instead.

Figures of any script are read, names of months too, and a whole date in one box. A year of two figures is of this
century where something happened or is to come, and comes back in its box with four. In a date of birth it is asked
about, for 90 may be 1990 or 2090; nothing that is typed is taken for something else.
"""

import calendar
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from proviso.accounts.typed_figures import plain_figures

BOXES = ("day", "month", "year")
DAY = re.compile(r"(?:the )?0*(\d{1,2}) ?(?:st|nd|rd|th)?(?: of)?[.,]?", re.ASCII | re.IGNORECASE)
YEAR = re.compile(r"['’‘`]?\d{2,4}", re.ASCII)
APART = re.compile(r" ?[/.,‐–−-] ?| ")
"""What stands between the day, the month and the year where they are in one line."""
SHORT_YEAR = re.compile(r"['’‘`]?(\d{2})", re.ASCII)
THIS_CENTURY = 2000
SHORTEST_NAME = 3
"""Letters of the name of a month or of a day of the week: two are the beginning of several."""


@dataclass(frozen=True, slots=True)
class Misread:
    """Why what stands in a box cannot be read, as the end of a sentence that names the question, and in which boxes."""

    says: str
    boxes: tuple[str, ...]


def plain(typed: str) -> str:
    """What was typed with its figures as 0 to 9, whatever script they are in, and without what nobody sees."""
    return " ".join(plain_figures(unicodedata.normalize("NFKC", typed)).split())


def day_number(typed: str) -> int | Misread:
    """A day as people write it: 27, 07, 27th, the 27th of."""
    read = DAY.fullmatch(plain(typed))
    if read and 1 <= int(read[1]) <= 31:
        return int(read[1])
    return Misread(_("enter the day in figures, from 1 to 31"), ("day",))


def month_number(typed: str) -> int | Misread:
    """A month as people write it: 9, 09, Sep, Sept., September; in English or in the language of the page."""
    given = plain(typed).rstrip(".,").strip()
    if re.fullmatch(r"0*\d{1,2}", given, re.ASCII) and 1 <= int(given) <= 12:
        return int(given)
    for number in range(1, 13):
        for name in (calendar.month_name[number], str(MONTHS[number])):
            if len(given) >= SHORTEST_NAME and name.casefold().startswith(given.casefold()):
                return number
    return Misread(_("enter the month in figures, from 1 to 12, or by its name"), ("month",))


def year_number(typed: str) -> int | Misread:
    """A year of four figures. One of two is asked about."""
    given = plain(typed).rstrip(".,").strip()
    if short := short_year(typed):
        asks = _("did you mean 19%(short)s or 20%(short)s? Enter the year with four figures")
        return Misread(asks % {"short": short}, ("year",))
    if not re.fullmatch(r"\d{4}", given, re.ASCII):
        return Misread(_("enter the year with four figures"), ("year",))
    return int(given) or Misread(_("enter a year that exists, such as 1991"), ("year",))


def short_year(typed: str) -> str:
    """The two figures of a year that is written with two; empty where it is not."""
    read = SHORT_YEAR.fullmatch(plain(typed).rstrip(".,").strip())
    return read[1] if read else ""


def event_year_number(typed: str) -> int | Misread:
    """The year in which something happened or is to come: one of two figures is of this century."""
    short = short_year(typed)
    return THIS_CENTURY + int(short) if short else year_number(typed)


def day_of(day: int, month: int, year: int) -> date | Misread:
    """The day that three numbers make; a month has no more days than it has."""
    last = calendar.monthrange(year, month)[1]
    if day <= last:
        return date(year, month, day)
    says = _("%(month)s %(year)s has %(days)s days; enter a day that exists")
    return Misread(says % {"month": MONTHS[month], "year": year, "days": last}, ("day",))


def in_one_line(typed: str) -> tuple[str, str, str] | None:
    """The day, the month and the year of a whole date, each as it was typed: 27 3 1991, 27/03/1991, 27 March 1991 or
    1991-03-27. The day is before the month, unless the year is first (ISO 8601) or the month is named first (March 27,
    1991). A day of the week may stand before it, if it is that day's. None for what is no whole date."""
    parts = APART.split(re.sub(r"\bthe |^dydd | of(?= )", "", plain(typed).rstrip(".,"), flags=re.IGNORECASE))
    if len(parts) == 4 and (weekday := _weekday(parts[0])) is not None:
        found = in_one_line(" ".join(parts[1:]))
        made = _made(*found) if found else None
        return found if made and made.weekday() == weekday else None
    if len(parts) != 3:
        return None
    day, month, year = reversed(parts) if re.fullmatch(r"\d{4}", parts[0], re.ASCII) else parts
    if parts[0].isalpha():
        month, day, year = parts
    is_month = re.fullmatch(r"\d{1,2}", month, re.ASCII) or isinstance(month_number(month), int)
    return (day, month, year) if DAY.fullmatch(day) and is_month and YEAR.fullmatch(year) else None


def in_boxes(typed: Mapping[str, str]) -> Mapping[str, str]:
    """What was typed, by its box; a whole date that is in one of them, the others empty, as it belongs in all three."""
    filled = [typed[box] for box in BOXES if typed[box]]
    found = in_one_line(filled[0]) if len(filled) == 1 else None
    return {**typed, **dict(zip(BOXES, found, strict=True))} if found else typed


def with_century(typed: Mapping[str, str], latest: date) -> Mapping[str, str]:
    """What was typed, by its box; a year of two figures with its century, where the day that it makes is no later."""
    if not short_year(typed["year"]):
        return typed
    made = _made(*(typed[box] for box in BOXES))
    return {**typed, "year": str(made.year)} if made and made <= latest else typed


def _made(day: str, month: str, year: str) -> date | None:
    """The day that the boxes make, a year of two figures being of this century; None where they make none."""
    numbers = (day_number(day), month_number(month), event_year_number(year))
    read = [one for one in numbers if isinstance(one, int)]
    made = day_of(*read) if len(read) == len(numbers) else None
    return made if isinstance(made, date) else None


def _weekday(typed: str) -> int | None:
    """A day of the week by its name or the beginning of it, Monday being 0; None for another word."""
    for number in range(7):
        for name in (calendar.day_name[number], str(WEEKDAYS[number]).removeprefix("Dydd ")):
            if len(typed) >= SHORTEST_NAME and name.casefold().startswith(typed.casefold()):
                return number
    return None


def together(*read: object) -> Misread | None:
    """All that could not be read, in one sentence; None where everything was."""
    wrong = [one for one in read if isinstance(one, Misread)]
    if not wrong:
        return None
    return Misread("; ".join(one.says for one in wrong), tuple(box for one in wrong for box in one.boxes))
