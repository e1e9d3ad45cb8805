"""When a delay was in force, and whether something was shared while it was (7.2)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from proviso.casework.values.decision import DelayEnded, NotSharingDecided
from proviso.casework.values.role import Start
from proviso.casework.values.value import Value

from .every import IN_PLACE, LATE, NEEDED, TRIAL, WAITING
from .examples import START, TIMING
from .folding import facts, folded


def gives(expected: dict[str, Any], *values: Value, start: Start = START) -> None:
    """Assert that these answers give these facts; None is for unknown."""
    known = facts(folded(*values, start=start))
    assert {name: known.get(name) for name in expected} == expected


def test_a_delay_that_was_recorded_after_the_sharing_breaks_nothing() -> None:
    gives({"shared_while_delayed": None, "shared": False})
    before = replace(LATE, happened_at=folded().history[-1].at - timedelta(hours=1))
    gives({"shared_while_delayed": False}, WAITING, before)
    gives({"shared_while_delayed": False}, before, WAITING)
    unrecorded = replace(START, already_shared=True)
    gives({"shared_while_delayed": None, "shared": True}, start=unrecorded)
    gives({"shared_while_delayed": False, "shared": True}, WAITING, start=unrecorded)
    gives({"shared_while_delayed": None, "shared": True}, before)
    gives({"shared_while_delayed": False}, replace(LATE, happened_at=None), WAITING)
    now = folded(WAITING).history[-1].at
    gives({"shared_while_delayed": False}, replace(LATE, happened_at=now), WAITING)


def test_a_call_in_the_minute_in_which_a_delay_began_is_during_it() -> None:
    begun = folded(WAITING).history[-1].at
    minute = begun.replace(second=0, microsecond=0)
    gives({"shared_while_delayed": True}, WAITING, replace(LATE, happened_at=minute))
    gives({"shared_while_delayed": False}, WAITING, replace(LATE, happened_at=minute - timedelta(minutes=1)))


@pytest.mark.parametrize(
    ("ended", "during"),
    [
        ((), True),
        ((DelayEnded(what_happened="She is safe at her sister's"),), False),
        ((TIMING,), False),
        ((IN_PLACE,), False),
        ((NEEDED,), True),
        ((WAITING,), True),
        ((DelayEnded(what_happened="She is safe at her sister's"), WAITING), True),
    ],
)
def test_what_was_shared_while_a_delay_was_in_force_stays_so(ended: tuple[Value, ...], during: bool) -> None:
    shared = folded(WAITING, *ended).history[-1].at + timedelta(seconds=30)
    late = replace(LATE, happened_at=shared)
    gives({"shared_while_delayed": during}, WAITING, *ended, late)
    gives({"shared_while_delayed": during}, WAITING, *ended, late, DelayEnded(what_happened="It is over now"))
    unknown = replace(LATE, happened_at=None)
    gives({"shared_while_delayed": None}, WAITING, *ended, unknown)


def test_a_delay_for_another_reason_does_not_end_with_protection() -> None:
    shared = folded(TRIAL, IN_PLACE).history[-1].at + timedelta(seconds=30)
    gives({"shared_while_delayed": True}, TRIAL, IN_PLACE, replace(LATE, happened_at=shared))


def test_a_decision_not_to_share_takes_nothing_back_that_was_shared() -> None:
    against = NotSharingDecided(reason="Her solicitor has asked us to wait with it")
    gives({"not_sharing_decided": True, "shared": False}, against)
    gives({"not_sharing_decided": False, "informed_before": "no"}, LATE, against)
    gives({"not_sharing_decided": False, "informed_before": "no"}, against, LATE)
