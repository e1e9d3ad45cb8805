"""Handing a case over on pages: whom it can go to, the note that comes first, and what nobody sees before accepting."""

from dataclasses import replace

import pytest

from proviso.accounts.models import Role
from proviso.casework.models import RaisedRow
from proviso.casework.values.closing import HandedOver
from proviso.casework.values.person import Whereabouts
from proviso.casework.writing.permissions import Actor
from proviso.record.models import WrappedKey

from ..casework.carried import RETURNED, TAKEN
from ..casework.examples import ADDRESS, PERSON, PROTECTION, answer, ready
from .conftest import Browse, Cases, Where, officer_of
from .forms import typed
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

NOTE = "She rings on Tuesdays"
UNKNOWN = replace(ADDRESS, whereabouts=Whereabouts.NOT_KNOWN, address=None)


def test_the_note_is_the_first_thing_that_the_receiver_sees(cases: Cases, browse: Browse) -> None:
    opened, receiver = cases[Where.HANDED_OVER], browse(unit="south", number="southerner")
    reference = opened.case.reference
    address = f"/handovers/{reference}"
    assert (address, f"A case is handed over to you: read the note, {reference}") in read(
        receiver.get("/worklist")
    ).links
    assert "With " not in read(receiver.get("/worklist")).words, "with whom it is says nothing until they have it"
    words = read(receiver.get(address)).words
    assert words.index(NOTE) < words.index("What is due on it") < words.index("Do you take the case?")
    assert "Invented Officer (officer-north)" in words
    for personal in (PERSON.name, ADDRESS.address, "Burglary", "Share basic information"):
        assert personal
        assert personal not in words, "the case opens once it is accepted"
    response = receiver.post(address, typed(TAKEN, opened.case.seq), follow=True)
    page = read(response)
    assert page.headings == [f"Case {reference}"]
    assert "You have taken the case." in page.words
    assert page.words.index(NOTE) < page.words.index("What to do now")


def test_nothing_on_the_page_leads_to_the_case_before_it_is_accepted(cases: Cases, browse: Browse) -> None:
    opened, receiver = cases[Where.HANDED_OVER], browse(unit="south", number="southerner")
    page = read(receiver.get(f"/handovers/{opened.case.reference}"))
    assert [one for one in page.addresses if one.startswith("/cases/PV-")] == [], "it would be refused, and reported"


def test_the_note_goes_once_whoever_has_the_case_has_recorded_something(cases: Cases, browse: Browse) -> None:
    opened, receiver = cases[Where.HANDED_OVER], browse(unit="south", number="southerner")
    case = f"/cases/{opened.case.reference}/"
    receiver.post(f"/handovers/{opened.case.reference}", typed(TAKEN, opened.case.seq))
    assert NOTE in read(receiver.get(case)).words
    receiver.post(f"{case}questions/protection", typed(PROTECTION, opened.case.seq + 1))
    assert NOTE in read(receiver.get(case)).words, "the same answer again writes nothing"
    receiver.post(f"{case}questions/address", typed(UNKNOWN, opened.case.seq + 1))
    assert NOTE not in read(receiver.get(case)).words


def test_whoever_hands_over_sees_that_it_waits_and_why_it_came_back(cases: Cases, browse: Browse) -> None:
    opened, receiver = cases[Where.HANDED_OVER], browse(unit="south", number="southerner")
    case = f"/cases/{opened.case.reference}/"
    giver = browse()
    page = read(giver.get(case))
    assert "Handed over to Invented Officer (southerner), who has not accepted it yet." in page.words
    assert f"{case}handover-withdrawn" in page.addresses
    assert f"{case}hand-over" not in page.addresses
    done = receiver.post(f"/handovers/{opened.case.reference}", typed(RETURNED, opened.case.seq), follow=True)
    assert "The case stays where it is. Whoever handed it over sees why." in read(done).words
    words = read(giver.get(case)).words
    assert "The case was not taken" in words
    assert "The robbery is with the west unit" in words


def test_a_supervisor_who_handed_over_a_leavers_case_sees_why_it_came_back(officer: Actor, browse: Browse) -> None:
    reference, supervisor = ready(officer).case.reference, browse(Role.SUPERVISOR)
    officer_of(unit="south", number="southerner")
    chosen = {"to": "southerner", "reason": "She leaves the force today", "case": [reference]}
    supervisor.post(f"/leaving/{officer.staff_number}", chosen)
    receiver = browse(unit="south", number="southerner")
    page = read(receiver.get(f"/handovers/{reference}"))
    receiver.post(f"/handovers/{reference}", typed(RETURNED, int(page.boxes["last_seq"][0])))
    case = f"/cases/{reference}/"
    supervisor.post(f"{case}reason", {"reason": "To see who can take it"})
    words = read(supervisor.get(case)).words
    assert "The case was not taken" in words
    assert RETURNED.reason
    assert RETURNED.reason in words


