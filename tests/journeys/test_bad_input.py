"""What cannot be is refused at its question, in words, and whatever was typed stays in its box."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from proviso.demonstration.force import ASHDOWN
from tests.journeys.carrying import begin, found
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import Answers, fill, fill_day, in_days, just_now, press, problems
from tests.journeys.telling import LATER, plain_case, told_them
from tests.journeys.walking import every_error_link_focuses_its_field

PLAIN = plain_case("NM-20040")
TO_TELL = "NM-10429"
"""A case on which all but the telling is recorded."""
TOO_LONG = "a long story, " * 80
MARKUP = "O’Nobody & <b>Sons</b>\n\n  “indented”"


@pytest.fixture(scope="module")
def reference(still_signed_in: SignedIn, live: str) -> str:
    return begin(still_signed_in(ASHDOWN), live)


BAD: dict[str, tuple[str, Answers, list[str]]] = {
    "a reference without a figure, and nothing chosen": (
        "allegation",
        {"Crime reference": "the burglary"},
        [
            "Enter a crime reference with at least one figure, like 47/12345/26",
            "Select at least one type of crime",
            "Select the status of the investigation",
        ],
    ),
    "a child who would be an adult": (
        "person",
        {**PLAIN["The person"], "Name in Latin letters": "O’Nobody <b>Nemo<b>", "How old are they?": "Under 18"},
        ["The date of birth makes them"],
    ),
    "a date of birth that is still to come": (
        "person",
        {**PLAIN["The person"], "Date of birth": date(2099, 12, 31)},
        ["Enter a date of birth in the past 120 years"],
    ),
    "an address of several lines, and nothing chosen": (
        "address",
        {"Where are they?": "Their home", "Address or location": MARKUP},
        ["Select whether someone who harms them could see their post or visitors"],
    ),
    "more than a box takes": (
        "timing",
        {"When should it be shared?": {LATER: {"What did you weigh about when to share?": TOO_LONG}}},
        [
            "What did you weigh about when to share? must be 1,000 characters or fewer; there are 1,119",
            "Select why it should wait",
            "Enter what ends the delay",
            "Enter when the delay will be reviewed",
        ],
    ),
    "a review that is over": (
        "timing",
        {
            "When should it be shared?": LATER,
            "What did you weigh about when to share?": "She is not yet somewhere safe",
            "Why should it wait?": "Immediate protection is being put in place",
            "What ends the delay?": "The refuge has taken her in",
            "When will the delay be reviewed?": in_days(-1),
        },
        ["Enter a time for the review that is still to come"],
    ),
    "nothing more, and more": (
        "additional",
        {
            "Is anything more needed than the basic information?": {
                "Protective measures": {
                    "What exactly would be shared": MARKUP,
                }
            }
        },
        ["Enter why it is needed: protective measures"],
    ),
}


@pytest.mark.parametrize(("slug", "answers", "says"), BAD.values(), ids=BAD)
def test_it_is_refused_in_words_and_what_was_typed_stays(
    still_signed_in: SignedIn, live: str, reference: str, slug: str, answers: Answers, says: list[str]
) -> None:
    page = still_signed_in(ASHDOWN)
    page.goto(f"{live}/cases/{reference}/questions/{slug}")
    fill(page, answers)
    before = in_the_boxes(page)
    press(page, "Save and continue")
    assert [found[: len(said)] for found, said in zip(problems(page), says, strict=True)] == says
    assert every_error_link_focuses_its_field(page) == len(says)
    assert in_the_boxes(page) == before
    page.goto(f"{live}/cases/{reference}/questions/{slug}")
    assert in_the_boxes(page) != before, "what was refused was kept as an answer"


def in_the_boxes(page: Page) -> list[list[str]]:
    """Everything that stands in the boxes of the page's form: name, value, whether it is chosen."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll('main input:not([type=hidden]), main textarea')]
            .map((one) => [one.name, one.value, String(one.checked)])"""
    )
    return found


@pytest.mark.parametrize(
    ("box", "typed", "says"),
    [
        ("Month", "13", "Date of birth: enter the month in figures, from 1 to 12, or by its name"),
        ("Month", "", "Date of birth: enter the month as well, or leave the day empty"),
        ("Day", "32", "Date of birth: enter the day in figures, from 1 to 31"),
        ("Year", "", "Date of birth: enter the year; where it is not known, leave all of it empty"),
        ("Year", "91", "Date of birth: did you mean 1991 or 2091? Enter the year with four figures"),
    ],
)
def test_a_date_that_cannot_be_leads_to_the_box_that_is_wrong(
    still_signed_in: SignedIn, live: str, reference: str, box: str, typed: str, says: str
) -> None:
    page = still_signed_in(ASHDOWN)
    page.goto(f"{live}/cases/{reference}/questions/person")
    fill(page, PLAIN["The person"])
    page.get_by_role("group", name="Date of birth").get_by_label(box).fill(typed)
    press(page, "Save and continue")
    assert problems(page) == [says]
    page.get_by_role("link", name=says).click()
    expect(page.get_by_role("group", name="Date of birth").get_by_label(box)).to_be_focused()
    expect(page.get_by_role("group", name="Date of birth").get_by_label(box)).to_have_value(typed)


def test_a_telling_that_is_still_to_come_is_refused_and_stays_in_its_boxes(
    still_signed_in: SignedIn, live: str
) -> None:
    page = still_signed_in(ASHDOWN)
    reference = found(page, live, TO_TELL)
    page.goto(f"{live}/cases/{reference}/questions/tell-before")
    tomorrow = told_them()
    fill(page, tomorrow)
    fill_day(page.get_by_role("group", name="When?"), just_now().replace(year=2099))
    press(page, "Save and continue")
    assert len(problems(page)) == 1
    expect(page.get_by_role("group", name="When?").get_by_label("Year")).to_have_value("2099")
    expect(page.get_by_role("group", name="Did they understand?").get_by_label("Yes", exact=True)).to_be_checked()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_text_stays_in_its_box_when_the_other_way_is_chosen(
    signed_in: SignedIn, live: str, *, javascript: bool
) -> None:
    ashdown = signed_in(ASHDOWN, javascript=javascript)
    ashdown.goto(f"{live}/cases/{begin(ashdown, live)}/questions/address")
    fill(ashdown, {"Where are they?": "Their home", "Address or location": MARKUP})
    press(ashdown, "Answer a part at a time instead")
    expect(ashdown.get_by_label("Address or location")).to_have_value(MARKUP)
    expect(ashdown.get_by_text("It is not saved yet.")).to_be_visible()
    press(ashdown, "Answer one question a page instead")
    expect(ashdown.get_by_label("Address or location")).to_have_value(MARKUP)
