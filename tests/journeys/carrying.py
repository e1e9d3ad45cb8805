"""Carrying a case, as an officer does it page by page: what several journeys have in common."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.filling import Answers, fill, follow, just_now, led_by, press, save, stands_at
from tests.journeys.telling import NOBODY_HEARS, VICTIM, given_to


def begin(page: Page, live: str, start: Answers = VICTIM) -> str:
    """Open a case through the first three questions. Returns its reference."""
    page.goto(f"{live}/cases/new")
    save(page, start, "Continue")
    shown = re.search(r"PV-\w{4}-\w{4}", page.url)
    assert shown, page.url
    return shown[0]


def answer_everything(page: Page, pages: dict[str, Answers]) -> None:
    """Be led through the questions, one a page or two that belong together, from the first or the task list back to
    the task list."""
    first = next(iter(pages))
    if page.get_by_role("heading", name=first, exact=True).count() == 0:
        follow(page, first)
    left = dict(pages)
    while left:
        heading = next(iter(left))
        places = {one: page.get_by_role("region", name=one, exact=True) for one in left}
        asked = [one for one in left if places[one].count()]
        if not asked:
            stands_at(page, heading)
            save(page, left.pop(heading))
            continue
        for one in asked:
            fill(places[one], left.pop(one))
        save(page, {})


def found(page: Page, live: str, crime_reference: str) -> str:
    """Find a case of one's own by its crime reference, and open it. Returns its own reference."""
    page.goto(f"{live}/cases/find")
    fill(page, {"Reference": crime_reference, "Why you ask by a crime reference": "To look at how it stands"})
    press(page, "Find")
    reference = page.locator("main li a").inner_text()
    follow(page, reference)
    return reference


def decide(page: Page, *decisions: str, why: str) -> None:
    """Check and decide, from the case's own page."""
    follow(page, "Check and decide")
    save(page, {"What do you decide?": decisions, "Why?": why}, "Record the decision")


def look_before_it_leaves(supervisor: Page, live: str, reference: str) -> None:
    """A supervisor finds on their list what waits for their look, and takes it."""
    take_up(due(supervisor, live, reference), "Look before it is sent")
    follow(supervisor, "Take a second look")
    looked: Answers = {
        "What did you find?": "It is right as it is",
        "What did you look at, and what happens now?": "I read the case and rang the officer. It can be sent",
    }
    save(supervisor, looked)
    announced(supervisor, "Your look is recorded")


def send_by_telephone(page: Page) -> None:
    """Send what was decided, from the case's own page, to somebody who takes it and reads it back."""
    follow(page, "Send what was decided")
    press(page, NOBODY_HEARS)
    stands_at(page, "The call")
    save(page, given_to("Operator 17"), "Record how the call ended")


def the_desk_acknowledges(fennel: Page, live: str, reference: str, *, unnamed: str) -> None:
    """The desk finds the case on its worklist, which names nobody, and records that it was received."""
    row = due(fennel, live, reference)
    expect(fennel.locator("main")).not_to_contain_text(unnamed)
    take_up(row, "Record the acknowledgement")
    save(fennel, {"Who acknowledged it?": "The national unit", "When?": just_now})
    announced(fennel, "Recorded: what was sent has been received")


def says(page: Page, act: str) -> Locator:
    """What policy says now of an act, in the panel beside the page."""
    panel = page.get_by_role("complementary", name="What policy says now")
    return panel.locator(".proviso-panel__act").filter(has=page.get_by_role("heading", name=re.compile(f"^{act}")))


def announced(page: Page, words: str) -> None:
    """The page says that what was just done is done, and what happens next."""
    expect(page.get_by_role("alert")).to_contain_text(words)


def due(page: Page, live: str, reference: str) -> Locator:
    """What is due on a case, as this person's own worklist has it: one row with all of it, or none."""
    page.goto(f"{live}/worklist")
    return page.get_by_role("listitem").filter(has_text=reference)


def take_up(row: Locator, thing: str) -> None:
    """Follow one of the things that are due on a case, by its words; each says of which case it is."""
    led_by(row.get_by_role("link", name=re.compile(rf"^{re.escape(thing)}\W+PV-")))


def answer_a_part(page: Page, heading: str, pages: dict[str, Answers]) -> None:
    """Answer all that is open of a part, on its page, with one press for what mostly is so, and be led on."""
    stands_at(page, heading)
    for shortcut in page.get_by_role("button", name="for all five").all():
        shortcut.click()
    for question, answers in pages.items():
        fill(page.get_by_role("region", name=question, exact=True), answers)
    save(page, {})
