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


def test_no_address_within_the_service_is_printed_over_the_words(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(open_case(ashdown, live, SHARED))
    assert ashdown.locator("main a[href^='/']").count() > 5
    whole = " ".join(sheets(ashdown))
    assert "Tell them beforehand" in whole
    assert not re.search(r"\(\s*/", whole)
    assert "Sign out" not in whole


def test_the_door_is_printed_with_the_marking_and_nobody_s_name(page: Page, live: str) -> None:
    page.goto(f"{live}/sign-in")
    (words,) = sheets(page)
    assert "OFFICIAL-SENSITIVE" in words
    assert "Printed as at " in words
    assert "Printed by" not in words
