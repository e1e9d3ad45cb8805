"""A force with cases of last year, in the test's own database, worked out as the service does it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from proviso.accounts.models import Force
from proviso.casework.counted_rows import VERSION, about_counted
from proviso.casework.models import CaseRow, CountedRow
from proviso.record import keys
from tests.casework.conftest import Clock
from tests.casework.conftest import force as force
from tests.casework.conftest import officer as officer
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who

from .generated import cases, lines

MUCH_LATER = datetime(2027, 3, 1, tzinfo=UTC)

Filled = Callable[[int], None]


@pytest.fixture
def filled(force: Force, time: Clock) -> Filled:
    """So many cases of 2026, as they are kept counted; the clock is past their settling."""

    def fill(many: int) -> None:
        time.now = MUCH_LATER
        key = keys.ensure(keys.own_case(force.code))
        told = lines(cases(4, many, units=("north", "south")))
        for number, line in enumerate(told, start=CaseRow.objects.count()):
            row = CaseRow.objects.create(
                reference=f"PV-{number:04}", force=force.code, unit="north", owner="officer-1", stage="open", seq=1
            )
            sealed = key.seal(line, about_counted(row.reference))
            CountedRow.objects.create(case=row, force=force.code, seq=1, version=VERSION, sealed=sealed)

    return fill
