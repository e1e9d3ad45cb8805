"""Which entries of the record somebody asks for: by kind, day, case and staff number, typed as people type them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from proviso.accounts.models import Officer
from proviso.casework.kinds_of_log import EVERY_KIND
from proviso.casework.reading.spelled_references import own_reference
from proviso.record import keys
from proviso.record.read_traces import EVERY, TracesWanted
from proviso.web.design import typed_dates
from proviso.web.design.moments import LONDON
from proviso.web.record.timeline import kind_words

BOXES = ("kind", "day", "case", "who")
LONGEST = 64


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What was typed into each box, what is wanted by it, and what is wrong with it, by box, in words."""

    typed: Mapping[str, str]
    wanted: TracesWanted
    faults: Mapping[str, str]

    @property
    def query(self) -> str:
        """What was typed, as an address takes it; empty where nothing was."""
        return urlencode({box: typed for box, typed in self.typed.items() if typed})


def filter_of(given: Mapping[str, str], force: str) -> RecordFilter:
    """What an address asks for. With a fault nothing is wanted by it."""
    typed = {box: " ".join(given.get(box, "").split()) for box in BOXES}
    day = day_of(typed["day"])
    case = case_of(typed["case"], force)
    faults = dict(_faults(typed, day, case))
    if faults:
        return RecordFilter(typed, EVERY, faults)
    since, until = (_midnight(day), _midnight(day + timedelta(days=1))) if day else (None, None)
    wanted = TracesWanted(kind=typed["kind"], case=case, actor=_as_known(typed["who"]), since=since, until=until)
    return RecordFilter(typed, wanted, {})


def _faults(typed: Mapping[str, str], day: date | None, case: str) -> Iterator[tuple[str, str]]:
    if typed["kind"] and typed["kind"] not in dict(kinds()):
        yield "kind", _("Choose a kind of entry from the list")
    if typed["day"] and day is None:
        yield "day", _("Enter a day that exists, such as 27 11 2026")
    if typed["case"] and not case:
        yield "case", _("Enter a whole case reference, such as PV-4K7Q-9TZM, or The force")
    if len(typed["who"]) > LONGEST:
        yield "who", _("Enter a whole staff number, as a row shows it")


def case_of(typed: str, force: str) -> str:
    """The case that was meant, as the record names it; empty where none was."""
    return keys.own_case(force) if typed.casefold() == _("The force").casefold() else own_reference(typed)[0]


def day_of(typed: str) -> date | None:
    """The day as people write it: 27 11 2026, 27/11/2026, 27 November 2026, 2026-11-27. None for what is none."""
    parts = [part for part in re.split(r"[\s/.,-]+", typed_dates.plain(typed)) if part]
    if len(parts) != 3:
        return None
    day, month, year = reversed(parts) if len(parts[0]) == 4 else parts
    read = (typed_dates.day_number(day), typed_dates.month_number(month), typed_dates.year_number(year))
    known = [one for one in read if isinstance(one, int)]
    found = typed_dates.day_of(*known) if len(known) == 3 else None
    return found if isinstance(found, date) and date(1970, 1, 2) <= found < date(9999, 12, 31) else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _as_known(typed: str) -> str:
    """A staff number as its officer has it, in whichever case it was typed; any other name as it is."""
    numbers = Officer.objects.filter(staff_number__iexact=typed).values_list("staff_number", flat=True)
    return (numbers.first() or typed) if typed else ""


def kinds() -> list[tuple[str, str]]:
    """Every kind that the record can hold, with its words, in the order of these."""
    return sorted(((kind, kind_words(kind)) for kind in EVERY_KIND), key=lambda one: one[1].casefold())
