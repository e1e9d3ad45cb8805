"""One running service for every way of misuse that a process of the run plays, with the demonstration's force in it."""

import shutil
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port at which the product answers, started by its own command on a copy of the filled folder."""
    folder = tmp_path_factory.mktemp("misuse")
    home = Path(shutil.copytree(filled, folder / "home"))
    port = free_port()
    with started(["serve", "--workers", "1"], folder, port, PROVISO_HOME=str(home), **ENVIRONMENT) as process:
        assert process.poll() is None, process.stderr and process.stderr.read()
        yield port
        process.terminate()
        process.wait(timeout=60)


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
