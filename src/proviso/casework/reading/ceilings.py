"""How far ahead a day to review a delay or to try telling again can be, and what is one day too many. Pure data.

The guidance lets sharing and telling wait for a reason (7.2, 9.1) and sets no period. That a day is near, and that each
further one takes a supervisor, is our safeguard; how many days is a setting of the force.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeAlias, TypeVar

from django.utils.translation import gettext as _

from proviso.casework.clock import LONDON
from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.reading.content_words import day_in_full
from proviso.casework.reading.notification_status import needs_of, told_state
from proviso.casework.values.correction import ToldCorrection
from proviso.casework.values.decision import DelayDecided
from proviso.casework.values.notification import AttemptFailed, Told, ToldAfter, ToldBefore
from proviso.casework.values.review_outcomes import DelayReviewed
from proviso.casework.values.timing import DelayReason, Timing, When
from proviso.casework.values.value import Refusal, Value


class Ceilings(Protocol):
    """How many days ahead each thing may be put: settings of the force."""

    immediate_protection: int
    telling: int
    other: int


V = TypeVar("V", bound=Value)
Days: TypeAlias = Callable[[Case, Value, Ceilings], int]
Further: TypeAlias = Callable[[Case, Value, Ceilings], str]
"""Why a day takes a supervisor, in words; empty where the officer can set it."""


@dataclass(frozen=True, slots=True)
class ToCome:
    """A day or a time that is still to come: the field, how many days ahead it can be, and when it takes a
    supervisor."""

    value: type[Value]
    field: str
    days: Days
    further: Further
    paragraph: str


def _to_come(
    kind: type[V],
    field: str,
    days: Callable[[Case, V, Ceilings], int],
    further: Callable[[Case, V, Ceilings], str],
    paragraph: str,
) -> ToCome:
    """A row of one kind of value, whose functions are asked of no other."""
    return ToCome(
        kind,
        field,
        lambda case, value, ceilings: days(case, value, ceilings) if isinstance(value, kind) else 0,
        lambda case, value, ceilings: further(case, value, ceilings) if isinstance(value, kind) else "",
        paragraph,
    )


def _telling_days(_case: Case, _value: Value, ceilings: Ceilings) -> int:
    return ceilings.telling


def _delay_days(_case: Case, timing: Timing, ceilings: Ceilings) -> int:
    protecting = timing.delay_reason is DelayReason.IMMEDIATE_PROTECTION
    return ceilings.immediate_protection if protecting else ceilings.other


def _review_days(case: Case, _review: DelayReviewed, ceilings: Ceilings) -> int:
    timing = case.latest(Timing)
    return _delay_days(case, timing, ceilings) if timing else ceilings.other


LONGER = (
    "The delay would be made longer, and only a supervisor who does not carry this case can do that. Ask one to review "
    "it, or to record themselves when to share; until then the day that was set remains"
)
"""What an officer is told who sets a further day for the review of a delay."""

AGAIN = (
    "A day to try again has been set once, and only a supervisor who does not carry this case can set a later one. Ask "
    "one to record it; until then tell them, or try to, by the day that was set"
)
"""What an officer is told who sets a further day to try telling again."""


def _longer(case: Case, timing: Timing, ceilings: Ceilings) -> str:
    """A delay that was decided is made longer by no officer, however often it was ended in between; one that was not
    can be corrected, within the days that it had at first."""
    set_before = [*_delays(case)]
    if timing.review_at is None or not set_before:
        return ""
    first, latest = set_before[0].at, max(at for one in set_before if (at := _review_of(one.value)))
    decided = any(one.seq > _last_shared(case) and isinstance(one.value, DelayDecided) for one in case.history)
    within = timing.review_at <= first + timedelta(days=_delay_days(case, timing, ceilings))
    return LONGER if timing.review_at > latest and (decided or not within) else ""


def _delays(case: Case) -> Iterator[RecordedAnswer[Value]]:
    """Each delay, and each supervisor's further day, that was recorded since something was last shared."""
    for one in case.history:
        if one.seq > _last_shared(case) and _is_delay(one.value):
            yield one


