"""Every page stands behind the gate; a sign-in ends; a fresh password opens what cannot be taken back."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoAssertNumQueries

from proviso.accounts.models import Officer
from proviso.record import read
from proviso.web.design.security import FOR_EVERYBODY, METHODS
from proviso.web.signing_in.gate import OPEN
from tests.accounts.people import PASSWORD
from tests.web.signing_in.conftest import Hands, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ASSEMBLED = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def every_address(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, str]]:
    """Each address of the service with its name, parameters filled in."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from every_address(pattern, route)
        elif isinstance(pattern, URLPattern):
            for name, converter in pattern.pattern.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                for spelt in (f"<{kind}:{name}>", f"<{name}>"):
                    route = route.replace(spelt, ASSEMBLED.get(kind, "x"))
            yield route, pattern.name or ""


def test_every_address_of_the_service_asks_for_a_sign_in(db: None) -> None:
    addresses = list(every_address(get_resolver("proviso.service.urls")))
    assert {name for _, name in addresses} >= OPEN
    for route, name in addresses:
        for method in ("get", "post", "put", "patch", "delete", "options", "head"):
            answer = getattr(Client(), method)(route)
            if name in FOR_EVERYBODY and method in ("get", "head"):
                assert answer.status_code == 404, "it is off unless a force turns it on"
                continue
            if name in OPEN:
                assert answer.status_code in (200, 302, 405), route
                continue
            assert not answer.content
            if method.upper() not in METHODS:
                assert answer.status_code == 405, (method, route)
                continue
            assert answer.status_code == 302, (method, route)
            assert answer["Location"].startswith("/sign-in"), (method, route)


def test_only_the_door_and_the_pages_about_the_service_are_open() -> None:
    assert {
        "account_login",
        "account_logout",
        "help",
        "accessibility",
        "privacy",
        "set_language",
    } == OPEN - FOR_EVERYBODY
    assert {"published", "published_file"} == FOR_EVERYBODY


def test_pages_of_allauth_that_are_not_ours_have_no_address() -> None:
    names = {name for _, name in every_address(get_resolver("proviso.service.urls"))}
    assert {name for name in names if name.startswith("account_")} == {
        "account_login", "account_logout", "account_reauthenticate", "account_change_password",
    }  # fmt: skip


def test_a_sign_in_that_is_not_used_ends(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser)
    for _ in range(3):
        hands.forward(minutes=59)
        assert browser.get("/question/1").status_code == 200
    hands.forward(minutes=61)
    assert browser.get("/question/1")["Location"] == "/sign-in?next=%2Fquestion%2F1"
    assert "this page was not used for a while" in browser.get("/sign-in").content.decode()


def test_no_sign_in_lasts_longer_than_twelve_hours(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser)
    for _ in range(24):
        hands.forward(minutes=30)
        browser.get("/question/1")
    hands.forward(minutes=1)
    assert browser.get("/question/1").status_code == 302
    assert "12 hours have passed" in browser.get("/sign-in").content.decode()


def test_a_copied_cookie_is_of_no_use_once_the_sign_in_ended(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser)
    thief = Client()
    thief.cookies["session"] = browser.cookies["session"].value
    hands.forward(minutes=61)
    assert thief.get("/question/1").status_code == 302
    browser.post("/sign-out")
    assert thief.get("/question/1").status_code == 302


def test_reading_pages_seldom_writes(
    browser: Client, officer: Officer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(browser)
    browser.get("/question/1")
    with django_assert_max_num_queries(3):  # the session, the officer, and what the log has of accounts
        browser.get("/question/1")


def test_sending_asks_for_the_password_unless_it_was_just_given(
    browser: Client, officer: Officer, hands: Hands
) -> None:
    sign_in(browser)
    assert browser.get("/send/1").status_code == 200
    hands.forward(minutes=5.1)
    asked = browser.get("/send/1")
    assert asked["Location"] == "/confirm-it-is-you?next=%2Fsend%2F1"
    assert browser.get("/question/1").status_code == 200
    page = browser.get(asked["Location"]).content.decode()
    assert "Confirm it is you" in page
    assert 'name="next" value="/send/1"' in page
    wrong = browser.post("/confirm-it-is-you", {"password": "x", "next": "/send/1"})
    assert "That is not your password." in wrong.content.decode()
    assert browser.get("/send/1").status_code == 302
    right = browser.post("/confirm-it-is-you", {"password": PASSWORD, "next": "/send/1"})
    assert right["Location"] == "/send/1"
    assert browser.get("/send/1").status_code == 200
    told = [(e.kind, e.actor) for e in read.entries("force:wessmere", with_openings=True)][-2:]
    assert told == [("confirmation_failed", "W1042"), ("identity_confirmed", "W1042")]
    hands.forward(minutes=5.1)
    assert browser.get("/send/1").status_code == 302


def test_a_confirmation_leads_nowhere_else(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    answer = browser.post("/confirm-it-is-you", {"password": PASSWORD, "next": "//elsewhere.test"})
    assert answer["Location"] == "/"


def test_a_confirmation_in_one_browser_opens_nothing_in_another(
    browser: Client, officer: Officer, hands: Hands
) -> None:
    other = Client()
    sign_in(browser)
    sign_in(other)
    hands.forward(minutes=6)
    browser.post("/confirm-it-is-you", {"password": PASSWORD})
    assert browser.get("/send/1").status_code == 200
    assert other.get("/send/1").status_code == 302
