"""Who looked: with whom it is raised, what they read of it, what ends it, and that it follows from the entries."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.acts.handing_over import hand_over
from proviso.casework.erasure import erase_case
from proviso.casework.lists import NoSuchPage
from proviso.casework.looked_before import looked_before
from proviso.casework.models import RaisedRow
from proviso.casework.raised import Raised
from proviso.casework.raised_rows import LOOKED_AT, take_away
from proviso.casework.rebuilding import clear, rebuild
from proviso.casework.values.closing import HandedOver
from proviso.casework.who_looked import (
    NothingRaised,
    RaisedAgain,
    have_seen,
    let_go_on,
    look_at,
    raised_with,
)
from proviso.casework.writing.access import open_for_protection
from proviso.casework.writing.consultation import ReasonNeeded
from proviso.casework.writing.out_of_unit import open_out_of_unit
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import keys, read
from proviso.record.entry import Entry
from proviso.record.models import WrappedKey
from proviso.record.read_consultations import outside_folds

from .conftest import Clock
from .examples import ALLEGATION, NOW, answer, begun
from .test_finding import asked
from .test_openings import LIMIT, Make, curious, listed, opens, theirs, whats

__all__ = ["curious", "theirs"]

pytestmark = pytest.mark.django_db(databases="__all__")


def test_whoever_has_the_case_sees_who_looked_and_why_until_they_have_seen_it(
    curious: Actor, officer: Actor, theirs: list[str]
) -> None:
    opens(curious, theirs[0])
    (seen,) = listed(officer)
    assert (seen.what, seen.staff_number, seen.role, seen.unit) == (Raised.OPENED, "curious", "officer", "north")
    assert (seen.case, seen.why, seen.last_at) == (theirs[0], f"Covering {theirs[0]} today", NOW)
    assert listed(curious) == []
    have_seen(officer, seen.row, upto=seen.place)
    assert listed(officer) == []
    entry = read.entries(keys.own_case("wessmere"), with_openings=True)[-1]
    assert (entry.kind, entry.actor) == ("raised_looked_at", officer.staff_number)


def test_what_was_looked_at_is_read_with_who_found_what_by_those_who_oversee_it(
    who: Make, officer: Actor, theirs: list[str], time: Clock
) -> None:
    far, other_unit = who(unit="south"), who(Role.SUPERVISOR, unit="south")
    supervisor, dpo = who(Role.SUPERVISOR), who(Role.DATA_PROTECTION_OFFICER)
    assert looked_before(dpo) == []
    open_out_of_unit(far, theirs[0], reason="Her father is at the door", session="a session")
    (mine,) = listed(officer)
    have_seen(officer, mine.row, upto=mine.place)
    (due,) = listed(supervisor)
    time.now = NOW + timedelta(hours=1)
    look_at(supervisor, due.row, upto=due.place, words="I rang her, it was him")
    (one,) = looked_before(supervisor)
    assert (one.what, one.staff_number, one.case, one.did_at) == (Raised.OUT_OF_UNIT, far.staff_number, theirs[0], NOW)
    assert (one.why, one.by, one.found) == (
        "Her father is at the door",
        supervisor.staff_number,
        "I rang her, it was him",
    )
    assert (one.at, one.went_on) == (NOW + timedelta(hours=1), False)
    assert (looked_before(officer), looked_before(dpo), looked_before(other_unit)) == ([], [], [])
    assert looked_before(replace(supervisor, staff_number=far.staff_number)) == []
    (his,) = listed(dpo)
    look_at(dpo, his.row, upto=his.place, words="The supervisor rang her at once")
    assert [one.by for one in looked_before(dpo)] == [dpo.staff_number]


def test_so_many_of_those_that_were_looked_at_are_listed_the_latest_first(
    who: Make, theirs: list[str], time: Clock
) -> None:
    supervisor, far = who(Role.SUPERVISOR), who(unit="south")
    for number, reference in enumerate(theirs[:3]):
        time.now = NOW + timedelta(hours=2 * number)
        open_out_of_unit(far, reference, reason=f"Her brother is on the stairs {number}", session=str(number))
        for item in listed(supervisor):
            look_at(supervisor, item.row, upto=item.place, words=f"I rang and asked about {number}")
    assert [one.found[-1] for one in looked_before(supervisor, at_most=2)] == ["2", "1"]
    gone: list[Entry] = []
    erase_case(theirs[2], by="Mx Yew", second="Mx Reed", why="Retention has ended", in_transaction=gone.append)
    last, before = looked_before(supervisor, at_most=2)
    assert (last.found[-1], last.why) == ("2", "")
    assert before.why == "Her brother is on the stairs 1"


def test_what_happened_again_meanwhile_is_not_seen_yet(
    curious: Actor, officer: Actor, theirs: list[str], time: Clock
) -> None:
    opens(curious, theirs[0])
    (seen,) = listed(officer)
    time.now = NOW + timedelta(minutes=20)
    opens(curious, theirs[0])
    with pytest.raises(RaisedAgain, match="happened again since you opened the page"):
        have_seen(officer, seen.row, upto=seen.place)
    (again,) = listed(officer)
    assert (again.times, again.first_at, again.last_at) == (2, NOW, NOW + timedelta(minutes=20))


@pytest.mark.usefixtures("colleague")
def test_who_looked_goes_with_the_case_to_whoever_has_it(curious: Actor, officer: Actor) -> None:
    opened = begun(officer)
    opens(curious, opened.case.reference)
    hand_over(opened, HandedOver(to="colleague"), seen=opened.case.seq)
    assert listed(officer) == []
    assert whats(replace(officer, staff_number="colleague")) == [Raised.OPENED]


@pytest.mark.usefixtures("colleague")
def test_nobody_takes_a_case_so_that_nobody_sees_that_they_looked(curious: Actor, officer: Actor) -> None:
    opened = begun(officer)
    taker, other = replace(curious, staff_number="colleague"), replace(curious, staff_number="another")
    for one in (taker, other):
        opens(one, opened.case.reference)
    hand_over(opened, HandedOver(to="colleague"), seen=opened.case.seq)
    for _made_again in (False, True):
        assert [one.staff_number for one in listed(officer)] == ["colleague"]
        assert [one.staff_number for one in listed(taker)] == ["another"]
        rebuild(clock.today())


def test_a_refusal_is_raised_with_both_units_and_its_reason_with_one(who: Make, theirs: list[str]) -> None:
    stranger = who(unit="south")
    with pytest.raises(NotAllowed):
        opens(stranger, theirs[0])
    for unit in ("north", "south"):
        (seen,) = listed(who(Role.SUPERVISOR, unit=unit))
        assert (seen.what, seen.case, seen.staff_number, seen.why) == (Raised.REFUSED, theirs[0], "officer-south", "")
    (seen,) = listed(who(Role.DATA_PROTECTION_OFFICER))
    assert seen.why == f"Covering {theirs[0]} today"


def test_it_ends_in_words_and_for_nobody_else(who: Make, theirs: list[str]) -> None:
    with pytest.raises(NotAllowed):
        opens(who(unit="south"), theirs[0])
    supervisor, dpo = who(Role.SUPERVISOR), who(Role.DATA_PROTECTION_OFFICER)
    (seen,) = listed(supervisor)
    for words in ("", ".", "Looked at"):
        with pytest.raises(ReasonNeeded, match="three words or more"):
            look_at(supervisor, seen.row, upto=seen.place, words=words)
    with pytest.raises(NothingRaised, match="nobody here to let go on"):
        let_go_on(supervisor, seen.row, upto=seen.place, words="They may go on")
    with pytest.raises(NothingRaised, match="takes words"):
        have_seen(supervisor, seen.row, upto=seen.place)
    look_at(supervisor, seen.row, upto=seen.place, words="Spoke to him about it")
    assert listed(supervisor) == []
    assert whats(dpo) == [Raised.REFUSED]


@pytest.mark.sqlite
def test_a_list_is_asked_by_an_index_however_much_is_raised_with_others(
    curious: Actor, officer: Actor, theirs: list[str]
) -> None:
    opens(curious, *theirs[:2])
    with CaptureQueriesContext(connection) as captured:
        listed(officer)
    with connection.cursor() as cursor:
        plan = cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}").fetchall()
    assert any("raised_with_somebody (force=? AND audience=? AND whose=?)" in str(step[3]) for step in plan), plan
    assert not any("TEMP B-TREE FOR ORDER BY" in str(step[3]) for step in plan), plan
    assert len(captured) <= 4


def test_a_list_is_read_a_page_at_a_time(curious: Actor, officer: Actor, theirs: list[str]) -> None:
    opens(curious, *theirs[:7])
    first = raised_with(officer, size=3)
    second = raised_with(officer, size=3, after=first.next)
    third = raised_with(officer, size=3, after=second.next)
    cases = [one.case for page in (first, second, third) for one in page.items]
    assert cases == theirs[6::-1]
    assert third.next is None
    for wrong in ("soon", "1", "a-b", "1-2-3", f"{2**63}-1", f"1-{2**63}"):
        with pytest.raises(NoSuchPage):
            raised_with(officer, after=wrong)


@pytest.mark.usefixtures("colleague")
def test_the_rows_are_made_again_from_the_entries_alone(
    who: Make, curious: Actor, officer: Actor, theirs: list[str]
) -> None:
    supervisor = who(Role.SUPERVISOR)
    opened = answer(begun(officer), (ALLEGATION,))
    opens(curious, opened.case.reference, *theirs[: LIMIT - 1])
    open_for_protection(curious, theirs[LIMIT], reason="He is at her door", session="a session")
    for unit in ("south", "north"):
        asked(who(unit=unit, staff_number=f"asks-{unit}"), ALLEGATION.crime_reference)
    with pytest.raises(NotAllowed):
        opens(who(unit="south"), theirs[0])
    hand_over(opened, HandedOver(to="colleague"), seen=opened.case.seq)
    for one in listed(officer)[:2]:
        have_seen(officer, one.row, upto=one.place)
    run = next(one for one in listed(supervisor) if one.what is Raised.MANY_OPENED)
    let_go_on(supervisor, run.row, upto=run.place, words="Her colleague is on leave")

    def rows() -> set[tuple[object, ...]]:
        return {row[1:] for row in RaisedRow.objects.values_list()}

    kept = rows()
    assert {row[3] for row in kept} == {Raised.OPENED, Raised.URGENT, Raised.ASKED, Raised.REFUSED, Raised.MANY_OPENED}
    RaisedRow.objects.filter(what=Raised.OPENED).delete()
    RaisedRow.objects.update(times=7)
    rebuild(clock.today())
    assert rows() == kept


def test_a_page_of_one_leads_to_it_still_when_the_rows_are_made_again(
    curious: Actor, officer: Actor, theirs: list[str]
) -> None:
    opens(curious, *theirs[:3])
    RaisedRow.objects.filter(case=theirs[2]).delete()
    before = {one.case: one.row for one in listed(officer)}
    rebuild(clock.today())
    after = {one.case: one.row for one in listed(officer)}
    assert after.keys() == {*theirs[:3]}
    assert {case: after[case] for case in before} == before
    have_seen(officer, before[theirs[0]], upto=2**31)
    assert {one.case for one in listed(officer)} == {*theirs[1:3]}


def test_what_was_erased_is_raised_with_nobody(curious: Actor, officer: Actor, theirs: list[str]) -> None:
    opens(curious, *theirs[:2])
    clear(theirs[0])
    assert [one.case for one in listed(officer)] == [theirs[1]]


def test_what_was_erased_is_raised_with_nobody_when_the_lists_are_made_again(
    curious: Actor, officer: Actor, theirs: list[str]
) -> None:
    opens(curious, *theirs[:2])
    told: list[Entry] = []
    erase_case(theirs[0], by="Mx Yew", second="Mx Reed", why="Retention has ended", in_transaction=told.append)
    keys.destroy([theirs[0]])
    rebuild(clock.today())
    assert [one.case for one in listed(officer)] == [theirs[1]]


def test_what_cannot_be_read_takes_nothing_away(curious: Actor, officer: Actor, theirs: list[str]) -> None:
    opens(curious, theirs[0])
    row = listed(officer)[0]
    have_seen(officer, row.row, upto=row.place)
    opens(curious, theirs[1])
    (seen,) = outside_folds("wessmere", [LOOKED_AT])
    take_away(replace(seen, body={}))
    assert [one.case for one in listed(officer)] == [theirs[1]]


def test_a_lost_key_hides_why_and_nothing_else(curious: Actor, officer: Actor, theirs: list[str]) -> None:
    opens(curious, *theirs[:2])
    WrappedKey.objects.filter(case=theirs[1]).update(wrapped=b"damaged")
    hidden, shown = listed(officer)
    assert (hidden.case, hidden.why, hidden.role) == (theirs[1], "", "")
    assert shown.why == f"Covering {theirs[0]} today"
