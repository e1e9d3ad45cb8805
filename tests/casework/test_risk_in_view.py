"""What puts a person at risk is listed in words, each with where it comes from and what can be left out."""

from dataclasses import replace

import pytest

from proviso.casework.reading import risk_in_view as view
from proviso.casework.reading.risk_in_view import RiskInView, risks_in_view, risks_of_field
from proviso.casework.reading.what_they_said import TheySaid, what_they_said
from proviso.casework.values.considerations import Views, ViewsAre
from proviso.casework.values.content import BasicField, Include, Omission
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.person import Address, Age, Knows, Person, Reach, Whereabouts
from proviso.casework.values.protection import Control, Measure, Protection
from proviso.casework.values.reply import Reply
from proviso.casework.values.suspicion import Source, Suspicion
from proviso.casework.values.value import Value
from proviso.policy.facts import FACTS

from .every import CONSENT, DECLINED, DISPUTED, NO_WAY_IS_SAFE, WARNED
from .examples import (
    ADDRESS,
    ANSWERS,
    BASIC,
    CALL_ENDED,
    CALL_STARTED,
    CONTROL,
    MEASURES_TOO,
    PERSON,
    PROTECTION,
    REACH,
    SUSPICION,
    VIEWS,
)
from .folding import folded, onto, sharing

CHILD = replace(PERSON, age=Age.UNDER_18)
REFUGE = replace(ADDRESS, whereabouts=Whereabouts.CONFIDENTIAL)
CONTROLLED = replace(CONTROL, used=Knows.YES, how="Her father keeps her papers")


def says(*values: Value) -> list[str]:
    """What is said of the risk on a case where these are answered."""
    return [one.says for one in risks_in_view(folded(*values))]


def test_a_plain_case_says_nothing_of_risk() -> None:
    assert not says(*ANSWERS)
    assert not says()


def test_a_child_in_a_refuge_with_a_controlling_father_is_said_in_order() -> None:
    case = folded(CHILD, REFUGE, CONTROLLED)
    assert [(one.says, one.source, one.typed) for one in risks_in_view(case)] == [
        ("They are a child", Person, ""),
        ("They are at a refuge or another confidential address", Address, ""),
        ("Someone uses their status against them", Control, "Her father keeps her papers"),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (DISPUTED, "Their age is disputed, and they are treated as a child"),
        (replace(ADDRESS, seen_by_suspect=Knows.YES), view.SEEN_AT_HOME),
        (replace(REFUGE, whereabouts=Whereabouts.TEMPORARY, seen_by_suspect=Knows.YES), view.SEEN[Knows.YES]),
        (replace(ADDRESS, seen_by_suspect=Knows.NOT_KNOWN), view.SEEN[Knows.NOT_KNOWN]),
        (NO_WAY_IS_SAFE, "No way to reach them is safe at present"),
        (
            replace(PROTECTION, immediate=Measure.NEEDED, alarm=Measure.NEEDED),
            "Protective measures are needed and not in place: Immediate measures to keep them safe; "
            "An alarm or safety device",
        ),
    ],
)
def test_each_risk_is_said_in_words(value: Value, expected: str) -> None:
    assert says(value) == [expected]


def test_a_confidential_address_that_somebody_can_see_is_said_twice() -> None:
    assert says(replace(REFUGE, seen_by_suspect=Knows.YES)) == [view.CONFIDENTIAL, view.SEEN[Knows.YES]]


@pytest.mark.parametrize(
    ("chosen", "way"),
    [
        ([], "The address can be left out (6.1)"),
        ([BASIC], "As chosen now, the address would be shared. It can be left out (6.1)"),
        (
            [replace(BASIC, address=Include.LEAVE_OUT, address_omitted=Omission.CONFIDENTIAL)],
            "The address is left out",
        ),
    ],
)
def test_what_can_be_left_out_says_how_it_is_chosen_now(chosen: list[Value], way: str) -> None:
    (place,) = risks_in_view(folded(REFUGE, *chosen))
    assert place.way == way


def test_a_reply_that_shows_a_risk_is_in_view_until_protection_is_weighed_again() -> None:
    case = folded(*ANSWERS)
    case = onto(case, [sharing(case), CALL_STARTED, CALL_ENDED, WARNED])
    assert risks_in_view(case) == (RiskInView(view.WARNED, Reply),)
    assert not risks_in_view(onto(case, [replace(PROTECTION, other="Rings daily")]))


def test_a_field_has_the_risks_that_bear_on_it() -> None:
    case = folded(CHILD, REFUGE, CONTROLLED)
    by_field = {field: [one.source for one in risks_of_field(case, field)] for field in BasicField}
    assert by_field == {
        BasicField.NAME: [Person],
        BasicField.DATE_OF_BIRTH: [Person],
        BasicField.ADDRESS: [Address, Control],
        BasicField.CRIME_TYPE: [],
        BasicField.SUSPICION: [Control],
    }


def test_what_they_said_is_in_their_words_and_an_objection_is_called_one() -> None:
    said = what_they_said(
        folded(
            MEASURES_TOO,
            VIEWS,
            replace(CONSENT, answer="refused", reason="She is afraid of him"),
            replace(REACH, never="Ring the flat"),
            replace(SUSPICION, arose_from=Source.ACCOUNT_GIVEN, search_purpose=None, facts="She overstayed"),
        )
    )
    assert said == (
        TheySaid("They object", "Would rather it stayed here", type(VIEWS)),
        TheySaid(FACTS["consent"].question, "They refused. She is afraid of him", LocalAnswer),
        TheySaid("What officers must avoid", "Ring the flat", Reach),
        TheySaid("What they said of their status", "She overstayed", Suspicion),
    )


@pytest.mark.parametrize(
    ("value", "about", "words"),
    [
        (replace(VIEWS, oppose=False), "Their views", "Would rather it stayed here"),
        (DECLINED, "Their views", "They were asked, and did not want to say"),
    ],
)
def test_views_without_an_objection_are_views(value: Value, about: str, words: str) -> None:
    (said,) = what_they_said(folded(MEASURES_TOO, value))
    assert (said.about, said.words) == (about, words)


def test_what_nobody_said_is_not_made_up() -> None:
    assert not what_they_said(folded(*ANSWERS, Protection(**vars(PROTECTION))))
    assert not what_they_said(folded(LocalAnswer(fact="domestic_abuse", answer="yes", reason="The crime report")))
    assert not what_they_said(folded(MEASURES_TOO, Views(views=ViewsAre.NOT_SOUGHT)))
