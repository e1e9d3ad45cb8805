"""Handing over, on pages, the cases of somebody who is leaving: whose, which, to whom; what was done and not."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from proviso.accounts.models import Officer, Role
from proviso.casework.models import CaseRow, Opening
from proviso.casework.writing.permissions import Actor
from proviso.record.models import WrappedKey
from proviso.web.design.tokens import BOX

from ..casework.conftest import Clock
from ..casework.examples import begun, ready
from .conftest import Browse, officer_of, sign_in_again
from .reading import Page, read
from .test_sent_once import AGAIN

pytestmark = pytest.mark.django_db(databases="__all__")

PAGE = "/leaving/leaver"
WHY = "PC Ash leaves the force on Friday"
NOTE = "Read the last reply before you call her"
FORM: dict[str, object] = {"to": "stays", "reason": WHY, "note": NOTE}


@pytest.fixture
def leaver(officer: Actor) -> Actor:
    """An officer of the north who leaves, beside a colleague who stays."""
    officer_of(number="stays")
    return Actor.of(officer_of(number="leaver"))


@pytest.fixture
def supervisor(leaver: Actor, browse: Browse) -> Client:
    """The browser of the north's supervisor."""
    return browse(Role.SUPERVISOR, number="sergeant")


def references(who: Actor, many: int, time: Clock) -> list[str]:
    """So many cases, the most urgent first."""
    made = []
    for _ in range(many):
        made.append(begun(who).case.reference)
        time.now += timedelta(minutes=1)
    return made


def owned(number: str) -> set[str]:
    return set(CaseRow.objects.filter(owner=number).values_list("reference", flat=True))


def shown(page: Page) -> list[str]:
    return page.boxes.get("shown", [])


def test_a_supervisor_finds_whose_cases_and_hands_some_over(
    leaver: Actor, supervisor: Client, browse: Browse, time: Clock
) -> None:
    first, second, third = references(leaver, 3, time)
    assert ("/leaving", "Hand over the cases of somebody who is leaving") in read(
        supervisor.get("/worklist/unit")
    ).links
    assert (PAGE, "Invented Officer (leaver)") in read(supervisor.get("/leaving")).links
    page = read(supervisor.get(PAGE))
    assert shown(page) == [first, second, third]
    assert not page.boxes.keys() & {"case", "all"}, "nothing is chosen beforehand"
    assert page.boxes["to"] == [""]
    done = read(supervisor.post(PAGE, FORM | {"case": [first, third]}, follow=True))
    assert f"Handed over to Invented Officer (stays): {first}, {third}." in done.words
    assert shown(done) == [second]
    assert owned("stays") == {first, third}
    receiver = read(browse(number="stays").get(f"/cases/{first}/"))
    assert receiver.words.index(NOTE) < receiver.words.index("What to do now")


def test_all_of_a_page_is_what_that_page_showed(leaver: Actor, supervisor: Client, time: Clock) -> None:
    made = references(leaver, 27, time)
    page = read(supervisor.get(PAGE))
    assert shown(page) == made[:25]
    (more,) = [href for href, words in page.links if words == "What is due later"]
    assert shown(read(supervisor.get(more))) == made[25:]
    late = references(leaver, 1, time)
    response = supervisor.post(PAGE, FORM | {"all": "yes", "shown": shown(page)})
    assert response["Location"] == PAGE
    assert owned("leaver") == {*made[25:], *late}, "what came after the page was made stays"
    last = supervisor.post(PAGE, FORM | {"all": "yes", "shown": [*made[25:], *late]}, follow=True)
    assert read(last).headings == ["Hand over the cases of somebody who is leaving"]
    assert owned("leaver") == set()


def test_somebody_of_another_unit_is_asked_and_what_waits_says_so(
    leaver: Actor, supervisor: Client, time: Clock
) -> None:
    one, lost = references(leaver, 2, time)
    officer_of(unit="south", number="southerner")
    to_the_south = FORM | {"to": "southerner"}
    done = read(supervisor.post(PAGE, to_the_south | {"case": [one]}, follow=True))
    assert (
        f"Invented Officer (southerner) is asked to take {one}. Until they accept, each stays with Invented Officer "
        "(leaver)."
    ) in done.words
    WrappedKey.objects.filter(case=lost).delete()
    again = read(supervisor.post(PAGE, FORM | {"case": [one, lost, "PV-0000-0000"]}, follow=True)).words
    assert f"Not handed over: {one}. This case is handed over to southerner, who has not answered yet." in again
    assert f"Not handed over: {lost}. " in again
    assert "Not handed over: PV-0000-0000. It is not an open case of leaver in your unit, or no longer is." in again


