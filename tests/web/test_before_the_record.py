"""What lies before a force's record is not offered, and is said to be empty: no case can be older than the record."""

from datetime import UTC, datetime

import pytest

from proviso.accounts.entries import note
from proviso.accounts.models import Force, Role
from proviso.oversight.figures.kept_figures import NotGivenYet, figures_of
from proviso.oversight.figures.periods import Period
from proviso.oversight.figures.record_began import record_began
from proviso.oversight.samples.sample_population import NoCases, population_of
from tests.accounts.people import PROMPT
from tests.casework.conftest import Clock
from tests.oversight.figures.conftest import MUCH_LATER
from tests.oversight.samples.conftest import order

from .conftest import Browse
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

BEGAN = datetime(2026, 4, 30, 23, 30, tzinfo=UTC)
"""In London it is the first of May."""


@pytest.fixture(autouse=True)
def began(force: Force, time: Clock) -> None:
    note(force, "force_added", actor=PROMPT, body={"name": force.name, "jurisdiction": force.jurisdiction}, now=BEGAN)
    time.now = MUCH_LATER


@pytest.mark.parametrize(
    ("role", "path", "there", "gone"),
    [
        (Role.DATA_PROTECTION_OFFICER, "/figures", ("May 2026", "April to June 2026"), ("April 2026", "2025")),
        (Role.DATA_PROTECTION_OFFICER, "/patterns", ("April to June 2026",), ("January to March 2026", "2025")),
        (Role.DATA_PROTECTION_OFFICER, "/samples/order", ("May 2026", "2026"), ("March 2026", "2025")),
        (Role.POLICY_OWNER, "/publications", ("2026",), ("2025", "2024")),
    ],
)
def test_no_list_offers_a_period_before_the_record(
    browse: Browse, role: Role, path: str, there: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    words = read(browse(role).get(path)).words
    assert [one for one in there if one not in words] == []
    assert [one for one in gone if one in words] == []


def test_the_list_of_figures_says_when_the_record_began(browse: Browse) -> None:
    words = read(browse(Role.DATA_PROTECTION_OFFICER).get("/figures")).words
    assert "The force’s record begins on 1 May 2026: there is no case before." in words


@pytest.mark.parametrize("path", ["/figures/2026-03", "/patterns/2026-Q1", "/publications/2025"])
def test_a_period_before_the_record_has_no_page(browse: Browse, path: str) -> None:
    assert browse(Role.DATA_PROTECTION_OFFICER).get(path).status_code == 404


def test_whoever_asks_for_one_is_told_that_it_is_empty(force: Force) -> None:
    with pytest.raises(NotGivenYet, match="record begins on 1 May 2026, so there is no case of 2025"):
        figures_of(force, Period(2025), now=MUCH_LATER)
    with pytest.raises(NoCases, match="so there is no case of 2025-Q4"):
        population_of(force.code, order(period="2025-Q4"), 5, MUCH_LATER.date())


def test_a_record_that_does_not_begin_with_its_force_says_nothing_of_it(force: Force) -> None:
    assert record_began("hillmere") is None
    other = Force.objects.create(code="hillmere", name="Hillmere Police", jurisdiction=force.jurisdiction)
    note(other, "unit_added", actor=PROMPT, body={"unit": "east", "name": "East"}, now=BEGAN)
    assert record_began("hillmere") is None
