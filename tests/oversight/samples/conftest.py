"""A force with an officer's cases of last year, somebody to order, and somebody else to make an entry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from proviso.accounts.figure_entries import note_figures_read
from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.casework import clock
from proviso.casework.writing.permissions import Actor
from proviso.oversight.samples.kept_samples import Sample, sample_of
from proviso.oversight.samples.sample_acts import order_sample, up_to_date
from proviso.oversight.samples.sample_order import THE_FORCE, Reviewers, SampleOrder, Size, Strata, Which
from tests.casework.conftest import Clock
from tests.casework.conftest import force as force
from tests.casework.conftest import officer as officer
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who
from tests.casework.examples import begun
from tests.oversight.figures.conftest import filled as filled

NEW_YEAR = datetime(2027, 1, 5, 9, tzinfo=UTC)

Person = Callable[..., Officer]
Ordered = Callable[..., Sample]


ORDER = SampleOrder(
    where=THE_FORCE,
    period="2026",
    which=Which.EVERY,
    strata=Strata.NONE,
    size=Size.FIVE,
    reviewers=(Reviewers.DATA_PROTECTION, Reviewers.SUPERVISORS),
    why="The yearly look at decisions of the force",
)
"""Five cases of the year."""


def order(**changed: Any) -> SampleOrder:
    """The same, but for these."""
    return replace(ORDER, **changed)


@pytest.fixture
def person(force: Force) -> Person:
    """Somebody with an account, made where there was nobody of that number."""

    def make(role: Role, number: str, unit: str = "north") -> Officer:
        where = Unit.objects.get(force=force, code=unit)
        made, _new = Officer.objects.get_or_create(
            staff_number=number, defaults={"name": f"Invented {number}", "role": role, "unit": where}
        )
        return made

    return make


@pytest.fixture
def dpo(person: Person) -> Officer:
    """The data protection officer, who orders."""
    return person(Role.DATA_PROTECTION_OFFICER, "dpo-1")


@pytest.fixture
def supervisor(person: Person) -> Officer:
    """A supervisor of the north, whose unit has the cases."""
    return person(Role.SUPERVISOR, "super-1")


@pytest.fixture
def cases(officer: Actor, time: Clock) -> list[str]:
    """Eight cases of the north of last year, by their references; the year has ended."""
    made = [begun(officer).case.reference for _ in range(8)]
    time.now = NEW_YEAR
    return made


def somebody_signs_in(force: Force, person: Person, number: str = "admin-9") -> None:
    """An entry by somebody else."""
    by = person(Role.ADMINISTRATOR, number)
    note_figures_read(force, "2025", [""], by=by, now=clock.now())


@pytest.fixture
def ordered(force: Force, dpo: Officer, supervisor: Officer, cases: list[str], person: Person) -> Ordered:
    """A sample that was ordered and is drawn."""

    def make(by: Officer = dpo, **changed: Any) -> Sample:
        reference = order_sample(force, order(**changed), by=by, now=clock.now())
        somebody_signs_in(force, person)
        up_to_date(force, now=clock.now())
        return sample_of(force, reference)

    return make