def test_a_receiver_who_left_meanwhile_is_said_of_each(
    leaver: Actor, supervisor: Client, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = references(leaver, 1, time)
    everybody = tuple(Officer.objects.filter(staff_number="stays"))
    monkeypatch.setattr("proviso.casework.acts.hand_over_many.takers", lambda *_: everybody)
    Officer.objects.filter(staff_number="stays").update(is_active=False)
    page = read(supervisor.post(PAGE, FORM | {"case": [one]}, follow=True))
    assert f"Not handed over: {one}. Select another officer or supervisor of the force, from the list." in page.words


def test_what_is_wrong_is_said_and_what_was_typed_stays(leaver: Actor, supervisor: Client, time: Clock) -> None:
    one, two = references(leaver, 2, time)
    for posted, errors in (
        ({"note": NOTE}, ["#all", "#q-to", "#q-reason"]),
        (FORM, ["#all"]),
        (FORM | {"case": [one], "to": "retired"}, ["#q-to"]),
        (FORM | {"case": [one], "reason": "."}, ["#q-reason"]),
        (FORM | {"all": "yes", "shown": [f"PV-0000-{at:04}" for at in range(26)]}, ["#all"]),
    ):
        response = supervisor.post(PAGE, posted)
        page = read(response)
        assert response.status_code == 422
        assert page.title.startswith("Error: ")
        assert [href for _, href in page.errors] == errors, posted
        assert page.boxes["note"] == [NOTE]
        assert page.boxes.get("case", []) == posted.get("case", [])
    assert owned("leaver") == {one, two}
    assert shown(read(supervisor.get(f"{PAGE}?after=0-"))) == [one, two]
    assert supervisor.get(f"{PAGE}?after=soon").status_code == 404


def test_what_was_ticked_comes_back_too_once_a_sign_in_ended(leaver: Actor, supervisor: Client, time: Clock) -> None:
    first, second = references(leaver, 2, time)
    supervisor.post("/sign-out")
    supervisor.post(PAGE, FORM | {"case": [second]})
    sign_in_again(supervisor, "sergeant")
    page = read(supervisor.get(PAGE))
    assert page.boxes["case"] == [second]
    assert page.boxes["reason"] == [WHY]
    assert "What you had typed is back in the boxes. It is not saved yet." in page.words
    assert owned("leaver") == {first, second}


def test_one_form_sent_three_times_hands_over_once(leaver: Actor, supervisor: Client, time: Clock) -> None:
    one, _two = references(leaver, 2, time)
    (token,) = read(supervisor.get(PAGE)).boxes[BOX]
    for _ in range(3):
        done = supervisor.post(PAGE, FORM | {"case": [one], BOX: token})
        assert done["Location"] == PAGE
    assert CaseRow.objects.get(reference=one).seq == 2
    assert AGAIN in read(supervisor.get(PAGE)).words


def test_who_cannot_take_cases_is_not_offered(leaver: Actor, supervisor: Client, time: Clock) -> None:
    references(leaver, 1, time)
    officer_of(number="retired")
    officer_of(Role.DISCLOSURE_DESK)
    Officer.objects.filter(staff_number="retired").update(is_active=False)
    page = supervisor.get(PAGE).content.decode()
    assert 'value="stays"' in page
    for number in ("retired", "leaver", "sergeant", "disclosure_d-north"):
        assert f'value="{number}"' not in page


def test_it_opens_no_case_and_tells_of_no_other_unit(
    leaver: Actor, supervisor: Client, browse: Browse, time: Clock
) -> None:
    references(leaver, 12, time)
    far = begun(Actor.of(officer_of(unit="south", number="southerner"))).case.reference
    assert "southerner" not in read(supervisor.get("/leaving")).words
    for elsewhere in ("southerner", "sergeant", "nobody", "a/b"):
        assert supervisor.get(f"/leaving/{elsewhere}")["Location"] == "/leaving"
    tried = read(supervisor.post("/leaving/southerner", FORM | {"case": [far]}, follow=True)).words
    assert f"Not handed over: {far}. It is not an open case of southerner in your unit" in tried
    assert supervisor.post("/leaving/sergeant", FORM | {"case": [far]}).status_code == 403
    supervisor.post(PAGE, FORM | {"all": "yes", "shown": sorted(owned("leaver"))})
    assert len(owned("stays")) == 12
    assert not Opening.objects.filter(staff_number="sergeant").exists()
    for one in sorted(owned("stays"))[:2]:
        assert supervisor.get(f"/cases/{one}/")["Location"].startswith(f"/cases/{one}/reason")
    officer = browse(Role.DATA_PROTECTION_OFFICER)
    words = read(officer.get("/who-looked")).words
    assert "Had the cases of an officer handed over at once" in words
    assert "12 cases. " in words
    assert f"Why: {WHY}" in words


@pytest.mark.parametrize("shown_at_all", [True, False])
def test_the_crime_reference_is_shown_where_nobody_has_the_case(
    leaver: Actor, supervisor: Client, settings: Settings, shown_at_all: bool
) -> None:
    settings.PROVISO_CRIME_REFERENCE_ON_OWN_LIST = shown_at_all
    ready(leaver)
    assert "WES/0421/26" not in read(supervisor.get(PAGE)).words, "somebody has the case"
    Officer.objects.filter(staff_number="leaver").update(is_active=False)
    assert ("WES/0421/26" in read(supervisor.get(PAGE)).words) is shown_at_all


@pytest.mark.parametrize("how", [{"is_active": False}, {"role": Role.AUDITOR}])
def test_cases_that_nobody_has_stand_on_the_supervisors_list(
    leaver: Actor, supervisor: Client, browse: Browse, time: Clock, how: dict[str, object]
) -> None:
    made = references(leaver, 2, time)
    says = "Cases that nobody has"
    assert says not in read(supervisor.get("/worklist")).words
    Officer.objects.filter(staff_number="leaver").update(**how)
    page = read(supervisor.get("/worklist"))
    assert says in page.words
    assert (PAGE, "Invented Officer (leaver)") in page.links
    assert "Invented Officer (leaver): 2 open cases" in page.words
    assert "Nobody has these" in read(supervisor.get("/leaving")).words
    for other in (browse(number="stays"), browse(Role.SUPERVISOR, "south")):
        assert says not in read(other.get("/worklist/unit")).words
    supervisor.post(PAGE, FORM | {"case": made})
    assert says not in read(supervisor.get("/worklist")).words


def test_somebody_whose_account_is_gone_is_known_by_number(leaver: Actor, supervisor: Client, time: Clock) -> None:
    references(leaver, 1, time)
    CaseRow.objects.update(owner="long-gone")
    assert ("/leaving/long-gone", "long-gone") in read(supervisor.get("/leaving")).links
    page = read(supervisor.get("/leaving/long-gone"))
    assert len(shown(page)) == 1
    assert "Due" in page.words, "a case on which nothing is due of theirs is in the table too"


def test_a_page_asks_no_more_when_there_are_more_cases(leaver: Actor, supervisor: Client, time: Clock) -> None:
    supervisor.get("/leaving")
    counts = []
    for _ in range(2):
        references(leaver, 3, time)
        with CaptureQueriesContext(connections["default"]) as asked:
            supervisor.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert supervisor.get("/leaving").status_code == 200


def test_the_data_protection_officer_sees_what_was_handed_over_together(
    leaver: Actor, supervisor: Client, browse: Browse, time: Clock
) -> None:
    officer_of(unit="south", number="southerner")
    dpo = browse(Role.DATA_PROTECTION_OFFICER)
    assert ("/who-looked/handed-over", "Cases handed over together, and what became of them") in read(
        dpo.get("/who-looked")
    ).links
    assert "No cases were handed over together." in read(dpo.get("/who-looked/handed-over")).words
    here, away, *_ = cases = references(leaver, 28, time)
    supervisor.post(PAGE, FORM | {"case": [here]})
    supervisor.post(PAGE, FORM | {"case": [away], "to": "southerner"})
    words = read(dpo.get("/who-looked/handed-over")).words
    first, second = (words.index(f"to Invented Officer ({one})") for one in ("southerner", "stays"))
    assert first < second, "the latest is first"
    assert (
        "0 of 1 case was taken Invented Supervisor (sergeant), 22 November 2026 at 03:28 GMT. " in words[first:second]
    )
    assert f"Why: {WHY}" in words[first:second]
    assert f"Not answered yet: {away}" in words[first:second]
    assert f"Went at once: {here}" in words[second:]
    for one in cases[2:]:
        supervisor.post(PAGE, FORM | {"case": [one]})
    page = read(dpo.get("/who-looked/handed-over"))
    assert here not in page.words
    (more,) = (href for href, said in page.links if said == "Earlier")
    assert here in read(dpo.get(more)).words
