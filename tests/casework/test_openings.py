"""Opening the cases of colleagues: so many an hour, then a second person; who is told; what ends it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from proviso.accounts.models import Officer, Role, Unit
from proviso.casework import clock
from proviso.casework.models import Opening, RaisedRow
from proviso.casework.raised import Raised
from proviso.casework.who_looked import (
    NothingRaised,
    RaisedItem,
    let_go_on,
    raised_item,
    raised_with,
)
from proviso.casework.writing.access import open_again, open_case, open_for_protection
from proviso.casework.writing.consultation import ReasonNeeded
from proviso.casework.writing.openings import TooManyOpened
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.casework.writing.sampled import open_for_sample
from proviso.record import keys, read
from tests.record.disk import Files
from tests.record.killing import at_once

from .conftest import Clock, wessmere
from .examples import NOW, answer, begun, decided
from .stories import routine

pytestmark = pytest.mark.django_db(databases="__all__")
LIMIT = 10
Make = Callable[..., Actor]


@pytest.fixture
def theirs(officer: Actor) -> list[str]:
    """More cases of a colleague than anybody opens in an hour."""
    return [begun(officer).case.reference for _ in range(LIMIT + 3)]


@pytest.fixture
def curious(who: Make) -> Actor:
    """An officer of the same unit, who has none of these cases."""
    return who(staff_number="curious")


def opens(who: Actor, *references: str, session: str = "a session") -> None:
    for reference in references:
        open_case(who, reference, reason=f"Covering {reference} today", session=session)


def listed(who: Actor) -> list[RaisedItem]:
    return list(raised_with(who).items)


def whats(who: Actor) -> list[Raised]:
    return [one.what for one in listed(who)]


def refusals(reference: str) -> list[str]:
    entries = read.entries(reference, with_openings=True)
    return [one.why for one in entries if one.kind == "case_refused"]


def test_so_many_cases_of_colleagues_open_in_an_hour_and_no_more(curious: Actor, theirs: list[str]) -> None:
    opens(curious, *theirs[:LIMIT])
    with pytest.raises(TooManyOpened, match="You have opened 10 cases of colleagues within an hour"):
        opens(curious, theirs[LIMIT])
    assert refusals(theirs[LIMIT]) == [f"Covering {theirs[LIMIT]} today"]
    assert not Opening.objects.filter(case=theirs[LIMIT]).exists()


def test_the_number_is_the_forces_own(curious: Actor, theirs: list[str], settings: Settings) -> None:
    settings.PROVISO_LOOKING = settings.PROVISO_LOOKING.model_copy(update={"openings_an_hour": 2})
    opens(curious, *theirs[:2])
    with pytest.raises(TooManyOpened, match="You have opened 2 cases"):
        opens(curious, theirs[2])


def test_no_session_device_or_second_reason_makes_it_more(curious: Actor, theirs: list[str]) -> None:
    for number, reference in enumerate(theirs[:LIMIT]):
        opens(curious, reference, reference, session=f"session {number}")
        open_case(curious, reference, reason="For another reason", session="a device of its own")
    Opening.objects.all().delete()
    with pytest.raises(TooManyOpened):
        opens(curious, theirs[LIMIT], session="a new session")
    opens(curious, theirs[0], session="a new session")


def test_an_hour_later_as_many_open_again(curious: Actor, theirs: list[str], time: Clock) -> None:
    opens(curious, *theirs[:LIMIT])
    time.now = NOW + timedelta(minutes=59)
    with pytest.raises(TooManyOpened):
        opens(curious, theirs[LIMIT])
    time.now = NOW + timedelta(minutes=61)
    opens(curious, theirs[LIMIT])


def test_ones_own_cases_and_what_is_due_on_ones_list_never_count(who: Make, officer: Actor, theirs: list[str]) -> None:
    opens(officer, *theirs)
    assert refusals(theirs[-1]) == []
    desk = who(Role.DISCLOSURE_DESK)
    for _ in range(LIMIT + 1):
        assert open_again(desk, decided(officer).case.reference, session="a session")
    assert listed(officer) == []


def test_a_supervisor_is_counted_too_but_not_for_reviews_on_their_list(
    who: Make, officer: Actor, theirs: list[str]
) -> None:
    supervisor = who(Role.SUPERVISOR)
    for _ in range(LIMIT + 1):
        assert open_again(supervisor, answer(begun(officer), (routine(),)).case.reference, session="a session")
    opens(supervisor, *theirs[:LIMIT])
    with pytest.raises(TooManyOpened):
        opens(supervisor, theirs[LIMIT])
    assert Raised.MANY_OPENED not in whats(supervisor), "nobody lets themselves go on"
    second = who(Role.SUPERVISOR, staff_number="second")
    let_go_on(second, listed(second)[0].row, upto=listed(second)[0].place, words="She audits the unit today")
    opens(supervisor, theirs[LIMIT])


def test_the_data_protection_officer_is_counted_and_lets_others_go_on(
    who: Make, curious: Actor, theirs: list[str]
) -> None:
    dpo = who(Role.DATA_PROTECTION_OFFICER, unit="south")
    opens(dpo, *theirs[:LIMIT])
    with pytest.raises(TooManyOpened):
        opens(dpo, theirs[LIMIT])
    supervisor = who(Role.SUPERVISOR)
    assert [(one.what, one.staff_number) for one in listed(supervisor)] == [(Raised.MANY_OPENED, dpo.staff_number)]
    opens(curious, *theirs[:LIMIT])
    (run,) = [one for one in listed(dpo) if one.what is Raised.MANY_OPENED]
    let_go_on(dpo, run.row, upto=run.place, words="An inspection of the unit")
    opens(curious, *theirs[LIMIT:])


def test_a_run_is_raised_at_once_and_again_with_each_refusal(who: Make, curious: Actor, theirs: list[str]) -> None:
    supervisor, dpo, far = who(Role.SUPERVISOR), who(Role.DATA_PROTECTION_OFFICER), who(Role.SUPERVISOR, unit="south")
    opens(curious, *theirs[: LIMIT - 1])
    assert whats(supervisor) == whats(dpo) == []
    opens(curious, theirs[LIMIT - 1])
    assert whats(supervisor) == whats(dpo) == [Raised.MANY_OPENED]
    assert whats(far) == []
    for _ in range(2):
        with pytest.raises(TooManyOpened):
            opens(curious, theirs[LIMIT])
    (run,) = listed(supervisor)
    assert (run.staff_number, run.role, run.unit, run.times, run.why) == ("curious", "officer", "north", 3, "")


def test_being_let_go_on_gives_as_many_again_and_no_more(who: Make, curious: Actor, officer: Actor) -> None:
    cases = [begun(officer).case.reference for _ in range(2 * LIMIT + 1)]
    opens(curious, *cases[:LIMIT])
    supervisor = who(Role.SUPERVISOR)
    (run,) = listed(supervisor)
    let_go_on(supervisor, run.row, upto=run.place, words="Her colleague is on leave")
    entry = read.entries(keys.own_case("wessmere"), with_openings=True)[-1]
    assert (entry.kind, entry.actor, entry.why) == (
        "openings_allowed",
        supervisor.staff_number,
        "Her colleague is on leave",
    )
    assert entry.body["staff_number"] == "curious"
    opens(curious, *cases[LIMIT : 2 * LIMIT])
    with pytest.raises(TooManyOpened):
        opens(curious, cases[-1])
    assert whats(supervisor) == [Raised.MANY_OPENED]


def test_letting_one_person_go_on_lets_nobody_else(who: Make, curious: Actor, theirs: list[str]) -> None:
    another = who(staff_number="another")
    for one in (curious, another):
        opens(one, *theirs[:LIMIT])
    supervisor = who(Role.SUPERVISOR)
    run = next(one for one in listed(supervisor) if one.staff_number == "another")
    let_go_on(supervisor, run.row, upto=run.place, words="Her colleague is on leave")
    opens(another, theirs[LIMIT])
    with pytest.raises(TooManyOpened):
        opens(curious, theirs[LIMIT])


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DISCLOSURE_DESK, Role.VULNERABILITY_LEAD, Role.SUPERVISOR])
def test_nobody_else_lets_somebody_go_on(who: Make, curious: Actor, theirs: list[str], role: Role) -> None:
    opens(curious, *theirs[:LIMIT])
    run = RaisedRow.objects.get(what=Raised.MANY_OPENED, audience="supervisor")
    for one in (who(role, unit="south", staff_number="elsewhere"), replace(curious, role=role)):
        with pytest.raises(NothingRaised):
            let_go_on(one, run.pk, upto=run.place, words="I say that they may")
    with pytest.raises(NothingRaised, match="any more"):
        raised_item(who(role, unit="south", staff_number="elsewhere"), run.pk)


def test_somebody_in_danger_is_protected_at_once_and_it_is_seen_at_once(
    who: Make, curious: Actor, theirs: list[str]
) -> None:
    opens(curious, *theirs[:LIMIT])
    why = "Her father is at the door of the flat"
    held = open_for_protection(curious, theirs[LIMIT], reason=why, session="a session")
    assert held.case.reference == theirs[LIMIT]
    for one in (who(Role.VULNERABILITY_LEAD), who(Role.DATA_PROTECTION_OFFICER), who(Role.SUPERVISOR)):
        seen = next(item for item in listed(one) if item.what is Raised.URGENT)
        assert (seen.why, seen.case, seen.staff_number) == (why, theirs[LIMIT], "curious")
    with pytest.raises(TooManyOpened):
        opens(curious, theirs[LIMIT + 1])


def test_urgent_words_are_words_and_reach_no_further(who: Make, curious: Actor, theirs: list[str]) -> None:
    opens(curious, *theirs[:LIMIT])
    with pytest.raises(ReasonNeeded, match="who has to be protected now"):
        open_for_protection(curious, theirs[LIMIT], reason=".", session="a session")
    with pytest.raises(NotAllowed):
        open_for_protection(who(unit="south"), theirs[0], reason="He is at her door", session="a session")


def test_what_needed_no_override_is_raised_as_any_opening(who: Make, curious: Actor, theirs: list[str]) -> None:
    open_for_protection(curious, theirs[0], reason="He is at her door", session="a session")
    assert whats(who(Role.VULNERABILITY_LEAD)) == whats(who(Role.SUPERVISOR)) == []


def test_sessions_that_race_open_no_more_than_one_would(files: Files) -> None:
    wessmere()
    officer = Actor("officer-north", Role.OFFICER, "wessmere", "north")
    curious = replace(officer, staff_number="curious")
    unit = Unit.objects.get(code="north")
    Officer.objects.create(staff_number="curious", name="PC Invented Elm", role=Role.OFFICER, unit=unit)
    with clock.driven(lambda: NOW):
        cases = [begun(officer).case.reference for _ in range(3 * LIMIT)]

    def work(number: int) -> Callable[[], None]:
        def act() -> None:
            with clock.driven(lambda: NOW):
                for reference in cases[number::3]:
                    try:
                        opens(curious, reference, session=f"session {number}")
                    except TooManyOpened:
                        continue

        return act

    at_once(files, *(work(number) for number in range(3)))
    assert Opening.objects.filter(staff_number="curious").values("case").distinct().count() == LIMIT


def test_a_case_drawn_for_review_counts_for_none_and_its_owner_is_told(
    curious: Actor, officer: Actor, theirs: list[str], settings: Settings
) -> None:
    """Whoever reviews a dip sample opens many in an hour, and chose none of them."""
    settings.PROVISO_LOOKING = settings.PROVISO_LOOKING.model_copy(update={"openings_an_hour": 2})
    for reference in theirs[:3]:
        opened = open_for_sample(curious, reference, sample="DS-0000-0001", session="a session")
        assert opened.reason == "Dip sample DS-0000-0001: drawn at random to be reviewed"
    assert open_again(curious, theirs[0], session="a session") is not None
    assert len(listed(officer)) == 3
    assert whats(officer) == [Raised.OPENED] * 3
    opens(curious, *theirs[3:5])
    with pytest.raises(TooManyOpened):
        opens(curious, theirs[5])


def test_a_sample_brings_no_case_into_reach(who: Make, theirs: list[str]) -> None:
    stranger = who(Role.SUPERVISOR, unit="south")
    with pytest.raises(NotAllowed):
        open_for_sample(stranger, theirs[0], sample="DS-0000-0001", session="a session")
    assert refusals(theirs[0]) == ["Dip sample DS-0000-0001: drawn at random to be reviewed"]
