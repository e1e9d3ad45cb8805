"""Help, the accessibility statement and privacy: open to all, true, and with every abbreviation that a page shows."""

import re
from html import unescape

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from proviso.accounts.models import Role
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.history.case import Stage
from proviso.casework.values.role import RoleInCase
from proviso.policy.register_rows import ROWS
from proviso.service.contact_settings import ContactSettings
from proviso.web.asking.reminders import REMINDERS
from proviso.web.help.glossary import GLOSSARY

from .conftest import Browse, Cases
from .reading import read
from .test_access import PAGES, ROLES, addresses, cells

pytestmark = pytest.mark.django_db(databases="__all__")

ABOUT = ("help", "accessibility", "privacy")
ABBREVIATION = re.compile(r"(?<![\w/-])[A-Z]{2,}s?(?![\w-])")
EXAMPLES = frozenset({"WES", "AA"})
"""What stands in capitals and abbreviates nothing: the examples’ crime reference, and a level of the guidelines."""


def abbreviations(response: HttpResponseBase) -> set[str]:
    """The abbreviations that a page shows, but for those that it explains itself, as in “… (EHRC)”."""
    if "text/html" not in response.get("Content-Type", ""):
        return set()
    body = response.content.decode().partition("<body")[2]  # type: ignore[attr-defined]
    words = unescape(re.sub(r"<[^>]*>", " ", body))
    return set(ABBREVIATION.findall(words)) - set(re.findall(r"\(([A-Z]{2,})\)", words))


@pytest.mark.parametrize("page", ABOUT)
def test_whoever_cannot_sign_in_reads_it_and_every_page_leads_to_it(page: str, browse: Browse) -> None:
    response = Client().get(f"/{page}")
    assert response.status_code == 200
    assert len(read(response).headings) == 1
    assert "/sign-out" not in response.content.decode()
    for lead in (Client().get("/sign-in"), browse().get("/worklist"), browse().get("/nowhere")):
        assert f"/{page}" in read(lead).addresses
    assert Client().post(f"/{page}").status_code == 405


@pytest.mark.parametrize("page", ["accessibility", "privacy"])
def test_it_says_whom_to_ask_or_that_nobody_is_named(page: str, settings: Settings) -> None:
    settings.PROVISO_CONTACT = ContactSettings()
    assert "named" in read(Client().get(f"/{page}")).words
    settings.PROVISO_ACCESSIBILITY_CONTACT = "<desk@wessmere.example>"
    settings.PROVISO_CONTACT = ContactSettings(data_protection_officer="<desk@wessmere.example>")
    words = read(Client().get(f"/{page}")).words
    assert "<desk@wessmere.example>" in words
    assert "not named" not in words


def test_the_statement_has_what_the_regulations_ask_for() -> None:
    words = read(Client().get("/accessibility")).words
    for asked in (
        "partially compliant with the Web Content Accessibility Guidelines version 2.2, level AA",
        "nobody has audited it yet",
        "Nobody who is disabled has tested it",
        "Equality and Human Rights Commission (EHRC)",
        "ask for another format",
        "Prepared on 28 November 2026",
        "After 12 hours it ends whatever is done",
    ):
        assert asked in words, asked


def test_the_times_in_the_statement_are_those_of_the_service(settings: Settings) -> None:
    settings.PROVISO_SESSION_MINUTES = 8
    words = read(Client().get("/accessibility")).words
    assert "after 8 minutes in which no page is opened or saved. 4 minutes before" in words


def test_the_glossary_is_in_order_and_each_paragraph_is_one_of_the_guidance() -> None:
    words = [term.word.lower() for term in GLOSSARY]
    assert words == sorted(words)
    assert {term.paragraph for term in GLOSSARY} - {row.paragraph for row in ROWS} == {""}
    page = read(Client().get("/help"))
    assert all(term.says in page.words for term in GLOSSARY)


def known() -> set[str]:
    """Every abbreviation that the glossary has."""
    return set(re.findall(r"[A-Z]{2,}", " ".join(term.word for term in GLOSSARY))) | EXAMPLES


def test_whom_the_guidance_is_about_is_as_wide_and_as_narrow_as_it_says() -> None:
    says = {term.word: term.says for term in GLOSSARY}
    assert says["Immigration offender"].startswith("Somebody in the United Kingdom who needs leave and has none,")
    assert "whom the police suspect to be a victim" in says["Victim"]
    assert says["Witness"].startswith("Somebody who reports that they witnessed a crime, or offers information")
    assert RoleInCase.WITNESS.hint.startswith("They report that they witnessed a crime, or offer information")
    reminder = REMINDERS["suspicion"][0].words
    assert reminder.startswith("Three things can be suspected of somebody who is in the United Kingdom: ")


def test_every_abbreviation_on_a_page_of_a_case_is_in_the_glossary(cases: Cases, browse: Browse) -> None:
    browser = browse()
    for stage in (Stage.OPEN, Stage.SHARED):
        reference = cases[stage].case.reference
        paths = [*addresses(reference), *(f"/cases/{reference}/questions/{one.slug}" for one in QUESTIONS)]
        shown = {path: abbreviations(browser.get(path)) - known() for path in paths}
        assert {path: words for path, words in shown.items() if words} == {}


@pytest.mark.parametrize("role", ROLES)
def test_every_abbreviation_on_another_page_is_in_the_glossary(role: Role, browse: Browse) -> None:
    browser = browse(role)
    paths = [*(f"/{one}" for one in ABOUT), *(path for path, whose, _ in cells(PAGES) if whose is role)]
    shown = {path: abbreviations(browser.get(path)) - known() for path in paths}
    assert {path: words for path, words in shown.items() if words} == {}


def test_an_abbreviation_that_nobody_explains_is_found(browse: Browse) -> None:
    page = browse().get("/worklist")
    page.content = page.content.replace(b"</main>", b"<p>Ask the OIC (officer in the case)</p></main>")
    assert abbreviations(page) - known() == {"OIC"}
