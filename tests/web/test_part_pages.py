"""A part at a time: what a page asks, what it records, what it says of each question, and how it is chosen."""

from dataclasses import replace

import pytest
from django.test import Client

from proviso.accounts.models import Role
from proviso.casework.acts.journey import BY_SLUG, open_questions
from proviso.casework.acts.question import TaskSection
from proviso.casework.acts.receive import record_reply
from proviso.casework.history.case import Stage
from proviso.casework.models import CaseRow
from proviso.casework.values.content import BasicField
from proviso.casework.values.person import Age, Knows
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.record.models import Entry
from proviso.web.asking.at_once import AtOnce, all_at_once

from ..casework.every import NEEDED
from ..casework.examples import (
    ADDRESS,
    ALLEGATION,
    ANSWERS,
    BASIC,
    CONTROL,
    LAWFUL_BASIS,
    MEASURES_TOO,
    NOTHING_MORE,
    PERSON,
    PROTECTION,
    PURPOSES,
    REACH,
    RECIPIENT,
    REPLY,
    SUPPORT,
    SUSPICION,
    TIMING,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    answer,
    begun,
)
from ..casework.folding import folded
from .conftest import Browse, Cases
from .forms import Typed, typed
from .reading import Page, read

pytestmark = pytest.mark.django_db(databases="__all__")

PARTS: dict[str, tuple[Value, ...]] = {
    "crime": (ALLEGATION, PERSON, ADDRESS, REACH),
    "protection": (PROTECTION, CONTROL, SUPPORT),
    "suspicion": (SUSPICION, PURPOSES, LAWFUL_BASIS),
    "content": (BASIC, NOTHING_MORE, TIMING, RECIPIENT),
    "telling": (TOLD_BEFORE,),
}


FOR_THE_WHOLE_PAGE = {"csrfmiddlewaretoken", "form_token", "way", "next"}


def slug_of(value: Value) -> str:
    return next(one.slug for one in BY_SLUG.values() if one.value is type(value))


def together(*values: Value, seen: int = 1) -> Typed:
    """Answers to several questions as a browser posts them from one page."""
    posted: Typed = {"asks": [slug_of(one) for one in values]}
    for one in values:
        posted |= {f"{slug_of(one)}-{name}": given for name, given in typed(one, seen).items()}
    return posted


def address(opened: OpenCase, part: str) -> str:
    return f"/cases/{opened.case.reference}/parts/{part}"


def answers_on(page: Page) -> dict[str, list[str]]:
    """What the form of the answers sends, as the page stands."""
    return {name: given for name, given in page.boxes.items() if name not in FOR_THE_WHOLE_PAGE}


def seq_of(opened: OpenCase) -> int:
    return CaseRow.objects.get(reference=opened.case.reference).seq


@pytest.fixture
def by_part(browse: Browse, officer: Actor) -> Client:
    """The browser of an officer who answers a part at a time."""
    browser = browse()
    browser.post(f"/cases/{begun(officer).case.reference}/questions/address", {"way": "part"})
    return browser


def test_a_whole_case_is_answered_in_five_pages_and_led_to_the_decision(by_part: Client, officer: Actor) -> None:
    began = by_part.post("/cases/new", {"role": "victim", "suspected": "yes", "already_shared": "no"})
    for part, values in PARTS.items():
        where: str = began.url  # type: ignore[attr-defined]
        assert where.endswith(f"/parts/{part}")
        page = read(by_part.get(where))
        assert page.boxes["asks"] == [slug_of(one) for one in values]
        began = by_part.post(where, together(*values, seen=int(page.boxes[f"{slug_of(values[0])}-last_seq"][0])))
        assert began.status_code == 302, read(began).errors
    assert began.url.endswith("/decide")  # type: ignore[attr-defined]
    row = CaseRow.objects.get(reference=began.url.split("/")[2])  # type: ignore[attr-defined]
    assert row.seq == 1 + len(ANSWERS)


