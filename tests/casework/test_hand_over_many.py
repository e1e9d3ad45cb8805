"""Handing the cases of somebody who leaves over at once: each by itself, seen by others, and no way to look."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.casework.acts import hand_over_many as act
from proviso.casework.acts.hand_over_many import ManyHandedOver, ManyToHandOver, hand_over_many, takers
from proviso.casework.acts.handing_over import hand_over
from proviso.casework.erasure import erase_case
from proviso.casework.lists import Scope, worklist
from proviso.casework.models import Opening, RaisedRow
from proviso.casework.raised import Raised
from proviso.casework.raised_rows import rebuild_raised
from proviso.casework.reading.handover_note import note_to_owner
from proviso.casework.row_codes import What
from proviso.casework.values.closing import HandedOver
from proviso.casework.values.value import ValueRefused
from proviso.casework.who_looked import raised_with
from proviso.casework.writing.access import OpenCase, open_again, open_case
from proviso.casework.writing.consultation import ReasonNeeded
from proviso.casework.writing.handing_on import open_to_hand_over
from proviso.casework.writing.openings import opened_lately
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record import keys, read
from proviso.record.models import WrappedKey

from .conftest import Clock
from .examples import begun
from .stories import closed

pytestmark = pytest.mark.django_db(databases="__all__")

Make = Callable[..., Actor]
WHY = "PC Ash leaves the force on Friday"
NOTE = "Read the last reply before you ring her"


@pytest.fixture
def leaver(force: Force) -> Actor:
    """An officer of the north, with an account, who leaves."""
    return of(force, "leaver")


@pytest.fixture
def stays(force: Force) -> Actor:
    """A colleague of the north, who takes cases."""
    return of(force, "stays")


@pytest.fixture
def southerner(force: Force) -> Actor:
    """An officer of the south."""
    return of(force, "southerner", "south")


@pytest.fixture
def supervisor(force: Force) -> Actor:
    """The supervisor of the north, with an account."""
    return of(force, "sergeant", role=Role.SUPERVISOR)


def of(force: Force, number: str, unit: str = "north", role: Role = Role.OFFICER) -> Actor:
    where = Unit.objects.get(force=force, code=unit)
    return Actor.of(Officer.objects.create(staff_number=number, name=f"PC {number}", role=role, unit=where))


def references(who: Actor, many: int) -> list[str]:
    return [begun(who).case.reference for _ in range(many)]


def handing(supervisor: Actor, cases: list[str], to: str = "stays", *, owner: str = "leaver") -> ManyHandedOver:
    return hand_over_many(supervisor, ManyToHandOver(owner, to, tuple(cases), WHY, NOTE))


def held(who: Actor, reference: str) -> OpenCase:
    opened = open_again(who, reference, session="a session")
    assert opened is not None
    return opened


def whys(done: ManyHandedOver) -> dict[str, str]:
    return {one: error.code for one, error in done.refused.items()}


def test_each_case_goes_with_the_reason_and_the_note(leaver: Actor, stays: Actor, supervisor: Actor) -> None:
    cases = references(leaver, 3)
    done = handing(supervisor, cases)
    assert (done.handed, done.asked, done.refused) == (tuple(cases), (), {})
    assert worklist(leaver).rows == ()
    for one in cases:
        opened = held(stays, one)
        assert opened.case.owner == "stays"
        note = note_to_owner(opened.case)
        assert note is not None
        assert (note.by, note.words) == ("sergeant", NOTE)
        opening = next(entry for entry in read.openings(one, opened.key) if entry.actor == "sergeant")
        assert (opening.why, opening.body["standing"]) == (WHY, "handed_on")
        assert read.entries(one)[-1].kind == "case_handed_over"


def test_somebody_of_another_unit_is_asked_for_each(leaver: Actor, southerner: Actor, supervisor: Actor) -> None:
    cases = references(leaver, 2)
    done = handing(supervisor, cases, "southerner")
    assert (done.handed, done.asked) == ((), tuple(cases))
    assert [row.what for row in worklist(southerner).rows] == [What.ANSWER_HANDOVER] * 2
    assert {row.reference for row in worklist(leaver).rows} == set(cases), "they stay until they are accepted"


def test_what_cannot_go_says_why_and_the_rest_goes(
    leaver: Actor, stays: Actor, southerner: Actor, supervisor: Actor
) -> None:
    good, waits, moved, lost, theirs = references(leaver, 4) + references(stays, 1)
    ended = closed(leaver).case.reference
    hand_over(held(leaver, waits), HandedOver(to="southerner"), seen=1)
    hand_over(held(leaver, moved), HandedOver(to="stays"), seen=1)
    WrappedKey.objects.filter(case=lost).delete()
    erased = references(leaver, 1)[0]
    erase_case(erased, by="A Holder", second="B Holder", why="Its time is over", in_transaction=lambda _entry: None)
    done = handing(supervisor, [good, waits, moved, lost, theirs, ended, erased, "PV-0000-0000", good])
    assert done.handed == (good,)
    assert whys(done) == {
        waits: "handover_waits",
        lost: "case_unreadable",
        **dict.fromkeys([moved, theirs, ended, erased, "PV-0000-0000"], "not_theirs_any_more"),
    }
    assert str(done.refused[erased]) == str(done.refused["PV-0000-0000"]), "of no other case is anything said"


def test_what_happens_between_is_found_under_the_lock(
    leaver: Actor, stays: Actor, southerner: Actor, supervisor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved, elsewhere, erased, gone = references(leaver, 4)

    def meanwhile(actor: Actor, reference: str, *, reason: str) -> OpenCase:
        if reference == erased:
            erase_case(erased, by="A Holder", second="B Holder", why="Its time is over", in_transaction=lambda _: None)
        opened = open_to_hand_over(actor, reference, reason=reason)
        if reference == moved:
            hand_over(held(leaver, moved), HandedOver(to="another"), seen=1)
        if reference == elsewhere:
            opened = replace(opened, actor=replace(opened.actor, unit="south"))
        if reference == gone:
            Officer.objects.filter(staff_number="stays").update(is_active=False)
        return opened

    of(Force.objects.get(), "another")
    monkeypatch.setattr(act, "open_to_hand_over", meanwhile)
    done = handing(supervisor, [moved, elsewhere, erased, gone])
    assert whys(done) == {
        moved: "not_theirs_any_more",
        elsewhere: "not_theirs_any_more",
        erased: "no_such_case",
        gone: "value_refused",
    }
    assert done.handed == ()


def test_a_failure_in_the_middle_loses_nothing(
    leaver: Actor, stays: Actor, supervisor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = references(leaver, 3)

    def fails(actor: Actor, reference: str, *, reason: str) -> OpenCase:
        if reference == second:
            raise OSError("the disk is full")
        return open_to_hand_over(actor, reference, reason=reason)

    with monkeypatch.context() as patched:
        patched.setattr(act, "open_to_hand_over", fails)
        with pytest.raises(OSError, match="full"):
            handing(supervisor, [first, second, third])
    assert {row.reference for row in worklist(stays, Scope.OWN).rows} == {first}
    assert {row.reference for row in worklist(leaver, Scope.OWN).rows} == {second, third}
    assert RaisedRow.objects.filter(what=Raised.HANDED_ON).exists(), "that it was begun is raised all the same"
    assert handing(supervisor, [first, second, third]).handed == (second, third)


def test_forty_cases_go_and_the_data_protection_officer_sees_it_at_once(
    leaver: Actor, stays: Actor, supervisor: Actor, who: Make, time: Clock
) -> None:
    cases = references(leaver, 40)
    assert len(handing(supervisor, cases[:25]).handed) == 25
    assert len(handing(supervisor, cases[25:]).handed) == 15
    assert opened_lately(supervisor) == (frozenset(), frozenset()), "none of them was looked at"
    for overseer in (who(Role.DATA_PROTECTION_OFFICER), who(Role.SUPERVISOR, staff_number="another")):
        (seen,) = raised_with(overseer).items
        assert (seen.what, seen.staff_number, seen.times, seen.cases, seen.why) == (
            Raised.HANDED_ON, "sergeant", 2, 15, WHY,
        )  # fmt: skip
    assert raised_with(supervisor).items == (), "nobody sees off their own list what they did"
    assert raised_with(stays).items == ()
    before = list(RaisedRow.objects.order_by("audience").values_list("audience", "whose", "what", "times", "place"))
    rebuild_raised("wessmere")
    assert (
        list(RaisedRow.objects.order_by("audience").values_list("audience", "whose", "what", "times", "place"))
        == before
    )
    entry = read.entries(keys.own_case("wessmere"), with_openings=True)[-1]
    assert entry.kind == "cases_handed_on"
    assert entry.body["cases"] == cases[25:]
    assert (entry.body["owner"], entry.body["to"]) == ("leaver", "stays")


def test_the_other_units_supervisors_see_it_too(leaver: Actor, southerner: Actor, supervisor: Actor, who: Make) -> None:
    handing(supervisor, references(leaver, 2), "southerner")
    (seen,) = raised_with(who(Role.SUPERVISOR, unit="south")).items
    assert (seen.what, seen.cases) == (Raised.HANDED_ON, 2)


def test_it_opens_no_page_of_any_case(leaver: Actor, stays: Actor, southerner: Actor, supervisor: Actor) -> None:
    here, away = references(leaver, 2)
    handing(supervisor, [here])
    handing(supervisor, [away], "southerner")
    assert not Opening.objects.filter(staff_number="sergeant").exists()
    for one in (here, away):
        for session in ("", "a session"):
            assert open_again(supervisor, one, session=session) is None


def test_nothing_is_recorded_where_nothing_can_be_done(leaver: Actor, stays: Actor, supervisor: Actor) -> None:
    (case,) = references(leaver, 1)
    before = read.head("wessmere").size
    Officer.objects.create(
        staff_number="retired", name="PC Wren", role=Role.OFFICER, unit=Unit.objects.get(code="north"), is_active=False
    )
    for to in ("retired", "leaver", "sergeant", "nobody", ""):
        with pytest.raises(ValueRefused, match="from the list"):
            handing(supervisor, [case], to)
    for cases in ([], [f"PV-0000-{place:04}" for place in range(26)]):
        with pytest.raises(ValueRefused, match="Select the cases to hand over, 25 at most"):
            handing(supervisor, cases)
    for why in (".", "n/a", ""):
        with pytest.raises(ReasonNeeded):
            hand_over_many(supervisor, ManyToHandOver("leaver", "stays", (case,), why))
    assert handing(supervisor, ["PV-0000-0000"]).handed == ()
    assert read.head("wessmere").size == before


def test_only_a_supervisor_does_it_with_cases_of_others_in_their_unit(
    leaver: Actor, stays: Actor, supervisor: Actor, who: Make
) -> None:
    (case,) = references(leaver, 1)
    for role in Role:
        if role is not Role.SUPERVISOR:
            with pytest.raises(NotAllowed, match="Your role"):
                handing(who(role), [case])
    (own,) = references(supervisor, 1)
    with pytest.raises(NotAllowed, match="hand each of them over on its own page"):
        handing(supervisor, [own], owner="sergeant")
    assert whys(handing(who(Role.SUPERVISOR, unit="south"), [case])) == {case: "not_theirs_any_more"}
    assert open_case(leaver, case, reason="To see that it is mine", session="a session").case.owner == "leaver"


def test_nobody_gives_themselves_cases_this_way(leaver: Actor, supervisor: Actor) -> None:
    assert "sergeant" not in {one.staff_number for one in takers(supervisor, "leaver")}
