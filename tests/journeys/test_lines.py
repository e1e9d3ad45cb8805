"""What is read as one stays on one line: a number to call, an option of a command, who is signed in."""

from playwright.sync_api import Locator

from proviso.demonstration.force import ASHDOWN, CLOVER
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


def test_who_is_signed_in_stands_with_the_way_out(signed_in: SignedIn, live: str) -> None:
    clover = signed_in(CLOVER)
    clover.goto(f"{live}/worklist")
    name, out = clover.get_by_text("Sgt Specimen Clover, Supervisor"), clover.get_by_role("button", name="Sign out")
    name_at, out_at = name.bounding_box(), out.bounding_box()
    assert name_at
    assert out_at
    assert abs(name_at["y"] - out_at["y"]) < 5