def test_what_is_right_is_recorded_and_what_is_wrong_comes_back(by_part: Client, officer: Actor) -> None:
    opened = begun(officer)
    wrong = together(replace(PERSON, age=Age.UNDER_18), ADDRESS, REACH) | {"reach-language": ""}
    response = by_part.post(
        address(opened, "crime"), together(ALLEGATION) | wrong | {"asks": wrong["asks"] + ["allegation"]}
    )
    page = read(response)
    assert response.status_code == 422
    assert page.title.startswith("Error: ")
    assert page.errors == [
        (
            "The date of birth makes them 35. Correct it, or select “18 or over”; or “Their age is disputed”, if it is",
            "#q-person-age",
        ),
        ("Enter the language that they prefer", "#q-reach-language"),
    ]
    assert page.boxes["asks"] == ["person", "reach"]
    assert page.boxes["person-name"] == [PERSON.name]
    assert page.boxes["reach-details"] == [REACH.details]
    assert "What was right is recorded, and need not be given again: The allegation Where they are" in page.words
    assert seq_of(opened) == 3
    again = (
        together(PERSON)
        | {"asks": page.boxes["asks"]}
        | {name: given[0] for name, given in page.boxes.items() if name.startswith("reach-")}
    )
    assert by_part.post(address(opened, "crime"), again | {"reach-language": "Welsh"}).status_code == 302
    assert seq_of(opened) == 5


def test_nothing_given_at_all_asks_each_question_of_the_page(by_part: Client, officer: Actor) -> None:
    opened = begun(officer)
    asked = [slug_of(one) for one in PARTS["protection"]]
    lasts = {f"{one}-last_seq": "1" for one in asked}
    response = by_part.post(address(opened, "protection"), {"asks": asked, **lasts})
    page = read(response)
    assert response.status_code == 422
    assert {href.split("-")[1] for _says, href in page.errors} == set(asked)
    assert all(href.removeprefix("#") in page.ids for _says, href in page.errors)
    assert seq_of(opened) == 1


def test_two_people_at_one_question_are_told_of_that_question_alone(by_part: Client, officer: Actor) -> None:
    opened = begun(officer)
    answer(opened, (replace(ADDRESS, address="2 Invented Row, Wessmere"),))
    response = by_part.post(address(opened, "crime"), together(ALLEGATION, ADDRESS, REACH))
    page = read(response)
    assert response.status_code == 409
    assert page.errors == [("This question was answered since you opened it.", "#q-address-whereabouts")]
    assert page.boxes["asks"] == ["address"]
    assert page.boxes["address-last_seq"] == ["2"]
    assert "2 Invented Row, Wessmere" in page.words
    assert seq_of(opened) == 4
    assert by_part.post(address(opened, "crime"), together(ADDRESS, seen=2)).status_code == 302
    assert seq_of(opened) == 5


def test_a_reply_that_came_meanwhile_is_weighed_first(by_part: Client, cases: Cases) -> None:
    opened = answer(cases[Stage.SHARED], (MEASURES_TOO,))
    seen = opened.case.seq
    record_reply(opened, REPLY, seen=seen)
    response = by_part.post(address(opened, "content"), together(VIEWS, WEIGHING, seen=seen))
    page = read(response)
    assert [says for says, _href in page.errors] == [
        "The case has changed since you opened this page. Check it again before you go on"
    ]
    assert page.boxes["asks"] == ["weighing"]
    assert page.boxes["weighing-last_seq"] == [str(seen + 2)]


def test_what_another_answer_of_the_part_brings_up_comes_on_its_next_page(by_part: Client, officer: Actor) -> None:
    opened = answer(begun(officer), [one for part in ("crime", "suspicion") for one in PARTS[part]])
    posted = together(BASIC, MEASURES_TOO, TIMING, RECIPIENT, seen=opened.case.seq)
    following = by_part.post(address(opened, "content"), posted)
    assert following.url == address(opened, "content")  # type: ignore[attr-defined]
    page = read(by_part.get(following.url))  # type: ignore[attr-defined]
    assert page.boxes["asks"] == ["views", "weighing"]


