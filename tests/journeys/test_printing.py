"""What the browser prints: a short record on few sheets, each with its marking, by whom, as at when, and number."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from proviso.demonstration.force import ASHDOWN
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import fill, press

SHARED, AN_EVENING_AT_ONCE = "NM-10344", "NM-10391"
MOST_SHEETS = 3
DRAWN_CONTROLS = """() => [...document.querySelectorAll("button, input, textarea, select, summary, label")]
  .filter((one) => one.checkVisibility() && one.getClientRects().length)
  .filter((one) => one.matches("button, [type=radio], [type=checkbox], [type=file]")
    || ["", "::before", "::after"].map((part) => getComputedStyle(one, part || null))
      .some((style) => style.display !== "none" && style.content !== "none" && parseFloat(style.borderTopWidth) > 0))
  .map((one) => one.outerHTML)"""
"""What would be drawn of boxes to tick, to type into and to press."""


def sheets(page: Page) -> list[str]:
    """The words of each sheet, as the browser prints the page."""
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [" ".join(sheet.extract_text().split()) for sheet in printed]


def open_case(page: Page, live: str, crime_reference: str) -> str:
    """The address of a case, found by its crime reference."""
    page.goto(f"{live}/cases/find")
    fill(page, {"Reference": crime_reference, "Why you ask by a crime reference": "To print what is recorded of it"})
    press(page, "Find")
    return live + (page.locator("main li a").first.get_attribute("href") or "")


@pytest.mark.parametrize("crime_reference", [SHARED, AN_EVENING_AT_ONCE])
def test_a_short_record_is_on_three_sheets_each_marked_and_numbered(
    signed_in: SignedIn, live: str, crime_reference: str
) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{open_case(ashdown, live, crime_reference)}timeline")
    entries = ashdown.locator(".proviso-timeline__title").all_inner_texts()
    printed = sheets(ashdown)
    assert len(entries) > 15
    assert len(printed) <= MOST_SHEETS
    for number, words in enumerate(printed, 1):
        assert words.count("OFFICIAL-SENSITIVE") >= 2, number
        assert f"Page {number} of {len(printed)}" in words
        assert re.search(rf"Printed by {ASHDOWN}, as at \d{{1,2}} \w+ 20\d\d at ", words), words[-200:]
    whole = " ".join(printed)
    assert [one for one in entries if one not in whole] == []


def test_a_page_in_welsh_is_numbered_in_welsh(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.context.add_cookies([{"name": "language", "value": "cy", "url": live}])
    ashdown.goto(f"{live}/help")
    printed = sheets(ashdown)
    for number, words in enumerate(printed, 1):
        assert f"Tudalen {number} o {len(printed)}" in words
        assert "Page" not in words


def test_no_address_within_the_service_is_printed_over_the_words(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(open_case(ashdown, live, SHARED))
    assert ashdown.locator("main a[href^='/']").count() > 5
    whole = " ".join(sheets(ashdown))
    assert "Tell them beforehand" in whole
    assert not re.search(r"\(\s*/", whole)
    assert "Sign out" not in whole


def test_check_and_decide_is_printed_open_and_without_what_can_only_be_pressed(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{open_case(ashdown, live, AN_EVENING_AT_ONCE)}decide")
    whole = " ".join(sheets(ashdown))
    assert re.search(r"Everything that is recorded .*Crime reference.* The status of each paragraph", whole)
    assert "This is not legal advice." in whole
    assert re.search(r"What do you decide\? Not answered yet Why\? Not answered yet What policy says now", whole)
    for control in ("Cymraeg", "Share the basic information", "characters remaining", "Record the decision"):
        assert control not in whole
    ashdown.emulate_media(media="print")
    assert ashdown.evaluate(DRAWN_CONTROLS) == []


def test_a_question_is_printed_with_all_that_was_chosen_and_typed_and_no_more(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{open_case(ashdown, live, AN_EVENING_AT_ONCE)}questions/reach")
    lines = [f"{number} doors from his brother" for number in range(11, 26)]
    fill(ashdown, {"What must officers avoid?": "\n".join(lines)})
    whole = " ".join(sheets(ashdown))
    assert [line for line in lines if line not in whole] == []
    assert "What language do they prefer? British Sign Language Is an interpreter needed?" in whole
    assert re.search(r"What is the safe way to reach them\? In person .*At home, with an interpreter", whole)
    assert "When is it safe? (optional) Not answered yet" in whole
    assert "It is kept as long as the case is" in whole
    for control in ("By telephone", "For example, where to meet", "characters remaining", "Answer a part at a time"):
        assert control not in whole
    ashdown.emulate_media(media="print")
    assert ashdown.evaluate(DRAWN_CONTROLS) == []


def test_a_long_answer_in_a_box_of_one_line_is_printed_whole(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{open_case(ashdown, live, AN_EVENING_AT_ONCE)}questions/reach")
    when = " ".join(f"on day {number} before noon," for number in range(11, 19))
    fill(ashdown, {"When is it safe?": when})
    for _twice in range(2):
        whole = " ".join(sheets(ashdown))
        assert whole.count(when) == 1
        assert "on day 11" not in whole.replace(when, "")


def test_an_answer_that_follows_another_is_printed_in_one_line(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{open_case(ashdown, live, AN_EVENING_AT_ONCE)}questions/tell-before")
    assert "Was that a way they had said is safe? Yes Was an interpreter there?" in " ".join(sheets(ashdown))


def test_a_date_is_printed_as_it_was_typed(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{open_case(ashdown, live, AN_EVENING_AT_ONCE)}questions/person")
    whole = " ".join(sheets(ashdown))
    assert "Day Month Year 30 8 1966" in whole or "Day 30 Month 8 Year 1966" in whole
    assert whole.count("Not answered yet") == 1  # the name as they write it


def test_the_door_is_printed_with_the_marking_and_nobody_s_name(page: Page, live: str) -> None:
    page.goto(f"{live}/sign-in")
    (words,) = sheets(page)
    assert "OFFICIAL-SENSITIVE" in words
    assert "Printed as at " in words
    assert "Printed by" not in words
