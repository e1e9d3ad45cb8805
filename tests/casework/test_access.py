"""Getting hold of a case: who reaches which, what is recorded of it, how long an opening holds, and looking for one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from proviso.accounts.models import Force, Officer, Role
from proviso.casework.acts.share import record_acknowledgement
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow, Opening
from proviso.casework.reading.case_assessment import Rules
from proviso.casework.writing import access
from proviso.casework.writing.access import (
    CaseUnreadable,
    NoSuchCase,
    OpenCase,
    ReasonNeeded,
    open_again,
    open_case,
)
from proviso.casework.writing.held_openings import held_opening
from proviso.casework.writing.permissions import Actor, NotAllowed, within_access
from proviso.record import read
from proviso.record.erase import erase
from proviso.record.keys import KeyErased
from proviso.record.models import WrappedKey

from .conftest import Clock
from .every import ACKNOWLEDGED, NEEDED
from .examples import ALLEGATION, NOW, answer, begun, decided, shared
from .stories import at_every_stage

pytestmark = pytest.mark.django_db(databases="__all__")

REACH = """
role         own unit  other unit  other force  own, moved
officer      yes       no          no           yes
supervisor   yes       no          no           yes
desk         desk      desk        no           desk
lead         lead      lead        no           lead
dpo          yes       yes         no           yes
auditor      no        no          no           no
owner        no        no          no           no
admin        no        no          no           no
"""
"""`desk`: only where it is decided and not sent, being sent, or the desk is owed something; `lead`: only where someone
is at risk, or has what is the lead’s to look at. `own, moved`: the person carries the case, and has been moved to
another unit."""

PLACES = {
    "own unit": {"force": "wessmere", "unit": "north", "owner": "somebody else"},
    "other unit": {"force": "wessmere", "unit": "south", "owner": "somebody else"},
    "other force": {"force": "norwick", "unit": "north", "owner": "me"},
    "own, moved": {"force": "wessmere", "unit": "south", "owner": "me"},
}
LINES = [line.split() for line in REACH.strip().splitlines()[1:]]
ROLES = dict(zip(("officer", "supervisor", "desk", "lead", "dpo", "auditor", "owner", "admin"), Role, strict=True))


@pytest.mark.parametrize(("line", "place"), [(line, place) for line in LINES for place in PLACES])
def test_who_reaches_which_cases(line: list[str], place: str) -> None:
    me = Actor("me", ROLES[line[0]], "wessmere", "north")
    said = line[1 + list(PLACES).index(place)]
    for stage in Stage:
        for unacknowledged in (False, True):
            for seen_by_lead in (False, True):
                expected = {
                    "yes": True,
                    "no": False,
                    "desk": unacknowledged or stage in {Stage.DECIDED, Stage.CALLING, Stage.SENDING},
                    "lead": seen_by_lead,
                }[said]
                reached = within_access(
                    me, **PLACES[place], stage=stage, unacknowledged=unacknowledged, seen_by_lead=seen_by_lead
                )
                assert reached is expected, (stage, unacknowledged, seen_by_lead)


def opened(
    who: Actor, case: OpenCase | str, reason: str = "To help a colleague", session: str = "another session"
) -> OpenCase:
    return open_case(who, case if isinstance(case, str) else case.case.reference, reason=reason, session=session)


def outside_the_fold(case: OpenCase) -> list[tuple[str, str, str, str]]:
    """What is recorded of looking at a case: kind, who, category, why."""
    entries = read.entries(case.case.reference, with_openings=True)
    return [(one.kind, one.actor, one.category, one.why) for one in entries if one.seq is None]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.POLICY_OWNER, Role.ADMINISTRATOR])
def test_who_has_no_business_with_cases_opens_none_at_any_stage(
    who: Callable[..., Actor], officer: Actor, role: Role
) -> None:
    for case in at_every_stage(officer).values():
        with pytest.raises(NotAllowed, match="That you asked is on the record"):
            opened(who(role), case)
        assert outside_the_fold(case) == [
            ("case_refused", who(role).staff_number, "consultation", "To help a colleague")
        ]


def test_opening_a_case_gives_it_as_it_is_and_leaves_a_trace(who: Callable[..., Actor], officer: Actor) -> None:
    case = answer(begun(officer), (ALLEGATION,))
    held = opened(who(staff_number="another"), case, reason="  She rang\n again ")
    assert held.case == case.case
    assert held.reason == "She rang again"
    assert outside_the_fold(case) == [("case_consulted", "another", "consultation", "She rang again")]
    assert CaseRow.objects.get().seq == 2, "looking is outside the fold"
    last = access.consultations_of(held)[-1]
    told = {"audience": "owner", "whose": "officer-north", "what": "opened", "case": case.case.reference}
    assert (last.kind, last.body) == (
        "case_consulted",
        {"role": "officer", "unit": "north", "standing": "reason", "raised": [told]},
    )


def test_a_refusal_is_recorded_and_shows_nothing(who: Callable[..., Actor], officer: Actor) -> None:
    case = begun(officer)
    stranger = who(unit="south")
    with pytest.raises(NotAllowed, match="not one that your role or unit can open"):
        opened(stranger, case)
    assert outside_the_fold(case) == [("case_refused", "officer-south", "consultation", "To help a colleague")]
    assert not Opening.objects.exists()


@pytest.mark.parametrize("reference", ["PV-0000-0000", "", "nothing", "PV-" + "9" * 400])
def test_a_reference_that_nobody_has_records_nothing(officer: Actor, reference: str) -> None:
    size = read.head("wessmere").size
    with pytest.raises(NoSuchCase):
        opened(officer, reference)
    assert read.head("wessmere").size == size


def test_a_case_of_another_force_is_no_case_and_records_nothing(officer: Actor) -> None:
    case = begun(officer)
    size = read.head("wessmere").size
    with pytest.raises(NoSuchCase):
        opened(replace(officer, force="norwick"), case)
    assert (read.head("wessmere").size, read.head("norwick").size) == (size, 0)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("", "Say why you are opening this case"),
        (" \n ", "Say why you are"),
        ("so it is" * 26, "in 200 characters or fewer"),
        (". . .", "Use at least three words of your own"),
    ],
)
def test_a_case_is_opened_for_a_reason_in_so_many_words(officer: Actor, reason: str, says: str) -> None:
    case = begun(officer)
    with pytest.raises(ReasonNeeded, match=says):
        opened(officer, case, reason=reason)
    longest = "She rang again" + "!" * 186
    assert opened(officer, case, reason=longest).reason == longest


def test_one_opening_covers_a_session_a_case_and_a_reason_for_fifteen_minutes(officer: Actor, time: Clock) -> None:
    case = begun(officer)

    def recorded() -> int:
        return len(outside_the_fold(case))

    opened(officer, case)
    for minutes in (0, 7, 14):
        time.now = NOW + timedelta(minutes=minutes, seconds=59)
        opened(officer, case)
    assert recorded() == 1
    opened(officer, case, reason="For yet another reason")
    assert recorded() == 2
    opened(officer, case)
    assert recorded() == 2, "the first reason still holds"
    opened(officer, case, session="a third session")
    assert recorded() == 3
    opened(replace(officer, staff_number="another"), case)
    assert recorded() == 4
    time.now = NOW + timedelta(minutes=15)
    opened(officer, case)
    assert recorded() == 5
    opened(officer, begun(officer))
    assert recorded() == 5


def test_the_reason_that_holds_in_a_session_is_remembered_and_sealed(officer: Actor, time: Clock) -> None:
    case = begun(officer)
    reference = case.case.reference
    assert held_opening(officer, reference, "another session") is None
    opened(officer, case, reason="Imaginary Oduya rang")
    time.now += timedelta(minutes=1)
    opened(officer, case, reason="She rang again")
    held = held_opening(officer, reference, "another session")
    assert held is not None
    assert held.reason == "She rang again"
    assert held_opening(officer, reference, "a third session") is None
    assert held_opening(replace(officer, staff_number="another"), reference, "another session") is None
    assert all(b"rang" not in bytes(one.reason) for one in Opening.objects.all())
    time.now += timedelta(minutes=15)
    assert held_opening(officer, reference, "another session") is None


def test_openings_that_no_longer_hold_are_forgotten_and_their_entries_stay(officer: Actor, time: Clock) -> None:
    case = begun(officer)
    opened(officer, case)
    access.vacuum_openings()
    assert Opening.objects.count() == 1
    time.now += timedelta(minutes=15)
    opened(officer, case)
    assert Opening.objects.count() == 1
    time.now += timedelta(minutes=15)
    access.vacuum_openings()
    assert not Opening.objects.exists()
    assert len(outside_the_fold(case)) == 2


@pytest.mark.sqlite
def test_openings_that_hold_are_not_gone_through_for_those_that_do_not() -> None:
    with CaptureQueriesContext(connections["default"]) as asked:
        access.vacuum_openings()
    with connections["default"].cursor() as cursor:
        (plan,) = cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}").fetchall()
    assert "INDEX opening_until (until<?)" in plan[3]


def test_the_desk_reaches_a_case_until_nothing_is_owed_to_it(who: Callable[..., Actor], officer: Actor) -> None:
    desk = who(Role.DISCLOSURE_DESK, unit="south")
    case = begun(officer)
    with pytest.raises(NotAllowed):
        opened(desk, case)
    for case in (decided(officer), shared(officer)):
        assert opened(desk, case).case == case.case
    held = opened(desk, case)
    record_acknowledgement(held, ACKNOWLEDGED, seen=held.case.seq)
    with pytest.raises(NotAllowed):
        opened(desk, case)


def test_the_vulnerability_lead_reaches_a_case_while_somebody_is_at_risk(
    who: Callable[..., Actor], officer: Actor
) -> None:
    lead = who(Role.VULNERABILITY_LEAD, unit="south")
    case = begun(officer)
    with pytest.raises(NotAllowed):
        opened(lead, case)
    answer(case, (NEEDED,))
    assert opened(lead, case).case.seq == 2


def test_a_case_that_was_erased_cannot_be_opened(
    officer: Actor, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    case = begun(officer)
    with django_capture_on_commit_callbacks(using="default", execute=True):
        erase(case.case.reference, by="Mx Yew", second="Mx Reed", now=NOW, why="Retention has ended")
    with pytest.raises(KeyErased):
        opened(officer, case)


def test_the_usual_reason_is_that_it_is_ones_own_or_due_on_ones_list(who: Callable[..., Actor], officer: Actor) -> None:
    case = decided(officer).case.reference
    for whose, reason in ((officer, "My own case"), (who(Role.DISCLOSURE_DESK), "Due on my worklist")):
        held = open_again(whose, case, session="another session")
        assert held is not None
        assert held.reason == reason
    for other in (who(staff_number="another"), who(Role.SUPERVISOR), replace(officer, force="norwick")):
        assert open_again(other, case, session="a third session") is None
    for other in (who(Role.VULNERABILITY_LEAD), who(Role.AUDITOR)):
        with pytest.raises(NotAllowed):
            open_again(other, case, session="another session")
    assert open_again(officer, "PV-0000-0000", session="another session") is None


def test_the_force_that_was_read_for_the_page_is_not_read_again(officer: Actor) -> None:
    case = begun(officer)
    opened(officer, case)

    def again(force: Force) -> tuple[OpenCase | None, bool]:
        with CaptureQueriesContext(connections["default"]) as asked:
            held = open_again(officer, case.case.reference, session="another session", force=force)
        return held, any("accounts_force" in one["sql"] for one in asked)

    force = Force.objects.get()
    force.local_policies = ["consent-first"]
    held, was_read = again(force)
    assert held is not None
    assert (held.rules, was_read) == (Rules.of(force, NOW.date()), False)
    held, was_read = again(Force(code="norwick"))
    assert held is not None
    assert (held.rules, was_read) == (case.rules, True), "its rules are those of the case's own force"


def test_whether_one_still_reaches_a_case_after_an_act(who: Callable[..., Actor], officer: Actor) -> None:
    desk = who(Role.DISCLOSURE_DESK)
    case = shared(officer)
    assert access.can_access(desk, case.case)
    done = record_acknowledgement(replace(case, actor=desk), ACKNOWLEDGED, seen=case.case.seq)
    assert not access.can_access(desk, done.case)
    assert access.can_access(officer, done.case)


def test_who_somebody_is_comes_from_their_account(colleague: Officer) -> None:
    assert Actor.of(colleague) == Actor("colleague", Role.OFFICER, "wessmere", "north")


def test_a_reason_that_still_holds_does_not_outlast_the_reach(who: Callable[..., Actor], officer: Actor) -> None:
    desk = who(Role.DISCLOSURE_DESK)
    case = shared(officer)
    opened(desk, case)
    held = open_again(desk, case.case.reference, session="another session")
    assert held is not None
    record_acknowledgement(held, ACKNOWLEDGED, seen=held.case.seq)
    with pytest.raises(NotAllowed):
        open_again(desk, case.case.reference, session="another session")
    assert [kind for kind, *_ in outside_the_fold(case)] == ["case_consulted", "case_refused"]


def test_a_case_out_of_reach_is_refused_before_any_reason_is_asked(who: Callable[..., Actor], officer: Actor) -> None:
    desk, case = who(Role.DISCLOSURE_DESK), begun(officer)
    with pytest.raises(NotAllowed):
        open_again(desk, case.case.reference, session="a session")
    assert [kind for kind, *_ in outside_the_fold(case)] == ["case_refused"]
    assert open_again(desk, "PV-0000-0000", session="a session") is None, "nobody has it"


def test_a_case_whose_key_is_lost_cannot_be_read(officer: Actor) -> None:
    case = begun(officer)
    WrappedKey.objects.filter(case=case.case.reference).delete()
    with pytest.raises(CaseUnreadable, match=case.case.reference):
        opened(officer, case)
