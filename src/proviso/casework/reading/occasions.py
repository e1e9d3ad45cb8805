"""At what in a case a pattern could show: each with whose it was, on which day, and how much of it there was. Pure.

`oversight.patterns` says which of them make a pattern, under which paragraph, and what innocent explanation it has.
Nothing that anybody wrote is in it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from proviso.casework.clock import LONDON
from proviso.casework.history.case import Case, RecordedAnswer, answers
from proviso.casework.values.closing import HandedOver, HandoverAnswered
from proviso.casework.values.considerations import Views, ViewsAre
from proviso.casework.values.content import AdditionalInformation
from proviso.casework.values.decision import DelayDecided, NotSharingDecided, SharingDecided
from proviso.casework.values.notification import AttemptFailed, Telling, Told
from proviso.casework.values.review_outcomes import DelayReviewed, Review
from proviso.casework.values.role import Start
from proviso.casework.values.timing import Timing, When
from proviso.casework.values.value import Value


class At(StrEnum):
    """At what a pattern could show, and what its measure is."""

    HAD = "had"
    """Somebody had the case: no measure."""
    REASON = "reason"
    """A reason was given: 1 where it is fewer than three words."""
    DECIDED = "decided"
    """Something was decided: whole minutes since the case was opened."""
    TO_SHARE = "to_share"
    """Something was decided: 1 where it was to share."""
    TO_DELAY = "to_delay"
    """Something was decided: 1 where it was to delay."""
    MORE = "more"
    """It was decided to share: 1 where additional information was to go too."""
    DELAYED = "delayed"
    """It was decided to delay: how often the delay went on for longer."""
    TOLD = "told"
    """Somebody was to be told: 1 where that was impracticable."""
    IMPRACTICABLE = "impracticable"
    """Telling was impracticable: 1 where nobody has tried since."""
    MORE_PROPOSED = "more_proposed"
    """Additional information was proposed: 1 where nobody has sought the person's views, nor said why not."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of them: `by` is a staff number; `same` and `shared` are digests of the words of a reason, one that takes in
    whose they are and one that does not, and empty for anything else."""

    at: At
    by: str
    on: date
    measure: int = 0
    same: str = ""
    shared: str = ""


Decisions = SharingDecided | NotSharingDecided | DelayDecided


def occasions_of(case: Case) -> Iterator[Occasion]:
    """All of them in a case but for those of words, in no order that matters."""
    yield from _had(case)
    for one in case.history:
        if isinstance(one.value, Decisions):
            yield from _decided(case, one, one.value)
    yield from _delayed(case)
    yield from _telling(case)
    yield from _views(case)


def day_of(at: datetime) -> date:
    """The day on which something was recorded, in Europe/London."""
    return at.astimezone(LONDON).date()


def _had(case: Case) -> Iterator[Occasion]:
    """Everybody who has or had the case."""
    had = {case.owner}
    for one in case.history:
        if isinstance(one.value, Start | HandoverAnswered):
            had.add(one.value.owner)
        elif isinstance(one.value, HandedOver):
            had.add(one.value.to)
    if case.opened_at:
        yield from (Occasion(At.HAD, by, day_of(case.opened_at)) for by in sorted(had - {""}))


def _decided(case: Case, one: RecordedAnswer[Value], value: Decisions) -> Iterator[Occasion]:
    on = day_of(one.at)
    since = one.at - (case.opened_at or one.at)
    yield Occasion(At.DECIDED, one.by, on, max(0, since // timedelta(minutes=1)))
    yield Occasion(At.TO_SHARE, one.by, on, int(isinstance(value, SharingDecided)))
    yield Occasion(At.TO_DELAY, one.by, on, int(isinstance(value, DelayDecided)))
    if isinstance(value, SharingDecided):
        yield Occasion(At.MORE, one.by, on, int(bool(value.additional)))


def _delayed(case: Case) -> Iterator[Occasion]:
    """The delay belongs to whoever decided it first, whoever let it go on."""
    first = next((one for one in case.history if answers(one, DelayDecided)), None)
    if first is None:
        return
    longer = sum(_goes_on(one.value) for one in case.history[first.seq :])
    yield Occasion(At.DELAYED, first.by, day_of(first.at), longer)


def _goes_on(value: Value) -> bool:
    later = isinstance(value, Timing) and value.when is When.LATER
    return later or (isinstance(value, DelayReviewed) and value.outcome is Review.CONTINUES)


def _telling(case: Case) -> Iterator[Occasion]:
    """A try is any telling, and any attempt that failed, after it was said to be impracticable."""
    tries = [one for one in case.history if isinstance(one.value, Told | AttemptFailed)]
    for one in tries:
        if not isinstance(one.value, Told) or one.value.told is Telling.NO:
            continue
        impracticable = one.value.told is Telling.IMPRACTICABLE
        yield Occasion(At.TOLD, one.by, day_of(one.at), int(impracticable))
        if impracticable:
            yield Occasion(At.IMPRACTICABLE, one.by, day_of(one.at), int(not _tried_since(one.seq, tries)))


def _tried_since(seq: int, tries: Iterable[RecordedAnswer[Value]]) -> bool:
    return any(one.seq > seq and not _is_impracticable(one.value) for one in tries)


def _is_impracticable(value: Value) -> bool:
    return isinstance(value, Told) and value.told is not Telling.YES


def _views(case: Case) -> Iterator[Occasion]:
    proposed = next((one for one in case.history if answers(one, AdditionalInformation) and one.value.items), None)
    if proposed is None:
        return
    sought = any(answers(one, Views) and one.value.views is not ViewsAre.NOT_SOUGHT for one in case.history)
    yield Occasion(At.MORE_PROPOSED, proposed.by, day_of(proposed.at), int(not sought))