def test_an_answer_that_settles_nothing_does_not_ask_again_at_once(by_part: Client, officer: Actor) -> None:
    opened = answer(begun(officer), PARTS["crime"])
    posted = together(NEEDED, CONTROL, SUPPORT, seen=opened.case.seq)
    following = by_part.post(address(opened, "protection"), posted)
    assert following.url == address(opened, "suspicion")  # type: ignore[attr-defined]


def test_the_page_shows_of_each_question_what_its_own_page_shows(by_part: Client, officer: Actor) -> None:
    opened = begun(officer)
    for section in TaskSection:
        for asked in open_questions(opened.case, opened.assessed.facts, section):
            page = read(by_part.get(address(opened, section.slug)))
            alone = read(by_part.get(f"/cases/{opened.case.reference}/questions/{asked.slug}"))
            assert asked.title in page.words
            assert asked.because in page.words
            assert asked.lead in page.words
            assert {f"{asked.slug}-{one}" for one in alone.boxes if one not in FOR_THE_WHOLE_PAGE} <= {*page.boxes}


def test_a_part_with_nothing_to_answer_leads_to_the_case(by_part: Client, officer: Actor) -> None:
    opened = begun(officer)
    home = f"/cases/{opened.case.reference}/"
    assert by_part.get(address(opened, "telling")).url == home  # type: ignore[attr-defined]
    assert by_part.get(address(opened, "nothing")).status_code == 404
    assert by_part.post(address(opened, "telling"), {}).status_code == 302


def test_whoever_answers_nothing_has_no_page_of_a_part(cases: Cases, browse: Browse, officer: Actor) -> None:
    opened, desk = cases[Stage.DECIDED], browse(Role.DISCLOSURE_DESK)
    assert desk.get(address(opened, "crime")).status_code == 302
    before = Entry.objects.filter(seq__isnull=False).count()
    page = read(desk.post(address(opened, "crime"), together(replace(ADDRESS, address="Elsewhere 2"), seen=99)))
    assert page.errors
    assert Entry.objects.filter(seq__isnull=False).count() == before


def test_how_to_answer_is_chosen_on_the_page_and_remembered(browse: Browse, officer: Actor) -> None:
    opened, browser = begun(officer), browse()
    home = f"/cases/{opened.case.reference}"
    assert "Answer a part at a time instead" in read(browser.get(f"{home}/")).words
    page = read(browser.get(f"{home}/questions/address"))
    assert "Answer a part at a time instead" in page.words
    chosen = browser.post(f"{home}/questions/address", answers_on(page) | {"way": "part"})
    assert chosen.url == f"{home}/parts/crime"  # type: ignore[attr-defined]
    assert "From now on: one part a page." in read(browser.get(f"{home}/parts/crime")).words
    assert (f"{home}/parts/crime", "Answer the next part: The crime and the person") in read(
        browser.get(f"{home}/")
    ).links
    assert browser.post(f"{home}/questions/address", typed(ADDRESS, 1)).url == f"{home}/parts/crime"  # type: ignore[attr-defined]
    page = read(browser.get(f"{home}/parts/crime"))
    back = browser.post(f"{home}/parts/crime", answers_on(page) | {"way": "question"})
    assert back.url == f"{home}/questions/allegation"  # type: ignore[attr-defined]
    assert "Answer one question a page instead" not in read(browser.get(back.url)).words  # type: ignore[attr-defined]
    assert browser.post(f"{home}/questions/address", {"way": "all"}).status_code == 404
    assert browser.post(f"{home}/way", {"way": "part"}).url == f"{home}/parts/crime"  # type: ignore[attr-defined]
    assert browser.post(f"{home}/way").status_code == 404
    led = browser.get(f"{home}/way")
    assert led.url == f"{home}/", "who signs in again after pressing it is led there"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("where", "sent", "way"),
    [("questions/address", typed(ADDRESS, 1), "part"), ("parts/crime", together(ADDRESS), "question")],
)
def test_choosing_the_other_way_leaves_what_is_typed_in_its_boxes(
    browse: Browse, officer: Actor, where: str, sent: Typed, way: str
) -> None:
    opened, browser = begun(officer), browse()
    page_at = f"/cases/{opened.case.reference}/{where}"
    page = read(browser.post(page_at, sent | {"way": way}))
    assert page.errors == []
    assert "From now on" in page.words
    assert "It is not saved yet." in page.words
    assert "Recorded" not in page.words
    assert seq_of(opened) == 1
    browser.post(page_at, answers_on(page))
    assert seq_of(opened) == 2, "what came back is saved as it is"


