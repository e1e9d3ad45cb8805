"""What a supervisor wants to see of a list: one officer's cases, those at a stage, what is due soon."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from proviso.accounts.models import Officer, Role
from proviso.casework.history.case import Stage
from proviso.casework.lists import WHOLE, Narrowed, Scope
from proviso.casework.writing.permissions import STAGE_WORDS, Actor
from proviso.web.design.moments import LONDON

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


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What was typed and chosen, what of the list is wanted by it, and what is wrong with it, by box, in words."""

    typed: Mapping[str, str]
    narrowed: Narrowed
    faults: Mapping[str, str]

    @property
    def query(self) -> str:
        """What was typed and chosen, as an address takes it; empty where nothing was."""
        return urlencode({box: typed for box, typed in self.typed.items() if typed})


NOTHING_ASKED = ListFilter({}, WHOLE, {})


def may_filter(actor: Actor, scope: Scope) -> bool:
    """Whether this person chooses what is shown of a list."""
    return actor.role is Role.SUPERVISOR and scope in FILTERED


def list_filter(given: Mapping[str, str], actor: Actor, now: datetime) -> ListFilter:
    """What an address asks for of a list. With a fault nothing is wanted by it."""
    typed = {box: " ".join(given.get(box, "").split()) for box in ("officer", "stage", "due")}
    owner = _owner(typed["officer"], actor)
    faults = dict(_faults(typed, owner))
    if faults:
        return ListFilter(typed, WHOLE, faults)
    stage = Stage(typed["stage"]) if typed["stage"] else None
    before = _before(WithinTime(typed["due"]), now) if typed["due"] else None
    return ListFilter(typed, Narrowed(owner or None, stage, before), {})


def _faults(typed: Mapping[str, str], owner: str) -> Iterator[tuple[str, str]]:
    if typed["officer"] and not owner:
        yield "officer", _("Enter the staff number of somebody in your force, as a row of the list shows it")
    if typed["stage"] and typed["stage"] not in set(Stage):
        yield "stage", _("Choose where the case stands from the list")
    if typed["due"] and typed["due"] not in set(WithinTime):
        yield "due", _("Choose when it is due from the list")


def _owner(typed: str, actor: Actor) -> str:
    """The staff number that was meant, also of somebody who left; empty where nobody in the force has it."""
    known = Officer.objects.filter(staff_number__iexact=typed, unit__force__code=actor.force) if typed else None
    return (known.values_list("staff_number", flat=True).first() or "") if known is not None else ""


def _before(within: WithinTime, now: datetime) -> datetime:
    """The moment before which it is due: days are counted as they are in London."""
    midnight = datetime.combine(now.astimezone(LONDON).date(), time(), LONDON)
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
