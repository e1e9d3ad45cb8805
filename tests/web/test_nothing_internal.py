"""No page shows what only the code knows: a name with underscores, a unit’s code, a value that has no words."""

import re
from html import unescape

import pytest
from django.http import HttpResponseBase

from proviso.accounts.models import Role
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.history.case import Stage

from .conftest import Browse, Cases, Where
from .test_access import PAGES, ROLES, addresses, cells

pytestmark = pytest.mark.django_db(databases="__all__")

INTERNAL = re.compile(
    r"(?<![\w./@-])[a-z]+(?:_[a-z]+)+\b|(?<![\w-])(?:north|south)\b|\b(?:True|False)\b|\w+\.\w+ object at"
)


def internal(response: HttpResponseBase) -> list[str]:
    """What of a page only the code knows. Names of boxes and addresses are not shown, and a file is no page."""
    if "text/html" not in response.get("Content-Type", ""):
        return []
    body = response.content.decode().partition("<body")[2]  # type: ignore[attr-defined]
    return INTERNAL.findall(unescape(re.sub(r"<[^>]*>", " ", body)))


@pytest.mark.parametrize("where", [*Stage, *Where])
def test_no_page_of_a_case_shows_what_only_the_code_knows(where: Stage | Where, cases: Cases, browse: Browse) -> None:
    reference = cases[where].case.reference
    browser = browse()
    paths = [*addresses(reference), *(f"/cases/{reference}/questions/{one.slug}" for one in QUESTIONS)]
    shown = {path: internal(browser.get(path)) for path in paths}
    assert {path: words for path, words in shown.items() if words} == {}


@pytest.mark.parametrize("role", ROLES)
def test_no_other_page_shows_what_only_the_code_knows(role: Role, cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.OPEN].case.reference
    browse(number="colleague").post(f"/cases/{reference}/reason", {"reason": "Covering while she is away"})
    browse(number="southerner", unit="south").post(f"/cases/{reference}/reason", {"reason": "To look at it for her"})
    browser = browse(role)
    shown = {path: internal(browser.get(path)) for path, whose, _ in cells(PAGES) if whose is role}
    assert {path: words for path, words in shown.items() if words} == {}
    asked = browser.post("/cases/find", {"reference": "WES/0421/26", "reason": "She rang about it"})
    assert internal(asked) == []


@pytest.mark.parametrize(
    "words", ["its setting routes_to_stay", "with the unit north", "It is True", "x.Y object at 0"]
)
def test_such_words_are_found(words: str, browse: Browse) -> None:
    page = browse().get("/worklist")
    page.content = page.content.replace(b"</main>", f"<p>{words}</p></main>".encode())
    assert len(internal(page)) == 1
