"""A page turned to the person, in a real browser: it is left at once, by a press or by the keyboard, from wherever they
have read to, and does not come back by itself; a language that runs to the left does so.
"""

import pytest
from playwright.sync_api import Error, Page, expect

from proviso.demonstration.force import BRAMBLE
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import fill, led_by, press
from tests.journeys.visits import DECIDED
from tests.journeys.walking import no_horizontal_scroll


@pytest.fixture
def turned(signed_in: SignedIn, live: str) -> Page:
    """The page in Arabic, before the person's eyes."""
    page = signed_in(BRAMBLE)
    page.goto(f"{live}/cases/find")
    fill(page, {"Reference": DECIDED, "Why you ask by a crime reference": "To look at how it stands"})
    press(page, "Find")
    led_by(page.locator("main li a"))
    page.goto(f"{page.url.rstrip('/')}/notice-before")
    fill(page, {"In which language?": "Arabic", "In which form?": "A page to show them on this screen"})
    press(page, "Make it")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    return page


@pytest.mark.parametrize("how", ["press", "keyboard"])
def test_it_can_be_left_at_once_and_does_not_come_back_by_itself(turned: Page, how: str) -> None:
    words = turned.locator(".proviso-promise").inner_text()
    if how == "press":
        turned.locator(".govuk-exit-this-page__button").click()
    else:
        for _ in range(3):
            turned.keyboard.press("Shift")
    turned.wait_for_url("**/today")
    expect(turned.get_by_text(words)).to_have_count(0)
    # The page was the answer to a form and nothing kept it: the browser has nothing to show.
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        turned.go_back()
    expect(turned.get_by_text(words)).to_have_count(0)


def test_it_runs_to_the_left_and_what_was_typed_stands_by_itself(turned: Page) -> None:
    item = turned.locator("main li").first
    aligned = item.evaluate("(one) => getComputedStyle(one).direction")
    assert aligned == "rtl"
    box, page = item.locator("strong").bounding_box(), turned.locator("main").bounding_box()
    assert box is not None
    assert page is not None
    assert box["x"] + box["width"] > page["x"] + page["width"] / 2, "it begins on the right"
    assert turned.locator('bdi[lang=""]').first.evaluate("(one) => getComputedStyle(one).unicodeBidi") == "isolate"
    no_horizontal_scroll(turned, 320)


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_the_way_to_leave_stays_in_sight_however_far_they_have_read(turned: Page, width: int) -> None:
    turned.set_viewport_size({"width": width, "height": 700})
    leave = turned.locator(".govuk-exit-this-page__button")
    for far in (0, 1_000_000):
        turned.evaluate("(far) => scrollTo(0, far)", far)
        expect(leave).to_be_in_viewport(ratio=1)
    no_horizontal_scroll(turned, width)
    leave.click()
    turned.wait_for_url("**/today")


def test_a_draft_says_once_that_it_is_one_to_whoever_hears_it(turned: Page) -> None:
    heard = turned.locator("body").aria_snapshot()
    assert "DRAFT" not in heard, "the pale words across the page are for the eye"
    assert heard.count("Draft. Nobody has checked these words.") == 1
