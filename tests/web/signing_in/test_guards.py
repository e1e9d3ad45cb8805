"""Forged requests, headers, cookies, and the pages for when something is wrong."""

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from django.test import Client, RequestFactory

from proviso.accounts.models import Officer
from proviso.service.logs import WithoutWords
from proviso.web import errors
from tests.accounts.people import PASSWORD
from tests.web.signing_in.conftest import sign_in
from tests.web.signing_in.pages import SECRET_WORDS

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def token(browser: Client, path: str = "/sign-in") -> str:
    browser.get(path)
    return browser.cookies["csrf"].value


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/confirm-it-is-you", "/password", "/question/1"])
def test_a_forged_request_changes_nothing(strict: Client, officer: Officer, path: str) -> None:
    given = {"login": "W1042", "password": PASSWORD, "csrfmiddlewaretoken": token(strict)}
    assert strict.post("/sign-in", given).status_code == 302
    answer = strict.post(path, {"login": "W1042", "password": PASSWORD, "answer": "forged"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "This page was open for too long" in page
    assert "Go back: most browsers still show what you typed." in page
    assert "forged" not in page
    assert strict.get("/question/1").status_code == 200


def test_a_forged_request_keeps_nothing(strict: Client, officer: Officer) -> None:
    strict.post("/question/1", {"answer": "x"})
    assert "kept" not in strict.cookies


def test_the_forms_of_a_page_have_one_mask_and_each_page_another(strict: Client, officer: Officer) -> None:
    strict.post("/sign-in", {"login": "W1042", "password": PASSWORD, "csrfmiddlewaretoken": token(strict)})
    pages = [strict.get("/password").content.decode() for _ in range(2)]
    masks = [re.findall('name="csrfmiddlewaretoken" value="([^"]+)"', page) for page in pages]
    assert len(masks[0]) > 1
    assert [len(set(each)) for each in masks] == [1, 1]
    assert masks[0] != masks[1]
    assert strict.post("/question/1", {"answer": "given", "csrfmiddlewaretoken": masks[0][0]}).status_code != 403


def test_the_token_changes_at_sign_in(strict: Client, officer: Officer) -> None:
    before = token(strict)
    strict.post("/sign-in", {"login": "W1042", "password": PASSWORD, "csrfmiddlewaretoken": before})
    assert strict.cookies["csrf"].value != before


def test_every_answer_is_guarded(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    browser.raise_request_exception = False
    for path in ("/sign-in", "/question/1", "/password", "/nowhere", "/breaks"):
        for client in (browser, Client(raise_request_exception=False)):
            headers = client.get(path).headers
            assert "no-store" in headers["Cache-Control"], path
            assert "default-src 'none'" in headers["Content-Security-Policy"], path
            assert headers["X-Frame-Options"] == "DENY", path
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Referrer-Policy"] == "same-origin", path
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path


HTTPS = """
import json, sys
import tests.settings
import django
django.setup()
from django.core.management import call_command
for alias in ("default", "keys"):
    call_command("migrate", database=alias, verbosity=0)
from django.conf import settings
from django.test import Client
from tests.accounts import people
settings.ROOT_URLCONF = "tests.web.signing_in.pages"
people.add(people.add_wessmere(), "W1042")
plain = Client().get("/sign-in", headers={"host": "localhost"})
browser = Client(headers={"host": "localhost"})
page = browser.get("/sign-in", secure=True)
browser.post("/sign-in", {"login": "W1042", "password": people.PASSWORD}, secure=True)
browser.post("/sign-out", secure=True)
browser.post("/question/1", {"answer": "x"}, secure=True)
cookies = browser.cookies.items()
sys.stdout.write(json.dumps({
    "plain": [plain.status_code, plain["Location"]],
    "hsts": page["Strict-Transport-Security"],
    "cookies": {n: {k: c[k] for k in ("secure", "httponly", "samesite", "path", "domain")} for n, c in cookies},
}))
"""


def test_under_https_cookies_are_bound_to_this_host_and_plain_http_is_sent_on() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "TESTS_HTTPS": "true"}
    done = subprocess.run([sys.executable, "-c", HTTPS], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["plain"] == [301, "https://localhost/sign-in"]
    assert told["hsts"] == "max-age=31536000; includeSubDomains"
    assert set(told["cookies"]) == {"__Host-session", "__Host-csrf", "__Host-kept", "__Host-device"}
    for name, cookie in told["cookies"].items():
        sent = "Strict" if name == "__Host-device" else "Lax"
        assert cookie == {"secure": True, "httponly": True, "samesite": sent, "path": "/", "domain": ""}


@pytest.mark.parametrize(
    ("path", "status", "says", "do"),
    [
        ("/nowhere/Amara-Okafor", 404, "There is no page here", "If you typed the address, check it."),
        ("/breaks", 500, "Sorry, there is a problem with the service", "Go back and look before you try again."),
    ],
)
def test_a_page_says_what_happened_and_what_to_do(
    strict: Client, browser: Client, officer: Officer, path: str, status: int, says: str, do: str
) -> None:
    browser.raise_request_exception = False
    sign_in(browser)
    answer = browser.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert says in page
    assert do in page
    assert not any(leak in page for leak in (SECRET_WORDS, "Amara", "Traceback", "ValueError", "proviso/"))


def test_a_fault_is_logged_without_its_words(
    browser: Client, officer: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutWords("%(message)s"))
    logging.getLogger("django.request").addHandler(handler)
    browser.raise_request_exception = False
    sign_in(browser)
    try:
        browser.get("/breaks")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    written = capsys.readouterr().err
    assert "builtins.ValueError" in written
    assert "pages.py" in written
    assert SECRET_WORDS not in written


def test_a_fault_of_the_page_about_faults_still_answers(
    browser: Client, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError

    browser.raise_request_exception = False
    sign_in(browser)
    monkeypatch.setattr("proviso.web.errors.render", fails)
    answer = browser.get("/breaks")
    assert answer.status_code == 500
    assert "Sorry, there is a problem" in answer.content.decode()


def test_the_page_about_a_fault_asks_the_database_nothing() -> None:
    request = RequestFactory().get("/x")  # without a session or an officer: reading either would fail
    answer = errors.broken(request)
    assert "Sorry, there is a problem with the service" in answer.content.decode()
    assert "govuk" in answer.content.decode()


def test_a_refusal_says_whom_to_ask() -> None:
    request = RequestFactory().get("/x")
    refused = errors.refused(request, PermissionError(SECRET_WORDS))
    garbled = errors.not_understood(request, ValueError(SECRET_WORDS))
    assert (refused.status_code, garbled.status_code) == (403, 400)
    assert "ask your supervisor" in refused.content.decode()
    assert "cannot read. Nothing was saved." in garbled.content.decode()
    assert SECRET_WORDS not in (refused.content + garbled.content).decode()


def test_a_host_that_is_not_ours_is_refused() -> None:
    answer = Client().get("/sign-in", headers={"host": "elsewhere.test"})
    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()
