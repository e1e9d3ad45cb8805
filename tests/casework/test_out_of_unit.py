"""A case of another unit opened to protect somebody: to read, seen at once by others, and looked at again in time."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from proviso.accounts.models import Role
from proviso.casework.raised import Raised
from proviso.casework.who_looked import late_second_looks, let_go_on, look_at, second_looks_due
from proviso.casework.writing.access import NoSuchCase, open_again
from proviso.casework.writing.consultation import ReasonNeeded
from proviso.casework.writing.openings import TooManyOutOfUnit
from proviso.casework.writing.out_of_unit import may_open_out_of_unit, open_out_of_unit
from proviso.casework.writing.permissions import Actor, NotAllowed, Permission, may

from .conftest import Clock
from .examples import ALLEGATION, NOW, answer, begun
from .test_openings import Make, curious, listed, opens, theirs, whats

__all__ = ["curious", "theirs"]

pytestmark = pytest.mark.django_db(databases="__all__")
WHY = "Her father is at the door of the flat"


def opens_out(who: Actor, reference: str, why: str = WHY) -> None:
    open_out_of_unit(who, reference, reason=why, session="a session")


def test_it_opens_to_be_read_and_nothing_can_be_recorded_by_it(who: Make, theirs: list[str], time: Clock) -> None:
    far = who(unit="south")
    opened = open_out_of_unit(far, theirs[0], reason=WHY, session="a session")
    assert may(far, Permission.READ_CASE, opened.case)
    assert not may(far, Permission.ANSWER_QUESTION, opened.case)
    with pytest.raises(NotAllowed):
        answer(opened, (ALLEGATION,))
    assert open_again(far, theirs[0], session="a session") is not None
    with pytest.raises(NotAllowed):
        open_again(far, theirs[1], session="a session")
    with pytest.raises(NotAllowed):
        open_again(far, theirs[0], session="another session")
    time.now = NOW + timedelta(minutes=16)
    with pytest.raises(NotAllowed):
        open_again(far, theirs[0], session="a session")


def test_its_owner_and_all_who_oversee_are_told_at_once_with_the_reason(
    who: Make, officer: Actor, theirs: list[str]
) -> None:
    opens_out(who(unit="south"), theirs[0])
    overseers = (Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER, Role.VULNERABILITY_LEAD)
    far = who(Role.SUPERVISOR, unit="south")
    for one in (officer, far, *map(who, overseers)):
        (seen,) = listed(one)
        assert seen.what is (Raised.WENT_OUT_OF_UNIT if one is far else Raised.OUT_OF_UNIT)
        assert (seen.case, seen.why) == (theirs[0], WHY)
        looks = one is not far and one.role in (Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER)
        assert seen.look_by == (NOW + timedelta(hours=24) if looks else None)


def test_a_second_look_is_due_in_time_and_shows_where_it_is_late(
    who: Make, theirs: list[str], time: Clock, settings: Settings
) -> None:
    settings.PROVISO_LOOKING = settings.PROVISO_LOOKING.model_copy(update={"out_of_unit_look_hours": 2})
    opens_out(who(unit="south"), theirs[0])
    supervisor, dpo = who(Role.SUPERVISOR), who(Role.DATA_PROTECTION_OFFICER)
    (due,) = second_looks_due(supervisor)
    assert due.look_by == NOW + timedelta(hours=2)
    assert second_looks_due(who(Role.VULNERABILITY_LEAD)) == ()
    assert late_second_looks(dpo) == []
    time.now = NOW + timedelta(hours=3)
    since = NOW + timedelta(hours=2)
    assert late_second_looks(dpo) == [("north", theirs[0], since)]
    assert late_second_looks(supervisor) == []
    look_at(supervisor, due.row, upto=due.place, words="I rang both, it was her father")
    assert second_looks_due(supervisor) == ()
    assert late_second_looks(dpo) == []
    assert [one.case for one in second_looks_due(dpo)] == [theirs[0]]


def test_nobody_takes_the_second_look_at_their_own_opening(who: Make, theirs: list[str]) -> None:
    far = who(Role.SUPERVISOR, unit="south")
    opens_out(far, theirs[0])
    assert (second_looks_due(far), listed(far)) == ((), [])


def test_only_so_many_open_in_an_hour_whatever_is_said(who: Make, theirs: list[str], settings: Settings) -> None:
    settings.PROVISO_LOOKING = settings.PROVISO_LOOKING.model_copy(update={"out_of_unit_an_hour": 2})
    far = who(unit="south")
    for reference in (*theirs[:2], theirs[0]):
        opens_out(far, reference)
    with pytest.raises(TooManyOutOfUnit, match="You have opened 2 cases of other units within an hour"):
        opens_out(far, theirs[2])
    dpo = who(Role.DATA_PROTECTION_OFFICER)
    (run,) = [one for one in listed(dpo) if one.what is Raised.MANY_OPENED]
    let_go_on(dpo, run.row, upto=run.place, words="A siege, he asked me by telephone")
    opens_out(far, theirs[2])


def test_a_force_can_let_nobody_do_it_and_it_takes_words_and_a_case(
    who: Make, officer: Actor, theirs: list[str], settings: Settings
) -> None:
    far = who(unit="south")
    with pytest.raises(ReasonNeeded, match="who has to be protected now"):
        opens_out(far, theirs[0], "Urgent")
    with pytest.raises(NoSuchCase):
        opens_out(far, "PV-0000-0000")
    with pytest.raises(NoSuchCase):
        opens_out(who(force_code="eastmere"), theirs[0])
    for role in (Role.DISCLOSURE_DESK, Role.AUDITOR, Role.ADMINISTRATOR, Role.VULNERABILITY_LEAD):
        with pytest.raises(NotAllowed):
            opens_out(who(role), theirs[0])
    settings.PROVISO_LOOKING = settings.PROVISO_LOOKING.model_copy(update={"out_of_unit_an_hour": 0})
    assert not may_open_out_of_unit(far)
    with pytest.raises(NotAllowed):
        opens_out(far, theirs[0])
    assert Raised.OUT_OF_UNIT not in whats(officer)


def test_a_case_in_reach_opens_as_any_does(curious: Actor, officer: Actor, theirs: list[str]) -> None:
    opens_out(curious, theirs[0])
    assert whats(officer) == [Raised.OPENED]


def test_many_cases_in_a_day_are_raised_with_the_data_protection_officer_alone(
    who: Make, curious: Actor, officer: Actor, time: Clock, settings: Settings
) -> None:
    """However slowly: nobody who stays below the number for an hour stays below that for a day."""
    settings.PROVISO_LOOKING = settings.PROVISO_LOOKING.model_copy(update={"openings_a_day": 3})
    dpo, cases = who(Role.DATA_PROTECTION_OFFICER), [begun(officer).case.reference for _ in range(4)]
    for number, reference in enumerate(cases[:2]):
        time.now = NOW + timedelta(hours=2 * number)
        opens(curious, reference)
    assert whats(dpo) == []
    opens(curious, cases[0], session="another session")
    time.now = NOW + timedelta(hours=6)
    opens(curious, cases[2])
    (run,) = listed(dpo)
    assert (run.what, run.staff_number, run.times) == (Raised.MANY_A_DAY, "curious", 1)
    assert whats(who(Role.SUPERVISOR)) == []
    opens(curious, cases[3])
    assert listed(dpo)[0].times == 1
