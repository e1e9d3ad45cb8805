"""What a visit to a page is: where, by whom, and what is done there to bring it to each of its states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.filling import Answers, fill, press

NOBODY = ""
"""Somebody who is not signed in."""

Do = Callable[[Page], object]


def stay(_page: Page) -> None:
    """The page as it comes."""


def pressing(button: str) -> Do:
    """Press a button, whatever is in the boxes."""
    return lambda page: press(page, button)


def answering(answers: Answers, button: str) -> Do:
    """Answer, and press a button."""

    def do(page: Page) -> None:
        fill(page, answers)
        press(page, button)

    return do


@dataclass(frozen=True, slots=True)
class Visit:
    """One address, who visits it, and the states that it is brought to, in order: what to do on the page for each."""

    where: str
    by: str
    states: Mapping[str, Do]

    def __str__(self) -> str:
        return f"/{self.where} by {self.by or 'nobody'}"


EMPTY_THEN_ERROR: Mapping[str, Do] = {"empty": stay, "error": pressing("Save and continue")}
FILLED_ONLY: Mapping[str, Do] = {"filled": stay}
CLOSED_ONLY: Mapping[str, Do] = {"closed": stay}
