"""Who looked: what is raised with somebody, newest first, and saying that one looked at it, by which it ends (s.62).

Whoever did a thing neither sees nor ends it. A reason is opened for whoever has the case, or may open any; the words by
which something ends are an entry of the force's own, and so is letting somebody go on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer, Role
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.lists import NoSuchPage, place_in_list
from proviso.casework.models import RaisedRow
from proviso.casework.raised import Audience, Concern, Raised
from proviso.casework.raised_rows import LET_GO_ON, LOOKED_AT, take_away
from proviso.casework.writing.consultation import in_words, record_consultation
from proviso.casework.writing.permissions import Actor
from proviso.record import keys
from proviso.record.entry import Entry
from proviso.record.read_consultations import at_places

PAGE = 25
WHAT = ("Say in three words or more what you looked at and found.", "What you looked at, and what you found")
WHY_GO_ON = ("Say in three words or more why they may go on.", WHAT[1])


class NothingRaised(CaseError):
    """Nothing of this kind stands on this person's list: it was looked at already, or never was on it."""

    code = "nothing_raised"
    status = 404


class RaisedAgain(CaseError):
    """It happened again since the page was shown."""

    code = "raised_again"
    status = 409


@dataclass(frozen=True, slots=True)
class RaisedItem:
    """One thing that is raised: what somebody did, how often and when, and, where its reader may read it, why. `place`
    is the latest entry of it; `role` is a code, empty with `why` where the entry cannot be read any more."""

    row: int
    audience: Audience
    what: Raised
    staff_number: str
    name: str
    role: str
    unit: str
    case: str
    times: int
    first_at: datetime
    last_at: datetime
    place: int
    why: str
    cases: int
    """How many cases it is about, where it is about several at once."""
    look_by: datetime | None = None
    """By when somebody takes a second look at it; None where nothing says so, and for whoever is only told."""


@dataclass(frozen=True, slots=True)
class RaisedPage:
    """Some of what is raised, newest first, and where the next page begins: None where there is none."""

    items: tuple[RaisedItem, ...]
    next: str | None


def raised_with(actor: Actor, *, after: str | None = None, size: int = PAGE) -> RaisedPage:
    """A page of what is raised with this person, newest first; at most four queries at any length of list.

    `after` is the `next` of the page before. Raises NoSuchPage.
    """
    then, since = _after(after)
    rows: list[RaisedRow] = []
    for audience, whose in lists_of(actor):
        given = [actor.force, actor.staff_number, audience.value, whose, *since, size + 1]
        rows += RaisedRow.objects.raw(_PAGE.format(then=then), given).iterator()
    rows.sort(key=lambda row: (-row.place, row.pk))
    shown = rows[:size]
    more = f"{shown[-1].place}-{shown[-1].pk}" if len(rows) > size else None
    return RaisedPage(tuple(_items(actor, shown)), more)


_PAGE = (
    "SELECT * FROM casework_raised WHERE force = %s AND staff_number <> %s AND audience = %s AND whose = %s{then} "
    "ORDER BY place DESC, id LIMIT %s"
)
"""Plain SQL, as in `projection`: it is asked before every worklist."""


def _after(after: str | None) -> tuple[str, tuple[int, ...]]:
    """What stands behind this place of a list, with what goes into the condition. Raises NoSuchPage."""
    if after is None:
        return "", ()
    try:
        place, pk = (place_in_list(part) for part in after.split("-"))
    except ValueError as error:
        raise NoSuchPage("A page of a list begins elsewhere.") from error
    return " AND (place < %s OR (place = %s AND id > %s))", (place, place, pk)


def second_looks_due(actor: Actor) -> tuple[RaisedItem, ...]:
    """The openings out of unit that this person is to look at, the first that is due first; those of a page."""
    rows: list[RaisedRow] = []
    for audience, whose in lists_of(actor):
        if audience in LOOK_AGAIN:
            found = RaisedRow.objects.filter(
                force=actor.force, audience=audience, whose=whose, what=Raised.OUT_OF_UNIT
            ).exclude(staff_number=actor.staff_number)
            rows += found.order_by("first_at", "pk")[:PAGE]
    return tuple(_items(actor, rows))


def late_second_looks(actor: Actor) -> list[tuple[str, str, datetime]]:
    """The second looks that supervisors have not taken in time, for the data protection officer: the unit's code, the
    case, and since when it is overdue; the longest first. Empty for anybody else."""
    if actor.role is not Role.DATA_PROTECTION_OFFICER:
        return []
    before = clock.now() - _look_within()
    late = RaisedRow.objects.filter(
        force=actor.force, audience=Audience.SUPERVISOR, what=Raised.OUT_OF_UNIT, first_at__lt=before
    ).order_by("first_at", "pk")[:PAGE]
    return [(row.whose, row.case, row.first_at + _look_within()) for row in late]


LOOK_AGAIN = frozenset({Audience.SUPERVISOR, Audience.DATA_PROTECTION})
"""Who takes a second look at an opening out of unit; whoever else is told of it does not have to."""


