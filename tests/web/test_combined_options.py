"""An option that answers several questions: what it records, where it is offered, and what is not asked at all."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.test import Client

from proviso.casework.acts.asked_together import PAIRS, AskedTogether, pair_to_ask
from proviso.casework.acts.journey import BY_SLUG
from proviso.casework.history.case import Case, Stage
from proviso.casework.values.considerations import Companion, InterpreterWas
from proviso.casework.values.notification import How, Telling, ToldBefore
from proviso.casework.values.person import Age, Interpreter, Reach, Route
from proviso.casework.values.role import Start
from proviso.casework.values.sharing import CallEnded, Ended
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.permissions import Actor
from proviso.record.models import Entry
from proviso.web.design.combined_options import NOTHING_SHARED, UNDERSTOOD_ALONE, spelled_out
from proviso.web.design.forms import form_for
from proviso.web.design.just_now import at_its_time, this_minute

from ..casework.examples import ADDRESS, ALLEGATION, PERSON, REACH, TOLD_BEFORE, UNTOLD, answer, begun
from .conftest import Browse, Cases
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

TOLD = {
    "told": "yes_just_now",
    "how": "safe_in_person",
    "others_there": ["nobody"],
    "understood": "yes_alone",
}


def asked(opened: OpenCase) -> str:
    return f"/cases/{opened.case.reference}/questions/tell-before"


def as_it_is(opened: OpenCase) -> Case:
    """The case as the record has it now."""
    return open_case(opened.actor, opened.case.reference, reason="To read what it says now", session="a session").case


def telling(browser: Client, opened: OpenCase, **other: object) -> tuple[int, ToldBefore | None]:
    posted = TOLD | {"last_seq": opened.case.seq} | other
    status = browser.post(asked(opened), posted).status_code
    return status, as_it_is(opened).latest(ToldBefore)


def test_one_option_records_each_answer_for_itself(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), UNTOLD)
    status, told = telling(browse(), opened)
    assert status == 302
    assert told is not None
    assert told == replace(TOLD_BEFORE, happened_at=told.happened_at, about=told.about)
    assert told.happened_at == this_minute()


def test_each_question_can_still_be_answered_by_itself(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), UNTOLD)
    apart = {"how": "in_person", "route_safe": "no", "understood": "no", "companion": "absent"}
    _status, told = telling(browse(), opened, **apart)
    assert told is not None
    assert (told.route_safe, told.understood, told.companion) == (False, False, Companion.ABSENT)


def test_of_a_child_nobody_says_that_support_was_not_needed(officer: Actor, browse: Browse) -> None:
    child = replace(PERSON, age=Age.DISPUTED)
    opened = answer(begun(officer), [child if one is PERSON else one for one in UNTOLD])
    browser = browse()
    assert UNDERSTOOD_ALONE.words not in read(browser.get(asked(opened))).words
    status, told = telling(browser, opened)
    assert (status, told) == (409, None)


def test_the_safe_way_is_the_one_that_is_recorded(officer: Actor, browse: Browse) -> None:
    by_letter = replace(REACH, route=Route.LETTER, details="To the library")
    opened = answer(begun(officer), [by_letter if one is REACH else one for one in UNTOLD])
    words = read(browse().get(asked(opened))).words
    assert "In the way that is recorded as safe: by letter" in words
    assert "In the way that is recorded as safe: in person" not in words
    status, told = telling(browse(), opened, how="safe_telephone")
    assert (status, told) == (409, None), "said to be safe, and not the way that is recorded"


def test_where_no_way_is_safe_none_is_offered_as_safe(officer: Actor, browse: Browse) -> None:
    none_safe = Reach(language="English", route=Route.NONE_SAFE)
    opened = answer(begun(officer), [none_safe if one is REACH else one for one in UNTOLD])
    assert "recorded as safe" not in read(browse().get(asked(opened))).words


def test_an_interpreter_is_asked_about_only_where_one_may_be_needed(officer: Actor, browse: Browse) -> None:
    opened, browser = answer(begun(officer), UNTOLD), browse()
    page = read(browser.get(asked(opened)))
    assert "Was an interpreter there?" not in page.words
    assert "It is recorded that no interpreter is needed." in page.words
    opened = answer(opened, [replace(REACH, language="Fictish", interpreter=Interpreter.BOOKED)])
    assert "Was an interpreter there?" in read(browser.get(asked(opened))).words
    status, told = telling(browser, opened)
    assert (status, told) == (422, None), "what was not asked is not taken for no"


def test_what_a_page_asked_before_is_heard_all_the_same(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), UNTOLD)
    status, told = telling(browse(), opened, interpreter="absent")
    assert status == 302
    assert told is not None
    assert told.interpreter is InterpreterWas.ABSENT
    assert "Was an interpreter there?" in read(browse().get(asked(opened))).words, "what is recorded is shown"


def test_whoever_was_not_told_says_nothing_of_an_interpreter(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), UNTOLD)
    _status, told = telling(browse(), opened, told="no")
    assert told is not None
    assert (told.told, told.interpreter, told.how) == (Telling.NO, None, None)


def test_in_english_nobody_has_to_say_that_no_interpreter_is_needed(officer: Actor) -> None:
    opened = answer(begun(officer), [Reach(language=" english ", route=Route.NONE_SAFE)])
    reach = opened.case.latest(Reach)
    assert reach is not None
    assert reach.interpreter is Interpreter.NOT_NEEDED
    needed = Reach(language="English", interpreter=Interpreter.NEEDED, route=Route.NONE_SAFE)
    reach = answer(opened, [needed]).case.latest(Reach)
    assert reach is not None
    assert reach.interpreter is Interpreter.NEEDED, "an officer says otherwise"


def test_a_call_that_was_read_back_and_just_ended_is_one_option(cases: Cases, browse: Browse) -> None:
    opened = cases[Stage.CALLING]
    posted = {"outcome": "given_just_now", "operator": "Operator 12", "last_seq": opened.case.seq}
    assert browse(typing=True).post(f"/cases/{opened.case.reference}/call", posted).status_code == 302
    ended = as_it_is(opened).latest(CallEnded)
    assert ended is not None
    assert (ended.outcome, ended.read_back, ended.happened_at) == (Ended.GIVEN, True, this_minute())


def test_a_call_starts_by_saying_that_nobody_hears_it(cases: Cases, browse: Browse) -> None:
    opened, browser = cases[Stage.DECIDED], browse(typing=True)
    page = read(browser.post(f"/cases/{opened.case.reference}/send", {"last_seq": opened.case.seq}))
    assert page.errors == [("Select yes if the person and others cannot hear you", "#q-out_of_hearing")]
    assert "Nobody can hear me: start the call" in page.words
    assert as_it_is(opened).stage is Stage.DECIDED


def test_suspected_and_nothing_shared_is_one_option_of_the_first_page() -> None:
    form = form_for(Start)({"role": "victim", "suspected": "yes_not_shared"})
    form.offer([NOTHING_SHARED], {})
    assert (form.value().suspected, form.value().already_shared) == (True, False)
    html = form.questions()
    assert 'data-follows="suspected" data-unless="yes_not_shared"' in html
    assert html.count('name="already_shared"') == 2


@pytest.mark.parametrize("prefix", ["", "tell-before-"])
def test_just_now_stays_the_time_that_it_was_when_a_sign_in_ends(prefix: str) -> None:
    kept = at_its_time(QueryDict(f"{prefix}told=yes_just_now&{prefix}why=yes_just_now"))
    assert (kept[f"{prefix}told"], kept[f"{prefix}happened_at-when"]) == ("yes", "other")
    assert kept[f"{prefix}happened_at-day"] == str(this_minute().day)
    assert kept[f"{prefix}why"] == "yes_just_now", "what is typed is left as it is"


def test_every_way_of_telling_can_be_the_safe_one() -> None:
    for how in How:
        assert spelled_out({"how": f"safe_{how.value}"}) == {"how": how.value, "route_safe": "yes"}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.slug)
def test_two_that_belong_together_follow_each_other_in_one_part(pair: AskedTogether) -> None:
    first, second = (list(BY_SLUG).index(one.slug) for one in pair.questions)
    assert second == first + 1
    assert {one.section for one in pair.questions} == {pair.section}


def test_a_question_is_led_to_with_the_one_that_it_belongs_with(officer: Actor, browse: Browse) -> None:
    opened, browser = begun(officer), browse()
    case = f"/cases/{opened.case.reference}"
    posted = {"crime_reference": "WES/0421/26", "crime_types": ["burglary"], "stands": "recorded", "last_seq": 1}
    assert browser.post(f"{case}/questions/allegation", posted).headers["Location"] == f"{case}/parts/person-and-place"
    page = read(browser.get(f"{case}/parts/person-and-place"))
    assert page.headings == ["The person, and where they are"]
    person, address = {"person-name": "Imaginary Oduya"}, {"address-whereabouts": "not_known"}
    sent = {"asks": ["person", "address"], "person-last_seq": 2, "address-last_seq": 2, "person-age": "adult"}
    response = browser.post(f"{case}/parts/person-and-place", sent | person | address)
    assert response.status_code == 422
    assert [words for words, _link in read(response).errors] == [
        "Select whether someone who harms them could see their post or visitors"
    ]
    again = {"asks": ["address"], "address-last_seq": 2, "address-seen_by_suspect": "no"}
    response = browser.post(f"{case}/parts/person-and-place", again | address)
    assert response.headers["Location"] == f"{case}/questions/reach"
    kinds = Entry.objects.filter(case=opened.case.reference, seq__gt=2).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["person_recorded", "address_recorded"]


def test_one_of_two_is_asked_by_itself_once_the_other_is_answered(officer: Actor) -> None:
    opened = answer(begun(officer), [ALLEGATION])
    person = BY_SLUG["person"]
    pair = pair_to_ask(opened.case, opened.assessed.facts, person)
    assert pair is not None
    assert pair.slug == "person-and-place"
    opened = answer(opened, [ADDRESS])
    assert pair_to_ask(opened.case, opened.assessed.facts, person) is None
    assert pair_to_ask(opened.case, opened.assessed.facts, BY_SLUG["reach"]) is None
