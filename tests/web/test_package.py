"""The package over HTTP: the bytes that were kept, kept by no browser, named by nothing personal; and a preview."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pypdf import PdfReader

from proviso.accounts.models import Role
from proviso.casework.history.case import Stage
from proviso.casework.reading.decision_in_force import last_decided
from proviso.casework.values.decision import Decide, Decision
from proviso.casework.writing import commit
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Actor
from proviso.disclosure.decide_package import decide_with_package
from proviso.disclosure.models import KeptPackage
from proviso.disclosure.stored_packages import stored_package
from proviso.record.models import Entry

from ..casework.examples import CALL_ENDED, CALL_STARTED, PERSON, TOLD_BEFORE, answer, begun, ready
from .conftest import Browse, Cases
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

SHARE = Decision(decide=(Decide.SHARE_BASIC,), reason="All is in place")
FILES = {"package.pdf": "application/pdf", "package.json": "application/json"}


@pytest.fixture
def packed(officer: Actor) -> OpenCase:
    """A case of the officer's, decided with its package."""
    opened = ready(officer)
    return decide_with_package(opened, SHARE, seen=opened.case.seq)


def got(browser: Client, opened: OpenCase, path: str) -> HttpResponseBase:
    response = browser.get(f"/cases/{opened.case.reference}/{path}")
    assert response.status_code == 200
    return response


def bytes_of(response: HttpResponseBase) -> bytes:
    return response.content  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("carried", [(), (CALL_STARTED, CALL_ENDED)])
def test_both_files_are_the_bytes_that_were_kept(packed: OpenCase, browse: Browse, carried: tuple[object, ...]) -> None:
    opened = answer(packed, carried)  # type: ignore[arg-type]
    decision = last_decided(opened.case)
    assert decision is not None
    held = stored_package(packed, decision.value.package or "")

    assert bytes_of(got(browse(), packed, "package.pdf")) == held.document
    assert bytes_of(got(browse(), packed, "package.json")) == held.data


@pytest.mark.parametrize("path", [*FILES, "package-preview.pdf"])
def test_no_browser_keeps_them_and_their_names_say_nothing(packed: OpenCase, browse: Browse, path: str) -> None:
    response = got(browse(), packed, path)
    ending = path.rpartition(".")[2]

    assert response["Content-Type"] == f"application/{ending}"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    how, _, name = response["Content-Disposition"].partition("; ")
    assert how == ("attachment" if ending == "json" else "inline")
    assert name in {f'filename="{packed.case.reference}{aside}.{ending}"' for aside in ("", "-not-decided")}


def test_the_page_of_the_decision_makes_the_package_and_leads_to_it(officer: Actor, browse: Browse) -> None:
    opened, browser = ready(officer), browse(typing=True)
    home = f"/cases/{opened.case.reference}"
    assert f'href="{home}/package-preview.pdf"' in browser.get(f"{home}/decide").content.decode()
    posted = {"decide": ["share_basic"], "reason": "All is in place", "last_seq": opened.case.seq}
    assert browser.post(f"{home}/decide", posted).status_code == 302

    assert KeptPackage.objects.filter(case=opened.case.reference).count() == 1
    assert f'href="{home}/package"' in browser.get(f"{home}/send").content.decode()
    page = browser.get(f"{home}/package").content.decode()
    assert all(f'href="{home}/{path}"' in page for path in FILES)
    assert KeptPackage.objects.get().digest in page


