"""Occasions as the record keeps them, made up: a force whose every number is known."""

from collections.abc import Callable

import pytest

from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.casework.counted_rows import BETWEEN
from proviso.casework.models import CaseRow, OccasionsRow
from proviso.casework.occasion_rows import VERSION, about_occasions
from proviso.record import keys
from tests.casework.conftest import force as force
from tests.casework.conftest import officer as officer
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who

Line = tuple[str, str, str, int, str, str]
"""What it is, who, on which day, its measure, and the two digests of a reason."""

Keep = Callable[..., str]


@pytest.fixture
def keep(force: Force) -> Keep:
    """A case of a unit with these occasions, as it is kept; its reference."""

    def kept(*lines: Line, unit: str = "north") -> str:
        number = CaseRow.objects.count()
        key = keys.ensure(keys.own_case(force.code))
        row = CaseRow.objects.create(
            reference=f"PV-{number:04}", force=force.code, unit=unit, owner="W1", stage="open", seq=1
        )
        told = "\n".join([str(number + 1), *(BETWEEN.join(map(str, line)) for line in lines)])
        sealed = key.seal(told.encode(), about_occasions(row.reference))
        OccasionsRow.objects.create(case=row, force=force.code, seq=1, version=VERSION, sealed=sealed)
        return row.reference

    return kept


@pytest.fixture
def people(force: Force) -> dict[str, Officer]:
    """Officers of the north (W1, W2) and the south (W3), and whoever reads, writes and answers."""
    units = {one.code: one for one in Unit.objects.filter(force=force)}
    made = (
        ("W1", Role.OFFICER, "north"), ("W2", Role.OFFICER, "north"), ("W3", Role.OFFICER, "south"),
        ("S1", Role.SUPERVISOR, "north"), ("S2", Role.SUPERVISOR, "north"), ("S3", Role.SUPERVISOR, "south"),
        ("D1", Role.DATA_PROTECTION_OFFICER, "north"), ("L1", Role.VULNERABILITY_LEAD, "north"),
        ("A1", Role.AUDITOR, "north"),
    )  # fmt: skip
    return {
        number: Officer.objects.create(staff_number=number, name=f"Invented {number}", role=role, unit=units[unit])
        for number, role, unit in made
    }
