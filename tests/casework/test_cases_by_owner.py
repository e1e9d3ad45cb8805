"""The open cases of each officer of a unit, for its supervisor; and those that nobody has."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from proviso.accounts.models import Officer, Role
from proviso.casework.cases_by_owner import Owner, open_cases_of, owners, with_nobody
from proviso.casework.history.case import Stage
from proviso.casework.lists import NoSuchPage
from proviso.casework.models import WorklistRow
from proviso.casework.writing.permissions import Actor

from .conftest import Clock
from .examples import begun, ready
from .stories import closed
from .test_hand_over_many import leaver, southerner, stays, supervisor

__all__ = ["leaver", "southerner", "stays", "supervisor"]

pytestmark = pytest.mark.django_db(databases="__all__")


def test_everybody_else_of_the_unit_with_open_cases_is_there(
    leaver: Actor, stays: Actor, southerner: Actor, supervisor: Actor
) -> None:
    for who in (leaver, leaver, southerner, supervisor):
        begun(who)
    closed(stays)
    assert owners(supervisor) == (Owner("leaver", "PC leaver", True, 2),)
    assert with_nobody(supervisor) == ()


@pytest.mark.parametrize("how", [{"is_active": False}, {"role": Role.DISCLOSURE_DESK}])
def test_who_cannot_work_on_their_cases_is_named(
    leaver: Actor, stays: Actor, supervisor: Actor, how: dict[str, object]
) -> None:
    for who in (leaver, stays):
        begun(who)
    Officer.objects.filter(staff_number="leaver").update(**how)
    assert with_nobody(supervisor) == (Owner("leaver", "PC leaver", False, 1),)
    Officer.objects.filter(staff_number="leaver").delete()
    assert [one for one in owners(supervisor) if not one.works] == [Owner("leaver", "", False, 1)]


def test_cases_stand_by_what_is_due_and_turn_by_page(leaver: Actor, supervisor: Actor, time: Clock) -> None:
    made = []
    for _ in range(5):
        made.append(begun(leaver).case.reference)
        time.now += timedelta(minutes=1)
    WorklistRow.objects.filter(case=made[0]).delete()
    owner = Owner("leaver", "PC leaver", True, 5)
    first = open_cases_of(supervisor, owner, size=2)
    assert [(one.reference, one.stage) for one in first.rows] == [(made[1], Stage.OPEN), (made[2], Stage.OPEN)]
    rest = open_cases_of(supervisor, owner, after=first.next, size=3)
    assert [one.reference for one in rest.rows] == [made[3], made[4], made[0]]
    assert (rest.rows[-1].item, rest.next) == (None, None)
    for after in ("soon", "9" * 30 + "-x"):
        with pytest.raises(NoSuchPage):
            open_cases_of(supervisor, owner, after=after)


def test_the_crime_reference_is_read_where_nobody_has_the_case(
    leaver: Actor, supervisor: Actor, settings: Settings
) -> None:
    ready(leaver)
    seen = []
    for works, on_lists in ((True, True), (False, True), (False, False)):
        settings.PROVISO_CRIME_REFERENCE_ON_OWN_LIST = on_lists
        (row,) = open_cases_of(supervisor, Owner("leaver", "", works, 1)).rows
        assert row.item is not None
        seen.append(bool(row.item.crime_reference))
    assert seen == [False, True, False]
