"""A service on two databases of the run's own server with a few cases, and two empty ones to put a backup into."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from proviso.accounts import force_changes
from proviso.accounts.models import Role
from tests.accounts.people import NOW, PROMPT, add, add_wessmere
from tests.postgresql.backup.backed_up import Kept, owned
from tests.postgresql.copies import Copies
from tests.postgresql.roles import OWNER, SERVICE, empty, signed_in
from tests.record.disk import Databases
from tests.record.making import draft
from tests.service.backup.kept import recorded


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Databases]:
    """A force with people and three cases, that nobody opens."""
    with django_db_blocker.unblock():
        own = owned(tmp_path_factory.mktemp("begun") / "own")
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
    own = Databases(tmp_path / "own")
    own.folder.mkdir()
    for alias in connections:
        Copies.make(own.name(alias), begun.name(alias), OWNER)
    with django_db_blocker.unblock(), signed_in(own, SERVICE):
        yield Kept(own, tmp_path / "backup")
    own.removed()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Databases]:
    """Two empty databases of the owner's."""
    own = empty(tmp_path / "new")
    yield own
    own.removed()