def _look_within() -> timedelta:
    return timedelta(hours=settings.PROVISO_LOOKING.out_of_unit_look_hours)


def raised_item(actor: Actor, row: int) -> RaisedItem:
    """One thing that is raised with this person. Raises NothingRaised."""
    return next(_items(actor, [_row(actor, row)]))


@transaction.atomic
def look_at(actor: Actor, row: int, *, upto: int, words: str) -> None:
    """Say that one looked at it, up to a place, and what one found. Raises NothingRaised, RaisedAgain, ReasonNeeded."""
    _end(actor, _row(actor, row), LOOKED_AT, upto, in_words(words, *WHAT))


@transaction.atomic
def have_seen(actor: Actor, row: int, *, upto: int) -> None:
    """Say that one has seen who looked at one's own case. Raises NothingRaised, RaisedAgain."""
    found = _row(actor, row)
    if found.audience != Audience.OWNER:
        raise NothingRaised(_("This takes words: what you looked at, and what you found."))
    _end(actor, found, LOOKED_AT, upto, "")


@transaction.atomic
def let_go_on(actor: Actor, row: int, *, upto: int, words: str) -> None:
    """Let somebody open as many cases of colleagues again. Raises NothingRaised, also of what is no run of openings,
    RaisedAgain, ReasonNeeded."""
    found = _row(actor, row)
    if found.what != Raised.MANY_OPENED:
        raise NothingRaised(_("There is nobody here to let go on."))
    _end(actor, found, LET_GO_ON, upto, in_words(words, *WHY_GO_ON))


def _end(actor: Actor, row: RaisedRow, kind: str, upto: int, words: str) -> None:
    if row.place > upto:
        raise RaisedAgain(_("This happened again since you opened the page. Look at it again; nothing was recorded."))
    concern = Concern(Audience(row.audience), row.whose, Raised(row.what), row.case)
    body = {**concern.plain(), "staff_number": row.staff_number, "place": row.place}
    own = keys.own_case(actor.force)
    take_away(record_consultation(actor, own, kind, words, key=keys.ensure(own), body=body))


def lists_of(actor: Actor) -> list[tuple[Audience, str]]:
    """What is raised with this person: of their own cases, and what their role oversees."""
    own = (Audience.OWNER, actor.staff_number)
    if actor.role is Role.SUPERVISOR:
        return [own, (Audience.SUPERVISOR, actor.unit)]
    if actor.role is Role.VULNERABILITY_LEAD:
        return [own, (Audience.VULNERABILITY, "")]
    if actor.role is Role.DATA_PROTECTION_OFFICER:
        return [own, (Audience.DATA_PROTECTION, "")]
    return [own]


def _row(actor: Actor, row: int) -> RaisedRow:
    """The row, locked where that is done; never of what this person did. Raises NothingRaised."""
    found = RaisedRow.objects.filter(pk=row, force=actor.force).exclude(staff_number=actor.staff_number).first()
    if found is None or (found.audience, found.whose) not in lists_of(actor):
        raise NothingRaised(_("Nothing of this kind is raised with you any more."))
    return found


def _items(actor: Actor, rows: list[RaisedRow]) -> Iterator[RaisedItem]:
    entries = at_places(actor.force, {row.place for row in rows})
    known = Officer.objects.filter(staff_number__in={row.staff_number for row in rows}) if rows else ()
    names = {one.staff_number: one.name for one in known}
    return (_item(actor, row, entries.get(row.place), names.get(row.staff_number, "")) for row in rows)


READ_BY_ANY = frozenset(
    {Raised.OPENED, Raised.URGENT, Raised.ASKED, Raised.HANDED_ON, Raised.OUT_OF_UNIT, Raised.WENT_OUT_OF_UNIT}
)


def reads_why(actor: Actor, what: Raised) -> bool:
    """Whether this person may read why somebody did it."""
    return what in READ_BY_ANY or actor.role is Role.DATA_PROTECTION_OFFICER


def _item(actor: Actor, row: RaisedRow, entry: Entry | None, name: str) -> RaisedItem:
    """Why somebody was refused is sealed under the key of a case that only the data protection officer may open."""
    body = entry.body if entry else {}
    several = body.get("cases")
    return RaisedItem(
        row=row.pk,
        audience=Audience(row.audience),
        what=Raised(row.what),
        staff_number=row.staff_number,
        name=name,
        role=str(body.get("role", "")),
        unit=str(body.get("unit", "")),
        case=row.case,
        times=row.times,
        first_at=row.first_at,
        last_at=row.last_at,
        place=row.place,
        why=entry.why if entry and reads_why(actor, Raised(row.what)) else "",
        cases=len(several) if isinstance(several, list) else 0,
        look_by=row.first_at + _look_within()
        if row.what == Raised.OUT_OF_UNIT and row.audience in LOOK_AGAIN
        else None,
    )
