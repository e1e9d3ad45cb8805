"""Keys that open nothing: which a start destroys, which it leaves alone, and what verification says of each."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from time import time

import pytest
from django.db import connections

from proviso.record import erase, keys, models, secure_deletion, sweeping, verify
from proviso.record.backends import backend_of
from proviso.record.sweeping import unused
from proviso.record.verify_keys import LeftBy, Leftover, still_left
from tests.record.disk import Files, using
from tests.record.making import NOON, draft, record, record_cases
from tests.record.tampering import run, said

NOW = datetime.now(UTC)
AT_ONCE = timedelta(0)


def kept() -> set[str]:
    """The cases that have a key."""
    return set(models.WrappedKey.objects.values_list("case", flat=True))


def older(by: timedelta, case: str) -> None:
    """Make the key of a case as one that was made so long ago."""
    made_at = int(time() - by.total_seconds())
    wrapped = keys.key_encryption().wrap(b"k" * 32, f"{made_at} {case}".encode())
    models.WrappedKey.objects.filter(case=case).update(made_at=made_at, wrapped=wrapped)


def half_erase(case: str) -> None:
    """Erase a case by a process that is killed before it destroys the key."""
    row = models.WrappedKey.objects.filter(case=case).values().get()
    erase.erase(case, by="Mx Yew", second="Mx Reed", now=NOON, why="retention")
    models.WrappedKey.objects.create(**row)


def test_sweeping_takes_what_a_kill_left_and_leaves_newborns(files: Files) -> None:
    record_cases(2, cases=2)
    keys.create("killed before its first entry")
    half_erase("wessmere-case-1")
    assert sweeping.sweep() == ["wessmere-case-1"]
    assert sweeping.sweep(older_than=AT_ONCE) == ["killed before its first entry"]
    assert kept() == {"wessmere-case-0", "force:wessmere"}
    assert unused(older_than=AT_ONCE) == sweeping.Unused((), (), ())


def test_a_record_that_lacks_more_cases_than_a_kill_leaves_destroys_no_key(files: Files) -> None:
    """As an older copy does that was put back and goes on."""
    lost = {f"lost {number:02}" for number in range(sweeping.MOST_LEFT_OVER + 1)}
    for case in sorted(lost):
        keys.create(case)
    record_cases(1, cases=1)
    assert sweeping.sweep(older_than=AT_ONCE) == []
    assert set(unused(older_than=AT_ONCE).unaccounted) == lost
    keys.destroy(["lost 00"])
    assert set(sweeping.sweep(older_than=AT_ONCE)) == lost - {"lost 00"}


def test_bodies_that_went_without_an_erasure_destroy_no_key(files: Files) -> None:
    """Whoever can write the database can take the bodies away; a backup of it still has them."""
    record_cases(2, cases=2)
    half_erase("wessmere-case-1")
    with connections["default"].cursor() as cursor:
        cursor.execute('UPDATE record_entry SET body = NULL WHERE "case" = %s', ("wessmere-case-0",))
    assert unused(older_than=AT_ONCE) == sweeping.Unused(("wessmere-case-1",), (), ("wessmere-case-0",))
    assert sweeping.sweep(older_than=AT_ONCE) == ["wessmere-case-1"]
    assert "wessmere-case-0" in kept()


def test_an_erasure_that_cannot_be_opened_destroys_no_key(files: Files) -> None:
    record_cases(2, cases=1)
    half_erase("wessmere-case-0")
    models.WrappedKey.objects.filter(case="force:wessmere").delete()
    assert sweeping.sweep(older_than=AT_ONCE) == []
    assert "wessmere-case-0" in kept()


@pytest.mark.sqlite
def test_an_empty_record_destroys_no_key(files: Files, template: Files) -> None:
    record_cases(4, cases=2)
    before = kept()
    empty = files.folder / "empty"
    template.copied(empty)
    (empty / "keys.sqlite3").unlink()
    (empty / "keys.sqlite3").symlink_to(files.path("keys"))
    connections["default"].close()
    with using(Files(empty)):
        assert sweeping.sweep(older_than=AT_ONCE) == []
        assert unused(older_than=AT_ONCE).unaccounted == ("wessmere-case-0", "wessmere-case-1")
        assert kept() == before


@pytest.mark.sqlite
def test_an_older_record_destroys_no_key_that_was_made_since(files: Files) -> None:
    keys.create("before")
    record(draft("before"), now=NOW - timedelta(days=2))
    connections["default"].close()
    connections["keys"].close()
    restored = files.copied(files.folder / "restored")
    keys.create("since")
    record(draft("since"), now=NOW)
    connections["default"].close()
    restored.path("keys").unlink()
    restored.path("keys").symlink_to(files.path("keys"))
    with using(restored):
        assert sweeping.sweep(older_than=AT_ONCE) == []
        assert unused(older_than=AT_ONCE) == sweeping.Unused((), (), ("since",))
        older(timedelta(hours=2), "since")
        assert said() == ["key of since: opens nothing: its case has no entry"]
    assert kept() == {"before", "since"}


@pytest.mark.sqlite
def test_another_record_of_the_same_force_destroys_no_key(files: Files) -> None:
    keys.ensure("force:wessmere")
    record(draft("force:wessmere", None))
    keys.create("of the other record")
    assert sweeping.sweep(older_than=AT_ONCE) == []
    assert unused(older_than=AT_ONCE).unaccounted == ("of the other record",)
    run("UPDATE record_wrappedkey SET made_at = 'soon' WHERE \"case\" = 'of the other record'", alias="keys")
    assert sweeping.sweep(older_than=AT_ONCE) == []


def test_a_key_without_an_entry_is_a_fault_once_it_is_old(files: Files) -> None:
    keys.create("newborn")
    assert said() == []
    older(timedelta(hours=2), "newborn")
    assert said() == ["key of newborn: opens nothing: its case has no entry"]
    assert said(bodies=False) == []


def left() -> list[tuple[str, LeftBy]]:
    """What verification finds left over, in a record that is whole."""
    report = verify.verify()
    assert report.whole, report.faults
    return [(leftover.case, leftover.by) for leftover in report.leftovers]


def test_a_key_of_an_erased_case_is_left_over_however_young(files: Files) -> None:
    record_cases(3, cases=1)
    half_erase("wessmere-case-0")
    assert left() == [("wessmere-case-0", LeftBy.ERASURE)]
    sweeping.sweep()
    assert left() == []


def test_a_key_of_bodies_that_went_without_an_erasure_is_a_fault(files: Files) -> None:
    record_cases(2, cases=2)
    run('UPDATE record_entry SET body = NULL WHERE "case" = %s', "wessmere-case-0")
    assert said() == [
        "entry 0 of wessmere-case-0 of wessmere: its body is gone, and no entry says that its case was erased",
        "key of wessmere-case-0: opens nothing: the bodies of its case are gone",
    ]


def test_a_key_of_a_case_that_was_never_begun_is_left_over_whatever_its_age(files: Files) -> None:
    record_cases(2, cases=2)
    keys.create("newborn")
    assert left() == [("newborn", LeftBy.BEGINNING)]
    older(timedelta(hours=2), "newborn")
    assert left() == [("newborn", LeftBy.BEGINNING)], "the record has gone on since"
    sweeping.sweep()
    assert left() == []


def test_a_case_that_is_begun_meanwhile_is_not_left_over(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    record_cases(2, cases=2)
    key = keys.create("begun meanwhile")
    still = still_left

    def begun(leftovers: Collection[Leftover]) -> tuple[Leftover, ...]:
        record(draft("begun meanwhile"), key=key)
        return still(leftovers)

    monkeypatch.setattr(verify, "still_left", begun)
    assert left() == []


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("case", "wrapped", "made_at", "says"),
    [
        (
            "nobody",
            b"\0",
            4_000_000_000,
            "key of nobody: opens nothing, and the data key of nobody cannot be unwrapped",
        ),
        ("nobody", b"\0", "now", "key of nobody: opens nothing, and the data key of nobody cannot be unwrapped"),
        ("nobody", b"\0", "soon", "key of nobody: opens nothing, and its time of making is not a whole number"),
        ("nobody", 5, 0, "key of nobody: opens nothing, and its wrapped key is not bytes"),
        (b"\xff", b"\0", 0, "key of b'\\xff': its case is not text"),
    ],
)
def test_a_key_that_somebody_adds_is_a_fault_whatever_its_age(
    files: Files, case: object, wrapped: object, made_at: object, says: str
) -> None:
    record_cases(1)
    made_at = int(time()) if made_at == "now" else made_at
    run(
        'INSERT INTO record_wrappedkey ("case", wrapped, made_at) VALUES (%s, %s, %s)',
        case,
        wrapped,
        made_at,
        alias="keys",
    )
    (fault,) = [fault for fault in said() if not fault.startswith("key of wessmere-case-")]
    assert fault.startswith(says)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("wrapped = 'soon'", "its wrapped key is not bytes"),
        ("wrapped = 5", "its wrapped key is not bytes"),
        ("made_at = 'soon'", "its time of making is not a whole number"),
        ("made_at = made_at + 0.5", "its time of making is not a whole number"),
    ],
)
def test_a_used_key_of_another_type_is_named_with_what_it_shuts(files: Files, change: str, says: str) -> None:
    record_cases(1, cases=1)
    run(f"UPDATE record_wrappedkey SET {change}", alias="keys")
    assert said() == [f"key of wessmere-case-0: {says}; the body of entry 0 of wessmere cannot be opened"]


@pytest.mark.sqlite
def test_a_key_whose_case_is_no_text_is_named_and_so_is_the_one_it_took_away(files: Files) -> None:
    record_cases(1, cases=1)
    run('UPDATE record_wrappedkey SET "case" = CAST("case" AS blob)', alias="keys")
    assert said() == [
        "key of wessmere-case-0: is missing; the body of entry 0 of wessmere cannot be opened",
        "key of b'wessmere-case-0': its case is not text",
    ]


def test_a_key_from_the_future_is_a_fault(files: Files) -> None:
    record_cases(1, cases=1)
    keys.create("newborn")
    for case in ("newborn", "wessmere-case-0"):
        older(datetime.now(UTC) - NOON - timedelta(hours=2), case)
    assert "key of newborn: was made later than now" in said()
    assert "key of wessmere-case-0: was made later than now" in said()


def test_a_clock_that_was_set_back_makes_no_key_one_from_the_future(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_cases(1, cases=1)
    a_day_ago = time() - 86_400.0
    monkeypatch.setattr("proviso.record.verify_keys.time", lambda: a_day_ago)
    assert said() == []


@pytest.mark.sqlite
def test_what_a_reader_kept_in_the_log_of_writes_is_taken_out_later(files: Files) -> None:
    """SQLite's own log keeps an old page while somebody reads it; afterwards a sweep takes it, without a deletion."""
    record_cases(1, cases=1)
    gone = bytes(models.WrappedKey.objects.get(case="wessmere-case-0").wrapped)
    reading = backend_of(connections["keys"]).read_only()
    backend_of(reading).begin_snapshot()
    backend_of(connections["keys"]).wait_at_most(0)
    keys.destroy(["wessmere-case-0"])
    assert not secure_deletion.delete_for_good("keys")
    assert gone in files.written()
    reading.close()
    assert secure_deletion.delete_for_good("keys")
    assert gone not in files.written()
    assert secure_deletion.left_since("keys") is None
