"""A service on two databases of the run's own server with a few cases, and two empty ones to put a backup into."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from proviso.accounts import force_changes
from proviso.accounts.models import Role
from proviso.service.databases import grant
from tests.accounts.people import NOW, PROMPT, add, add_wessmere
from tests.postgresql.backup.backed_up import Kept
from tests.postgresql.roles import OWNER, SERVICE, empty, signed_in
from tests.record.disk import Databases
from tests.record.making import draft
from tests.service.backup.kept import recorded


@pytest.fixture(scope="session")
def begun(
    owned: Databases, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Databases]:
    """A force with people and three cases, that nobody opens."""
    own = owned.copied(tmp_path_factory.mktemp("begun") / "own", OWNER)
    with django_db_blocker.unblock():
        with signed_in(own, OWNER):
            grant(SERVICE)
        with signed_in(own, SERVICE):
            unit = add_wessmere()
            add(unit, "A1", Role.ADMINISTRATOR)
            force_changes.add_unit(unit.force, "hill", "Hill CID", by=PROMPT, now=NOW)
            for number in range(3):
                recorded(draft(f"case-{number}"), now=NOW)
    yield own
    own.removed()


@pytest.fixture
def kept(begun: Databases, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Kept]:
    """The service at work in a copy of it, as its own role."""
    own = begun.copied(tmp_path / "own", OWNER)
    with django_db_blocker.unblock(), signed_in(own, SERVICE):
        yield Kept(own, tmp_path / "backup")
    own.removed()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Databases]:
    """Two empty databases of the owner's."""
    own = empty(tmp_path / "new")
    yield own
    own.removed()
