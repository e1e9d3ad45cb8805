"""That figures were worked out, looked at or taken away: entries of the force's log (Data Protection Act 2018 s.62).

Accounts count nothing: `oversight.figures` does, and keeps what it made in the same transaction (`in_transaction`).
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from proviso.accounts.entries import SERVER, note
from proviso.accounts.models import Force, Officer
from proviso.record.entry import Entry, Json

Keep = Callable[[Entry], None]


def note_figures_made(force: Force, periods: Sequence[str], *, now: datetime, in_transaction: Keep) -> None:
    """Enter that the figures of these periods were worked out, once and for all."""
    with transaction.atomic():
        body: dict[str, Json] = {"periods": list(periods)}
        in_transaction(note(force, "figures_worked_out", actor=SERVER, body=body, now=now))


def note_figures_read(force: Force, period: str, units: Sequence[str], *, by: Officer | None, now: datetime) -> None:
    """Enter that somebody looked at the figures of a period, of these units ("" for the force). `by` is None for the
    server's own prompt."""
    _note(force, "figures_read", period, units, by, now)


def note_figures_taken(force: Force, period: str, units: Sequence[str], *, by: Officer | None, now: datetime) -> None:
    """Enter that somebody took the figures of a period away as a table."""
    _note(force, "figures_downloaded", period, units, by, now)


def _note(force: Force, kind: str, period: str, units: Sequence[str], by: Officer | None, now: datetime) -> None:
    with transaction.atomic():
        actor = by.staff_number if by else SERVER
        note(force, kind, actor=actor, body={"period": period, "units": list(units)}, now=now)
