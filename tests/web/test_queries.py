"""How many questions each page asks of the databases: listed, and the same however much a case or a list holds."""

from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proviso.accounts.models import Role
from proviso.casework.history.case import Case, Stage
from proviso.casework.history.replay import replay
from proviso.casework.models import CaseRow
from proviso.casework.writing import access
from proviso.casework.writing.permissions import Actor

from ..casework.examples import begun
from .conftest import Browse, Cases

pytestmark = pytest.mark.django_db(databases="__all__")

SIGNED_IN = {"default": 3, "keys": 0}
"""The session, the officer with unit and force, and what the force's log has of accounts since it was last asked."""

A_CASE = {"default": 5, "keys": 1}
"""Those, then the opening that holds with the case’s row, and its entries; and its key."""

A_CASE_WITH_ITS_WORDS = {"default": 6, "keys": 1}
"""One more: whether the same words stand in another case of whoever wrote them."""


def one_more(counts: dict[str, int]) -> dict[str, int]:
    """How this officer answers questions is asked where they are answered."""
    return counts | {"default": counts["default"] + 1}


COUNTS = {
    "/": SIGNED_IN,
    "/worklist": {"default": 5, "keys": 1},
    "/cases/new": SIGNED_IN,
    "/cases/find": SIGNED_IN,
    "": one_more(A_CASE_WITH_ITS_WORDS),
    "questions/person": one_more(A_CASE),
    "questions/tell-before": one_more(A_CASE),
    "decide": A_CASE_WITH_ITS_WORDS,
    "close": A_CASE,
    "reply": A_CASE,
    "sending": A_CASE,
    "correction": A_CASE,
    "package": A_CASE,
    "package-preview.pdf": {"default": 6, "keys": 1},
    "timeline": {"default": 7, "keys": 1},
}


def asked(browser: Client, address: str) -> dict[str, int]:
    """How many questions an address asks of each database."""
    with (
        CaptureQueriesContext(connections["default"]) as default,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert browser.get(address).status_code in (200, 302)
    return {"default": len(default), "keys": len(keys)}


def settled(browser: Client) -> Client:
    """The browser once it has asked for something: the first page of a session writes when it began."""
    browser.get("/cases/find")
    return browser


def address(path: str, reference: str) -> str:
    return path if path.startswith("/") else f"/cases/{reference}/{path}"


def test_each_page_asks_so_many_questions_and_no_more_of_a_case_with_more_in_it(cases: Cases, browse: Browse) -> None:
    browser = browse()
    plain, full = cases[Stage.OPEN].case.reference, cases[Stage.SHARED].case.reference
    for reference in (plain, full):
        browser.get(f"/cases/{reference}/")
        assert {path: asked(browser, address(path, reference)) for path in COUNTS} == COUNTS


@pytest.mark.parametrize("path", [path for path in COUNTS if not path.startswith("/")])
def test_a_page_replays_its_case_once(path: str, cases: Cases, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    replayed: list[str] = []

    def counted(reference: str, *rest: Any) -> Case:
        replayed.append(reference)
        return replay(reference, *rest)

    reference = cases[Stage.SHARED].case.reference
    browser = browse()
    browser.get(f"/cases/{reference}/")
    monkeypatch.setattr(access, "replay", counted)
    assert browser.get(address(path, reference)).status_code == 200
    assert replayed == [reference]


def test_a_list_asks_no_more_when_it_is_longer(officer: Actor, browse: Browse) -> None:
    browser, counts = settled(browse()), []
    for _ in range(3):
        for _ in range(4):
            begun(officer)
        counts.append(asked(browser, "/worklist"))
    assert counts == [COUNTS["/worklist"]] * 3


def test_the_record_asks_two_more(cases: Cases, browse: Browse) -> None:
    assert cases[Stage.SHARED]
    assert CaseRow.objects.count() == 1
    assert asked(settled(browse(Role.AUDITOR)), "/record") == {"default": 5, "keys": 0}


def test_a_refused_page_opens_no_key(cases: Cases, browse: Browse) -> None:
    reference = cases[Stage.OPEN].case.reference
    assert asked(settled(browse(number="colleague")), f"/cases/{reference}/") == {"default": 5, "keys": 0}
