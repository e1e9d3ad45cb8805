"""Before a sign-in ends somebody is warned, goes on with one press, and keeps what they typed (WCAG 2.2, 2.2.1)."""

from playwright.sync_api import Page, expect

from proviso.demonstration.force import ASHDOWN
from tests.journeys.carrying import begin
from tests.journeys.conftest import SignedIn
from tests.journeys.walking import no_horizontal_scroll, violations

TYPED = "NM-99 999, not saved"
WARNING = "Your sign-in ends at"


def at_a_question(page: Page, live: str) -> None:
    """A question with something typed, on a page whose clock the test drives."""
    reference = begin(page, live)
    page.clock.install()
    page.goto(f"{live}/cases/{reference}/questions/allegation")
    page.get_by_label("Crime reference").fill(TYPED)


def test_the_warning_comes_in_time_and_one_press_goes_on(signed_in: SignedIn, live: str) -> None:
    page = signed_in(ASHDOWN)
    at_a_question(page, live)
    warning = page.get_by_role("alert")
    page.clock.run_for("54:00")
    expect(warning).to_be_hidden()
    page.clock.run_for("02:00")
    expect(warning).to_contain_text(WARNING)
    expect(page.get_by_label("Crime reference")).to_be_focused()
    assert violations(page) == []
    no_horizontal_scroll(page, 320, 256)
    expect(page.get_by_role("button", name="Stay signed in")).to_be_in_viewport()
    page.get_by_role("button", name="Stay signed in").press("Enter")
    page.clock.run_for("00:01")
    expect(warning).to_contain_text("You are signed in until")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()
    expect(page.get_by_label("Crime reference")).to_have_value(TYPED)
    page.clock.run_for("00:30")
    expect(warning).to_be_hidden()


UNDER_THE_WARNING = """() => {
  const here = document.activeElement;
  const warning = document.querySelector(".proviso-ending");
  if (here === document.body || warning.contains(here)) return "";
  const { top, bottom, height } = here.getBoundingClientRect();
  const bar = warning.getBoundingClientRect();
  const hidden = Math.min(bottom, bar.bottom) - Math.max(top, bar.top);
  const seen = height - Math.max(hidden, 0) >= Math.min(height, 20) && top < innerHeight && bottom > 0;
  return seen ? "" : here.outerHTML;
}"""


def test_what_has_the_focus_is_not_under_the_warning_at_400_per_cent(signed_in: SignedIn, live: str) -> None:
    """WCAG 2.2, 2.4.11."""
    page = signed_in(ASHDOWN)
    at_a_question(page, live)
    page.clock.run_for("56:00")
    expect(page.get_by_role("alert")).to_contain_text(WARNING)
    page.set_viewport_size({"width": 320, "height": 256})
    under = []
    for _ in range(40):
        page.keyboard.press("Tab")
        under.append(page.evaluate(UNDER_THE_WARNING))
    assert [one for one in under if one] == []


def test_a_sign_in_that_ended_meanwhile_says_what_becomes_of_what_was_typed(signed_in: SignedIn, live: str) -> None:
    page = signed_in(ASHDOWN)
    at_a_question(page, live)
    page.clock.run_for("56:00")
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Stay signed in").click()
    page.clock.run_for("00:02")
    expect(page.get_by_role("alert")).to_contain_text("Your sign-in has ended")
    expect(page.get_by_label("Crime reference")).to_have_value(TYPED)


def test_another_tab_that_goes_on_ends_the_warning_in_this_one(signed_in: SignedIn, live: str) -> None:
    page = signed_in(ASHDOWN)
    at_a_question(page, live)
    page.clock.run_for("56:00")
    expect(page.get_by_role("alert")).to_contain_text(WARNING)
    other = page.context.new_page()
    other.clock.install(time=page.evaluate("Date.now()"))
    other.goto(f"{live}/worklist")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()


def test_without_scripts_the_page_says_when_it_ends(signed_in: SignedIn, live: str) -> None:
    page = signed_in(ASHDOWN, javascript=False)
    page.goto(f"{live}/worklist")
    expect(page.get_by_text("unless you open or save a page before then.")).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()
