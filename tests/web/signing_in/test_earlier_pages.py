"""A page that stayed open while its officer signed in again in another window: it comes back with what was typed."""

import re

import pytest
from django.test import Client

from proviso.accounts.models import Officer, Unit
from proviso.casework import clock
from tests.accounts.people import PASSWORD, add
from tests.web.signing_in.conftest import Hands

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WORDS = "He keeps her passport"


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def token(browser: Client, path: str) -> str:
    found = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(path).content.decode())
    assert found
    return found[1]


def sign_in(browser: Client, number: str = "W1042") -> None:
    given = {"login": number, "password": PASSWORD, "csrfmiddlewaretoken": token(browser, "/sign-in")}
    assert browser.post("/sign-in", given).status_code == 302


@pytest.fixture
def old(strict: Client, officer: Officer, hands: Hands) -> str:
    """The token of a page that was open when the sign-in ended for want of use."""
    sign_in(strict)
    of_page = token(strict, "/password")
    hands.forward(minutes=61)
    return of_page


def test_it_comes_back_unsaved_once_they_signed_in_in_another_window(strict: Client, old: str) -> None:
    sign_in(strict)
    answer = strict.post("/question/1", {"answer": WORDS, "csrfmiddlewaretoken": old})
    assert (answer.status_code, answer["Location"]) == (302, "/question/1")
    assert strict.get("/question/1").content.decode() == f"saved=False typed={WORDS}"


def test_what_they_sent_there_in_the_same_minute_stays_too(strict: Client, old: str) -> None:
    strict.post("/question/2", {"answer": "Of the other window", "csrfmiddlewaretoken": old})
    sign_in(strict)
    strict.post("/question/1", {"answer": WORDS, "csrfmiddlewaretoken": old})
    assert strict.get("/question/1").content.decode() == f"saved=False typed={WORDS}"
    assert strict.get("/question/2").content.decode() == "saved=False typed=Of the other window"


def test_nobody_else_who_signs_in_there_gets_it(strict: Client, old: str, unit: Unit) -> None:
    add(unit, "W2", name="Bertrand Ashgrove", now=clock.now())
    sign_in(strict, "W2")
    assert strict.post("/question/1", {"answer": WORDS, "csrfmiddlewaretoken": old}).status_code == 403
    assert strict.get("/question/1").content.decode() == "saved=False typed="


def test_no_other_token_will_do_nor_a_page_of_another_site(strict: Client, old: str) -> None:
    sign_in(strict)
    assert strict.post("/question/1", {"answer": WORDS, "csrfmiddlewaretoken": "x" * 64}).status_code == 403
    sent = {"answer": WORDS, "csrfmiddlewaretoken": old}
    assert strict.post("/question/1", sent, headers={"origin": "https://elsewhere.test"}).status_code == 403
    assert strict.get("/question/1").content.decode() == "saved=False typed="


def test_no_password_is_kept_so_nor_what_is_too_long(strict: Client, old: str) -> None:
    sign_in(strict)
    sent = {"oldpassword": PASSWORD, "password1": "x", "password2": "x", "csrfmiddlewaretoken": old}
    assert strict.post("/password", sent).status_code == 403
    assert "kept" not in strict.session
    too_long = strict.post("/question/1", {"answer": "x" * 70_000, "csrfmiddlewaretoken": old})
    assert "This page was open for too long" in too_long.content.decode()
