"""A password that somebody else set: until a person has chosen their own, it opens nothing but the page for that."""

import pytest
from django.test import Client
from pytest_django import Settings

from proviso.accounts.force_changes import change_password
from proviso.accounts.models import Officer, Role, Unit
from proviso.casework import clock
from tests.accounts.people import PASSWORD, PROMPT, add
from tests.web.signing_in.conftest import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

OWN = "otters under the weir"
NEW = {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN}


@pytest.fixture(autouse=True)
def _no_demonstration(settings: Settings) -> None:
    settings.PROVISO_DEMONSTRATION = False


def test_a_password_that_was_given_opens_nothing_until_ones_own_is_chosen(browser: Client, officer: Officer) -> None:
    sign_in(browser, to="/question/1")
    for asked in ("/question/1", "/"):
        answer = browser.get(asked)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/password")
    assert browser.post("/question/1", {"answer": "yes"})["Location"] == "/password?next=%2Fquestion%2F1"
    page = browser.get("/password?next=/question/1").content.decode()
    assert '<h1 class="govuk-heading-l">Choose your own password</h1>' in page
    assert "Somebody else set this one, on <time" in page
    assert "2 March 2026 at 09:30 GMT" in page
    answer = browser.post("/password?next=/question/1", NEW, follow=True)
    page = answer.content.decode()
    assert "Your password is changed</h1>" in page
    assert 'href="/question/1"' in page
    assert browser.get("/question/1").status_code == 200


def test_help_the_language_and_signing_out_stay_open(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    assert browser.get("/help").status_code == browser.get("/privacy").status_code == 200
    assert browser.get("/sign-out").status_code == 200
    assert browser.post("/sign-out")["Location"] == "/sign-in"


def test_the_password_that_was_given_is_not_ones_own(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    page = browser.post("/password", NEW | {"password1": PASSWORD, "password2": PASSWORD}).content.decode()
    assert "Choose another password: this is the one that you have." in page
    assert browser.get("/question/1").status_code == 302


def test_what_one_chose_is_asked_for_no_more_until_somebody_sets_another(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    browser.post("/password", NEW)
    again = Client()
    sign_in(again, password=OWN)
    assert again.get("/question/1").status_code == 200
    change_password(officer, "a third of them, set by others", by=PROMPT, now=clock.now())
    assert sign_in(again, password="a third of them, set by others") == 302
    assert again.get("/question/1")["Location"].startswith("/password")


def test_an_administrator_who_sets_a_password_has_not_chosen_it(browser: Client, officer: Officer, unit: Unit) -> None:
    sign_in(browser)
    browser.post("/password", NEW)
    administrator = add(unit, "W9", Role.ADMINISTRATOR, "Ada Bevan", now=clock.now())
    change_password(officer, PASSWORD, by=administrator, now=clock.now())
    once_more = Client()
    sign_in(once_more)
    assert once_more.get("/question/1").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_the_way_on_leads_nowhere_else(browser: Client, officer: Officer, elsewhere: str) -> None:
    sign_in(browser)
    page = browser.post(f"/password?next={elsewhere}", NEW, follow=True).content.decode()
    assert "example.org" not in page
    assert "javascript:" not in page
    assert 'href="/"' in page


def test_in_a_demonstration_everybody_knows_the_password(browser: Client, officer: Officer, settings: Settings) -> None:
    settings.PROVISO_DEMONSTRATION = True
    sign_in(browser)
    assert browser.get("/question/1").status_code == 200
