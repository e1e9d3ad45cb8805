"""Which cases were handed over together, and what became of each: for the data protection officer (s.62; 5.1.1).

The force's entry says who wanted which cases to go from whom to whom, and why, before the first went. What became of
each is in the case: that it was passed on or offered next, and how that was answered. Nothing else of a case is read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from proviso.accounts.models import Role
from proviso.casework.history.kinds import OPENED, value_of
from proviso.casework.lists import NoSuchPage, place_in_list
from proviso.casework.models import CaseRow
from proviso.casework.raised_rows import HANDED_ON
from proviso.casework.values.closing import (
    Closed,
    ClosedUnshared,
    HandedOver,
    HandoverAnswered,
    HandoverOffered,
    HandoverWithdrawn,
    Takes,
)
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import keys
from proviso.record.entry import Entry, Trace
from proviso.record.read_by_kind import by_kind
from proviso.record.read_consultations import at_places
from proviso.record.read_traces import traces_of_cases

PAGE = 25

PASSED = (HandedOver.kind, HandoverOffered.kind)
ENDS = (HandoverAnswered.kind, HandoverWithdrawn.kind, Closed.kind, ClosedUnshared.kind)


class HandoverEnd(StrEnum):
    """What became of one of several cases."""

    PASSED_ON = "passed_on"
    """It went at once, within the unit."""
    ACCEPTED = "accepted"
    """Whoever was asked accepted it."""
    RETURNED = "returned"
    """Whoever was asked did not take it."""
    WAITS = "waits"
    """Whoever was asked has not answered."""
    NOT_ANSWERED = "not_answered"
    """It was withdrawn, or the case closed, before they answered."""
    STAYED = "stayed"
    """It could not be handed over, and stayed where it was."""
    ERASED = "erased"
    """The case was erased, or cannot be read, so that nobody can say any more how they answered."""


@dataclass(frozen=True, slots=True)
class HandedTogether:
    """One handing over of several cases: who did it, when, from whom to whom (staff numbers), why, and of each case, by
    its reference, what became of it. `why` is empty where the force's own key no longer opens it."""

    place: int
    by: str
    at: datetime
    owner: str
    to: str
    why: str
    became: Mapping[str, HandoverEnd]

    def count(self, *became: HandoverEnd) -> int:
        """How many of the cases became one of these."""
        return sum(one in became for one in self.became.values())


@dataclass(frozen=True, slots=True)
class HandedTogetherPage:
    """Some of them, the latest first, and before which place the rest are: None where there are none."""

    rows: tuple[HandedTogether, ...]
    next: str | None


def handed_together(actor: Actor, *, before: str | None = None, size: int = PAGE) -> HandedTogetherPage:
    """A page of what was handed over together in this person's force, the latest first.

    `before` is the `next` of the page before. Raises NotAllowed for anybody but a data protection officer, NoSuchPage,
    KeyLost, UnknownKind.
    """
    if actor.role is not Role.DATA_PROTECTION_OFFICER:
        raise NotAllowed(_("Your role (%(role)s) does not do this.") % {"role": _(str(actor.role.label)).lower()})
    end = None if before is None else _place(before)
    key = keys.ensure(keys.own_case(actor.force))
    every = [entry for row in by_kind(actor.force, (HANDED_ON,)) if (entry := row.opened(actor.force, key)) is not None]
    earlier = [entry for entry in reversed(every) if end is None or entry.index < end]
    shown = earlier[:size]
    rows = tuple(_told(actor.force, shown, every))
    return HandedTogetherPage(rows, str(shown[-1].index) if len(earlier) > size else None)


def _place(before: str) -> int:
    try:
        return place_in_list(before)
    except ValueError as error:
        raise NoSuchPage("A page of a list begins elsewhere.") from error


def _cases(entry: Entry) -> list[str]:
    told = entry.body["cases"]
    return [str(one) for one in told] if isinstance(told, list) else []


def _told(force: str, shown: Sequence[Entry], every: Sequence[Entry]) -> Iterator[HandedTogether]:
    """Each of these with what became of its cases; `every` says where the next of the same person and case begins."""
    if not shown:
        return
    named = {case for entry in shown for case in _cases(entry)}
    traces: dict[str, list[Trace]] = {case: [] for case in named}
    for trace in traces_of_cases(force, named, (OPENED, *PASSED, *ENDS), since=shown[-1].index):
        traces[trace.case].append(trace)
    ended = {
        (entry.index, case): _end(traces[case], entry, _until(entry, case, every))
        for entry in shown
        for case in _cases(entry)
    }
    there = set(CaseRow.objects.filter(reference__in=named).values_list("reference", flat=True))
    answers = at_places(force, {one.index for one in ended.values() if one and one.kind == HandoverAnswered.kind})
    for entry in shown:
        yield HandedTogether(
            place=entry.index,
            by=entry.actor,
            at=entry.at,
            owner=str(entry.body["owner"]),
            to=str(entry.body["to"]),
            why=entry.why,
            became={case: _became(ended[entry.index, case], answers, case in there) for case in _cases(entry)},
        )


def _until(entry: Entry, case: str, every: Iterable[Entry]) -> int | None:
    """Where the same person next had this case handed over with others; None where they never did."""
    later = (one.index for one in every if one.index > entry.index and one.actor == entry.actor and case in _cases(one))
    return next(later, None)


def _end(traces: Sequence[Trace], entry: Entry, until: int | None) -> Trace | None:
    """The entry that says what became of a case: that it was passed on, offered, or how that ended. None where it
    stayed: whoever does it opens the case once and passes it on next, and whatever they do later opens it again."""
    after = [one for one in traces if one.index > entry.index and (until is None or one.index < until)]
    opened = [one for one in after if (one.kind, one.actor) == (OPENED, entry.actor)]
    again = opened[1].index if len(opened) > 1 else None
    passed = next((one for one in after if one.kind in PASSED and one.actor == entry.actor), None)
    if passed is None or (again is not None and again < passed.index):
        return None
    if passed.kind == HandedOver.kind:
        return passed
    return next((one for one in traces if one.index > passed.index and one.kind in ENDS), passed)


def _became(end: Trace | None, answers: Mapping[int, Entry], there: bool) -> HandoverEnd:
    if end is None:
        return HandoverEnd.STAYED
    if end.kind == HandedOver.kind:
        return HandoverEnd.PASSED_ON
    if end.kind == HandoverOffered.kind:
        return HandoverEnd.WAITS if there else HandoverEnd.ERASED
    if end.kind != HandoverAnswered.kind:
        return HandoverEnd.NOT_ANSWERED
    answer = answers[end.index]
    if not answer.body:
        return HandoverEnd.ERASED
    value = value_of(answer)
    accepted = isinstance(value, HandoverAnswered) and value.takes is Takes.ACCEPTED
    return HandoverEnd.ACCEPTED if accepted else HandoverEnd.RETURNED
