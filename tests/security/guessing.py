"""How somebody guesses, and what the force's log says of it."""

from typing import Any

from django.test import Client

from proviso.record import read

HELD = "There were too many attempts that failed. Wait 10 minutes"
WRONG = "The staff number or the password is not right."


def attempt(browser: Client, number: str = "W1042", password: str = "x", **sent: Any) -> str:
    """Try to sign in: "in", or the page that says why not."""
    answer = browser.post("/sign-in", {"login": number, "password": password}, **sent)
    return "in" if answer.status_code == 302 else answer.content.decode()


def guess_from_everywhere(number: str = "W1042", addresses: int = 50) -> None:
    """A wrong password for one number from each of so many addresses."""
    for last in range(addresses):
        attempt(Client(REMOTE_ADDR=f"192.0.2.{last}"), number)


def entries(*kinds: str) -> list[Any]:
    """What the force's log says of these kinds."""
    return [e for e in read.entries("force:wessmere", with_openings=True) if e.kind in kinds]
