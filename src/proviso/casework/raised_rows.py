"""The rows of what is raised: written in the transaction of the entry that raises it, made again from the entries.

A row counts how often the same person did the same about the same case until somebody says that they looked at it.
Plain SQL with the columns named, as in `projection`.
"""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from proviso.casework.history.kinds import OPENED
from proviso.casework.models import CaseRow, RaisedRow
from proviso.casework.raised import Audience, Concern, Raised, concern_of, concerns_of
from proviso.record import read
from proviso.record.entry import Entry
from proviso.record.read_consultations import outside_folds

REFUSED = "case_refused"
LOOKED_FOR = "case_looked_for"
"""Somebody looked for a reference: an entry of the force's own, which says what was found and not what was typed."""
LOOKED_AT = "raised_looked_at"
"""Somebody looked at what was raised with them: an entry of the force's own, after which its row goes."""
LET_GO_ON = "openings_allowed"
"""A second person lets somebody open further cases of colleagues: an entry of the force's own."""
HANDED_ON = "cases_handed_on"
"""A supervisor has several cases of one officer handed over at once: an entry of the force's own, made before them."""

_INTO = (
    'INSERT INTO casework_raised (force, audience, whose, what, staff_number, "case", times, first_at, last_at, place)'
)
_AGAIN = (
    'ON CONFLICT (force, audience, whose, what, staff_number, "case") DO UPDATE SET times = casework_raised.times + 1, '
    "last_at = excluded.last_at, place = excluded.place"
)
_ROW = " ".join((_INTO, "VALUES (%s, %s, %s, %s, %s, %s, 1, %s, %s, %s)", _AGAIN))
_UNITS = " ".join(
    (
        _INTO,
        "SELECT there.force, %s, there.unit, %s, %s, there.reference, 1, %s, %s, %s",
        'FROM casework_crime_reference found JOIN casework_case there ON there.reference = found."case"',
        "WHERE found.force = %s AND found.digest IN (%s, %s) AND there.owner <> %s",
        _AGAIN,
    )
)
"""One statement, however many cases have that reference: whoever asks cannot tell from it whether one has."""


def raise_concerns(entry: Entry, concerns: Iterable[Concern]) -> None:
    """Put what an entry raises on the lists, in its transaction."""
    with connection.cursor() as cursor:
        at = connection.ops.adapt_datetimefield_value(entry.at)
        for one in concerns:
            told = (entry.log, one.audience.value, one.whose, one.what.value, entry.actor, one.case)
            cursor.execute(_ROW, (*told, at, at, entry.index))


def raise_asked(entry: Entry, digests: tuple[str, str]) -> None:
    """Tell the unit of every case with this crime reference (`projection.lookups`) that somebody asked, but for one of
    their own."""
    with connection.cursor() as cursor:
        at = connection.ops.adapt_datetimefield_value(entry.at)
        told = (Audience.SUPERVISOR.value, Raised.ASKED.value, entry.actor, at, at, entry.index)
        cursor.execute(_UNITS, (*told, entry.log, *digests, entry.actor))


def rebuild_raised(force: str) -> bool:
    """Make the rows of a force again from its entries. What is long is read before the transaction, the rest in it. A
    row keeps its number: a page that is open leads to it.

    Whether there were others before; no, where somebody recorded anything meanwhile, since that may be why.
    """
    size = read.head(force).size
    long = [one for one in _entries(force, 0) if one.index < size]
    with transaction.atomic():
        before = _telling(force)
        numbers = {concern: row for row, concern in _numbered(force)}
        RaisedRow.objects.filter(force=force).delete()
        owners = dict(CaseRow.objects.filter(force=force).values_list("reference", "owner"))
        for entry in [*long, *_entries(force, size)]:
            if entry.kind in (LOOKED_AT, LET_GO_ON):
                take_away(entry)
            else:
                raise_concerns(entry, _that_stand(entry, owners))
        for row, concern in _numbered(force):
            if number := numbers.get(concern):
                RaisedRow.objects.filter(pk=row).update(id=number)
        return before != _telling(force) and read.head(force).size == size


def _telling(force: str) -> set[tuple[object, ...]]:
    """What is raised with whom in a force, and how often and when it was."""
    columns = ("audience", "whose", "what", "staff_number", "case", "times", "first_at", "last_at", "place")
    return set(RaisedRow.objects.filter(force=force).values_list(*columns))


def _numbered(force: str) -> list[tuple[int, tuple[str, ...]]]:
    """The number of each row of a force, and what it is about, which no other row is."""
    rows = RaisedRow.objects.filter(force=force)
    about = rows.values_list("pk", "audience", "whose", "what", "staff_number", "case")
    return [(row, tuple(concern)) for row, *concern in about]


def _that_stand(entry: Entry, owners: dict[str, str]) -> Iterator[Concern]:
    """What an entry raises of cases that are still there, with whoever has them now; where that is who looked, with
    whoever had them then."""
    for one in (concern for concern in concerns_of(entry) if not concern.case or concern.case in owners):
        goes = one.audience is Audience.OWNER and owners[one.case] != entry.actor
        whose = owners[one.case] if goes else one.whose
        yield Concern(one.audience, whose, one.what, one.case)


def take_away(entry: Entry) -> None:
    """Take the row away that an entry says was looked at, unless it was raised again after what was looked at."""
    kept = entry.body
    if not kept:  # its key is gone: what it was about cannot be known any more
        return
    one = concern_of(kept)
    rows = RaisedRow.objects.filter(
        force=entry.log, audience=one.audience, what=one.what, staff_number=kept["staff_number"], case=one.case
    )
    if one.audience is not Audience.OWNER:  # a row of the owner's goes with the case to whoever has it
        rows = rows.filter(whose=one.whose)
    rows.filter(place__lte=kept["place"]).delete()


def _entries(force: str, since: int) -> list[Entry]:
    """Every entry of a force from a place on that raises something or says that it was looked at, in order. One whose
    key is gone raises nothing."""
    return outside_folds(force, (OPENED, REFUSED, LOOKED_FOR, LOOKED_AT, LET_GO_ON, HANDED_ON), since=since)
