"""The end of a sign-in is said on every page, and going on is one press that loses nothing (WCAG 2.2, 2.2.1)."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from proviso.accounts.models import Officer
from tests.web.signing_in.conftest import Hands, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "proviso.service.urls"


def end_of(browser: Client) -> dict[str, str]:
    """What a page says, to a script, of the end of the sign-in; nothing where it says nothing."""
    page = browser.get("/today-is-nowhere").content.decode()
    return dict(re.findall(r'data-(seconds|warn|may-go-on|at)="([^"]*)"', page))


def test_a_page_says_when_the_sign_in_ends_and_what_to_do(browser: Client, officer: Officer) -> None:
    assert end_of(browser) == {}
    sign_in(browser)
    end = end_of(browser)
    assert 3590 <= int(end["seconds"]) <= 3600
    assert (end["warn"], end["may-go-on"]) == ("300", "yes")
    words = browser.get("/nowhere").content.decode()
    assert f"Your sign-in ends at {end['at']} unless you open or save a page before then." in words
    assert "If it ends while you type, save as usual" in words


def test_a_short_sign_in_is_warned_of_at_half_its_time(browser: Client, officer: Officer, settings: Settings) -> None:
    settings.PROVISO_SESSION_MINUTES = 6
    sign_in(browser)
    assert end_of(browser)["warn"] == "180"


def test_going_on_gives_the_whole_time_again(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser)
    hands.forward(minutes=59)
    answer = browser.post("/sign-in/go-on").json()
    assert 3590 <= answer["seconds"] <= 3600
    assert answer["mayGoOn"] is True
    hands.forward(minutes=59)
    assert browser.post("/sign-in/go-on").status_code == 200
    hands.forward(minutes=61)
    assert browser.post("/sign-in/go-on")["Location"].startswith("/sign-in")


def test_the_twelve_hours_cannot_go_on_and_say_so(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser)
    for _ in range(23):
        hands.forward(minutes=30)
        browser.get("/nowhere")
    hands.forward(minutes=1)
    answer = browser.post("/sign-in/go-on").json()
    assert answer["mayGoOn"] is False
    assert answer["seconds"] <= 29 * 60
    assert "12 hours after it began." in browser.get("/nowhere").content.decode()


def test_only_a_form_of_ours_goes_on(officer: Officer) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    assert browser.post("/sign-in/go-on").status_code == 403
    assert browser.get("/sign-in/go-on")["Location"] == "/"
    assert Client().post("/sign-in/go-on").status_code == 302
