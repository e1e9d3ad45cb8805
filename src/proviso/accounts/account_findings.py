"""An account held against its force's log: each difference as a code, which entries hold, and in words.

What gives power is compared; the key of the row and when somebody last signed in give none. Decides nothing, and stops
at nothing that somebody wrote into a column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from proviso.accounts.account_rows import AccountRow
from proviso.accounts.accounts_on_record import Account, OnRecord
from proviso.accounts.entries import password_digest
from proviso.record.fault import Fault

SHOWN = 80
"""How many characters of what stands in a column words quote."""


class Differs(StrEnum):
    """In what a row is not as the log has it."""

    NOT_ADDED = "not_added"
    MISSING = "missing"
    TWICE = "twice"
    NAME = "name"
    ROLE = "role"
    RANK = "rank"
    UNIT = "unit"
    OPEN = "open"
    PASSWORD = "password"  # noqa: S105  the name of a column
    VALUE = "value"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class AccountFinding:
    """One difference: of which table and row, in what, and in words."""

    table: str
    which: str
    differs: Differs
    says: str

    def fault(self, log: str) -> Fault:
        """The finding among those of a verification of this log."""
        return Fault(self.table, self.says, log, case=self.which)


NOT_ADDED = "no entry of the force's log added it"
MISSING = "is not there, and an entry of the force's log added it"
TWICE = "is there twice"


def of_account(row: AccountRow, on: OnRecord) -> list[AccountFinding]:
    """In what an account is not as its force's log has it; nothing where it is."""
    entered = on.accounts.get(row.staff_number) if isinstance(row.staff_number, str) else None
    if entered is None:
        return [AccountFinding("account", row.number, Differs.NOT_ADDED, NOT_ADDED)]
    return [AccountFinding("account", row.number, differs, says) for differs, says in _of_columns(row, entered)]


def instead(column: str, is_now: object, entered: object) -> str:
    """The words for a column that holds something else than the log gave."""
    return f"its {column} is {_shown(is_now)}, and the log gave {_shown(entered)}"


def _of_columns(row: AccountRow, entered: Account) -> Iterator[tuple[Differs, str]]:
    for differs, is_now, was in (
        (Differs.NAME, row.name, entered.name),
        (Differs.ROLE, row.role, entered.role),
        (Differs.RANK, row.rank, entered.rank),
        (Differs.UNIT, row.unit, entered.unit),
    ):
        if is_now != was:
            yield differs, instead(differs, is_now, was)
    if bool(row.active) is not entered.active:
        opened, closed = "it is open, and the log closed it", "it is closed, and the log has it open"
        yield Differs.OPEN, opened if row.active else closed
    if not isinstance(row.password, str):
        yield Differs.PASSWORD, "its password is not text"
    elif entered.password not in (None, password_digest(row.password)):
        yield Differs.PASSWORD, "its password is none that an entry of the log set for it"


def _shown(value: object) -> str:
    if value is None or value == "":
        return "none"
    spelled = value if isinstance(value, str) else repr(value)
    return spelled if len(spelled) <= SHOWN else f"{spelled[:SHOWN]}…"
