"""The worklists: what is due, most urgent first, a page at a time; references and neutral acts, never a name (s.62).

Nothing here counts a force's cases or searches them. A row shows only what its reader could open; whether it is overdue
is for whoever asks to say, from the time that it is now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.db.models import Q, QuerySet

from proviso.accounts.models import Role
from proviso.casework.case_error import CaseError
from proviso.casework.models import WorklistRow
from proviso.casework.projection import about_summary
from proviso.casework.worklist import Queue, What
from proviso.casework.writing.permissions import Actor, NotAllowed, Service
from proviso.record import keys
from proviso.record.entry import from_microseconds, to_microseconds
from proviso.record.keys import DataKey, KeyLost, SealBroken

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
class WorklistItem:
    """One thing that is due. `due_at` is in UTC; `summary` is empty where it cannot be opened: the case was erased
    meanwhile, or its key or the row is damaged, which `proviso record verify` and `worklist rebuild` tell of."""

    reference: str
    what: What
    due_at: datetime
    owner: str
    unit: str
    summary: str


@dataclass(frozen=True, slots=True)
class WorklistPage:
    """Some rows of a list, most urgent first, and where the next page begins: None where there is none."""

    rows: tuple[WorklistItem, ...]
    next: str | None


def scopes(actor: Actor) -> tuple[Scope, ...]:
    """The lists that this person has, the first being what they see first; none for a role without cases."""
    return SCOPES.get(actor.role, ())


def worklist(actor: Actor, scope: Scope | None = None, *, after: str | None = None, size: int = PAGE) -> WorklistPage:
    """A page of one of this person's lists (the first of them unless named), two queries at any length of list.

    `after` is the `next` of the page before. Raises NotAllowed for a list that is not theirs, NoSuchPage.
    """
    theirs = scopes(actor)
    if not theirs or (scope and scope not in theirs):
        raise NotAllowed(f"Your role ({actor.role.label.lower()}) does not have this list.")
    due = _rows(actor, scope or theirs[0])
    if after is not None:
        at, place = _begins(after)
        due = due.filter(Q(due_at__gt=at) | Q(id__gt=place), due_at__gte=at)
    found = list(due.order_by("due_at", "id")[: size + 1])
    shown = found[:size]
    held = _keys({row.case_id for row in shown})
    more = len(found) > size
    return WorklistPage(
        tuple(_opened(row, held.get(row.case_id)) for row in shown), _place(shown[-1]) if more else None
    )


def _rows(actor: Actor, scope: Scope) -> QuerySet[WorklistRow]:
    rows = WorklistRow.objects.filter(queue=QUEUES[scope], force=actor.force)
    if scope in {Scope.DESK, Scope.VULNERABILITY, Scope.DATA_PROTECTION}:
        return rows
    if scope is Scope.OWN:
        return rows.filter(owner=actor.staff_number)
    rows = rows.filter(unit=actor.unit)
    return rows.exclude(owner=actor.staff_number) if scope is Scope.REVIEWS else rows


def _keys(cases: set[str]) -> dict[str, DataKey]:
    """The keys of these cases; one that is damaged hides its own case's summary, never the list from everybody."""
    try:
        return keys.of_many(cases)
    except KeyLost:
        return {case: key for case in cases if (key := _key(case))}


def _key(case: str) -> DataKey | None:
    try:
        return keys.of_many({case}).get(case)
    except KeyLost:
        return None


def _place(row: WorklistRow) -> str:
    return f"{to_microseconds(row.due_at)}-{row.id}"


def _begins(after: str) -> tuple[datetime, int]:
    at, _, place = after.partition("-")
    try:
        return from_microseconds(int(at)), int(place)
    except (ValueError, OverflowError) as error:
        raise NoSuchPage("A page of a list begins elsewhere.") from error


def _opened(row: WorklistRow, key: DataKey | None) -> WorklistItem:
    return WorklistItem(row.case_id, What(row.what), row.due_at, row.owner, row.unit, _summary(row, key) if key else "")


def _summary(row: WorklistRow, key: DataKey) -> str:
    try:
        return key.open(bytes(row.summary), about_summary(row.case_id)).decode()
    except SealBroken:
        return ""
