"""An invented force to work in, and a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from proviso.accounts.models import Force, Jurisdiction, Officer, Role, Unit
from proviso.casework import clock
from proviso.casework.writing.permissions import Actor
from tests.record.conftest import files as files
from tests.record.conftest import template as template

from .examples import NOW


class Clock:
    """Stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now: datetime = NOW


@pytest.fixture
def time() -> Iterator[Clock]:
    """The time that casework sees."""
    standing = Clock()
    with clock.driven(lambda: standing.now):
        yield standing


@pytest.fixture
def force(db: None, time: Clock) -> Force:
    """Wessmere, in the test's own database."""
    return wessmere()


def wessmere() -> Force:
    """Wessmere, which is nowhere, with two units."""
    force = Force.objects.create(
        code="wessmere",
        name="Wessmere Police",
        jurisdiction=Jurisdiction.ENGLAND_WALES,
        equality_assessment_current=True,
    )
    for code in ("north", "south"):
        Unit.objects.create(force=force, code=code, name=code.title())
    return force


@pytest.fixture
def who(force: Force) -> Callable[..., Actor]:
    """Somebody in a role and a unit, without an account."""

    def make(
        role: Role = Role.OFFICER, unit: str = "north", staff_number: str = "", force_code: str = "wessmere"
    ) -> Actor:
        return Actor(staff_number or f"{role.value[:10]}-{unit}", role, force_code, unit)

    return make


@pytest.fixture
def officer(who: Callable[..., Actor]) -> Actor:
    """The officer whose case it is."""
    return who()


@pytest.fixture
def colleague(force: Force) -> Officer:
    """Another officer of the officer's unit, with an account."""
    unit = Unit.objects.get(force=force, code="north")
    return Officer.objects.create(staff_number="colleague", name="PC Invented Vale", role=Role.OFFICER, unit=unit)
