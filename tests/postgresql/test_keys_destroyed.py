"""Destroying a key on PostgreSQL: the table of keys is written anew, so that no file of it holds what was deleted; at
once, or where somebody reads an older moment for long, by a later sweep."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from django.db import DatabaseError, transaction

from proviso.record import erase, keys, models, secure_deletion, triggers
from proviso.record.backends import Trouble, backend_of, trouble_of
from proviso.service import databases as bringing_up_to_date
from proviso.service import housekeeping
from proviso.service.check_result import CheckResult
from proviso.service.database_checks import of_deleted_keys
from tests.record.disk import Databases
from tests.record.making import NOON, record_cases
from tests.record.tampering import run

pytestmark = pytest.mark.system


def heap_of_keys(databases: Databases) -> bytes:
    """Every byte of the file of the table of keys, as it lies on the disk."""
    run("CHECKPOINT", alias="keys")
    ((path,),) = run(
        "SELECT current_setting('data_directory') || '/' || pg_relation_filepath('record_wrappedkey')", alias="keys"
    )
    return Path(str(path)).read_bytes()


def test_a_key_that_was_destroyed_is_in_no_file_of_its_table(databases: Databases) -> None:
    record_cases(2, cases=2)
    kept, gone = (bytes(models.WrappedKey.objects.get(case=f"wessmere-case-{number}").wrapped) for number in (0, 1))
    assert gone in heap_of_keys(databases)
    erase.erase("wessmere-case-1", by="Mx Yew", second="Mx Reed", now=NOON + timedelta(days=1), why="retention")
    there = heap_of_keys(databases)
    assert kept in there
    assert gone not in there


def test_while_somebody_reads_an_older_moment_a_key_is_gone_and_its_bytes_wait(databases: Databases) -> None:
    record_cases(2, cases=2)
    gone = bytes(models.WrappedKey.objects.get(case="wessmere-case-1").wrapped)
    with somebody_reads_an_older_moment(databases):
        keys.destroy(["wessmere-case-1"])
        assert not models.WrappedKey.objects.filter(case="wessmere-case-1").exists()
        assert gone in heap_of_keys(databases)
    keys.destroy(["wessmere-case-0"])
    assert gone not in heap_of_keys(databases)
    with transaction.atomic(using="keys"):
        keys.destroy(["nobody"])


@contextmanager
def somebody_reads_an_older_moment(databases: Databases, *, keys_too: bool = True) -> Iterator[None]:
    """Within, a transaction is open that sees the keys as they are now; with the table locked, if it has read them."""
    reading = databases.opened("keys")
    backend_of(reading).begin_snapshot()
    if keys_too:
        with reading.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM record_wrappedkey")
    yield
    reading.close()


@pytest.mark.parametrize("keys_too", [True, False])
def test_what_was_left_over_is_taken_by_a_sweep_without_another_deletion(databases: Databases, keys_too: bool) -> None:
    """Whether the table of keys is locked by whoever reads, or they only see an older moment of it."""
    record_cases(2, cases=2)
    gone = bytes(models.WrappedKey.objects.get(case="wessmere-case-1").wrapped)
    before = datetime.now(UTC)
    assert secure_deletion.left_since("keys") is None
    with somebody_reads_an_older_moment(databases, keys_too=keys_too):
        keys.destroy(["wessmere-case-1"])
        since = secure_deletion.left_since("keys")
        assert since
        assert before <= since <= datetime.now(UTC)
        assert not secure_deletion.delete_for_good("keys")
        assert gone in heap_of_keys(databases)
        assert secure_deletion.left_since("keys") == since
    housekeeping.sweep_until(Once())
    assert gone not in heap_of_keys(databases)
    assert secure_deletion.left_since("keys") is None
    assert models.WrappedKey.objects.filter(case="wessmere-case-0").exists()


class Once(Event):
    """To stop as soon as it is waited for."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return super().wait(timeout)


def test_a_kill_between_the_deletion_and_the_writing_is_made_good(databases: Databases) -> None:
    record_cases(1, cases=1)
    gone = bytes(models.WrappedKey.objects.get(case="wessmere-case-0").wrapped)
    models.WrappedKey.objects.filter(case="wessmere-case-0").delete()  # and here it ends
    assert secure_deletion.left_since("keys")
    assert secure_deletion.delete_for_good("keys")
    assert gone not in heap_of_keys(databases)


