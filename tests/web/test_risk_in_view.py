"""A child of fifteen in a refuge, with a father who controls them, is in view on every page where somebody decides."""

from dataclasses import replace

import pytest
from django.test import Client

from proviso.casework.acts.decide import decide
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.considerations import Companion
from proviso.casework.values.content import AdditionalInformation, Include, Omission
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.person import Age, Knows, Whereabouts
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor

from ..casework.examples import (
    ADDRESS,
    ANSWERS,
    BASIC,
    CALL_STARTED,
    CONTROL,
    MEASURES_TOO,
    PERSON,
    REACH,
    TOLD_BEFORE,
    VIEWS,
    WEIGHING,
    answer,
    begun,
)
from ..casework.stories import looked_at
from .conftest import Browse
from .reading import Page, read

pytestmark = pytest.mark.django_db(databases="__all__")

FATHER = "Her father keeps her papers and reads her messages"
CHILD, REFUGE, CONTROLLED = (
    "They are a child.",
    "They are at a refuge or another confidential address.",
    "Someone uses their status against them.",
)
INSTEAD: dict[type[Value], Value] = {
    type(PERSON): replace(PERSON, date_of_birth=BirthDate(2011, 3, 27), age=Age.UNDER_18),
    type(ADDRESS): replace(ADDRESS, whereabouts=Whereabouts.CONFIDENTIAL, address="The Invented Refuge"),
    type(CONTROL): replace(CONTROL, used=Knows.YES, how=FATHER),
    type(REACH): replace(REACH, never="Ring her at home"),
    type(TOLD_BEFORE): replace(TOLD_BEFORE, companion=Companion.PRESENT),
}


def in_a_refuge(who: Actor) -> OpenCase:
    """Her case, with nothing decided, and what she said of the measures that are proposed."""
    more = (MEASURES_TOO, replace(VIEWS, companion=Companion.PRESENT), WEIGHING, INSTEAD[ToldBefore])
    kept = [INSTEAD.get(type(one), one) for one in ANSWERS if not isinstance(one, ToldBefore | AdditionalInformation)]
    return answer(begun(who), (*kept, *more))


def above(page: Page, first: str, second: str) -> bool:
    """Whether one thing is read before the other, and both are there."""
    return -1 < page.words.find(first) < page.words.find(second)


def got(browser: Client, opened: OpenCase, path: str) -> Page:
    """One page of the case."""
    return read(browser.get(f"/cases/{opened.case.reference}/{path}"))


def test_all_of_it_stands_above_what_would_leave_where_it_is_decided(officer: Actor, browse: Browse) -> None:
    page = got(browse(), in_a_refuge(officer), "decide")
    for risk in (CHILD, REFUGE, CONTROLLED):
        assert above(page, risk, "Exactly what would be sent")
    assert "As chosen now, the address would be shared. It can be left out (6.1)." in page.words
    assert FATHER in page.words


def test_what_she_said_stands_beside_the_decision_and_in_no_folded_list(officer: Actor, browse: Browse) -> None:
    opened = in_a_refuge(officer)
    html = browse().get(f"/cases/{opened.case.reference}/decide").content.decode()
    unfolded = "".join(part.split("</details>")[-1] for part in html.split("<details"))
    for words in ("What the person said", "They object", "Would rather it stayed here", "Ring her at home"):
        assert words in unfolded
    page = got(browse(), opened, "decide")
    assert above(page, "Would rather it stayed here", "Your decision")


def test_a_case_of_somebody_who_said_nothing_says_so(officer: Actor, browse: Browse) -> None:
    assert "Nothing that they said is recorded." in got(browse(), answer(begun(officer), ()), "decide").words


def test_the_question_about_basic_information_has_it_at_each_field(officer: Actor, browse: Browse) -> None:
    opened = in_a_refuge(officer)
    page = got(browse(), opened, "questions/basic")
    assert above(page, REFUGE, "What is recorded")
    row = page.words[page.words.index("The Invented Refuge") :]
    assert row.startswith(f"The Invented Refuge{REFUGE} As chosen now") or REFUGE in row[:200]
    left_out = replace(BASIC, address=Include.LEAVE_OUT, address_omitted=Omission.CONFIDENTIAL)
    assert "The address is left out." in got(browse(), answer(opened, (left_out,)), "questions/basic").words


def called(who: Actor) -> OpenCase:
    """Her case during the call."""
    opened = in_a_refuge(who)
    both = Decision(decide=(Decide.SHARE_BASIC, Decide.SHARE_ADDITIONAL), reason="The alarm needs their help at once")
    return answer(looked_at(decide(opened, both, seen=opened.case.seq)), (CALL_STARTED,))


def test_the_call_has_it_above_the_script_in_our_words_and_not_in_the_script(officer: Actor, browse: Browse) -> None:
    opened = called(officer)
    html = browse().get(f"/cases/{opened.case.reference}/call").content.decode()
    page = got(browse(), opened, "call")
    assert above(page, CHILD, "Read this out, and nothing else")
    assert above(page, "For you to know. Do not read it out.", "Read this out, and nothing else")
    script = html.split('class="proviso-script"')[1].split("</section>")[0]
    assert not [risk for risk in (CHILD, REFUGE, CONTROLLED) if risk in script]
    assert FATHER not in html, "what was typed is not on a page from which somebody reads aloud"


def test_before_the_call_it_is_in_view_too(officer: Actor, browse: Browse) -> None:
    opened = in_a_refuge(officer)
    opened = decide(opened, Decision(decide=(Decide.SHARE_BASIC,), reason="It cannot wait"), seen=opened.case.seq)
    page = got(browse(typing=True), opened, "send")
    assert above(page, REFUGE, "What is sent, and nothing else")
    assert FATHER not in page.words


def test_a_plain_case_has_no_such_box(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), ANSWERS)
    for path in ("decide", "questions/basic"):
        assert "Risk to the person" not in got(browse(), opened, path).words


def test_what_officers_must_avoid_is_a_safety_warning_and_turns_nothing_round(officer: Actor, browse: Browse) -> None:
    opened = answer(begun(officer), (*ANSWERS, replace(REACH, never="Do not ring her at home")))
    for path in ("", "questions/tell-before"):
        page = got(browse(), opened, path)
        assert "Safety warning" in page.words
        assert "Do not ring her at home" in page.words
        assert "The answer to “What must officers avoid?”" in page.words, (
            "else “Leaving a message” may be read as advice"
        )
        said = [page.words.rindex(one) for one in ("officers avoid?”", "Do not ring her at home")]
        assert path == "" or said == sorted(said), "the question, then its answer"
        assert "Never do this" not in page.words
    assert "What must officers avoid?" in got(browse(), opened, "questions/reach").words
