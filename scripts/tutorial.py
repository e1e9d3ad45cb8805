"""The tutorial, followed to the letter: each step of docs/tutorial.md is read, and done in a browser.

It knows nothing of the product but what the steps say. A step that it cannot read, or that cannot be done, is an error,
so the words and the pages cannot drift apart.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

TUTORIAL = Path(__file__).resolve().parents[1] / "docs/tutorial.md"
ADDRESS = "http://127.0.0.1:8000"
REFERENCE = re.compile(r"PV-[0-9A-Z]{4}-[0-9A-Z]{4}")


class CannotFollow(Exception):
    """A step says nothing that this reader understands; the message is the step."""


@dataclass(frozen=True)
class Step:
    """One line of the tutorial that asks for something: a step in words, or a picture (then `picture` is its path)."""

    words: str
    picture: str = ""


def steps(text: str) -> Iterator[Step]:
    """The steps and pictures of the tutorial, in order; what comes after "Go on" is not part of the walk."""
    for line in text.split("\n## Go on")[0].splitlines():
        if picture := re.fullmatch(r"!\[(.+)\]\((.+)\)", line):
            yield Step(picture[1], picture[2])
        elif line.startswith("- "):
            yield Step(line.removeprefix("- "))


class Walk:
    """A walk through the tutorial. `picture` is called with the name of each picture when the page is ready for it."""

    def __init__(self, page: Page, address: str, picture: Callable[[str], None] = lambda _: None) -> None:
        self.page, self.address, self.picture = page, address.rstrip("/"), picture
        self.reference = ""
        self.ways: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
            (re.compile(r"Open `(.+?)` in a browser\."), self.open),
            (re.compile(r"In \*\*(.+)\*\* type `(.+)`\.?"), self.type),
            (re.compile(r"Under \*\*(.+)\*\* type `(\d+)` `(\d+)` `(\d+)`\."), self.type_date),
            (re.compile(r"Under \*\*(.+)\*\* choose \*\*(.+)\*\*\."), self.choose),
            (re.compile(r"Press \*\*(.+)\*\*\."), self.press),
            (re.compile(r"Follow \*\*(.+)\*\* of your case\."), self.follow_of_case),
            (re.compile(r"Follow \*\*(.+)\*\*\."), self.follow),
            (re.compile(r"You see the page \*\*(.+)\*\*\."), self.see_page),
            (re.compile(r"You see \*\*(.+)\*\*\.?"), self.see),
            (
                re.compile(r"If you see \*\*(.+)\*\*, in \*\*(.+)\*\* type `(.+)` and press \*\*(.+)\*\*\."),
                self.confirm,
            ),
        )

    def all(self, text: str) -> None:
        """Do every step in order. Raises CannotFollow, or what the browser says of a step that cannot be done."""
        for step in steps(text):
            if step.picture:
                self.picture(step.picture)
            else:
                self.do(step.words)

    def do(self, words: str) -> None:
        """Do one step."""
        for pattern, way in self.ways:
            if found := pattern.fullmatch(words):
                way(*found.groups())
                break
        else:
            raise CannotFollow(words)
        if found := REFERENCE.search(self.page.url):
            self.reference = found[0]

    def open(self, address: str) -> None:
        self.page.goto(address.replace(ADDRESS, self.address))

    def type(self, label: str, words: str) -> None:
        self.seen(self.page.get_by_label(label, exact=True)).fill(words)

    def type_date(self, legend: str, day: str, month: str, year: str) -> None:
        group = self.group(legend)
        for label, words in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(label, exact=True).fill(words)

    def choose(self, legend: str, option: str) -> None:
        self.group(legend).get_by_label(option, exact=True).first.check()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow_of_case(self, link: str) -> None:
        rows = re.compile(rf"^{re.escape(link)}\W+{self.reference}\W*$")
        self.page.get_by_role("link", name=rows).first.click()
        self.page.wait_for_load_state()

    def see_page(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()

    def see(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def confirm(self, heading: str, label: str, words: str, button: str) -> None:
        if self.page.get_by_role("heading", level=1, name=heading).is_visible():
            self.type(label, words)
            self.press(button)

    def group(self, legend: str) -> Locator:
        return self.seen(self.page.get_by_role("group", name=legend, exact=True))

    def seen(self, found: Locator) -> Locator:
        """The one that can be seen: the other options' boxes are hidden until they are chosen."""
        return found.locator("visible=true").first
