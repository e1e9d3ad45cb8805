"""Destroying a key on PostgreSQL: the table of keys is written anew, so that no file of it holds what was deleted."""

from datetime import timedelta
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from django.db import DatabaseError, transaction

from proviso.record import erase, keys, models
from proviso.record.backends import Trouble, backend_of, trouble_of
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
    reading = databases.opened("keys")
    backend_of(reading).begin_snapshot()
    with reading.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_wrappedkey")
    keys.destroy(["wessmere-case-1"])
    assert not models.WrappedKey.objects.filter(case="wessmere-case-1").exists()
    assert gone in heap_of_keys(databases)
    reading.close()
    keys.destroy(["wessmere-case-0"])
    assert gone not in heap_of_keys(databases)
    with transaction.atomic(using="keys"):
        keys.destroy(["nobody"])


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
