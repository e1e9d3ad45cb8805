"""Databases of the run's own server for tests of PostgreSQL alone, whatever the rest of the run is of."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.postgresql import roles
from tests.postgresql.roles import empty
from tests.record.disk import Databases, on_server, using


@pytest.fixture(scope="session")
def template(django_db_blocker: DjangoDbBlocker) -> Databases:
    """Migrated databases that nobody opens."""
    with django_db_blocker.unblock():
        return on_server()


@pytest.fixture
def databases(template: Databases, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Databases]:
    """Migrated databases of this test's own, which every connection of the test uses, as a superuser."""
    copied = template.copied(tmp_path / "databases")
    with django_db_blocker.unblock(), using(copied):
        yield copied
    copied.removed()


As = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def signed_in(tmp_path: Path, template: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[As]:
    """Databases that the owner's role migrated and let the service's into; what a role does there."""
    own = empty(tmp_path / "owned")
    with django_db_blocker.unblock():
        yield partial(roles.signed_in, own)
    own.removed()
