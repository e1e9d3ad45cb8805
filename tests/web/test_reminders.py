"""What pages alone carry out: each such paragraph is said on the page that the register names for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from proviso.policy.register_rows import ROWS
from proviso.web.asking.reminders import REMINDERS

from ..casework import examples
from .conftest import force, time
from .forms import typed
from .test_pages import officer, seq_of, signed_in

__all__ = ["force", "officer", "signed_in", "time"]

pytestmark = pytest.mark.django_db(databases="__all__")

SAID = {
    "1.2.3": "Three things can be suspected",
    "2.1": "protect people, prevent crime",
    "2.2": "runs the immigration system",
    "2.3": "Sharing can help each of them",
    "2.4": "Not sharing can leave either without",
    "2.5": "they fear that their details will go",
    "2.6": "Status can make a person more vulnerable",
    "3.1": "depend on a partner for their status",
    "5.2": "Do not search, or ask for proof",
    "11.2": "A partner is any partner",
}
PAGES = {row.paragraph: row.pages for row in ROWS}


@pytest.fixture
def page(signed_in: Client) -> Callable[[str], str]:
    """A question of a case on which additional information is proposed, as text."""
    home = signed_in.post("/cases/new", typed(examples.START, 0))["Location"]
    reference = home.split("/")[2]
    signed_in.post(f"{home}questions/additional", typed(examples.MEASURES_TOO, seq_of(reference)))
    return lambda slug: signed_in.get(f"{home}questions/{slug}").content.decode()


@pytest.mark.parametrize("paragraph", SAID)
def test_the_page_says_it(paragraph: str, page: Callable[[str], str]) -> None:
    pages = [slug for slug in PAGES[paragraph] if slug in REMINDERS]
    assert pages
    for slug in pages:
        assert SAID[paragraph] in page(slug)
        assert f"Paragraph {paragraph}</span>" in page(slug)


def test_every_reminder_is_tried_here() -> None:
    assert {one for reminders in REMINDERS.values() for each in reminders for one in each.paragraphs} == set(SAID)


def test_words_about_routes_to_stay_are_the_forces_own(page: Callable[[str], str], settings: Any) -> None:
    assert "has not set any words about routes to stay" in page("support")
    settings.PROVISO_ROUTES_TO_STAY = "Ask the invented advice desk of Wessmere"
    assert "Ask the invented advice desk of Wessmere" in page("support")
    assert "invented advice desk" not in page("protection")
