"""Attempts are counted, for every process of the service at once; a right password spends none."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from django.test import Client

from proviso.accounts import attempt_counts
from proviso.accounts.attempt_counts import Count, digest
from proviso.accounts.models import Counted, FailedAttempts, Officer
from tests.accounts.people import PASSWORD
from tests.web.signing_in.conftest import Hands, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

HELD = "There were too many attempts that failed. Wait 10 minutes"


@pytest.mark.parametrize("number", ["W1042", "W9999"])
def test_five_failures_hold_a_number_whether_or_not_anybody_has_it(
    browser: Client, officer: Officer, number: str
) -> None:
    for _ in range(5):
        page = browser.post("/sign-in", {"login": number, "password": "x"}).content.decode()
        assert HELD not in page
    for typed in (number, number.lower()):
        page = browser.post("/sign-in", {"login": typed, "password": PASSWORD}).content.decode()
        assert HELD in page
    assert browser.get("/question/1").status_code == 302


def test_a_hold_ends(browser: Client, officer: Officer, hands: Hands) -> None:
    for _ in range(5):
        sign_in(browser, password="x")
    assert sign_in(browser) == 200
    hands.forward(minutes=10.1)
    assert sign_in(browser) == 302


def test_a_right_password_spends_no_attempt(browser: Client, officer: Officer) -> None:
    for _ in range(4):
        sign_in(browser, password="x")
    for _ in range(3):
        assert sign_in(Client()) == 302
    assert sign_in(browser, password="x") == 200
    assert HELD in browser.post("/sign-in", {"login": "W1042", "password": PASSWORD}).content.decode()


def test_one_address_trying_many_numbers_is_held(browser: Client, officer: Officer) -> None:
    for number in range(20):
        sign_in(browser, f"N{number}", "x")
    assert HELD in browser.post("/sign-in", {"login": "W1042", "password": PASSWORD}).content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere) == 302


def test_a_header_that_anybody_can_send_hides_no_address(browser: Client, officer: Officer) -> None:
    for number in range(20):
        browser.post(
            "/sign-in", {"login": f"N{number}", "password": "x"}, headers={"x-forwarded-for": f"192.0.2.{number}"}
        )
    page = browser.post("/sign-in", {"login": "N", "password": "x"}, headers={"x-forwarded-for": "192.0.2.200"})
    assert HELD in page.content.decode()


def test_a_flood_is_answered_with_429(browser: Client, officer: Officer) -> None:
    for _ in range(60):
        browser.post("/sign-in", {})
    answer = browser.post("/sign-in", {})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "There were too many attempts" in answer.content.decode()


def test_guessing_the_password_of_an_open_session_is_held(browser: Client, officer: Officer) -> None:
    sign_in(browser)
    for _ in range(5):
        assert "That is not your password." in browser.post("/confirm-it-is-you", {"password": "x"}).content.decode()
    assert HELD in browser.post("/confirm-it-is-you", {"password": PASSWORD}).content.decode()


def _try_to_take(path: str, start: "multiprocessing.synchronize.Event", taken: "multiprocessing.Queue[bool]") -> None:
    from django.conf import settings
    from django.db import connections

    connections.databases["default"] |= {"NAME": path}
    del connections["default"]
    settings.DATABASES["default"]["NAME"] = path
    count = Count(Counted.UNKNOWN_DEVICE, digest("w1042"))
    start.wait()
    for _ in range(3):
        taken.put(attempt_counts.take(count) is not None)


def test_several_processes_share_one_count(tmp_path: Path) -> None:
    path = str(tmp_path / "limits.sqlite3")
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(
            "CREATE TABLE accounts_failedattempts (id integer PRIMARY KEY AUTOINCREMENT, counted varchar(20), "
            "whom varchar(64), number varchar(64), times text, last real, UNIQUE (counted, whom))"
        )
    database.close()
    fork = multiprocessing.get_context("fork")
    start, taken = fork.Event(), fork.Queue()
    processes = [fork.Process(target=_try_to_take, args=(path, start, taken)) for _ in range(4)]
    for process in processes:
        process.start()
    start.set()
    took = [taken.get(timeout=20) for _ in range(12)]
    for process in processes:
        process.join(timeout=20)
    assert sum(took) == 5


def test_the_count_is_in_the_database_and_forgets_nothing_early(
    browser: Client, officer: Officer, hands: Hands
) -> None:
    for _ in range(5):
        sign_in(browser, password="x")
    for number in range(100):
        attempt_counts.take(Count(Counted.UNKNOWN_DEVICE, digest(str(number))))
    hands.forward(minutes=9.8)
    attempt_counts.take(Count(Counted.UNKNOWN_DEVICE, digest("another")))
    assert sign_in(browser) == 200
    hands.forward(minutes=10.1)
    attempt_counts.take(Count(Counted.UNKNOWN_DEVICE, digest("another")))
    assert FailedAttempts.objects.filter(counted=Counted.UNKNOWN_DEVICE).count() == 1
