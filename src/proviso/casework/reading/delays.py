"""When a delay was in force, and whether something was shared while it was (7.2). Pure.

A delay begins when it is recorded, and ends when somebody says so, when sharing now is recorded, or when the immediate
protection that it waited for is recorded as in place or not needed.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from proviso.casework.history.case import Case, Disclosure, RecordedAnswer
from proviso.casework.values.decision import DelayEnded
from proviso.casework.values.protection import Measure, Protection
from proviso.casework.values.timing import DelayReason, Timing, When
from proviso.casework.values.value import Value


@dataclass(frozen=True, slots=True)
class Delay:
    """A delay: the place of the entry that began it, from when to when (None while it lasts), and why."""

    seq: int
    begun: datetime
    reason: DelayReason
    ended: datetime | None = None

    def in_force(self, moment: datetime) -> bool:
        """Whether it was in force at a moment. People say when by the minute, so it is from the minute it began in."""
        begun = self.begun.replace(second=0, microsecond=0)
        return begun <= moment and (self.ended is None or moment < self.ended)


_BEGINS_OR_ENDS = (DelayEnded, Protection, Timing)


def delays_of(case: Case) -> tuple[Delay, ...]:
    """Every delay of a case, in order; at most the last of them lasts."""
    delays: list[Delay] = []
    for answer in case.history:
        if not isinstance(answer.value, _BEGINS_OR_ENDS):
            continue
        if delays and delays[-1].ended is None and _ends(answer.value, delays[-1]):
            delays[-1] = replace(delays[-1], ended=answer.at)
        if begun := _begun(answer):
            delays.append(begun)
    return tuple(delays)


def shared_while_delayed(case: Case) -> bool | None:
    """Whether something was shared while a delay was in force.

    None where no delay was ever recorded, or nobody recorded when it was shared and a delay had been recorded before
    that was. What had been shared before the case was opened came before any delay in it.
    """
    delays = delays_of(case)
    if not delays:
        return None
    found = [_during(one, delays) for one in case.disclosures]
    return True if True in found else None if None in found else False


def _during(shared: Disclosure, delays: tuple[Delay, ...]) -> bool | None:
    moment, before = shared.happened_at, [delay for delay in delays if delay.seq < shared.seq]
    if moment is None:
        return None if before else False
    return any(delay.in_force(moment) for delay in before)


def _begun(answer: RecordedAnswer[Value]) -> Delay | None:
    timing = answer.value
    if isinstance(timing, Timing) and timing.when is not When.NOW and timing.delay_reason:
        return Delay(answer.seq, answer.at, timing.delay_reason)
    return None


def _ends(value: Value, delay: Delay) -> bool:
    protected = isinstance(value, Protection) and value.immediate is not Measure.NEEDED
    waits_for_it = delay.reason is DelayReason.IMMEDIATE_PROTECTION
    return isinstance(value, DelayEnded | Timing) or (protected and waits_for_it)
