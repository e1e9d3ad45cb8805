"""Which contact explains which disclosure: as many as honestly can be, each at most once on either side. Pure.

One contact explains one disclosure and no more: each case has a call, or a message, of its own, which its officer
recorded. A call that was tried, and a reply that came, explain a contact too; nobody asks that they be explained.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar


class ContactTime(Protocol):
    """A moment in UTC, or one of two where the autumn clock gave an hour twice."""

    @property
    def at(self) -> datetime: ...

    @property
    def or_at(self) -> datetime | None: ...


class Lasted(Protocol):
    """Something that began and ended, in UTC. `owed`: it has to be explained, and comes first."""

    @property
    def began_at(self) -> datetime: ...

    @property
    def ended_at(self) -> datetime: ...

    @property
    def owed(self) -> bool: ...


C = TypeVar("C", bound=ContactTime)
R = TypeVar("R", bound=Lasted)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How long before what was recorded began, and after it ended, a contact may lie and still be it."""

    before: timedelta
    after: timedelta


def matched(
    contacts: Sequence[C],
    recorded: Sequence[R],
    tolerance: Tolerance,
    fits: Callable[[C, R], bool] = lambda _contact, _recorded: True,
) -> dict[int, int]:
    """Which of the contacts explains which of the recorded, by their places: {recorded: contact}. `fits` says which
    could, whatever the time.

    As many of those that are owed as can be, and among such answers as many of all as can be (a path that adds one
    never takes one away). The order of what is given does not change how many.
    """
    places = sorted((at, number) for number, one in enumerate(contacts) for at in _times(one))
    moments = [at for at, _ in places]

    def near(number: int) -> Iterator[int]:
        one = recorded[number]
        first = bisect_left(moments, one.began_at - tolerance.before)
        last = bisect_right(moments, one.ended_at + tolerance.after)
        return (contact for _, contact in places[first:last] if fits(contacts[contact], one))

    so_far = _SoFar({}, {}, set())
    turns = sorted(range(len(recorded)), key=lambda number: (not recorded[number].owed, recorded[number].ended_at))
    for number in turns:
        _explain(number, near, so_far)
    return so_far.of


def _times(one: ContactTime) -> Iterator[datetime]:
    yield one.at
    if one.or_at is not None:
        yield one.or_at


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What explains what: {contact: recorded}, {recorded: contact}, and the contacts from which no free one can be
    reached, which never lead to one again."""

    by: dict[int, int]
    of: dict[int, int]
    hopeless: set[int]


def _explain(start: int, near: Callable[[int], Iterator[int]], so_far: _SoFar) -> None:
    """Find a contact for one more, moving others along to contacts that serve them as well where that is needed."""
    reached_from: dict[int, int] = {}
    waiting = [start]
    for number in waiting:
        for contact in near(number):
            if contact in reached_from or contact in so_far.hopeless:
                continue
            reached_from[contact] = number
            if contact not in so_far.by:
                _move_along(contact, start, reached_from, so_far)
                return
            waiting.append(so_far.by[contact])
    so_far.hopeless.update(reached_from)


def _move_along(contact: int, start: int, reached_from: dict[int, int], so_far: _SoFar) -> None:
    """Give the free contact to whom it was reached from, theirs to whom that was, and so back to the start."""
    while True:
        number = reached_from[contact]
        freed = so_far.of.get(number)
        so_far.by[contact], so_far.of[number] = number, contact
        if number == start or freed is None:
            return
        contact = freed
