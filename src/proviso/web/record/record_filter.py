"""Which entries of the record somebody asks for: by kind, day, case and staff number, typed as people type them."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from django.utils.translation import gettext as _

from proviso.casework.kinds_of_log import EVERY_KIND
from proviso.casework.reading.spelled_references import own_reference
from proviso.record import keys
from proviso.record.read_traces import EVERY, TracesWanted
from proviso.web.design import typed_dates
from proviso.web.design.alphabetical import place_of
from proviso.web.design.coded_words import is_called, no_person_by
from proviso.web.design.moments import midnight_of
from proviso.web.record.kind_words import kind_words
from proviso.web.typed_filter import TypedFilter, known_staff_number, typed_into

BOXES = ("kind", "day", "case", "who")
LONGEST = 64


RecordFilter: TypeAlias = TypedFilter[TracesWanted]


def filter_of(given: Mapping[str, str], force: str) -> RecordFilter:
    """What an address asks for. With a fault nothing is wanted by it."""
    typed = typed_into(BOXES, given)
    day = day_of(typed["day"])
    case = case_of(typed["case"], force)
    faults = dict(_faults(typed, day, case))
    if faults:
        return TypedFilter(typed, EVERY, faults)
    since, until = (midnight_of(day), midnight_of(day + timedelta(days=1))) if day else (None, None)
    actor = (
        known_staff_number(typed["who"], force) or no_person_by(typed["who"]) or typed["who"]
    )  # whoever has no account is in the record too
    wanted = TracesWanted(kind=typed["kind"], case=case, actor=actor, since=since, until=until)
    return TypedFilter(typed, wanted, {})


def _faults(typed: Mapping[str, str], day: date | None, case: str) -> Iterator[tuple[str, str]]:
    if typed["kind"] and typed["kind"] not in dict(kinds()):
        yield "kind", _("Choose a kind of entry from the list")
    if typed["day"] and day is None:
        yield "day", _("Enter a day that exists, such as 27 11 2026")
    if typed["case"] and not case:
        yield "case", _("Enter a whole case reference, such as PV-4K7Q-9TZM, or The force")
    if len(typed["who"]) > LONGEST or "\0" in typed["who"]:
        yield "who", _("Enter a whole staff number, as a row shows it")


def case_of(typed: str, force: str) -> str:
    """The case that was meant, as the record names it; empty where none was."""
    return keys.own_case(force) if is_called(typed, "The force") else own_reference(typed)[0]


def day_of(typed: str) -> date | None:
    """The day as people write it: 27 11 2026, 27/11/26, 27 November 2026, 2026-11-27. None for what is none."""
    parts = typed_dates.in_one_line(typed)
    if parts is None:
        return None
    day, month, year = parts
    read = (typed_dates.day_number(day), typed_dates.month_number(month), typed_dates.event_year_number(year))
    known = [one for one in read if isinstance(one, int)]
    found = typed_dates.day_of(*known) if len(known) == 3 else None
    return found if isinstance(found, date) and date(1970, 1, 2) <= found < date(9999, 12, 31) else None


def kinds() -> list[tuple[str, str]]:
    """Every kind that the record can hold, with its words, in the order of these."""
    return sorted(((kind, kind_words(kind)) for kind in EVERY_KIND), key=lambda one: place_of(one[1]))
