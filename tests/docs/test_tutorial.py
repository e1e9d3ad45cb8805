"""The tutorial is followed to the letter in a real browser, with nothing but its own words to go by."""

import pytest
from playwright.sync_api import Page

from scripts.tutorial import TUTORIAL, CannotFollow, Walk, steps

from ..journeys.conftest import browser, filled, home, live, page

__all__ = ["browser", "filled", "home", "live", "page"]


@pytest.mark.browser
def test_a_newcomer_gets_through_by_the_words_alone(page: Page, live: str) -> None:
    pictures: list[str] = []
    walk = Walk(page, live, pictures.append)
    walk.all(TUTORIAL.read_text(encoding="utf-8"))
    assert walk.reference.startswith("PV-")
    assert len(pictures) == len(set(pictures)) == 8


def test_a_step_that_says_nothing_to_do_is_refused() -> None:
    with pytest.raises(CannotFollow, match="Look around"):
        Walk(None, "").do("Look around.")  # type: ignore[arg-type]


def test_steps_are_the_lines_that_ask_for_something() -> None:
    text = "Words.\n\n- Press **A**.\n\n![A picture of it](pictures/a.png)\n\n## Go on\n\n- Read on.\n"
    assert [(step.words, step.picture) for step in steps(text)] == [
        ("Press **A**.", ""),
        ("A picture of it", "pictures/a.png"),
    ]
