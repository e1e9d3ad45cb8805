"""The worklists: what is due, most urgent first, a case at a time; references and neutral acts, never a name (s.62).

Nothing here counts a force's cases or searches them. A row shows only what its reader could open; whether it is overdue
is for whoever asks to say, from the time that it is now. A crime reference is shown to whoever has the case alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from proviso.accounts.models import Role
from proviso.casework.case_error import CaseError
from proviso.casework.history.case import Stage
from proviso.casework.row_codes import Queue
from proviso.casework.worklist_items import DueRow, WorklistItem, item_of, keys_held
from proviso.casework.writing.permissions import Actor, NotAllowed, Service
from proviso.record.entry import from_microseconds, to_microseconds

PAGE = 25


class Scope(StrEnum):
    """Whose list it is."""

    OWN = "own"
    UNIT = "unit"
    REVIEWS = "reviews"
    DESK = "desk"
    VULNERABILITY = "vulnerability"
    DATA_PROTECTION = "data_protection"


SCOPES: Mapping[Role | Service, tuple[Scope, ...]] = MappingProxyType(
    {
        Role.OFFICER: (Scope.OWN, Scope.UNIT),
        Role.SUPERVISOR: (Scope.REVIEWS, Scope.OWN, Scope.UNIT),
        Role.DISCLOSURE_DESK: (Scope.DESK,),
        Role.VULNERABILITY_LEAD: (Scope.VULNERABILITY,),
        Role.DATA_PROTECTION_OFFICER: (Scope.DATA_PROTECTION,),
    }
)
"""The lists of each role, the first being what they see first. A role that is not here has none."""

QUEUES: Mapping[Scope, Queue] = MappingProxyType(
    {
        Scope.OWN: Queue.OFFICER,
        Scope.UNIT: Queue.OFFICER,
        Scope.REVIEWS: Queue.SUPERVISOR,
        Scope.DESK: Queue.DESK,
        Scope.VULNERABILITY: Queue.VULNERABILITY,
        Scope.DATA_PROTECTION: Queue.DATA_PROTECTION,
    }
)


class NoSuchPage(CaseError):
    """This is not where a page of a list begins."""

    code = "no_such_page"
    status = 404


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of a list is wanted: one officer's, at a stage, with something due before a time (UTC). None is any."""

    owner: str | None = None
    stage: Stage | None = None
    due_before: datetime | None = None


WHOLE = Narrowed()


@dataclass(frozen=True, slots=True)
class WorklistPage:
    """Some rows of a list, most urgent first, and where the next page begins: None where there is none."""

    rows: tuple[WorklistItem, ...]
    next: str | None


def scopes(actor: Actor) -> tuple[Scope, ...]:
    """The lists that this person has, the first being what they see first; none for a role without cases."""
    return SCOPES.get(actor.role, ())


def worklist(
    actor: Actor,
    scope: Scope | None = None,
    *,
    narrowed: Narrowed = WHOLE,
    after: str | None = None,
    size: int = PAGE,
) -> WorklistPage:
    """A page of one of this person's lists (the first of them unless named), two queries at any length of list.

    `after` is the `next` of the page before. Raises NotAllowed for a list that is not theirs, NoSuchPage.
    """
    theirs = scopes(actor)
    if not theirs or (scope and scope not in theirs):
        raise NotAllowed(
            _("Your role (%(role)s) does not have this list.") % {"role": _(str(actor.role.label)).lower()}
        )
    scope = scope or theirs[0]
    first = [*_narrowed(narrowed), *([] if after is None else [_from(*_begins(after))])]
    found: dict[str, list[DueRow]] = {}
    for row in _rows(_theirs(actor, scope), first, size + 1):
        found.setdefault(row.case_id, []).append(row)
    shown = list(found.values())[:size]
    held = keys_held({due[0].case_id for due in shown})
    own = scope is Scope.OWN and settings.PROVISO_CRIME_REFERENCE_ON_OWN_LIST
    items = (item_of(due, held.get(due[0].case_id)) for due in shown)
    return WorklistPage(
        tuple(item if own else replace(item, crime_reference="") for item in items),
        _place(shown[-1][0]) if len(found) > size else None,
    )


