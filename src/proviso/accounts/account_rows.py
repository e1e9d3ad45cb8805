"""The rows of accounts, units, recipients and wordings as they lie, whatever somebody wrote into them.

A column may hold any type here, and text that is none: it is read to be compared, and nothing is made of it.
"""

from dataclasses import dataclass

from django.db import connections

from proviso.accounts.models import Officer
from proviso.record.backends import backend_of
from proviso.record.columns import Row
from proviso.record.models import DEFAULT


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What gives power in the row of an account, as it lies; `unit` and `force` are their codes, None without one.

    Its key and the time of the last sign-in give none.
    """

    staff_number: object
    name: object
    role: object
    unit: object
    force: object
    active: object
    password: object
    rank: object

    @classmethod
    def of(cls, officer: Officer) -> "AccountRow":
        """The row of an officer who has been read already."""
        unit = officer.unit
        return cls(
            staff_number=officer.staff_number,
            name=officer.name,
            role=officer.role,
            unit=unit.code,
            force=unit.force.code,
            active=officer.is_active,
            password=officer.password,
            rank=officer.rank,
        )

    @property
    def number(self) -> str:
        """The staff number as words may name it."""
        return self.staff_number if isinstance(self.staff_number, str) else repr(self.staff_number)


_ACCOUNTS = """
SELECT o.staff_number, o.name, o.role, u.code, f.code, o.is_active, o.password, o.rank FROM accounts_officer o
LEFT JOIN accounts_unit u ON u.id = o.unit_id LEFT JOIN accounts_force f ON f.id = u.force_id
"""


def accounts() -> list[AccountRow]:
    """Every account there is, of whatever force or of none."""
    return [AccountRow(*row) for row in rows(f"{_ACCOUNTS} ORDER BY o.id")]


def account(key: int) -> AccountRow | None:
    """The account with this key."""
    found = rows(f"{_ACCOUNTS} WHERE o.id = %s", key)
    return AccountRow(*found[0]) if found else None


def accounts_with(staff_number: str) -> list[AccountRow]:
    """The accounts with this staff number, in whichever case it was typed: one, unless somebody wrote another."""
    keys = Officer.objects.filter(staff_number__iexact=staff_number).order_by("pk").values_list("pk", flat=True)
    return [row for key in keys if (row := account(key))]


def rows(sql: str, *given: str | int) -> list[Row]:
    """What a question finds, with text that is no UTF-8 as bytes."""
    connection = connections[DEFAULT]
    with backend_of(connection).text_as_stored(), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
