"""What is read as one stays on one line: a number to call, an option of a command, who is signed in."""

import pytest
from playwright.sync_api import Locator

from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER, HAZEL
from tests.journeys.conftest import SignedIn
from tests.journeys.test_printing import open_case

UNDER_WAY = "NM-10409"
LINES = """one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return new Set([...range.getClientRects()].map(rect => Math.round(rect.top))).size;
}"""


def lines_of(words: Locator) -> int:
    """On how many lines some words stand."""
    found: int = words.evaluate(LINES)
    return found


def test_a_number_to_call_and_an_option_are_not_broken_on_a_telephone(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.set_viewport_size({"width": 320, "height": 900})
    call = f"{open_case(ashdown, live, UNDER_WAY)}call"
    ashdown.goto(call)
    assert lines_of(ashdown.get_by_text("01632 960 011")) == 1
    ashdown.goto(f"{call.removesuffix('call')}timeline")
    assert lines_of(ashdown.get_by_text("--log wessmere", exact=True)) == 1


BROKEN = """() => {
  const found = [];
  const reference = /\\b[A-Z]{2}(?:-[0-9A-Z]{4}){2,3}|\\b[NS]M-\\d{5}/g;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (const one of text.textContent.matchAll(reference)) {
      const range = document.createRange();
      range.setStart(text, one.index);
      range.setEnd(text, one.index + one[0].length);
      const tops = [...range.getClientRects()].filter(rect => rect.width > 1).map(rect => Math.round(rect.top));
      if (new Set(tops).size > 1) found.push(one[0]);
    }
  }
  return found;
}"""
"""The references on the page that stand on two lines."""

BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("who", "where"),
    [
        (ASHDOWN, "cases/{case}/call"),
        (ASHDOWN, "cases/{case}/timeline"),
        (CLOVER, "cases/{case}/reason"),
        (CLOVER, "worklist"),
        (CLOVER, "who-looked"),
        (CLOVER, "samples"),
        (BRAMBLE, "worklist"),
        (HAZEL, "record"),
        (HAZEL, "reconciliations"),
    ],
)
def test_no_reference_is_broken_on_a_telephone(signed_in: SignedIn, live: str, who: str, where: str) -> None:
    case = open_case(signed_in(ASHDOWN), live, UNDER_WAY).rstrip("/").rpartition("/")[2]
    page = signed_in(who)
    page.goto(f"{live}/{where.format(case=case)}")
    if where in {"samples", "reconciliations"}:
        page.goto(live + (page.locator(f"main a[href^='/{where}/']").first.get_attribute("href") or ""))
    for width in range(320, 420, 10):
        page.set_viewport_size({"width": width, "height": 900})
        assert not page.evaluate(BROKEN), width
        assert page.evaluate(BEYOND) == 0, width


def test_who_is_signed_in_stands_with_the_way_out(signed_in: SignedIn, live: str) -> None:
    clover = signed_in(CLOVER)
    clover.goto(f"{live}/worklist")
    name, out = clover.get_by_text("Sgt Specimen Clover, Supervisor"), clover.get_by_role("button", name="Sign out")
    name_at, out_at = name.bounding_box(), out.bounding_box()
    assert name_at
    assert out_at
    assert abs(name_at["y"] - out_at["y"]) < 5
