"""The open cases of each officer of a unit, as its supervisor hands them over when somebody leaves; and those that
nobody has: whose officer's account is not in use, or no longer carries cases.

As on any list, a row tells nothing that opens a case. The crime reference, which whoever has the case sees alone, is
shown to the supervisor where nobody has it, and where the force shows it on lists at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Count, QuerySet

from proviso.accounts.models import Officer, Role
from proviso.casework.history.case import Stage
from proviso.casework.lists import PAGE, NoSuchPage
from proviso.casework.models import CaseRow, WorklistRow
from proviso.casework.worklist_items import WorklistItem, item_of, keys_held
from proviso.casework.writing.permissions import CARRY, Actor
from proviso.record.entry import from_microseconds, to_microseconds

NEVER = datetime.max.replace(tzinfo=UTC)
"""Where a case stands on which nothing is due: last."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose cases they are: staff number, name (empty where there is no such account), whether they can work on them,
    and how many are open."""

    staff_number: str
    name: str
    works: bool
    cases: int


@dataclass(frozen=True, slots=True)
class OwnedCase:
    """An open case, and what is due on it; `item` is None where nothing is."""

    reference: str
    stage: Stage
    item: WorklistItem | None


@dataclass(frozen=True, slots=True)
class OwnedPage:
    """Some of the cases, most urgent first, and where the next page begins: None where there is none."""

    rows: tuple[OwnedCase, ...]
    next: str | None


def owners(actor: Actor) -> tuple[Owner, ...]:
    """Everybody else who has open cases of this person's unit, by name."""
    return tuple(_owners(open_cases(actor).exclude(owner=actor.staff_number)))


def with_nobody(actor: Actor) -> tuple[Owner, ...]:
    """Those of them who cannot work on their cases, so that nobody has these. Two statements at most."""
    gone = Officer.objects.filter(unit__force__code=actor.force).exclude(
        is_active=True, role__in=[one.value for one in CARRY]
    )
    return tuple(_owners(open_cases(actor).filter(owner__in=gone.values("staff_number"))))


def open_cases_of(actor: Actor, owner: Owner, *, after: str | None = None, size: int = PAGE) -> OwnedPage:
    """A page of an officer's open cases in this person's unit. `after` is the `next` of the page before.

    Raises NoSuchPage.
    """
    begins = _begins(after) if after is not None else None
    stages = dict(open_cases(actor).filter(owner=owner.staff_number).values_list("reference", "stage"))
    due = _due(actor, owner, stages)
    order = sorted((due[one][0].due_at if one in due else NEVER, one) for one in stages)
    rest = [one for one in order if begins is None or one > begins]
    shown = [reference for _at, reference in rest[:size]]
    held = keys_held(set(shown))
    reads = not owner.works and settings.PROVISO_CRIME_REFERENCE_ON_OWN_LIST
    rows = []
    for one in shown:
        item = item_of(due[one], held.get(one)) if one in due else None
        rows.append(
            OwnedCase(one, Stage(stages[one]), item if item is None or reads else replace(item, crime_reference=""))
        )
    return OwnedPage(tuple(rows), _place(*rest[size - 1]) if len(rest) > size else None)


def open_cases(actor: Actor) -> QuerySet[CaseRow]:
    """Those of this person's unit that are not closed."""
    return CaseRow.objects.filter(force=actor.force, unit=actor.unit).exclude(stage=Stage.CLOSED)


def _owners(cases: QuerySet[CaseRow]) -> Iterator[Owner]:
    counted = dict(cases.values_list("owner").annotate(many=Count("*")).order_by())
    known = {one.staff_number: one for one in Officer.objects.filter(staff_number__in=counted)} if counted else {}
    made = [_owner(known.get(number), number, many) for number, many in counted.items()]
    yield from sorted(made, key=lambda one: (one.name, one.staff_number))


def _owner(officer: Officer | None, number: str, cases: int) -> Owner:
    if officer is None:
        return Owner(number, "", False, cases)
    return Owner(number, officer.name, officer.is_active and Role(officer.role) in CARRY, cases)


def _due(actor: Actor, owner: Owner, cases: Mapping[str, str]) -> dict[str, list[WorklistRow]]:
    """What is due on each of these cases, the most urgent first; what is due with somebody else is not."""
    rows = WorklistRow.objects.filter(force=actor.force, unit=actor.unit, owner=owner.staff_number, case__in=cases)
    found: dict[str, list[WorklistRow]] = {}
    for row in rows.order_by("due_at", "id"):
        found.setdefault(row.case_id, []).append(row)
    return found


def _place(at: datetime, reference: str) -> str:
    return f"{to_microseconds(at)}-{reference}"


def _begins(after: str) -> tuple[datetime, str]:
    at, _, reference = after.partition("-")
    try:
        return from_microseconds(int(at)), reference
    except (ValueError, OverflowError) as error:
        raise NoSuchPage("A page of a list begins elsewhere.") from error
