"""Handing a case over to another unit: it stays with whoever has it until somebody there accepts, who sees the note."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from proviso.accounts.models import Force, Officer, Role, Unit
from proviso.casework import clock
from proviso.casework.acts.close import close_case
from proviso.casework.acts.handing_over import (
    HandoverWaits,
    NothingHandedOver,
    answer_handover,
    hand_over,
    may_take,
    withdraw_handover,
)
from proviso.casework.acts.look import look_as_supervisor
from proviso.casework.history.case import Stage
from proviso.casework.lists import Scope, worklist
from proviso.casework.outstanding_looks import decide_again_since
from proviso.casework.rebuilding import rebuild
from proviso.casework.row_codes import What
from proviso.casework.values.closing import Closed, HandedOver, HandoverAnswered, Takes
from proviso.casework.values.decision import Decide
from proviso.casework.values.looks import LookOutcome, SupervisorLooked
from proviso.casework.values.value import ValueRefused
from proviso.casework.writing.access import OpenCase, open_again, open_case
from proviso.casework.writing.commit import Precondition, commit
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.casework.writing.receiving import asked_of, is_in_reach, open_offered
from proviso.record import read

from .carried import OFFERED, RETURNED, TAKEN, WITHDRAWN
from .conftest import Clock
from .examples import ALLEGATION, NOW, answer, begun, decided, ready
from .stories import decides, held_up
from .walking import rows

pytestmark = pytest.mark.django_db(databases="__all__")

Make = Callable[..., Actor]
NOTE = OFFERED.note


@pytest.fixture
def southerner(force: Force) -> Actor:
    """An officer of the south, with an account, who is asked to take a case."""
    unit = Unit.objects.get(force=force, code="south")
    return Actor.of(Officer.objects.create(staff_number="southerner", name="PC Wren", role=Role.OFFICER, unit=unit))


def handed(opened: OpenCase) -> OpenCase:
    return hand_over(opened, HandedOver(to="southerner", note=NOTE), seen=opened.case.seq)


def received(southerner: Actor, opened: OpenCase) -> OpenCase:
    held = open_offered(southerner, opened.case.reference, session="of the south")
    assert held is not None
    return held


def listed(who: Actor, scope: Scope | None = None) -> list[What]:
    return [one.what for row in worklist(who, scope).rows for one in row.due]


def test_a_case_stays_where_it_is_until_another_unit_accepts_it(officer: Actor, southerner: Actor, who: Make) -> None:
    opened = handed(begun(officer))
    assert (opened.case.owner, opened.case.unit) == (officer.staff_number, "north")
    assert listed(officer) == [What.ANSWER], "what is due stays on the list of whoever has it"
    assert listed(southerner) == [What.ANSWER_HANDOVER], "and nothing of it is on the receiver's"
    (row,) = worklist(southerner).rows
    assert (row.what, row.summary, row.owner) == (
        What.ANSWER_HANDOVER,
        "It opens once it is accepted",
        "southerner",
    )
    assert worklist(who(unit="south", staff_number="another"), Scope.UNIT).rows == ()
    with pytest.raises(NotAllowed, match="not one that your role or unit can open"):
        open_case(southerner, opened.case.reference, reason="To see what it is", session="of the south")


def test_who_accepts_has_the_case_with_everything_that_is_due(officer: Actor, southerner: Actor, who: Make) -> None:
    opened = handed(answer(begun(officer), (ALLEGATION,)))
    held = received(southerner, opened)
    assert held.case.offered is not None
    assert held.case.offered.value == OFFERED
    taken = answer_handover(held, TAKEN, seen=held.case.seq)
    assert (taken.case.owner, taken.case.unit, taken.case.offered) == ("southerner", "south", None)
    (row,) = worklist(southerner).rows
    assert (row.what, row.summary, row.unit) == (What.ANSWER, "A victim. Burglary", "south")
    assert listed(officer) == []
    assert open_again(southerner, opened.case.reference, session="another session") is not None
    gone = "You handed this case over, and another unit has it now"
    with pytest.raises(NotAllowed, match=gone):
        open_case(officer, opened.case.reference, reason="To see how it goes", session="of the north")
    with pytest.raises(NotAllowed, match=gone):
        open_again(officer, opened.case.reference, session="another of the north")
    with pytest.raises(NotAllowed, match="not one that your role or unit can open"):
        open_case(
            who(staff_number="another"), opened.case.reference, reason="To see how it goes", session="of a colleague"
        )


def test_a_case_that_is_not_taken_stays_where_it_was(officer: Actor, southerner: Actor) -> None:
    opened = handed(begun(officer))
    held = received(southerner, opened)
    back = answer_handover(held, RETURNED, seen=held.case.seq)
    assert (back.case.owner, back.case.unit, back.case.offered) == (officer.staff_number, "north", None)
    assert listed(southerner) == []
    assert read.entries(opened.case.reference)[-1].why == RETURNED.reason
    assert open_offered(southerner, opened.case.reference, session="of the south") is None


def test_only_whoever_is_asked_answers_and_does_nothing_else(officer: Actor, southerner: Actor, who: Make) -> None:
    opened = handed(begun(officer))
    held = received(southerner, opened)
    for other in (officer, who(unit="south"), who(Role.SUPERVISOR, unit="south"), who(Role.DISCLOSURE_DESK)):
        assert open_offered(other, opened.case.reference, session="theirs") is None
        with pytest.raises(NotAllowed):
            answer_handover(replace(held, actor=other), TAKEN, seen=held.case.seq)
    with pytest.raises(NotAllowed, match="no longer one that your role or unit can open"):
        answer(held, (ALLEGATION,))
    with pytest.raises(NotAllowed):
        withdraw_handover(held, WITHDRAWN, seen=held.case.seq)


def test_a_case_that_is_offered_is_not_in_reach(officer: Actor, southerner: Actor) -> None:
    opened = handed(begun(officer))
    reach = [is_in_reach(one, opened.case.reference) for one in (officer, southerner)]
    assert (reach, is_in_reach(officer, "PV-0000-0000")) == ([True, False], False)


def test_what_was_withdrawn_is_taken_by_nobody(officer: Actor, southerner: Actor) -> None:
    opened = handed(begun(officer))
    held = received(southerner, opened)
    back = withdraw_handover(opened, WITHDRAWN, seen=opened.case.seq)
    with pytest.raises(NotAllowed, match="This case is not handed over to you, or no longer is"):
        answer_handover(held, TAKEN, seen=held.case.seq)
    assert listed(southerner) == []
    with pytest.raises(NothingHandedOver):
        withdraw_handover(back, WITHDRAWN, seen=back.case.seq)


@pytest.mark.usefixtures("southerner", "colleague")
def test_a_case_is_handed_over_to_one_at_a_time(officer: Actor) -> None:
    opened = handed(begun(officer))
    for to in ("southerner", "colleague"):
        with pytest.raises(HandoverWaits, match="handed over to southerner, who has not answered yet"):
            hand_over(opened, HandedOver(to=to), seen=opened.case.seq)


def test_looking_at_a_note_is_on_the_record_once_and_raised_with_nobody(officer: Actor, southerner: Actor) -> None:
    opened = handed(begun(officer))
    for _ in range(2):
        received(southerner, opened)
    looks = [one for one in read.openings(opened.case.reference, opened.key) if one.actor == "southerner"]
    assert [(one.why, one.body["standing"], "raised" in one.body) for one in looks] == [
        ("It is handed over to me", "offered", False)
    ]
    with pytest.raises(NotAllowed):
        open_again(southerner, opened.case.reference, session="of the south")


def test_both_units_supervisors_see_a_handover_that_nobody_answers(
    officer: Actor, southerner: Actor, who: Make, time: Clock
) -> None:
    opened = handed(begun(officer))
    theirs = {unit: who(Role.SUPERVISOR, unit=unit) for unit in ("north", "south")}
    waits = {unit: worklist(one, Scope.REVIEWS).rows for unit, one in theirs.items()}
    assert [row.what for row in waits["north"]] == [What.HANDOVER_WAITS]
    assert [row.what for row in waits["south"]] == [What.HANDOVER_UNANSWERED]
    assert {row.due_at for unit in waits for row in waits[unit]} == {NOW + timedelta(hours=24)}
    assert waits["south"][0].summary == "It opens once it is accepted"
    assert asked_of(theirs["south"], opened.case.reference) == southerner.staff_number
    assert asked_of(theirs["north"], opened.case.reference) == ""
    assert asked_of(theirs["south"], "PV-0000-0000") == ""
    with pytest.raises(NotAllowed):
        open_case(theirs["south"], opened.case.reference, reason="To see what it is", session="of the south")


@pytest.mark.usefixtures("southerner")
def test_closing_a_case_ends_its_handover(officer: Actor) -> None:
    opened = handed(decides(ready(officer), Decide.NOT_SHARE))
    ended = close_case(opened, Closed(reason="It is not to be shared"), seen=opened.case.seq)
    assert (ended.case.stage, ended.case.offered) == (Stage.CLOSED, None)


def test_a_decision_stands_when_another_unit_takes_the_case(officer: Actor, southerner: Actor) -> None:
    opened = handed(decided(officer))
    held = received(southerner, opened)
    assert decide_again_since(answer_handover(held, TAKEN, seen=held.case.seq).case) is None


def test_whoever_decided_does_not_look_at_it_for_the_other_unit(officer: Actor, who: Make, force: Force) -> None:
    unit = Unit.objects.get(force=force, code="south")
    there = Officer.objects.create(staff_number="southerner", name="PS Wren", role=Role.SUPERVISOR, unit=unit)
    held = received(Actor.of(there), handed(held_up(officer)))
    taken = answer_handover(held, TAKEN, seen=held.case.seq)
    look = SupervisorLooked(outcome=LookOutcome.GO_AHEAD, found="I read all of it")
    with pytest.raises(NotAllowed, match="This is your own case"):
        look_as_supervisor(taken, look, seen=taken.case.seq)
    other = replace(taken, actor=who(Role.SUPERVISOR, unit="south", staff_number="their-supervisor"))
    look_as_supervisor(other, look, seen=taken.case.seq)


def test_who_may_be_asked_are_those_who_carry_cases(officer: Actor, force: Force, southerner: Actor) -> None:
    north, other = Unit.objects.get(force=force, code="north"), Force.objects.create(code="eastmere", name="Eastmere")
    docks = Unit.objects.create(force=other, code="docks", name="Docks")
    for number, role, unit, active in (
        (officer.staff_number, Role.OFFICER, north, True),
        ("sergeant", Role.SUPERVISOR, north, True),
        ("gone", Role.OFFICER, north, False),
        ("desk", Role.DISCLOSURE_DESK, north, True),
        ("auditor", Role.AUDITOR, north, True),
        ("docker", Role.OFFICER, docks, True),
    ):
        Officer.objects.create(staff_number=number, name="Invented", role=role, unit=unit, is_active=active)
    opened = begun(officer)
    assert [one.staff_number for one in may_take(opened.case)] == ["sergeant", southerner.staff_number]
    with pytest.raises(ValueRefused, match="Select another officer or supervisor of the force"):
        hand_over(opened, HandedOver(to="docker"), seen=1)


def test_nobody_takes_a_case_in_the_name_of_another(officer: Actor, southerner: Actor) -> None:
    held = received(southerner, handed(begun(officer)))
    forged = HandoverAnswered(takes=Takes.ACCEPTED, unit="west", owner="somebody-else")
    taken = answer_handover(held, forged, seen=held.case.seq)
    assert (taken.case.unit, taken.case.owner) == ("south", "southerner")
    with pytest.raises(NotAllowed):
        commit(held, lambda _: forged, Precondition(seen=held.case.seq, once=False))


def test_the_lists_of_a_handover_are_made_again_from_the_record(officer: Actor, southerner: Actor) -> None:
    waits, taken = handed(begun(officer)), received(southerner, handed(begun(officer)))
    answer_handover(taken, TAKEN, seen=taken.case.seq)
    kept = rows()
    rebuild(clock.today())
    assert rows() == kept
    assert {row[2] for row in kept["due"] if row[0] == waits.case.reference} == {
        "answer",
        "answer_handover",
        "handover_waits",
        "handover_unanswered",
    }
