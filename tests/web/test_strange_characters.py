"""A zero byte and half of a surrogate pair in every box, hidden ones too, and in every address: the same on SQLite,
which would keep them, and on PostgreSQL, which would not. This file is run on both."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from selectolax.lexbor import LexborHTMLParser

from proviso.accounts.models import Role
from proviso.casework.history.case import Stage

from .conftest import Browse, Cases
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

ZERO, HALF = b"a\0b", b"a\xed\xa0\x80b"
"""What a browser never sends by itself: half of a pair is not UTF-8 either."""
NOT_FOLLOWED = {"sign_out", "language"}


@dataclass(frozen=True)
class Sent:
    """A form: how and where it is sent, and the names of its boxes that are not for choosing."""

    method: str
    to: str
    boxes: tuple[str, ...]


def forms(page: str, here: str) -> Iterator[Sent]:
    """The forms of a page."""
    for form in LexborHTMLParser(page).css("form:not([action='/sign-out'])"):
        boxes = form.css("input[name]:not([type='radio']):not([type='checkbox']), textarea[name]")
        names = dict.fromkeys(one.attributes["name"] or "" for one in boxes)
        given = form.attributes
        yield Sent((given.get("method") or "get").lower(), given.get("action") or here, tuple(names))


def sending(browser: Client, form: Sent, strange: dict[str, bytes]) -> Any:
    """What answers the form with these bytes in some boxes, and nothing in the others."""
    body = urlencode({name: strange.get(name, b"") for name in form.boxes})
    if form.method == "get":
        return browser.get(f"{urlsplit(form.to).path}?{body}")
    return browser.post(form.to, body, content_type="application/x-www-form-urlencoded")


def name_of(address: str) -> str:
    """What the address is called; nothing where it is none of ours."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def pages(browser: Client, first: list[str]) -> Iterator[tuple[str, str]]:
    """The pages that links lead to from these, one of each name: its address and itself."""
    waiting, seen = list(first), set[str]()
    while waiting:
        address = waiting.pop(0)
        if (name := name_of(address)) in seen | NOT_FOLLOWED or not name:
            continue
        seen.add(name)
        response = browser.get(address)
        if response.status_code == 302:
            waiting.append(response["Location"])
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        text = response.content.decode()
        yield address, text
        links = (one.attributes.get("href") or "" for one in LexborHTMLParser(text).css("a[href]"))
        waiting += [link for link in links if link.startswith("/")]


def test_in_each_box_of_a_question_it_is_named_and_what_was_typed_stays(cases: Cases, browse: Browse) -> None:
    browser, refused = browse(), 0
    address = f"/cases/{cases[Stage.OPEN].case.reference}/"
    for slug in ("hand-over", "role", "suspicion-ended", "decide", "questions/person"):
        page = browser.get(address + slug).content.decode()
        for form in forms(page, address + slug):
            for name in form.boxes:
                answered = sending(browser, form, {name: ZERO})
                if answered.status_code == 422 and "cannot be shown" in answered.content.decode():
                    found = read(answered)
                    assert [one.replace("\0", "\ufffd") for one in found.boxes[name]] == ["a\ufffdb"]
                    assert found.title.startswith("Error: ")
                    assert any("take out the character that cannot be shown" in words for words, _ in found.errors)
                    refused += 1
    assert refused > 5


@pytest.mark.parametrize("role", list(Role))
def test_no_box_of_any_form_brings_the_service_down(role: Role, cases: Cases, browse: Browse) -> None:
    """Choices are held to what is offered, in `test_bad_input`; here is what is typed, and what is out of sight."""
    browser, known, tried = browse(role, typing=True), set(), []
    first = ["/", *(f"/cases/{cases[stage].case.reference}/" for stage in (Stage.OPEN, Stage.SHARED))]
    for address, text in list(pages(browser, first)):
        for form in forms(text, address):
            if (what := (form.method, name_of(form.to), form.boxes)) in known or not form.boxes:
                continue
            known.add(what)
            halves = dict.fromkeys(form.boxes, HALF)
            for strange in (halves, *({name: ZERO} for name in form.boxes)):
                response = sending(browser, form, strange)
                tried.append((form.to, strange.keys(), response.status_code))
    assert [one for one in tried if one[-1] >= 500] == []
    assert len(tried) > 5


FILTERS = [
    ("/worklist/unit", "officer", Role.SUPERVISOR),
    ("/record", "case", Role.AUDITOR),
    ("/record", "who", Role.AUDITOR),
]


@pytest.mark.parametrize(("address", "box", "role"), FILTERS)
def test_what_no_list_is_narrowed_by_is_said_and_stays(address: str, box: str, role: Role, browse: Browse) -> None:
    for strange, shown in ((ZERO, "a\ufffdb"), (HALF, "a\ufffd\ufffd\ufffdb")):
        response = browse(role).get(f"{address}?{urlencode({box: strange})}")
        page = read(response)
        assert page.errors or (box, strange) == ("who", HALF), "whoever has no account is in the record too"
        assert page.boxes[box][0].replace("\0", "\ufffd") == shown, "what was typed is gone"


@pytest.mark.parametrize("strange", [ZERO, HALF])
def test_nobody_signs_in_with_them_and_it_is_said_as_ever(strange: bytes, browse: Browse) -> None:
    browser = Client()
    for number, password in ((strange, b"x"), (b"N101", strange)):
        body = urlencode({"login": number, "password": password})
        page = read(browser.post("/sign-in", body, content_type="application/x-www-form-urlencoded"))
        assert page.title.startswith("Error: "), page.words
        assert page.errors


PLACES = ("reconciliations", "figures", "equality", "samples", "patterns", "wordings", "handovers", "leaving", "cases")
QUERIES = (
    "/worklist?after=",
    "/who-looked?after=",
    "/who-looked/handed-over?before=",
    "/record?upto=",
    "/wordings/pages?part=",
)


@pytest.mark.parametrize("strange", [ZERO, HALF])
def test_an_address_that_holds_one_is_none_of_ours(strange: bytes, browse: Browse) -> None:
    addresses = [
        f"/{place}/{quote(strange)}{end}" for place in PLACES for end in ("", f"/{quote(strange)}", "/table.csv")
    ]
    addresses += [
        f"/cases/{quote(strange)}/{end}" for end in ("reason", "decide", "local/x", "notice-before", "out-of-unit")
    ]
    addresses += [f"{query}{quote(strange)}" for query in QUERIES]
    answered: dict[tuple[Role, str, str], int] = {}
    for role in Role:
        browser = browse(role)
        for address in addresses:
            answered[role, address, "got"] = browser.get(address).status_code
            if "?" not in address:
                answered[role, address, "posted"] = browser.post(address, {"reason": "To read it"}).status_code
    assert {one: status for one, status in answered.items() if status not in {200, 301, 302, 403, 404, 405, 422}} == {}
