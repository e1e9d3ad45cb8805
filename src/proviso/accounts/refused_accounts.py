"""Whether an account may be used: not where its row is not what the force's log says, whoever has its password.

A role, a password or a unit that was written into the database is refused, and that is an entry of the force's log.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from proviso.accounts.account_findings import AccountFinding, Differs, of_account
from proviso.accounts.account_rows import AccountRow, account
from proviso.accounts.accounts_on_record import OnRecord
from proviso.accounts.models import Force, Officer
from proviso.accounts.read_accounts import on_record


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands: its number and its force as the log knows them, None where it does not; what differs."""

    staff_number: str | None
    force: str
    findings: Sequence[AccountFinding]

    @property
    def differs(self) -> list[str]:
        """The codes of what differs, as an entry holds them."""
        return sorted({one.differs.value for one in self.findings})


def standing(row: AccountRow) -> Standing:
    """How the account of this row stands with the log of its force. Raises `LogUnreadable`."""
    log = row.force if isinstance(row.force, str) else ""
    on = on_record(log) if log else OnRecord()
    findings = of_account(row, on)
    if any(one.differs is Differs.NOT_ADDED for one in findings):
        return Standing(None, settings.PROVISO_FORCE, findings)
    return Standing(row.number, log, findings)


def refused(officer: Officer) -> Standing | None:
    """How the account of an officer who is signed in stands, where it may not be used.

    It is looked at again while no change to an account can be half done: an administrator may have just made one.
    """
    if not standing(AccountRow.of(officer)).findings:
        return None
    with transaction.atomic():
        list(Force.objects.select_for_update().values_list("pk"))
        row = account(officer.pk)
        found = standing(row) if row else None
    return found if found and found.findings else None
