"""Filling in a page as a person does: by the words of each question and of each answer, never by names or ids.

`Answers` maps a question to what is answered: text, one option, several, yes or no, a day or a moment; an option that
asks more is a mapping of its own, from the option to the answers of what it reveals. A function is asked when its box
is filled, so that a moment answered is never earlier than the page that asks for it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Union

from playwright.sync_api import Locator, Page, expect

from proviso.casework.clock import LONDON

Given = Union[str, bool, date, Callable[[], date], Sequence[str], "Mapping[str, Answers]"]
Answers = Mapping[str, Given]

OPTION_ROW = "xpath=ancestor::div[contains(@class, '__item')][1]"
REVEALED = "xpath=following-sibling::div[1][contains(@class, '__conditional')]"


def just_now() -> datetime:
    """The present minute, as an officer would read it from a clock on the wall."""
    return datetime.now(LONDON).replace(second=0, microsecond=0)


def in_days(days: int) -> datetime:
    """This minute, so many days from now."""
    return just_now() + timedelta(days=days)


def fill(place: Page | Locator, answers: Answers) -> None:
    """Answer each question that is named, and no other."""
    for question, given in answers.items():
        words = re.compile(rf"^{re.escape(question)}( \(optional\))?$")
        group = place.get_by_role("group", name=words).first
        if given is just_now and group.get_by_role("radio", name="Just now", exact=True).count():
            given = "Just now"
        elif callable(given):
            given = given()
        if isinstance(given, Mapping):
            for option, more in given.items():
                fill(chosen(group, option), more)
        elif isinstance(given, datetime | date):
            fill_day(group, given)
        elif isinstance(given, bool):
            chosen(group, "Yes" if given else "No")
        elif not isinstance(given, str):
            for option in given:
                chosen(group, option)
        elif group.count():
            chosen(group, given)
        else:
            place.get_by_role("textbox", name=words).fill(given)


def chosen(group: Locator, option: str) -> Locator:
    """Choose an option by its words; returns the place of what it reveals. The group's own options come first."""
    radio = group.get_by_role("radio", name=option, exact=True)
    button = radio.or_(group.get_by_role("checkbox", name=option, exact=True)).first
    button.check()
    return button.locator(OPTION_ROW).locator(REVEALED)


def fill_day(group: Locator, given: date) -> None:
    """Type a day, and with a moment its time, by London's clocks."""
    there = given.astimezone(LONDON) if isinstance(given, datetime) else given
    another = group.get_by_role("radio", name="Another time", exact=True)
    if another.count():
        another.check()
    for box, number in (("Day", there.day), ("Month", there.month), ("Year", there.year)):
        group.get_by_label(box, exact=True).fill(str(number))
    if isinstance(there, datetime):
        group.get_by_label("Time", exact=True).fill(f"{there:%H:%M}")


def led_by(place: Locator) -> None:
    """Click what leads to another page, and wait until all of that page is there: a click alone returns when it begins
    to come, and what is read from it at once may be nothing."""
    with place.page.expect_navigation():
        place.click()


def press(page: Page, button: str) -> None:
    """Press a button of the page's own form, and wait for the page that answers."""
    led_by(page.locator("main").get_by_role("button", name=button, exact=True))


def follow(page: Page, link: str) -> None:
    """Follow a link of the page itself, not of what stands beside it."""
    led_by(page.locator("main").get_by_role("link", name=link, exact=True))


def save(page: Page, answers: Answers, button: str = "Save and continue") -> None:
    """Answer, press the button, and be led on: no error, or the test says which."""
    fill(page, answers)
    press(page, button)
    said = problems(page)
    assert said == [], said


def problems(page: Page) -> list[str]:
    """What the error summary says, line by line; nothing where there is none."""
    return page.locator(".govuk-error-summary__list li").all_inner_texts()


def stands_at(page: Page, heading: str) -> None:
    """The page has this main heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
