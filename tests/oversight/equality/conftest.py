"""A force whose cases have crime references, and a file of its crime system."""

from collections.abc import Callable, Sequence

import pytest

from proviso.accounts.models import Force
from proviso.casework.models import CaseRow, CrimeReference
from proviso.casework.projection import lookup
from tests.casework.conftest import force as force
from tests.casework.conftest import officer as officer
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who
from tests.oversight.figures.conftest import Filled
from tests.oversight.figures.conftest import filled as filled

Referenced = Callable[[int], list[str]]


@pytest.fixture
def referenced(force: Force, filled: Filled) -> Referenced:
    """So many cases of 2026, and the crime reference of each, in order."""

    def fill(many: int) -> list[str]:
        filled(many)
        references = [f"NM/{number}/26" for number in range(many)]
        rows = CaseRow.objects.order_by("reference")
        CrimeReference.objects.bulk_create(
            CrimeReference(case=row, force=force.code, digest=lookup(force.code, one))
            for row, one in zip(rows, references, strict=True)
        )
        return references

    return fill


def written(references: Sequence[str], *more: str) -> bytes:
    """A file with a line for each, every third a man, and further lines."""
    lines = [f"{one},{'Male' if place % 3 == 0 else 'Female'},None" for place, one in enumerate(references)]
    return "\n".join(["Crime reference,Sex,Religion", *lines, *more, ""]).encode()