def test_what_cannot_be_printed_is_said_above_the_decision_and_on_the_preview(
    officer: Actor, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before_it_was_checked:
        before_it_was_checked.setattr(commit, "reject_unprintable", lambda _value: None)
        opened = answer(ready(officer), (replace(PERSON, name_written="𠮷"), TOLD_BEFORE))
    browser = browse()
    home = f"/cases/{opened.case.reference}"
    says = "What would be sent cannot be printed. Name: “𠮷” (U+20BB7)."
    posted = {"decide": ["share_basic"], "reason": "All is in place", "last_seq": opened.case.seq}
    refused = browser.post(f"{home}/decide", posted)

    assert says in read(browser.get(f"{home}/package-preview.pdf")).words
    assert refused.status_code == 409
    assert says in read(refused).words
    assert "All is in place" in refused.content.decode()


def test_a_preview_says_that_it_is_not_decided(cases: Cases, browse: Browse) -> None:
    response = got(browse(), cases[Stage.OPEN], "package-preview.pdf")
    page = PdfReader(BytesIO(bytes_of(response))).pages[0].extract_text()

    assert "NOT DECIDED" in page
    assert "Nothing is decided yet. This shows what would be sent. Do not send it." in page
    assert "Imaginary Oduya" in page
    assert not KeptPackage.objects.exists()


@pytest.mark.parametrize(
    ("made", "path", "says"),
    [
        (begun, "package", "Nothing: no information is chosen."),
        (begun, "package.pdf", "Nothing is decided to be shared, so no package is kept."),
        (begun, "package.json", "Nothing is decided to be shared, so no package is kept."),
        (begun, "package-preview.pdf", "No information is chosen, so there is nothing to show yet."),
    ],
)
def test_where_there_is_no_file_a_page_says_why(
    officer: Actor, browse: Browse, made: Callable[[Actor], OpenCase], path: str, says: str
) -> None:
    response = got(browse(), made(officer), path)

    assert response["Content-Type"].startswith("text/html")
    assert says in read(response).words


def test_what_would_be_now_is_shown_only_where_it_is_something_else(packed: OpenCase, browse: Browse) -> None:
    browser = browse()
    same = read(got(browser, packed, "package")).words
    later = answer(packed, (replace(PERSON, name="Imaginary Adeyemi"),))
    moved = read(got(browser, later, "package")).words

    assert "As it was decided" in same
    assert "As it would be now" not in same
    assert moved.index("Imaginary Oduya") < moved.index("As it would be now") < moved.index("Imaginary Adeyemi")


def test_the_case_leads_to_what_was_decided_and_to_nothing_before(
    packed: OpenCase, officer: Actor, browse: Browse
) -> None:
    browser, says = browse(), "See what is sent, as it was decided"

    assert says in read(got(browser, packed, "")).words
    assert says not in read(got(browser, ready(officer), "")).words


def test_a_decision_without_a_package_says_so(cases: Cases, browse: Browse) -> None:
    says = "No package is kept with this decision"

    assert says in read(got(browse(), cases[Stage.DECIDED], "package.pdf")).words


@pytest.mark.parametrize("path", FILES)
def test_what_was_changed_is_not_shown_and_says_what_to_do(packed: OpenCase, browse: Browse, path: str) -> None:
    KeptPackage.objects.update(data=b"changed", document=b"changed")
    response = got(browse(), packed, path)

    assert response["Content-Type"].startswith("text/html")
    assert "What is kept is not what was decided" in read(response).words


def test_a_colleague_says_why_first_and_the_record_says_that_they_looked(packed: OpenCase, browse: Browse) -> None:
    address = f"/cases/{packed.case.reference}/package.pdf"
    browser = browse(number="colleague")
    first = browser.get(address)
    browser.post(f"/cases/{packed.case.reference}/reason", {"reason": "To check what leaves"})

    assert first.status_code == 302
    assert bytes_of(browser.get(address)).startswith(b"%PDF")
    assert Entry.objects.order_by("index").last().kind == "case_consulted"  # type: ignore[union-attr]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.POLICY_OWNER])
def test_who_opens_no_case_gets_no_package(packed: OpenCase, browse: Browse, role: Role) -> None:
    response = browse(role).get(f"/cases/{packed.case.reference}/package.pdf")

    assert response.status_code == 403
    assert b"%PDF" not in response.content


@pytest.mark.parametrize("named", [True, False])
def test_a_page_says_whether_the_crime_reference_leaves(
    officer: Actor, browse: Browse, settings: Any, named: bool
) -> None:
    """Where the force has approved that packages name it, its box says who reads it, and Check and decide shows it."""
    contact = {"crime_reference_in_packages": named, "recipients": "01632 960 300"}
    settings.PROVISO_CONTACT = settings.PROVISO_CONTACT.model_copy(update=contact)
    browser, opened = browse(), ready(officer)
    asks = bytes_of(got(browser, opened, "questions/allegation")).decode()
    assert ("The Home Office will hear or read this, word for word" in asks) is named
    decides = bytes_of(got(browser, opened, "decide")).decode()
    assert ("Crime reference" in decides.partition("Everything that is recorded")[0]) is named
    assert "How the force is reached" in decides
    package = decide_with_package(opened, SHARE, seen=opened.case.seq)
    sent = json.loads(bytes_of(got(browser, package, "package.json")))
    assert ("crime_reference" in sent["contact"]) is named