_ROWS = """
SELECT id, "case", what, unit, owner, due_at, summary, not_by FROM casework_worklist AS due
WHERE {found} AND "case" IN (
  SELECT "case" FROM casework_worklist AS due WHERE {theirs}{first} AND NOT EXISTS (
    SELECT 1 FROM casework_worklist AS other WHERE other."case" = due."case" AND other.queue = due.queue
    AND other.unit = due.unit AND other.owner = due.owner
    AND (other.due_at < due.due_at OR (other.due_at = due.due_at AND other.id < due.id)))
  ORDER BY due_at, id LIMIT %s)
ORDER BY due_at, id
"""
"""Of each case the row that is due first says where the case stands on the list. What is due with somebody who does not
have the case, a handover say, is on another list than the rest of it. Plain SQL, as in `projection`: to have the ORM
put it together took longer than to read the page. The rows of the cases are `found` by case: an expression in the place
of `force` hides the indexes that begin with it, by which every row of a unit would be read."""

Part: TypeAlias = tuple[str, tuple[str | int | None, ...]]
"""A condition of a query with what goes into it."""


def _rows(theirs: Part, first: Sequence[Part], size: int) -> list[DueRow]:
    """The rows of so many cases, most urgent first."""
    found = theirs[0].replace("due.force", "(due.force || '')")
    sql = _ROWS.format(theirs=theirs[0], found=found, first="".join(f" AND {part}" for part, _ in first))
    given: list[str | int | None] = [*theirs[1], *theirs[1], *(one for _, values in first for one in values), size]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows = map(DueRow._make, cursor.fetchall())
    return [one._replace(due_at=one.due_at.replace(tzinfo=UTC)) for one in rows]


def _narrowed(narrowed: Narrowed) -> Iterator[Part]:
    if narrowed.owner is not None:
        yield "due.owner = %s", (narrowed.owner,)
    if narrowed.stage is not None:
        yield '(SELECT stage FROM casework_case WHERE reference = due."case") = %s', (narrowed.stage.value,)
    if narrowed.due_before:
        yield "due.due_at < %s", (_stored(narrowed.due_before),)


def _from(at: datetime, place: int) -> Part:
    """What stands behind this place of a list."""
    return "due.due_at >= %s AND (due.due_at > %s OR due.id > %s)", (_stored(at), _stored(at), place)


def _stored(at: datetime) -> str | None:
    """A time as a column of the database holds it."""
    return connection.ops.adapt_datetimefield_value(at)


def _theirs(actor: Actor, scope: Scope) -> Part:
    queue, values = "due.queue = %s AND due.force = %s", (QUEUES[scope].value, actor.force)
    if scope in {Scope.DESK, Scope.VULNERABILITY, Scope.DATA_PROTECTION}:
        return queue, values
    if scope is Scope.OWN:
        return f"{queue} AND due.owner = %s", (*values, actor.staff_number)
    if scope is Scope.REVIEWS:
        return f"{queue} AND due.unit = %s AND due.owner <> %s", (*values, actor.unit, actor.staff_number)
    return f"{queue} AND due.unit = %s", (*values, actor.unit)


def _place(row: DueRow) -> str:
    return f"{to_microseconds(row.due_at)}-{row.id}"


def _begins(after: str) -> tuple[datetime, int]:
    at, _, place = after.partition("-")
    try:
        return from_microseconds(int(at)), place_in_list(place)
    except (ValueError, OverflowError) as error:
        raise NoSuchPage("A page of a list begins elsewhere.") from error


def place_in_list(given: str) -> int:
    """A number that came in an address, as a column of the database can hold it. Raises ValueError."""
    place = int(given)
    if place.bit_length() > 63:
        raise ValueError("no column holds a number of this size")
    return place