def test_a_supervisor_is_not_told_that_nothing_is_due_of_what_is_on_their_list(cases: Cases, browse: Browse) -> None:
    """It is on their list, and for somebody else to do: they are asked why, and not told that nothing is due there."""
    reference, supervisor = cases[Where.HANDED_OVER].case.reference, browse(Role.SUPERVISOR)
    case = f"/cases/{reference}/"
    assert (case, f"Another unit has not accepted a case, {reference}") in read(supervisor.get("/worklist")).links
    words = read(supervisor.get(case, follow=True)).words
    assert "It is not your own case, and nothing on it is for you to do." in words
    assert "due on your worklist" not in words


def test_nobody_else_learns_from_the_page_that_there_is_a_case(cases: Cases, browse: Browse) -> None:
    reference = cases[Where.HANDED_OVER].case.reference
    for role in Role:
        for unit in ("north", "south"):
            if (role, unit) == (Role.SUPERVISOR, "south"):
                continue
            browser = browse(role, unit, number=f"{role.value[:9]}-{unit[0]}-2")
            there, nowhere = (browser.get(f"/handovers/{one}") for one in (reference, "PV-0000-0000"))
            assert (there.status_code, nowhere.status_code) == (302, 302)
            if (unit == "north" and role in {Role.OFFICER, Role.SUPERVISOR}) or role is Role.DATA_PROTECTION_OFFICER:
                assert there.url == f"/cases/{reference}/"  # type: ignore[attr-defined]
            else:
                assert there.url == nowhere.url  # type: ignore[attr-defined]
            assert NOTE not in there.content.decode()


def test_an_answer_that_comes_too_late_is_reported_to_nobody(cases: Cases, browse: Browse) -> None:
    opened, receiver = cases[Where.HANDED_OVER], browse(unit="south", number="southerner")
    address = f"/handovers/{opened.case.reference}"
    receiver.post(address, typed(RETURNED, opened.case.seq))
    for late in (
        receiver.post(address, typed(RETURNED, opened.case.seq), follow=True),
        receiver.get(address, follow=True),
        receiver.get("/handovers/PV-0000-0000", follow=True),
    ):
        assert late.status_code == 200
        assert "This case is not handed over to you, or no longer is." in read(late).words
    assert not RaisedRow.objects.exists(), "nobody asked for a case out of their reach"


def test_a_supervisor_of_the_unit_that_is_asked_sees_who_and_nothing_of_the_case(cases: Cases, browse: Browse) -> None:
    reference = cases[Where.HANDED_OVER].case.reference
    supervisor = browse(Role.SUPERVISOR, "south")
    assert f"/handovers/{reference}" in read(supervisor.get("/worklist")).addresses
    words = read(supervisor.get(f"/handovers/{reference}")).words
    assert "Invented Officer (southerner) is asked to take this case, and has not answered." in words
    assert NOTE not in words


def test_people_are_chosen_by_unit_ones_own_first(officer: Actor, browse: Browse) -> None:
    opened = ready(officer)
    for unit, number in (("south", "southerner"), ("north", "colleague")):
        officer_of(unit=unit, number=number)
    officer_of(Role.DISCLOSURE_DESK)
    page = browse().get(f"/cases/{opened.case.reference}/hand-over").content.decode()
    order = [page.index(one) for one in ('label="North"', "(colleague)", 'label="South"', "(southerner)")]
    assert order == sorted(order)
    assert "Invented Officer, officer (southerner)" in page
    assert "disclosure_d-north" not in page
    assert 'value="officer-north"' not in page


def test_a_receiver_with_no_case_of_a_lost_key_is_told_so(cases: Cases, browse: Browse) -> None:
    opened, receiver = cases[Where.HANDED_OVER], browse(unit="south", number="southerner")
    WrappedKey.objects.filter(case=opened.case.reference).delete()
    assert receiver.get(f"/handovers/{opened.case.reference}").status_code == 500


def test_within_a_unit_the_note_is_first_too(officer: Actor, browse: Browse) -> None:
    opened = answer(ready(officer), ())
    colleague = browse(number="colleague")
    case = f"/cases/{opened.case.reference}/"
    browse().post(f"{case}hand-over", typed(HandedOver(to="colleague", note="He waits outside"), opened.case.seq))
    page = read(colleague.get(case))
    assert page.words.index("He waits outside") < page.words.index("What to do now")
    browse().post(f"{case}reason", {"reason": "To finish what I began"})
    assert "He waits outside" not in read(browse().get(case)).words