def test_what_was_typed_before_a_reason_was_asked_comes_back_unsaved(browse: Browse, officer: Actor) -> None:
    opened, colleague = begun(officer), browse(number="colleague")
    asked = colleague.post(address(opened, "crime"), together(replace(ALLEGATION, crime_reference="47"), ADDRESS))
    colleague.post(asked.url, {"reason": "To help out on a busy night shift"})  # type: ignore[attr-defined]
    page = read(colleague.get(address(opened, "crime")))
    assert page.errors == []
    assert page.boxes["asks"] == ["allegation", "address"]
    assert page.boxes["allegation-crime_reference"] == ["47"]
    assert page.boxes["allegation-last_seq"] == ["1"]
    assert "What you had typed is back in the boxes. It is not saved yet." in page.words
    assert seq_of(opened) == 1


SHARE_ALL = AtOnce(tuple(f"basic-{one}" for one in BasicField), "share", "Choose “Share it” for all five")


@pytest.mark.parametrize(
    ("more", "offered"),
    [
        ((), True),
        ((replace(PERSON, name=None),), False),
        ((replace(ADDRESS, seen_by_suspect=Knows.NOT_KNOWN),), False),
        ((replace(PERSON, age=Age.DISPUTED),), False),
        ((NEEDED,), False),
    ],
    ids=["nothing against it", "no name", "post may be seen", "may be a child", "measures needed"],
)
def test_sharing_all_is_one_press_only_where_nothing_speaks_against_it(more: tuple[Value, ...], offered: bool) -> None:
    case = folded(*PARTS["crime"], *PARTS["protection"], SUSPICION, *more)
    assert all_at_once(case, "basic", "basic-") == (SHARE_ALL if offered else None)
    assert all_at_once(case, "timing", "") is None


def test_measures_are_one_press_and_each_has_its_boxes(by_part: Client, officer: Actor) -> None:
    opened = begun(officer)
    press = all_at_once(opened.case, "protection", "protection-")
    assert press is not None
    html = by_part.get(address(opened, "protection")).content.decode()
    assert " ".join(press.names) in html
    for name in press.names:
        assert f'name="{name}" type="radio" value="{press.value}"' in html
    assert f'name="protection-{BasicField.NAME}"' not in html


def test_a_decision_leads_on_to_sending_whoever_goes_from_part_to_part(
    by_part: Client, browse: Browse, officer: Actor
) -> None:
    question_by_question = browse(number="colleague")
    for number, (browser, decided, leads_to) in enumerate(
        [(by_part, "share_basic", "send"), (by_part, "not_share", ""), (question_by_question, "share_basic", "")]
    ):
        opened = answer(begun(officer), ANSWERS)
        where = f"/cases/{opened.case.reference}/"
        browser.post(f"{where}reason", {"reason": "To help out on a busy night shift"})
        reason = f"Nobody has confirmed the marker of {number} yet"
        posted = {"decide": [decided], "reason": reason, "last_seq": str(opened.case.seq)}
        assert browser.post(f"{where}decide", posted).url == where + leads_to  # type: ignore[attr-defined]
