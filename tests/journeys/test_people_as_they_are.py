"""Names, numbers and words as people really have them, in a real browser: counted as the server counts, in their order
within writing from right to left, and never wider than a telephone.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from proviso.demonstration.force import ASHDOWN
from tests.journeys.carrying import begin
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import fill, press, problems
from tests.journeys.telling import LATER, plain_case
from tests.journeys.walking import no_horizontal_scroll

MOST = 1000
NUMBER = "01632 960 001"
ARABIC = f"شارع المثال 12، هاتف {NUMBER}، رقم 01/12345/26"

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
COUNTED = {
    "figures": "7" * (MOST + 1),
    "an emoji of two units": "\U0001f600" * (MOST + 1),
    "a family joined": FAMILY * 300,
    "a flag": "\U0001f1ec\U0001f1e7" * 600,
    "letters and marks": "e\u0301" * 600,
    "one letter of several code points": "ਸਿੰ" * 400,
    "Arabic with its marks": "مُ" * 600,
    "lines": "a\n" * 600,
    "lines of two signs": "a\r\n" * 600,
    "space after it": "a" * (MOST + 1) + " \n\u00a0\u3000 ",
    "space before it": " \u2003\n" + "a" * (MOST + 1),
    "space that is none": "\ufeff" + "a" * MOST + "\u200b",
    "separators": "a\u2028\u2029\u0085" * 300 + "b",
    "a rare character": "𠮷" * (MOST + 1),
}


@pytest.fixture(scope="module")
def reference(still_signed_in: SignedIn, live: str) -> str:
    return begin(still_signed_in(ASHDOWN), live)


def weighed(page: Page) -> Locator:
    """The box for what was weighed, which a delay alone asks for."""
    page.get_by_role("radio", name=LATER, exact=True).check()
    return page.get_by_label("What did you weigh about when to share?")


@pytest.mark.parametrize("words", COUNTED.values(), ids=COUNTED)
def test_the_counter_says_what_the_server_says(
    still_signed_in: SignedIn, live: str, reference: str, words: str
) -> None:
    page = still_signed_in(ASHDOWN)
    page.goto(f"{live}/cases/{reference}/questions/timing")
    weighed(page).fill(words)
    counter = page.locator(".govuk-character-count__status").first
    expect(counter).to_contain_text("too many")
    (over,) = re.findall(r"You have ([\d,]+) characters? too many", counter.inner_text())
    press(page, "Save and continue")
    (says,) = [one for one in problems(page) if "characters or fewer" in one]
    assert says.endswith(f"must be 1,000 characters or fewer; there are {MOST + int(over):,}")


def test_what_just_fits_is_taken_and_counted_as_nothing_left(
    still_signed_in: SignedIn, live: str, reference: str
) -> None:
    page = still_signed_in(ASHDOWN)
    page.goto(f"{live}/cases/{reference}/questions/timing")
    weighed(page).fill("\n" + "\U0001f600" * MOST + "  \n")
    expect(page.locator(".govuk-character-count__status").first).to_have_text("You have 0 characters remaining")
    press(page, "Save and continue")
    assert not [one for one in problems(page) if "characters or fewer" in one]


def lefts(page: Page, groups: list[str]) -> list[float]:
    """Where each of these groups begins, from the left, in the first text of the page that shows them all."""
    found: list[float] = page.evaluate(
        """(groups) => {
            const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const text = walk.currentNode.data;
                const shown = walk.currentNode.parentElement.checkVisibility();
                if (!shown || !groups.every((one) => text.includes(one))) continue;
                return groups.map((one) => {
                    const range = document.createRange();
                    range.setStart(walk.currentNode, text.indexOf(one));
                    range.setEnd(walk.currentNode, text.indexOf(one) + one.length);
                    return range.getClientRects()[0].left;
                });
            }
            return [];
        }""",
        groups,
    )
    return found


def test_a_number_in_arabic_stands_in_its_order_on_every_page(
    still_signed_in: SignedIn, live: str, reference: str
) -> None:
    page = still_signed_in(ASHDOWN)
    page.goto(f"{live}/cases/{reference}/questions/address")
    answers = {**plain_case("NM-20041")["Where they are"], "Address or location": ARABIC}
    fill(page, answers)
    press(page, "Save and continue")
    for path in ("decide", "timeline"):
        page.goto(f"{live}/cases/{reference}/{path}")
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
        for groups in (NUMBER.split(), ["01/", "12345", "/26"]):
            places = lefts(page, groups)
            assert len(places) == len(groups), (path, groups)
            assert places == sorted(places), (path, groups)
        assert page.locator('main bdi[dir="ltr"]').first.is_visible()


def test_a_word_of_120_letters_makes_no_page_wider_than_a_telephone(
    still_signed_in: SignedIn, live: str, reference: str
) -> None:
    page = still_signed_in(ASHDOWN)
    page.goto(f"{live}/cases/{reference}/questions/person")
    fill(page, {"Name in Latin letters": "W" * 120, "How old are they?": "18 or over"})
    press(page, "Save and continue")
    for path in ("", "decide", "timeline", "questions/person", "package"):
        page.goto(f"{live}/cases/{reference}/{path}".rstrip("/"))
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
        no_horizontal_scroll(page, 320)


def test_a_part_of_a_date_of_birth_is_asked_for_and_shown(still_signed_in: SignedIn, live: str, reference: str) -> None:
    page = still_signed_in(ASHDOWN)
    page.goto(f"{live}/cases/{reference}/questions/person")
    group = page.get_by_role("group", name="Date of birth")
    group.get_by_label("Day").fill("")
    group.get_by_label("Month").fill("Sept.")
    group.get_by_label("Year").fill("١٩٩٠")
    group.get_by_label("About: it is not known exactly").check()
    no_horizontal_scroll(page, 320)
    page.get_by_role("radio", name="18 or over").check()
    press(page, "Save and continue")
    page.goto(f"{live}/cases/{reference}/timeline")
    expect(page.get_by_text("about September 1990")).to_be_visible()
