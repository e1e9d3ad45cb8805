"""The people, the clock and the browsers of the other tests."""

import time as seconds
from pathlib import Path

import pytest
from pytest_django import Settings

from proviso.accounts.models import Officer, Unit
from tests.accounts.people import add, add_wessmere
from tests.casework.conftest import colleague as colleague
from tests.casework.conftest import force as force
from tests.casework.conftest import time as time
from tests.casework.conftest import who as who
from tests.disclosure.conftest import papers as papers
from tests.web.conftest import browse as browse
from tests.web.conftest import cases as cases
from tests.web.conftest import elsewhere as elsewhere
from tests.web.conftest import officer as officer


@pytest.fixture
def unit(settings: Settings) -> Unit:
    settings.PROVISO_FORCE = "wessmere"
    return add_wessmere()


@pytest.fixture
def ines(unit: Unit) -> Officer:
    return add(unit, "W1042")


class Hands:
    """The hands of a clock."""

    ahead = 0.0


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    moved, real = Hands(), seconds.time
    monkeypatch.setattr(seconds, "time", lambda: real() + moved.ahead)
    return moved


def mail(papers: Path) -> dict[str, str]:
    """The settings of a mail server that takes nothing: what waits goes on waiting."""
    return {
        "PROVISO_EMAIL__HOST": "127.0.0.1",
        "PROVISO_EMAIL__PORT": "1",
        "PROVISO_EMAIL__SENDER": "disclosure@wessmere.example",
        "PROVISO_EMAIL__CA_FILE": str(papers / "authority.pem"),
        "PROVISO_EMAIL__SIGNING_CERTIFICATE_FILE": str(papers / "force.pem"),
        "PROVISO_EMAIL__SIGNING_KEY_FILE": str(papers / "force.key"),
    }
