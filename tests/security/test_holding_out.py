"""Whoever guesses is held, and holds nobody else out: wrong passwords from everywhere, a flood, a clock moved on.

Through the service's own middleware, as browsers do it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from proviso.accounts import attempt_counts, failed_sign_ins, force_changes
from proviso.accounts.models import Counted, FailedAttempts, FailurePeriod, Officer, Unit
from proviso.casework import clock
from proviso.disclosure.worker import Worker
from tests.accounts.people import PASSWORD, PROMPT, add
from tests.security.conftest import Hands
from tests.security.guessing import HELD, WRONG, attempt, entries, guess_from_everywhere

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_an_officer_who_is_signed_in_confirms_while_held_outside(ines: Officer) -> None:
    working = Client(REMOTE_ADDR="198.51.100.1")
    attempt(working, password=PASSWORD)
    guess_from_everywhere()
    for _ in range(12):
        assert working.post("/confirm-it-is-you", {"password": PASSWORD}).status_code == 302
    assert entries("identity_confirmed")


def test_confirmations_that_fail_hold_that_session_alone(ines: Officer) -> None:
    stolen, own = Client(), Client()
    for browser in (stolen, own):
        attempt(browser, password=PASSWORD)
    for _ in range(5):
        stolen.post("/confirm-it-is-you", {"password": "x"})
    assert HELD in stolen.post("/confirm-it-is-you", {"password": PASSWORD}).content.decode()
    assert own.post("/confirm-it-is-you", {"password": PASSWORD}).status_code == 302
    assert attempt(Client(), password=PASSWORD) == "in"
    assert [e.body["held"] for e in entries("attempts_held")] == ["confirmation"]


def test_guessing_where_a_password_is_changed_is_held_and_entered(ines: Officer) -> None:
    stolen = Client()
    attempt(stolen, password=PASSWORD)
    new = "otters under the weir bridge"
    for _ in range(5):
        stolen.post("/password", {"oldpassword": "x", "password1": new, "password2": new})
    page = stolen.post("/password", {"oldpassword": PASSWORD, "password1": new, "password2": new}).content.decode()
    assert HELD in page
    assert len(entries("confirmation_failed")) == 5


def test_seventy_right_sign_ins_in_a_minute_from_one_address_pass(unit: Unit) -> None:
    for number in range(70):
        add(unit, f"S{number}")
    assert [attempt(Client(), f"S{number}", PASSWORD) for number in range(70)] == ["in"] * 70


def test_right_sign_ins_between_give_a_guesser_no_fresh_count(ines: Officer, unit: Unit) -> None:
    add(unit, "W1043")
    for number in range(20):
        attempt(Client(), f"N{number}")
        if number % 4 == 0:
            assert attempt(Client(), "W1043", PASSWORD) == "in"
    assert HELD in attempt(Client(), "W1043", PASSWORD)


def test_behind_a_proxy_each_client_has_a_count_of_its_own(ines: Officer, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        attempt(Client(), f"N{number}", headers={"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"})
    assert HELD in attempt(Client(), password=PASSWORD, headers={"x-forwarded-for": "192.0.2.1"})
    assert attempt(Client(), password=PASSWORD, headers={"x-forwarded-for": "192.0.2.2"}) == "in"


def test_an_ipv6_network_is_one_address(ines: Officer) -> None:
    for number in range(20):
        attempt(Client(REMOTE_ADDR=f"2001:db8::{number:x}"), f"N{number}")
    assert HELD in attempt(Client(REMOTE_ADDR="2001:db8::ffff"), password=PASSWORD)


def test_two_hundred_failures_make_a_handful_of_entries(ines: Officer, hands: Hands) -> None:
    for one in range(200):
        attempt(Client(REMOTE_ADDR=f"192.0.2.{one % 40}"), f"N{one % 25}" if one % 4 else "W1042")
    assert len(entries("sign_in_failed")) == 1
    hands.ahead = 601
    assert attempt(Client(REMOTE_ADDR="198.51.100.1"), password=PASSWORD) == "in"
    (told,) = entries("sign_ins_failed")
    assert told.body["failures"] + told.body["refused"] == 200
    assert told.body["failures"] < 150
    assert (told.body["staff_numbers"], told.body["addresses"], told.body["held"]) == (26, 40, ["W1042"])
    assert len(entries("sign_in_failed", "sign_ins_failed", "attempts_held")) <= 12
    assert FailurePeriod.objects.count() == 0


def test_a_hold_is_an_entry_that_names_an_officer_and_nobody_else(ines: Officer) -> None:
    for number in ("W1042", "Amara Okafor"):
        for _ in range(7):
            attempt(Client(), number)
    known, unknown = entries("attempts_held")
    assert (known.body["held"], known.body["staff_number"]) == ("unknown_device", "W1042")
    assert (unknown.body["held"], unknown.body["staff_number"]) == ("unknown_device", None)
    assert not any("Amara" in str(e.body) for e in entries("attempts_held", "sign_in_failed"))


def test_what_is_counted_holds_no_number_and_no_address(ines: Officer) -> None:
    attempt(Client(REMOTE_ADDR="192.0.2.77"))
    kept = str(list(FailedAttempts.objects.values_list())) + str(list(FailurePeriod.objects.values_list()))
    assert FailedAttempts.objects.filter(counted=Counted.UNKNOWN_DEVICE).exists()
    assert "1042" not in kept.replace(".", " ").split()
    assert "192.0.2.77" not in kept
    assert "W1042" not in kept


def test_a_sum_is_written_by_the_worker_where_nobody_comes(ines: Officer, hands: Hands) -> None:
    for _ in range(3):
        attempt(Client())
    Worker()._sum_up_failed_sign_ins()
    assert entries("sign_ins_failed") == []
    hands.ahead = 601
    Worker()._sum_up_failed_sign_ins()
    assert [e.body["failures"] for e in entries("sign_ins_failed")] == [3]


def test_a_sum_is_written_by_an_officer_who_is_at_work(ines: Officer, hands: Hands) -> None:
    working = Client(REMOTE_ADDR="198.51.100.1")
    attempt(working, password=PASSWORD)
    for _ in range(2):
        attempt(Client())
    hands.ahead = 601
    working.get("/")
    assert [e.body["failures"] for e in entries("sign_ins_failed")] == [2]


def test_a_clock_that_is_set_back_holds_nobody_and_loses_no_sum(ines: Officer, hands: Hands) -> None:
    hands.ahead = 86_400
    for _ in range(5):
        attempt(Client())
    hands.ahead = 0
    assert attempt(Client(), password=PASSWORD) == "in"
    assert [e.body["failures"] for e in entries("sign_ins_failed")] == [5]


@pytest.mark.parametrize(("number", "named"), [("W1042", "W1042"), ("w1042", "W1042"), ("W9999", None)])
def test_an_administrator_lifts_a_hold_on_the_record(ines: Officer, number: str, named: str | None) -> None:
    guess_from_everywhere(number, 6)
    assert HELD in attempt(Client(), number)
    failed_sign_ins.lift_hold(ines.force, number, by=PROMPT, now=clock.now(), why="Rang the desk")
    (lifted,) = entries("hold_lifted")
    assert (lifted.actor, lifted.why, lifted.body["staff_number"]) == ("the server", "Rang the desk", named)
    assert WRONG in attempt(Client(), number)
    assert attempt(Client(), password=PASSWORD) == "in"


def test_nothing_is_lifted_where_nothing_is_held_or_by_an_officer(ines: Officer) -> None:
    with pytest.raises(failed_sign_ins.NotHeld, match="Nothing is held for W1042 now"):
        failed_sign_ins.lift_hold(ines.force, "W1042", by=PROMPT, now=clock.now(), why="Rang the desk first")
    guess_from_everywhere(addresses=5)
    with pytest.raises(force_changes.NotTheirs):
        failed_sign_ins.lift_hold(ines.force, "W1042", by=ines, now=clock.now(), why="Rang the desk first")
    assert attempt_counts.holds_of("W1042") == {Counted.UNKNOWN_DEVICE}


@contextmanager
def locked() -> Iterator[None]:
    """A database that somebody else is writing to for longer than anybody waits."""

    def refuses(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuses):
        yield


@pytest.mark.parametrize("password", ["x", PASSWORD])
def test_a_locked_database_is_told_as_busy_not_as_attempts(ines: Officer, password: str) -> None:
    browser = Client()
    with locked():
        answer = browser.post("/sign-in", {"login": "W1042", "password": password})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "The service is busy" in page
    assert "too many" not in page
    assert attempt(browser, password=PASSWORD) == "in"


def test_a_locked_database_is_told_as_busy_at_a_confirmation(ines: Officer) -> None:
    browser = Client()
    attempt(browser, password=PASSWORD)
    with locked():
        assert browser.post("/confirm-it-is-you", {"password": PASSWORD}).status_code == 503


def test_noting_that_a_session_is_used_fails_no_page(ines: Officer, hands: Hands) -> None:
    browser = Client()
    attempt(browser, password=PASSWORD)
    hands.ahead = 60
    with locked():
        assert browser.get("/password").status_code == 200
    hands.ahead = 120
    assert browser.get("/password").status_code == 200


def test_the_page_of_a_hold_says_how_long_and_the_ways_in(ines: Officer) -> None:
    guess_from_everywhere(addresses=5)
    page = attempt(Client(), password=PASSWORD)
    assert "Wait 10 minutes, then try again." in page
    assert "a computer that you signed in on before, or ask an administrator to lift this" in page
