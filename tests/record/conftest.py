"""Files for the tests of the record: migrated once a session, copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.record.disk import Files, migrated, using


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Files:
    """Migrated files that nobody opens."""
    with django_db_blocker.unblock():
        return migrated(tmp_path_factory.mktemp("template"))


@pytest.fixture
def files(template: Files, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Files]:
    """Migrated files of this test's own, which every connection of the test uses."""
    copied = template.copied(tmp_path / "files")
    with django_db_blocker.unblock(), using(copied):
        yield copied
    copied.removed()
