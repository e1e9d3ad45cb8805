"""What a supervisor wants to see of a list: one officer's cases, those at a stage, what is due soon."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from django.utils.translation import gettext as _

from proviso.accounts.models import Role
from proviso.casework.history.case import Stage
from proviso.casework.lists import WHOLE, Narrowed, Scope
from proviso.casework.writing.permissions import STAGE_WORDS, Actor
from proviso.web.design.moments import in_london, midnight_of
from proviso.web.typed_filter import TypedFilter, known_staff_number, typed_into

FILTERED = frozenset({Scope.UNIT, Scope.REVIEWS})
"""The lists on which other people's cases stand."""


class WithinTime(StrEnum):
    """Until when something is due."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"


TIME_WORDS = {
    WithinTime.OVERDUE: "Overdue",
    WithinTime.TODAY: "Due today or overdue",
    WithinTime.WEEK: "Due within 7 days or overdue",
}


ListFilter: TypeAlias = TypedFilter[Narrowed]
NOTHING_ASKED = TypedFilter({}, WHOLE, {})


def may_filter(actor: Actor, scope: Scope) -> bool:
    """Whether this person chooses what is shown of a list."""
    return actor.role is Role.SUPERVISOR and scope in FILTERED


def list_filter(given: Mapping[str, str], actor: Actor, now: datetime) -> ListFilter:
    """What an address asks for of a list. With a fault nothing is wanted by it."""
    typed = typed_into(("officer", "stage", "due"), given)
    owner = known_staff_number(typed["officer"], actor.force)
    faults = dict(_faults(typed, owner))
    if faults:
        return TypedFilter(typed, WHOLE, faults)
    stage = Stage(typed["stage"]) if typed["stage"] else None
    before = _before(WithinTime(typed["due"]), now) if typed["due"] else None
    return TypedFilter(typed, Narrowed(owner or None, stage, before), {})


def _faults(typed: Mapping[str, str], owner: str) -> Iterator[tuple[str, str]]:
    if typed["officer"] and not owner:
        yield "officer", _("Enter the staff number of somebody in your force, as a row of the list shows it")
    if typed["stage"] and typed["stage"] not in set(Stage):
        yield "stage", _("Choose the status of the case from the list")
    if typed["due"] and typed["due"] not in set(WithinTime):
        yield "due", _("Choose when it is due from the list")


def _before(within: WithinTime, now: datetime) -> datetime:
    """The moment before which it is due: days are counted as they are in London."""
    midnight = midnight_of(in_london(now).date())
    return {
        WithinTime.OVERDUE: now + timedelta(microseconds=1),
        WithinTime.TODAY: midnight + timedelta(days=1),
        WithinTime.WEEK: midnight + timedelta(days=8),
    }[within]


def choices(typed: Mapping[str, str]) -> dict[str, list[dict[str, object]]]:
    """What can be chosen in the boxes, as a select takes it, with what was chosen."""
    stages = [(one.value, _(STAGE_WORDS[one]).capitalize()) for one in Stage]
    times = [(one.value, _(TIME_WORDS[one])) for one in WithinTime]
    return {
        box: [
            {"value": value, "text": words, "selected": typed.get(box, "") == value}
            for value, words in [("", _("Any")), *rows]
        ]
        for box, rows in (("stage", stages), ("due", times))
    }
