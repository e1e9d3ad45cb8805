"""What is due on cases folded from answers alone, under deadlines that no two things share."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from proviso.casework.handover_due import handover_due
from proviso.casework.history.case import Case
from proviso.casework.reading.case_assessment import Rules, assess_case
from proviso.casework.row_codes import Queue, What
from proviso.casework.values.decision import DelayDecided
from proviso.casework.values.suspicion import Certainty
from proviso.casework.values.value import Value
from proviso.casework.worklist import Due, due
from proviso.policy.library import policy_in_force
from proviso.policy.norms import Act

from .every import (
    WAITING,
)
from .examples import (
    ANSWERS,
    CALL_ENDED,
    CALL_STARTED,
    SUSPICION,
)
from .folding import SETTING, folded, onto, sharing

ON = date(2026, 11, 22)
RULES = Rules(policy_in_force(ON), SETTING, ON)
OFFICER, SUPERVISOR, DESK, LEAD, PROTECTION_OFFICER = Queue


@dataclass
class Hours:
    """Deadlines that no two things share."""

    first_answers: int = 24
    sharing: int = 25
    sending: int = 4
    leaving: int = 3
    call_outcome: int = 1
    acknowledgement: int = 72
    telling_after: int = 48
    review: int = 26
    protection: int = 5
    look_before: int = 2
    second_look: int = 27
    handover: int = 28


def dues(case: Case) -> frozenset[Due]:
    """What is due on a case, under the guidance alone."""
    stands = assess_case(case, RULES)
    on_it = due(case, stands.allows(Act.SHARE_BASIC), stands.allows(Act.CLOSE_CASE), stands.facts, Hours())
    return on_it.union(handover_due(case, Hours()))


def is_due(case: Case, *expected: tuple[Queue, What, datetime]) -> None:
    """Assert that exactly this is due, and when."""
    assert as_set(case) == set(expected)


def as_set(case: Case) -> set[tuple[Queue, What, datetime]]:
    """What is due, plainly."""
    return {(one.queue, one.what, one.at) for one in dues(case)}


def at(case: Case, value: Value, hours: int = 0) -> datetime:
    """So many hours after a value was recorded."""
    return next(one.at for one in case.history if one.value == value) + timedelta(hours=hours)


def opened(case: Case, hours: int) -> datetime:
    return case.history[0].at + timedelta(hours=hours)


def last(case: Case, hours: int) -> datetime:
    return case.history[-1].at + timedelta(hours=hours)


def decided(*more: Value) -> Case:
    case = folded(*ANSWERS)
    return onto(onto(case, (sharing(case),)), more)


def on_a_doubt() -> Case:
    """A case that is decided on a doubt only."""
    doubt = replace(SUSPICION, certainty=Certainty.DOUBT)
    case = folded(*(doubt if one is SUSPICION else one for one in ANSWERS))
    return onto(case, (sharing(case),))


def sent(*more: Value) -> Case:
    return onto(decided(CALL_STARTED, CALL_ENDED), more)


def delayed(*more: Value, timing: Value = WAITING) -> Case:
    return onto(folded(*ANSWERS, timing), (DelayDecided(reason="She is in hospital"), *more))
