"""Saying on the record that the clock is right, after it was wrong or the force recorded nothing for long (10.2).

The record refuses a clock that is far ahead of its last entry or behind it. This entry alone it takes; what follows is
held against this one, so that there is a way back from an entry made under a wrong clock. Nothing earlier is changed.
"""

from datetime import datetime

from django.db import transaction

from proviso.accounts.at_prompt import AtPrompt
from proviso.accounts.entries import note
from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Force
from proviso.accounts.reason_required import instead
from proviso.accounts.reason_words import is_reason
from proviso.record.clock_bounds import CONFIRMED, is_plausible, last_recorded
from proviso.record.entry import Entry, from_microseconds, spelled, to_microseconds


class ClockNotInDoubt(ChangeRefused):
    """The record takes the clock as it is: there is nothing to confirm."""


def last_entry_at(force: Force) -> datetime | None:
    """When the last entry of the force's log was made, by the clock of then; None where there is none."""
    last = last_recorded(force.code)
    return None if last is None else from_microseconds(last)


def confirm_clock(force: Force, *, by: AtPrompt, now: datetime, why: str) -> Entry:
    """Record that the clock is right and why, from the server's own command line.

    Raises ChangeRefused without words of why, ClockNotInDoubt where the clock is not refused.
    """
    words = " ".join(why.split())
    if not is_reason(words):
        raise ChangeRefused(instead("Say why the clock is right, in words"))
    with transaction.atomic():
        last = last_recorded(force.code)
        if last is None or is_plausible(to_microseconds(now), last):
            raise ClockNotInDoubt(
                f"The clock says {now:%Y-%m-%d %H:%M:%S} UTC, and the record takes it: there is nothing to confirm."
            )
        body = {"clock": spelled(now), "last_entry_at": spelled(from_microseconds(last))}
        return note(force, CONFIRMED, actor=by, body=body, now=now, why=words)
