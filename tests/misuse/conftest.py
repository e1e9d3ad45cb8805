"""One running service for every way of misuse that a process of the run plays, with the demonstration's force in it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.processes import free_port, started
from tests.journeys.conftest import filled as filled
from tests.misuse.insider import Insider, signed_in

ENVIRONMENT = {
    "PROVISO_FORCE": "wessmere",
    "PROVISO_DEMONSTRATION": "true",
    "PROVISO_HTTPS": "false",
    "PROVISO_REAUTHENTICATION_MINUTES": "30",
}


NO_PACE = {"PROVISO_PACE__WITHIN_MINUTES": "0", "PROVISO_PACE__AFTER_OPENING_MINUTES": "0"}
"""Tests decide a minute after they open a case, as nobody does who reads what they write; those of the pace have it."""


@contextmanager
def _serving(filled: Path, folder: Path, **settings: str) -> Iterator[int]:
    home = Path(shutil.copytree(filled, folder / "home"))
    port = free_port()
    with started(
        ["serve", "--workers", "1"], folder, port, PROVISO_HOME=str(home), **ENVIRONMENT, **settings
    ) as process:
        assert process.poll() is None, process.stderr and process.stderr.read()
        yield port
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture(scope="session")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port at which the product answers, started by its own command on a copy of the filled folder."""
    with _serving(filled, tmp_path_factory.mktemp("misuse"), **NO_PACE) as port:
        yield port


@pytest.fixture(scope="module")
def paced(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a service that asks for a look by the pace of decisions, as it does unless a force says otherwise."""
    with _serving(filled, tmp_path_factory.mktemp("paced")) as port:
        yield port


@pytest.fixture(scope="session")
def insiders() -> dict[tuple[int, str], Insider]:
    """Who has signed in already: hashing a password is slow, and meant to be."""
    return {}


Insiders = Callable[[str], Insider]


@pytest.fixture
def insider(served: int, insiders: dict[tuple[int, str], Insider]) -> Insiders:
    """Somebody of the demonstration's force, by their staff number, signed in once."""

    def of(staff_number: str) -> Insider:
        if (served, staff_number) not in insiders:
            insiders[served, staff_number] = signed_in(served, staff_number)
        return insiders[served, staff_number]

    return of
