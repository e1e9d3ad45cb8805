"""What a force's own log was held against, and what was found out of it: entries of the force's log (10.2; s.62).

Accounts read no log: `oversight` does, and keeps what it found in the same transaction (`in_transaction`).
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from proviso.accounts.entries import SERVER, note
from proviso.accounts.force_changes import allowed
from proviso.accounts.models import Force, Officer, Role
from proviso.record.entry import Entry, Json

Also = Callable[[Entry], None]


def note_reconciled(
    force: Force, reference: str, counts: Mapping[str, Json], *, now: datetime, in_transaction: Also
) -> None:
    """Enter that a log was held against the register at the server's prompt, with the figures and nobody's number."""
    with transaction.atomic():
        in_transaction(
            note(force, "log_reconciled", actor=SERVER, body={"reconciliation": reference, **counts}, now=now)
        )


def note_found(
    force: Force, reference: str, found: Mapping[str, Json], *, by: Officer, now: datetime, in_transaction: Also
) -> None:
    """Enter what the data protection officer found about one thing that nothing explained. Raises `NotTheirs`."""
    with transaction.atomic():
        actor = allowed(force, by, Role.DATA_PROTECTION_OFFICER)
        body = {"reconciliation": reference, **found}
        in_transaction(note(force, "reconciliation_answered", actor=actor, body=body, now=now))