def _is_delay(value: Value) -> bool:
    if isinstance(value, DelayReviewed):
        return value.next_review_at is not None
    return isinstance(value, Timing) and value.when is When.LATER


def _review_of(value: Value) -> datetime | None:
    if isinstance(value, DelayReviewed):
        return value.next_review_at
    return value.review_at if isinstance(value, Timing) else None


def _last_shared(case: Case) -> int:
    return case.disclosures[-1].seq if case.disclosures else 0


def _put_off(case: Case, told: Told, _ceilings: Ceilings) -> str:
    """Telling that was impracticable once is not made so again and again."""
    days = [day for _, day in _tries(case)]
    return AGAIN if told.try_again_on and days and told.try_again_on > max(days) else ""


def _tried_for_long(case: Case, failed: AttemptFailed, ceilings: Ceilings) -> str:
    """Whoever really tries can try again within the days that there were at first; beyond them a supervisor is asked
    what else could be done."""
    first = next((at for at, _ in _tries(case)), None)
    last = first and first.astimezone(LONDON).date() + timedelta(days=ceilings.telling)
    return AGAIN if last and failed.try_again_on > last else ""


def _tries(case: Case) -> Iterator[tuple[datetime, date]]:
    """When each day to try again was set, and the day, for the telling that is now due: since something was last
    shared, found wrong, or told so that it counts."""
    needs = needs_of(case)
    told = (one.seq for one in case.history if isinstance(one.value, Told) and told_state(one.value, needs) == "yes")
    since = max([_last_shared(case), case.wrong_seq, *told])
    for one in case.history:
        day = getattr(one.value, "try_again_on", None)
        if one.seq > since and day is not None:
            yield one.at, day


def _by_supervisor(_case: Case, _review: DelayReviewed, _ceilings: Ceilings) -> str:
    """A review is a supervisor's in any case."""
    return ""


TO_COME: tuple[ToCome, ...] = (
    _to_come(Timing, "review_at", _delay_days, _longer, "7.2"),
    _to_come(DelayReviewed, "next_review_at", _review_days, _by_supervisor, "7.2"),
    _to_come(ToldBefore, "try_again_on", _telling_days, _put_off, "9.1.1"),
    _to_come(ToldAfter, "try_again_on", _telling_days, _put_off, "9.1.2"),
    _to_come(ToldCorrection, "try_again_on", _telling_days, _put_off, "9.1.2"),
    _to_come(AttemptFailed, "try_again_on", _telling_days, _tried_for_long, "9.1"),
)
"""Every day and time of a value that is still to come when it is recorded."""


def too_far_ahead(case: Case, value: Value, ceilings: Ceilings, now: datetime) -> Refusal | None:
    """What is wrong with a day that is further ahead than the force lets it be, if anything."""
    row = _row(value)
    given = getattr(value, row.field) if row else None
    if row is None or given is None:
        return None
    days = row.days(case, value, ceilings)
    last = (now + timedelta(days=days)).astimezone(LONDON)
    day = given.astimezone(LONDON).date() if isinstance(given, datetime) else given
    if day <= last.date():
        return None
    shown, latest = (day_in_full(one, _) for one in (day, last))
    says = _(
        "Enter a day within %(days)s days, no later than %(latest)s. You entered %(shown)s. If "
        "it takes longer, a supervisor can set a further day when this one comes"
    ) % {"days": days, "latest": latest, "shown": shown}
    return Refusal(row.field, shown, f"{latest} or earlier", says)


def takes_a_supervisor(case: Case, value: Value, ceilings: Ceilings) -> str:
    """Why only a supervisor can set this day, in words; empty where an officer can."""
    row = _row(value)
    return row.further(case, value, ceilings) if row else ""


def _row(value: Value) -> ToCome | None:
    return next((row for row in TO_COME if row.value is type(value)), None)
