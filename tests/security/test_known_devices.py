"""A browser that an officer signed in with before is not held by what others do, and its cookie opens nothing.

Copied, of another officer, of a closed account, made up, old: through the service's own middleware.
"""

import pytest
from django.core import signing
from django.test import Client

from proviso.accounts import force_changes
from proviso.accounts.models import Officer, Unit
from proviso.casework import clock
from tests.accounts.people import PASSWORD, PROMPT, add
from tests.security.conftest import Hands
from tests.security.guessing import HELD, WRONG, attempt, guess_from_everywhere

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def signed_in_before(number: str = "W1042", address: str = "198.51.100.1") -> Client:
    """A browser that has been signed in with, and is signed out."""
    browser = Client(REMOTE_ADDR=address)
    assert attempt(browser, number, PASSWORD) == "in"
    browser.post("/sign-out")
    return browser


def with_cookie_of(browser: Client, address: str = "203.0.113.9") -> Client:
    thief = Client(REMOTE_ADDR=address)
    thief.cookies["device"] = browser.cookies["device"].value
    return thief


def test_guesses_from_fifty_addresses_leave_a_known_device_in(ines: Officer) -> None:
    known = signed_in_before()
    guess_from_everywhere()
    assert HELD in attempt(Client(REMOTE_ADDR="198.51.100.2"), password=PASSWORD)
    assert attempt(known, password=PASSWORD) == "in"


def test_guesses_from_a_shared_address_leave_a_known_device_in(ines: Officer) -> None:
    known = signed_in_before()
    for number in range(25):
        attempt(Client(REMOTE_ADDR="198.51.100.1"), f"N{number}")
    assert HELD in attempt(Client(REMOTE_ADDR="198.51.100.1"), password=PASSWORD)
    assert attempt(known, password=PASSWORD) == "in"


def test_a_flooded_page_still_answers_a_known_device(ines: Officer) -> None:
    known = signed_in_before()
    stranger = Client(REMOTE_ADDR="198.51.100.1")
    for _ in range(60):
        stranger.post("/sign-in", {})
    assert stranger.post("/sign-in", {}).status_code == 429
    assert attempt(known, password=PASSWORD) == "in"


def test_a_known_device_is_held_by_its_own_failures_alone(ines: Officer, hands: Hands) -> None:
    known, other = signed_in_before(), signed_in_before()
    for _ in range(5):
        assert WRONG in attempt(known)
    assert HELD in attempt(known, password=PASSWORD)
    assert attempt(other, password=PASSWORD) == "in"
    assert attempt(Client(REMOTE_ADDR="198.51.100.8"), password=PASSWORD) == "in"
    hands.ahead = 601
    assert attempt(known, password=PASSWORD) == "in"


def test_copies_of_one_device_share_its_count(ines: Officer) -> None:
    known = signed_in_before()
    for copy in range(5):
        assert WRONG in attempt(with_cookie_of(known, f"203.0.113.{copy}"))
    assert HELD in attempt(with_cookie_of(known, "203.0.113.99"))


def test_signing_in_again_gives_a_device_no_fresh_count(ines: Officer) -> None:
    known = signed_in_before()
    copied = with_cookie_of(known)
    for _ in range(4):
        attempt(copied)
    assert attempt(known, password=PASSWORD) == "in"
    known.post("/sign-out")
    attempt(copied)
    assert HELD in attempt(known, password=PASSWORD)


def test_a_copied_cookie_signs_nobody_in(ines: Officer) -> None:
    thief = with_cookie_of(signed_in_before())
    assert thief.get("/")["Location"].startswith("/sign-in")
    assert WRONG in attempt(thief)


def test_the_cookie_of_another_officer_opens_no_held_number(ines: Officer, unit: Unit) -> None:
    add(unit, "W1043")
    thief = with_cookie_of(signed_in_before("W1043"))
    guess_from_everywhere()
    assert HELD in attempt(thief)
    assert HELD in attempt(thief, password=PASSWORD)


def test_officers_who_share_a_computer_are_all_known_there(ines: Officer, unit: Unit) -> None:
    add(unit, "W1043")
    shared = signed_in_before()
    assert attempt(shared, "W1043", PASSWORD) == "in"
    shared.post("/sign-out")
    guess_from_everywhere(addresses=6)
    assert attempt(shared, password=PASSWORD) == "in"


def test_the_cookie_of_twenty_officers_fits_and_the_oldest_goes(unit: Unit) -> None:
    shared = Client(REMOTE_ADDR="198.51.100.1")
    for one in range(21):
        add(unit, f"S{one}", now=clock.now())
        assert attempt(shared, f"S{one}", PASSWORD) == "in"
        shared.post("/sign-out")
    assert len(shared.cookies["device"].value) < 3000
    for number in ("S0", "S1"):
        guess_from_everywhere(number, 5)
    assert HELD in attempt(shared, "S0", PASSWORD)
    assert attempt(shared, "S1", PASSWORD) == "in"


@pytest.mark.parametrize(
    "made",
    ["", "x", "a:b:c", signing.dumps([[1, "d", "p", 1]], salt="another")],
    ids=["empty", "one letter", "no signature of ours", "signed for another use"],
)
def test_a_cookie_that_was_made_up_is_no_device(ines: Officer, made: str) -> None:
    signed_in_before()
    guess_from_everywhere(addresses=5)
    browser = Client(REMOTE_ADDR="203.0.113.9")
    browser.cookies["device"] = made
    assert HELD in attempt(browser, password=PASSWORD)


def test_a_new_password_ends_what_devices_are_known_but_this_one(ines: Officer) -> None:
    here, elsewhere = signed_in_before(), signed_in_before()
    attempt(here, password=PASSWORD)
    new = "otters under the weir bridge"
    here.post("/password", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    here.post("/sign-out")
    guess_from_everywhere(addresses=5)
    assert HELD in attempt(elsewhere, password=new)
    assert attempt(here, password=new) == "in"


def test_the_device_of_a_closed_account_is_unknown_and_says_the_same(ines: Officer) -> None:
    known = signed_in_before()
    force_changes.deactivate(ines, by=PROMPT, now=clock.now(), why="The chief officers agreed it")
    assert WRONG in attempt(known, password=PASSWORD)
    guess_from_everywhere(addresses=5)
    assert HELD in attempt(known, password=PASSWORD)


def test_a_device_is_known_for_ninety_days(ines: Officer, hands: Hands) -> None:
    known = signed_in_before()
    kept = known.cookies["device"]
    assert (kept["httponly"], kept["samesite"], kept["path"], kept["max-age"]) == (True, "Strict", "/", 90 * 86_400)
    hands.ahead = 90 * 86_400 + 1
    guess_from_everywhere(addresses=5)
    assert HELD in attempt(known, password=PASSWORD)
