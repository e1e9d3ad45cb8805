"""Tables on a desk's screen and on a telephone: no word is broken, and nothing stands beyond the edge of the page."""

import pytest
from playwright.sync_api import Page, expect

from proviso.demonstration.force import CLOVER, IRIS, LARCH
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import led_by

BROKEN = """() => [...document.querySelectorAll('td, th')].flatMap(cell => {
  const found = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (const word of walker.currentNode.data.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(walker.currentNode, word.index);
    range.setEnd(walker.currentNode, word.index + word[0].length);
    const lines = new Set([...range.getClientRects()].map(rect => Math.round(rect.top)));
    if (lines.size > 1) found.push(word[0]);
  }
  return found;
})"""
BEYOND = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def at(page: Page, width: int, address: str) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    return page


def test_the_auditors_table_breaks_no_word_and_fits_any_screen(signed_in: SignedIn, live: str) -> None:
    page = at(signed_in(IRIS), 1280, f"{live}/record")
    expect(page.get_by_role("row")).to_have_count(51)
    assert page.evaluate(BROKEN) == []
    assert page.evaluate(BEYOND) == 0
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(BEYOND) == 0


def test_an_auditor_chooses_what_of_the_record_is_shown(signed_in: SignedIn, live: str) -> None:
    page = at(signed_in(IRIS), 1280, f"{live}/record")
    page.get_by_label("Kind of entry").select_option(label="Suspicion recorded")
    page.get_by_label("Case").fill("The force")
    led_by(page.get_by_role("button", name="Show"))
    expect(page.get_by_text("There is no such entry.")).to_be_visible()
    page.get_by_label("Case").fill("")
    led_by(page.get_by_role("button", name="Show"))
    expect(page.get_by_role("row").nth(1)).to_contain_text("Suspicion recorded")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download what you asked for").click()
    assert download.value.suggested_filename.startswith("record-wessmere-")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_supervisor_narrows_a_list_on_any_screen(signed_in: SignedIn, live: str, width: int) -> None:
    page = at(signed_in(CLOVER), width, f"{live}/worklist/unit")
    page.get_by_label("Due").select_option(label="Overdue")
    led_by(page.get_by_role("button", name="Show"))
    expect(page.get_by_label("Due")).to_have_value("overdue")
    expect(page.locator(".proviso-worklist__row").first).to_contain_text("Overdue by")
    assert page.evaluate(BEYOND) == 0


BROKEN_PAIRS = """
() => [...document.querySelectorAll('.proviso-fingerprint')].map(one => {
  const lines = [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
  return lines.filter(node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getClientRects().length > 1;
  }).map(node => node.textContent);
})
"""
"""Of each fingerprint on the page, the pairs that stand on two lines."""


@pytest.mark.parametrize("width", [1280, 320])
def test_a_fingerprint_is_broken_between_its_pairs_alone(signed_in: SignedIn, live: str, width: int) -> None:
    page = at(signed_in(LARCH), width, f"{live}/recipients")
    broken = page.evaluate(BROKEN_PAIRS)
    assert broken, "there are fingerprints"
    assert not any(broken), broken
    assert page.evaluate(BEYOND) == 0