def test_a_wrapping_that_was_replaced_is_known_to_be_left_over_too_and_once(databases: Databases) -> None:
    record_cases(2, cases=2)
    former = bytes(models.WrappedKey.objects.get(case="wessmere-case-0").wrapped)
    with transaction.atomic(using="keys"):
        for case in ("wessmere-case-0", "wessmere-case-1"):
            models.WrappedKey.objects.filter(case=case).update(wrapped=b"w" * 72)
    assert run("SELECT count(*) FROM record_keys_left", alias="keys") == [(1,)]
    assert secure_deletion.delete_for_good("keys")
    assert former not in heap_of_keys(databases)


def test_nothing_is_written_anew_where_nothing_is_left_over(databases: Databases) -> None:
    record_cases(1, cases=1)
    file = "SELECT pg_relation_filenode('record_wrappedkey')"
    before = run(file, alias="keys")
    assert secure_deletion.delete_for_good("keys")
    with secure_deletion.secure_delete("keys"):
        pass
    assert run(file, alias="keys") == before


def test_a_sweep_that_has_to_wait_holds_up_nobody_for_long(databases: Databases) -> None:
    record_cases(1, cases=1)
    models.WrappedKey.objects.filter(case="nobody").delete()
    with somebody_reads_an_older_moment(databases):
        keys.create("another")
        models.WrappedKey.objects.filter(case="another").delete()
        began = monotonic()
        assert not secure_deletion.delete_for_good("keys")
        assert monotonic() - began < 2
        keys.create("one more")


def test_a_check_says_it_while_it_is_so(databases: Databases) -> None:
    record_cases(1, cases=1)
    assert list(of_deleted_keys("keys_database")) == []
    models.WrappedKey.objects.filter(case="wessmere-case-0").delete()
    (found,) = of_deleted_keys("keys_database")
    since = secure_deletion.left_since("keys")
    assert found == CheckResult(
        "keys_database",
        False,
        f"Keys that were destroyed since {since:%Y-%m-%d %H:%M} UTC are still in a file of {databases.name('keys')} on "
        f"{databases.opened('keys').settings_dict['HOST']}: something there has been reading an older moment.",
        "The running service takes them away within ten minutes of its end. Where it does not, look in "
        "pg_stat_activity for what has been open for long, and in pg_replication_slots for a slot with an xmin.",
    )


def test_a_service_that_was_there_before_begins_by_taking_away_what_may_be_left_over(databases: Databases) -> None:
    record_cases(1, cases=1)
    run("DROP TABLE record_keys_left CASCADE", alias="keys")
    run("DELETE FROM django_migrations WHERE app = 'record' AND name = '0009_keys_left_over'", alias="keys")
    assert bringing_up_to_date.migrate() == 1
    assert secure_deletion.left_since("keys")
    assert triggers.added(("keys",)) == []
    assert secure_deletion.delete_for_good("keys")


def test_whoever_deletes_from_the_record_s_own_database_leaves_that_to_the_server(databases: Databases) -> None:
    with secure_deletion.secure_delete("default"), transaction.atomic():
        record_cases(1, cases=1)
    assert secure_deletion.left_since("default") is None


def test_a_fault_in_deleting_for_good_is_not_passed_over(databases: Databases) -> None:
    record_cases(1, cases=1)
    run(
        "CREATE OR REPLACE FUNCTION record_keys_rewritten() RETURNS void LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$",
        alias="keys",
    )
    with pytest.raises(DatabaseError) as full:
        keys.destroy(["wessmere-case-0"])
    assert trouble_of(full.value) is Trouble.FULL
    assert secure_deletion.left_since("keys")


def test_a_key_that_was_destroyed_while_others_write_elsewhere_waits_for_them(databases: Databases) -> None:
    record_cases(1, cases=1)
    gone = bytes(models.WrappedKey.objects.get(case="wessmere-case-0").wrapped)
    elsewhere = databases.opened("default")
    elsewhere.ensure_connection()
    with elsewhere.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_current_xact_id()")

    def end() -> None:
        sleep(0.3)
        elsewhere.connection.cancel()
        elsewhere.close()

    ending = Thread(target=end)
    elsewhere.inc_thread_sharing()
    ending.start()
    keys.destroy(["wessmere-case-0"])
    ending.join()
    assert gone not in heap_of_keys(databases)
