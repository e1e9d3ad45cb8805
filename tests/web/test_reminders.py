"""What pages alone carry out: each such paragraph is said on the page that the register names for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from proviso.casework.models import CaseRow
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
    "2.1": "They also enforce immigration law, and assist the Home Office",
    "2.2": "runs the immigration system",
    "2.3": "there is a clear public interest",
    "2.4": "Not sharing is likely to hamper both",
    "2.5": "they fear that their details will go",
    "2.6": "Status can make a person more vulnerable",
    "3.1": "depend on a partner for their status",
    "5.2": "Do not search, or ask for proof",
    "6.2": "whether it would take enforcement action",
    "11.2": "A partner is any partner",
}
PAGES = {row.paragraph: row.pages for row in ROWS}


@pytest.fixture
def page(signed_in: Client) -> Callable[[str], str]:
    """A question of a case on which additional information is proposed, as text."""
    reference = signed_in.post("/cases/new", typed(examples.START, 0))["Location"].split("/")[2]
    home = f"/cases/{reference}/"
    signed_in.post(f"{home}questions/additional", typed(examples.MEASURES_TOO, seq_of(reference)))
    return lambda slug: signed_in.get(f"{home}questions/{slug}").content.decode()


@pytest.mark.parametrize("paragraph", SAID)
def test_the_page_says_it(paragraph: str, page: Callable[[str], str]) -> None:
    pages = [slug for slug in PAGES[paragraph] if slug in REMINDERS]
    assert pages
    for slug in pages:
        assert SAID[paragraph] in page(slug)
        assert f'Paragraph {paragraph}</span> <span class="proviso-basis">The guidance</span>' in page(slug)


@pytest.mark.parametrize("slug", ["views", "timing"])
def test_what_we_ask_to_have_in_mind_says_that_it_is_ours(slug: str, page: Callable[[str], str]) -> None:
    weighing = "do to this person’s trust and to the investigation. "
    assert f'{weighing}<span class="proviso-basis">Our safeguard</span>' in page(slug)


def test_what_the_law_asks_of_sensitive_content_is_said_where_it_is_chosen(page: Callable[[str], str]) -> None:
    assert "strictly necessary or consented to" in page("additional")
    cited = '<span class="proviso-paragraph">Data Protection Act 2018, section 35</span></li>'
    assert cited in page("additional")


@pytest.mark.parametrize("slug", ["timing", "protection"])
def test_the_steps_before_sharing_are_the_forces_own(slug: str, page: Callable[[str], str], settings: Any) -> None:
    unset = page(slug)
    assert "has not set its own list. The people who run this service can." in unset
    assert "Your force’s own list." not in unset
    settings.PROVISO_PROTECTION_STEPS = ["Ask where she sleeps tonight https://force.example/tonight", " Change locks "]
    shown = page(slug)
    assert 'href="https://force.example/tonight"' in shown
    assert "Ask where she sleeps tonight (opens in a new tab)" in shown
    assert "<li>Change locks</li>" in shown
    assert "Your force’s own list. Which measures are needed differs from case to case." in shown
    settings.PROVISO_PROTECTION_STEPS = ["Ring http://force.example javascript:alert(1)", "https://force.example/only"]
    shown = page(slug)
    assert "<li>Ring http://force.example javascript:alert(1)</li>" in shown
    assert 'href="https://force.example/only"' in shown
    assert "Steps that may be needed first" not in page("support")


def test_whom_to_ask_about_freedom_of_information_stands_with_the_record(
    page: Callable[[str], str], signed_in: Client, settings: Any
) -> None:
    page("support")
    home = f"/cases/{CaseRow.objects.get().reference}/timeline"
    assert "has not set whom to ask. The people who run this service can." in signed_in.get(home).content.decode()
    settings.PROVISO_FREEDOM_OF_INFORMATION = "foi@wessmere.example"
    assert "foi@wessmere.example" in signed_in.get(home).content.decode()


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        (
            "allegation",
            "Before sharing, these paragraphs are looked at: The guidance (1.2.1); Our safeguard (5.1.1, 6.1).",
        ),
        (
            "timing",
            "Before sharing, these paragraphs are looked at: Our safeguard (7.1); The guidance (7.2). It is kept",
        ),
        ("person", "Paragraph 6.1. Before sharing, this paragraph is looked at: Our safeguard (6.1)."),
        ("suspicion", "Paragraphs 1.2.3, 5.2, 5.3.1, 5.3.2. Before sharing, this paragraph is looked at:"),
        ("control", "Used by"),
    ],
)
def test_a_question_says_on_what_it_rests_that_sharing_waits_for_it(
    slug: str, says: str, page: Callable[[str], str]
) -> None:
    shown = " ".join(page(slug).split())
    assert says in shown
    assert ("Before sharing, th" in shown) is (slug != "control")


def test_every_reminder_is_tried_here() -> None:
    assert {one for reminders in REMINDERS.values() for each in reminders for one in each.paragraphs} == set(SAID)


def test_words_about_routes_to_stay_are_the_forces_own(page: Callable[[str], str], settings: Any) -> None:
    assert "has not set any words about routes to stay" in page("support")
    settings.PROVISO_ROUTES_TO_STAY = "Ask the invented advice desk of Wessmere"
    assert "Ask the invented advice desk of Wessmere" in page("support")
    assert "invented advice desk" not in page("protection")
