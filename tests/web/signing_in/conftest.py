"""An officer, a browser that keeps cookies and checks for forgery, and a clock that can be put forward."""

import time

import pytest
from django.test import Client
from pytest_django import Settings

from proviso.accounts.models import Officer, Unit
from tests.accounts import people

PAGES = "tests.web.signing_in.pages"


@pytest.fixture(autouse=True)
def _pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = PAGES


@pytest.fixture
def unit(db: None) -> Unit:
    return people.add_wessmere()


@pytest.fixture
def officer(unit: Unit) -> Officer:
    return people.add(unit, "W1042")


@pytest.fixture
def browser() -> Client:
    return Client(headers={"user-agent": "a browser"})


class Hands:
    """The hands of a clock: `forward(minutes=…)`."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def forward(self, *, minutes: float) -> None:
        self.ahead += minutes * 60


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    made, real = Hands(), time.time
    monkeypatch.setattr(time, "time", lambda: real() + made.ahead)
    return made


def sign_in(browser: Client, number: str = "W1042", password: str = people.PASSWORD, to: str = "") -> int:
    """Sign in as a person does; the status of the answer."""
    browser.get("/sign-in")
    data = {"login": number, "password": password} | ({"next": to} if to else {})
    return browser.post("/sign-in", data).status_code
