"""What a story is: one invented person's case, told in visits, each of somebody who records things in order.

Times are told backwards from the moment of seeding, so that what is overdue stays so whenever the seeding is done.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from proviso.casework.values.role import Start
from proviso.casework.values.value import Value

Told = Value | Callable[[datetime], Value]
"""Something recorded; what says when it happened is made from the moment of recording."""

PACE = timedelta(minutes=1)
"""How long each act of a visit takes. A visit of fifteen is as long as one opening holds."""


def ago(days: int = 0, hours: int = 0, minutes: int = 0) -> timedelta:
    """How long before the seeding something was."""
    return timedelta(days=days, hours=hours, minutes=minutes)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody (a staff number) opens the case, `before` the seeding, and records these, in order; none is to read."""

    by: str
    before: timedelta
    did: tuple[Told, ...] = ()
    why: str = "To carry the case on"


@dataclass(frozen=True, slots=True)
class Story:
    """One case. The first visit opens it; no visit begins before the one before it has ended."""

    about: str
    start: Start
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """One act at one moment. The first of a visit opens the case, with `told` None."""

    at: datetime
    story: Story
    visit: Visit
    told: Told | None


def deeds(story: Story, now: datetime) -> Iterator[Deed]:
    """The acts of a story in order, at their moments if it is seeded now."""
    for visit in story.visits:
        for place, told in enumerate((None, *visit.did)):
            yield Deed(now - visit.before + place * PACE, story, visit, told)
