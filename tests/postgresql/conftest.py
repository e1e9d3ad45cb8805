"""Databases of the run's own server for tests of PostgreSQL alone, whatever the rest of the run is of."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from proviso.service.databases import grant, migrate
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
    """Two databases of the owner's role that hold nothing; what a role does there."""
    own = empty(tmp_path / "owned")
    with django_db_blocker.unblock():
        yield partial(roles.signed_in, own)
    own.removed()


@pytest.fixture(scope="session")
def owned(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Databases]:
    """Databases that the owner's role migrated, and that nobody opens."""
    own = empty(tmp_path_factory.mktemp("migrated") / "owned")
    with django_db_blocker.unblock(), roles.signed_in(own, roles.OWNER):
        assert migrate() > 50
    yield own
    own.removed()


@pytest.fixture
def granted(owned: Databases, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[As]:
    """A copy of them, given to the service's role; what a role does there."""
    own = owned.copied(tmp_path / "granted", roles.OWNER)
    with django_db_blocker.unblock():
        with roles.signed_in(own, roles.OWNER):
            grant(roles.SERVICE)
        yield partial(roles.signed_in, own)
    own.removed()
