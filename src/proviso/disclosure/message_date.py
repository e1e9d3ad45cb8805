"""The date of a message (RFC 5322, 3.3 and 4.3), where its zone is known; a date without one is not known.

Named zones are those of the standard, and British Summer Time. Military letters were written with the wrong sign for
years (4.3), and other names mean different zones in different places: these are not known. Pure.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

LONGEST = 200
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HOURS: Mapping[str, int] = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "bst": 1,
    "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
}  # fmt: skip
"""By how many hours the clocks of a zone are before UTC."""

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
_CLOCK = r"(?P<hour>[0-9]{1,2}) ?: ?(?P<minute>[0-9]{2})(?: ?: ?(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
_ZONE = r"(?P<zone>[a-z]{1,5}|(?:(?:utc|gmt) ?)?[+-] ?[0-9]{1,2}(?::?[0-9]{2})?)"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_AS_WRITTEN = (
    re.compile(rf"(?:[a-z]{{2,9}}\.?,? )?{_DAY}[ -]{_MONTH},?[ -](?P<year>[0-9]{{4}}|[0-9]{{2}}),? {_CLOCK} ?{_ZONE}"),
    re.compile(rf"(?:[a-z]{{2,9}}\.?,? )?{_MONTH} {_DAY},? {_CLOCK} {_ZONE} (?P<year>[0-9]{{4}})"),
    re.compile(rf"(?:[a-z]{{2,9}}\.?,? )?{_MONTH} {_DAY},? {_CLOCK} (?P<year>[0-9]{{4}}) {_ZONE}"),
    re.compile(rf"(?:[a-z]{{2,9}}\.?,? )?{_MONTH} {_DAY},? (?P<year>[0-9]{{4}}),? {_CLOCK} ?{_ZONE}"),
    re.compile(rf"(?P<year>[0-9]{{4}})-(?P<number>[0-9]{{2}})-(?P<day>[0-9]{{2}})[t ]{_CLOCK} ?{_ZONE}"),
)
"""As mail programs write it: RFC 5322; `ctime` with a zone before or after the year; in American order; ISO 8601."""

_COMMENT = re.compile(r"\(([^()]*)\)")


def date_of(written: str) -> datetime | None:
    """When, in UTC; None where the date cannot be read, or its zone is not known."""
    if len(written) > LONGEST:
        return None
    comments = _COMMENT.findall(written)
    bare = " ".join(_COMMENT.sub(" ", written).lower().split())
    found = _fitting(bare) or (_fitting(f"{bare} {comments[0].strip().lower()}") if comments else None)
    if found is None:
        return None
    zone = _zone(found["zone"].replace(" ", ""))
    try:
        return _moment(found, zone) if zone is not None else None
    except (ValueError, OverflowError):
        return None


def _fitting(written: str) -> dict[str, str] | None:
    return next((found.groupdict() for one in _AS_WRITTEN if (found := one.fullmatch(written))), None)


def _moment(found: Mapping[str, str], zone: timezone) -> datetime:
    year = int(found["year"])
    if len(found["year"]) == 2:  # RFC 5322, 4.3
        year += 2000 if year < 50 else 1900
    month = int(found["number"]) if "number" in found else MONTHS.index(found["month"]) + 1
    second = int(found["second"] or 0)
    clock = (int(found["hour"]), int(found["minute"]), min(second, 59) if second == 60 else second)
    return datetime(year, month, int(found["day"]), *clock, tzinfo=zone).astimezone(UTC)


def _zone(written: str) -> timezone | None:
    if written in HOURS:
        return timezone(timedelta(hours=HOURS[written]))
    found = _OFFSET.fullmatch(written)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    if int(hours) > 14 or int(minutes or 0) > 59:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset)


_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2}):?([0-9]{2})?")
