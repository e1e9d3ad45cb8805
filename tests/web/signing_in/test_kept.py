"""What was being typed when a sign-in ended: to the same officer, in the same browser, for fifteen minutes."""

import base64
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from proviso.accounts.models import Officer, Unit
from proviso.casework import clock
from proviso.web.signing_in import retained_answers
from tests.accounts.people import PASSWORD, add
from tests.web.signing_in.conftest import Hands, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WORDS = "She said: é, ‘quotes’ & <angles>"


@pytest.fixture
def away(browser: Client, officer: Officer, hands: Hands) -> Client:
    """An officer who was away too long, and then pressed Save."""
    sign_in(browser)
    hands.forward(minutes=61)
    answer = browser.post("/question/1", {"answer": WORDS, "seq": "4"})
    assert answer["Location"] == "/sign-in?next=%2Fquestion%2F1"
    return browser


def page(browser: Client, path: str = "/question/1") -> str:
    return browser.get(path).content.decode()


def test_it_comes_back_unsaved(away: Client) -> None:
    assert "What you were typing is kept for 15 minutes" in page(away, "/sign-in?next=/question/1")
    assert (
        away.post("/sign-in", {"login": "W1042", "password": PASSWORD, "next": "/question/1"})["Location"]
        == "/question/1"
    )
    assert page(away) == f"saved=False typed={WORDS}"
    assert page(away) == f"saved=False typed={WORDS}", "a reload shows it again"
    assert away.post("/question/1", {"answer": WORDS}).content.decode().startswith("saved=True")
    assert page(away) == "saved=False typed="


def test_after_signing_out_elsewhere_too(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    browser.post("/sign-out")
    browser.post("/question/1", {"answer": WORDS})
    sign_in(browser)
    assert page(browser) == f"saved=False typed={WORDS}"


def test_nobody_else_gets_it(away: Client, unit: Unit) -> None:
    add(unit, "W2", name="Bertrand Ashgrove", now=clock.now())
    was_kept = away.session["kept"]
    sign_in(away, "W2")
    assert "kept" not in away.session
    session = away.session
    session["kept"] = was_kept
    session.save()
    assert page(away) == "saved=False typed=", "nor would it be shown, were it still there"
    away.post("/sign-out")
    sign_in(away, "W1042")
    assert page(away) == "saved=False typed=", "it was thrown away when somebody else signed in"


def test_no_other_page_shows_it(away: Client) -> None:
    sign_in(away)
    assert page(away, "/question/2") == "saved=False typed="
    assert page(away) == f"saved=False typed={WORDS}"


def test_each_of_several_pages_gets_its_own_back(away: Client) -> None:
    away.post("/question/2", {"answer": "Of the other window"})
    sign_in(away)
    assert page(away) == f"saved=False typed={WORDS}"
    assert page(away, "/question/2") == "saved=False typed=Of the other window"
    away.post("/question/2", {"answer": "Saved"})
    assert page(away, "/question/2") == "saved=False typed="
    assert page(away) == f"saved=False typed={WORDS}"


def test_no_more_pages_are_kept_than_there_is_room_for(away: Client) -> None:
    for path in ("/cases/find", "/cases/new", "/samples/order", "/patterns"):
        away.post(path, {"answer": "x"})
    away.post("/question/2", {"answer": "The latest"})
    assert len(away.session["kept"]) == retained_answers.PAGES
    sign_in(away)
    assert page(away, "/question/2") == "saved=False typed=The latest"
    assert page(away) == "saved=False typed=", "the earliest made room"


def test_what_a_lost_key_sealed_makes_room(away: Client) -> None:
    away.cookies["kept"] = "!!"
    away.post("/question/2", {"answer": "The latest"})
    assert len(away.session["kept"]) == 1
    sign_in(away)
    assert page(away, "/question/2") == "saved=False typed=The latest"


def test_after_fifteen_minutes_it_is_gone(away: Client, hands: Hands) -> None:
    hands.forward(minutes=15.1)
    assert "What you were typing" not in page(away, "/sign-in")
    sign_in(away)
    assert page(away) == "saved=False typed="


def test_neither_the_session_nor_the_cookie_is_of_use_alone(away: Client) -> None:
    cookie = away.cookies["kept"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 900)
    stored = str(dict(away.session.items()))
    (sealed,) = re.findall(r"'sealed': '([^']+)'", stored)
    assert "She said" not in stored
    assert b"She" not in base64.b64decode(sealed)
    assert cookie.value not in stored
    sign_in(away)
    del away.cookies["kept"]
    assert page(away) == "saved=False typed="


@pytest.mark.parametrize("value", ["", "!!", "AAAA", base64.urlsafe_b64encode(bytes(32)).decode()])
def test_a_changed_key_opens_nothing(away: Client, value: str) -> None:
    sign_in(away)
    away.cookies["kept"] = value
    assert page(away) == "saved=False typed="


def test_what_is_kept_cannot_be_moved_to_another_page_or_person(away: Client) -> None:
    sign_in(away)
    session = away.session
    session["kept"] = [one | {"path": "/question/2"} for one in session["kept"]]
    session.save()
    assert page(away, "/question/2") == "saved=False typed="


def test_no_password_is_kept(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser)
    hands.forward(minutes=61)
    browser.post("/password", {"oldpassword": PASSWORD, "password1": "x", "password2": "x"})
    assert "kept" not in browser.cookies
    assert "kept" not in browser.session


def test_a_stranger_keeps_nothing_here(browser: Client, db: None) -> None:
    assert browser.post("/question/1", {"answer": WORDS}).status_code == 302
    assert "kept" not in browser.cookies
    assert not Session.objects.exists()


def test_what_is_too_long_is_not_kept(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser)
    hands.forward(minutes=61)
    browser.post("/question/1", {"answer": "x" * (retained_answers.LIMIT_BYTES + 1)})
    assert "What you were typing" not in page(browser, "/sign-in")


def test_a_confirmation_keeps_it_as_well(browser: Client, officer: Officer, hands: Hands) -> None:
    sign_in(browser)
    hands.forward(minutes=6)
    assert browser.post("/send/1", {"answer": WORDS})["Location"] == "/confirm-it-is-you?next=%2Fsend%2F1"
    assert "What you typed is kept for 15 minutes" in page(browser, "/confirm-it-is-you?next=/send/1")
    browser.post("/confirm-it-is-you", {"password": PASSWORD, "next": "/send/1"})
    assert page(browser, "/send/1") == f"saved=False typed={WORDS}"
