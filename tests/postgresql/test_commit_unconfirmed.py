"""A commit that waits for a second machine, and whose wait is cancelled, is told as not known: never as saved.

The server names a second machine that never comes. It commits on one, warns, and says that all went well.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import psycopg
import pytest
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

from proviso.record.backends import Trouble, backend_of, settings_of, trouble_of
from proviso.record.backends.django_postgresql.base import DatabaseWrapper
from proviso.record.instead import through
from proviso.web.errors.unsaved import what_stopped
from tests.postgresql.cluster import Cluster, new_folder

pytestmark = pytest.mark.system

ALONE = {"wal_level": "replica", "max_wal_senders": "2", "synchronous_standby_names": "'nobody'", "fsync": "off"}
AT_ONCE = "-c synchronous_commit=local"


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A server that waits for a machine which is not there."""
    made = Cluster(new_folder())
    made.make(**ALONE)
    made.start()
    with psycopg.connect(made.url("postgres"), options=AT_ONCE) as first:
        first.execute("CREATE TABLE kept (one integer)")
    yield made
    made.stop()


@pytest.fixture
def connection(server: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[BaseDatabaseWrapper]:
    """The product's own connection to it, as the default one; nothing is kept there yet."""
    settings = connections.configure_settings({"default": settings_of(server.url("postgres"))})["default"]
    made = DatabaseWrapper(settings, "default")
    with psycopg.connect(server.url("postgres"), options=AT_ONCE) as first:
        first.execute("TRUNCATE kept")
    with django_db_blocker.unblock(), through({"default": made}):
        yield made


def write() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("INSERT INTO kept VALUES (1)")


def write_in_a_transaction() -> None:
    with transaction.atomic():
        write()


@contextmanager
def cancelled(server: Cluster) -> Iterator[None]:
    """Whoever runs the server cancels the first wait for a second machine."""
    connections["default"].ensure_connection()

    def cancel() -> None:
        waiting = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        with psycopg.connect(server.url("postgres"), autocommit=True) as administrator:
            while administrator.execute(waiting).fetchone() is None:
                time.sleep(0.02)

    cancelling = Thread(target=cancel)
    cancelling.start()
    yield
    cancelling.join()


def there(server: Cluster) -> int:
    with psycopg.connect(server.url("postgres")) as looking:
        found = looking.execute("SELECT count(*) FROM kept").fetchone()
    assert found
    return int(found[0])


@pytest.mark.parametrize("act", [write, write_in_a_transaction])
def test_a_wait_that_was_cancelled_is_no_success_though_the_row_is_there(
    server: Cluster, connection: BaseDatabaseWrapper, act: Callable[[], None]
) -> None:
    with cancelled(server), pytest.raises(OperationalError, match="no second one confirmed it") as told:
        act()
    assert trouble_of(told.value) is Trouble.UNCONFIRMED
    page = what_stopped(told.value)
    assert page
    assert page.title == "The service cannot say whether that was saved"
    assert not page.nothing_saved
    assert there(server) == 1
    with connection.cursor() as cursor:  # the connection goes on, and what follows is not blamed for what was
        cursor.execute("SELECT count(*) FROM kept")
        assert cursor.fetchone() == (1,)


def test_what_hangs_on_a_commit_is_not_done_where_it_was_not_confirmed(
    server: Cluster, connection: BaseDatabaseWrapper
) -> None:
    done: list[str] = []

    def write_and_promise() -> None:
        with transaction.atomic():
            transaction.on_commit(lambda: done.append("mail"))
            write()

    with cancelled(server), pytest.raises(OperationalError):
        write_and_promise()
    assert not done


def test_whatever_else_the_server_says_is_no_failure(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE WARNING 'the disk is nearly full'; END $$")
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_a_role_that_waits_for_its_own_machine_alone_is_not_fit(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = local")
    found = backend_of(connection).durability()
    assert not found.assured
    assert "waits for none of them" in found.says
    assert found.what_to_do.startswith("Set synchronous_commit to on")
