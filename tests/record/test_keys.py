"""Keys of cases: apart, wrapped, bound to their case, swept and destroyed."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import override_settings

from proviso.record import erase, keys, models, read, verify
from proviso.record.backends.postgresql_keys import LEFT
from proviso.record.keys import DataKey, KeyEncryptionUnusable, KeyErased, KeyFile, KeyLost, SealBroken
from tests.record.disk import Files
from tests.record.making import LATER, LOG, NOON, draft, record, record_cases
from tests.settings import ON_POSTGRESQL


def test_what_one_key_sealed_opens_only_where_it_was_sealed() -> None:
    key, other = DataKey("case-1", bytes(32)), DataKey("case-2", bytes(31) + b"\1")
    sealed = key.seal(b"her words", b"here")
    assert key.open(sealed, b"here") == b"her words"
    assert key.seal(b"her words", b"here") != sealed
    for opening, about, bytes_ in [
        (key, b"there", sealed),
        (other, b"here", sealed),
        (key, b"here", sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (key, b"here", b""),
    ]:
        with pytest.raises(SealBroken, match="changed, or is out of its place"):
            opening.open(bytes_, about)
    assert repr(key) == "<the data key of case-1>"


def test_a_wrapped_key_is_bound_to_its_case(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(bytes(range(32)))
    force = KeyFile(tmp_path / "key")
    wrapped = force.wrap(b"k" * 32, b"case-1")
    assert force.unwrap(wrapped, b"case-1") == b"k" * 32
    with pytest.raises(SealBroken, match="belongs to another case"):
        force.unwrap(wrapped, b"case-2")
    with pytest.raises(SealBroken, match="under another key-encryption key"):
        force.unwrap(bytes(72), b"case-1")
    with pytest.raises(SealBroken, match="was changed"):
        force.unwrap(b"", b"case-1")


@pytest.mark.django_db(databases="__all__")
def test_a_key_put_in_the_place_of_another_accuses_no_key_encryption_key() -> None:
    force = keys.own_case(LOG)
    keys.create(force), keys.create("case-1")
    one, other = models.WrappedKey.objects.get(case=force), models.WrappedKey.objects.get(case="case-1")
    for case, row in ((force, other), ("case-1", one)):
        models.WrappedKey.objects.filter(case=case).update(wrapped=row.wrapped, made_at=row.made_at)
    for case in (force, "case-1"):
        with pytest.raises(KeyLost, match=f"the data key of {case} cannot be unwrapped: .* belongs to another case"):
            keys.of(case)
    assert keys.create("case-2")


def test_a_key_encryption_key_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    with pytest.raises(keys.KeyEncryptionUnusable, match="cannot be read: No such file"):
        KeyFile(tmp_path / "none")
    (tmp_path / "short").write_bytes(b"short")
    with pytest.raises(keys.KeyEncryptionUnusable, match="is 5 bytes, not 32"):
        KeyFile(tmp_path / "short")
    (tmp_path / "long").write_bytes(bytes(33))
    with pytest.raises(keys.KeyEncryptionUnusable, match="is more than 32 bytes, not 32"):
        KeyFile(tmp_path / "long")


def test_a_file_without_an_end_is_no_key_and_is_not_read_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read to an end that is not there"))
    with pytest.raises(keys.KeyEncryptionUnusable, match="at /dev/zero is more than 32 bytes"):
        KeyFile(Path("/dev/zero"))


class Plain:
    """A key service that wraps nothing, to see that another can be named."""

    def wrap(self, key: bytes, about: bytes) -> bytes:
        return about + b"|" + key

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        return wrapped.removeprefix(about + b"|")


def test_a_key_service_can_stand_in_for_the_file(files: Files) -> None:
    keys.key_encryption.cache_clear()
    try:
        with override_settings(PROVISO_KEY_ENCRYPTION="tests.record.test_keys.Plain"):
            keys.create("case-1")
            assert b"case-1|" in bytes(models.WrappedKey.objects.get().wrapped)
            record(draft())
            assert len(read.entries("case-1")) == 1
    finally:
        keys.key_encryption.cache_clear()


def test_a_case_has_one_key_in_a_database_of_its_own(files: Files) -> None:
    made = keys.create("case-1")
    assert keys.of("case-1").open(made.seal(b"x", b""), b"") == b"x"
    with pytest.raises(IntegrityError):
        keys.create("case-1")
    assert "record_wrappedkey" not in connections["default"].introspection.table_names()
    kept = {"record_wrappedkey", "django_migrations"} | ({LEFT} if ON_POSTGRESQL else set())
    assert set(connections["keys"].introspection.table_names()) == kept


def test_the_keys_of_many_cases_come_in_one_query(files: Files) -> None:
    for number in range(5):
        keys.create(f"case-{number}")
    statements: list[str] = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        statements.append(sql)
        return execute(sql, params, many, context)

    with connections["keys"].execute_wrapper(count):
        held = keys.of_many([f"case-{number}" for number in range(7)])
    assert sorted(held) == [f"case-{number}" for number in range(5)]
    assert len(statements) == 1


def test_a_lost_key_is_not_an_erased_one(files: Files) -> None:
    record_cases(3, cases=3)
    models.WrappedKey.objects.filter(case="wessmere-case-0").delete()
    with pytest.raises(KeyLost, match="wessmere-case-0 has no data key"):
        read.entries("wessmere-case-0")
    models.WrappedKey.objects.filter(case="wessmere-case-1").update(wrapped=bytes(72))
    with pytest.raises(KeyLost, match="cannot be unwrapped"):
        keys.of("wessmere-case-1")
    with pytest.raises(KeyLost):
        record(draft("never made"))


@pytest.mark.parametrize(
    ("by", "second"), [("", ""), ("Mx Yew", ""), ("", "Mx Reed"), ("Mx Yew", " mx  YEW "), (" ", "Mx Reed")]
)
def test_nobody_erases_a_case_alone(files: Files, by: str, second: str) -> None:
    record_cases(4, cases=2)
    with pytest.raises(erase.SecondPersonNeeded, match="Erasing takes two people"):
        erase.erase("wessmere-case-0", by=by, second=second, now=LATER, why="retention")
    assert models.Entry.objects.filter(body__isnull=True).count() == 0


def test_erasing_takes_the_words_and_keeps_that_they_were_there(files: Files) -> None:
    record_cases(10, cases=2)
    root = read.Stored(LOG).hashes(0, 0, 10)
    wrapped = bytes(models.WrappedKey.objects.get(case="wessmere-case-0").wrapped)
    held = keys.of("wessmere-case-0")
    entry = erase.erase(
        "wessmere-case-0",
        by="Mx Imaginary Yew",
        second="Mx Invented Reed",
        now=LATER,
        why="the period of retention has ended",
    )
    assert (entry.case, entry.kind, entry.body) == (
        "force:wessmere",
        "case_erased",
        {
            "case": "wessmere-case-0",
            "bodies": 5,
            "places": 4,
            "at_the_prompt": {"by": "Mx Imaginary Yew", "second": "Mx Invented Reed"},
        },
    )
    assert read.entries("force:wessmere", with_openings=True)[-1].body == entry.body
    with pytest.raises(KeyErased, match="wessmere-case-0 was erased"):
        read.entries("wessmere-case-0")
    with pytest.raises(KeyErased, match="wessmere-case-0 was erased"):
        read.openings("wessmere-case-0", held)
    with pytest.raises(KeyErased):
        record(draft("wessmere-case-0", 6), now=LATER)
    assert len(read.entries("wessmere-case-1")) > 0
    assert read.Stored(LOG).hashes(0, 0, 10) == root
    assert verify.verify().whole
    assert wrapped not in files.written()


@pytest.mark.parametrize("case", ["nobody", "force:wessmere"])
def test_there_must_be_something_that_may_be_erased(files: Files, case: str) -> None:
    keys.ensure("force:wessmere")
    record(draft("force:wessmere", None))
    with pytest.raises(erase.NothingToErase, match=f"{case} has nothing that can be erased"):
        erase.erase(case, by="Mx Yew", second="Mx Reed", now=NOON, why="asked")
    record_cases(1, cases=1)
    erase.erase("wessmere-case-0", by="Mx Yew", second="Mx Reed", now=NOON, why="asked")
    with pytest.raises(erase.NothingToErase):
        erase.erase("wessmere-case-0", by="Mx Yew", second="Mx Reed", now=NOON, why="asked again")


def test_an_erasure_that_is_taken_back_keeps_the_key(files: Files) -> None:
    record_cases(1, cases=1)
    with transaction.atomic(using="default"):
        erase.erase("wessmere-case-0", by="Mx Yew", second="Mx Reed", now=NOON, why="asked")
        transaction.set_rollback(True, using="default")
    assert len(read.entries("wessmere-case-0")) == 1


def test_nothing_is_added_to_an_erased_case_by_somebody_who_still_holds_its_key(files: Files) -> None:
    record_cases(2, cases=1)
    held = keys.of("wessmere-case-0")
    erase.erase("wessmere-case-0", by="Mx Yew", second="Mx Reed", now=NOON, why="asked")
    for seq in (3, None):
        with pytest.raises(KeyErased, match="wessmere-case-0 was erased"):
            record(draft("wessmere-case-0", seq), key=held)
    with pytest.raises(KeyErased):
        read.entries("wessmere-case-0", key=held)


def test_destroying_inside_a_transaction_leaves_the_log_of_writes_for_later(files: Files) -> None:
    keys.create("case-1")
    with transaction.atomic(using="keys"):
        keys.destroy(["case-1"])
    assert models.WrappedKey.objects.count() == 0


def test_a_forces_own_key_is_made_when_it_is_first_needed(files: Files) -> None:
    first = keys.ensure("force:wessmere")
    assert keys.ensure("force:wessmere").open(first.seal(b"x", b""), b"") == b"x"


def test_a_forces_own_key_that_somebody_else_just_made_is_used(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    made = keys.create("force:wessmere")
    find, asked = keys.of, []

    def too_early(case: str) -> DataKey:
        asked.append(case)
        if len(asked) == 1:
            raise KeyLost(case)
        return find(case)

    monkeypatch.setattr(keys, "of", too_early)
    assert keys.ensure("force:wessmere").open(made.seal(b"x", b""), b"") == b"x"


def test_each_table_says_what_a_row_is(files: Files) -> None:
    record_cases(256, cases=1)
    told = [str(table.objects.first()) for table in (models.Entry, models.Leaf, models.Node, models.Head)]
    assert told == ["wessmere 0: suspicion_recorded", "leaf 0 of wessmere", "node 8/0 of wessmere", "wessmere at 256"]
    assert str(models.WrappedKey.objects.get()) == "the wrapped key of wessmere-case-0"


def test_keys_of_another_force_are_told_as_that_and_a_wrong_file_is_not(files: Files) -> None:
    record_cases(1, cases=1)
    models.WrappedKey.objects.all().delete()
    models.WrappedKey.objects.create(case="force:eastmere", wrapped=bytes(72), made_at=1)
    the_file = "restore the file that belongs to this database of keys"
    with pytest.raises(KeyEncryptionUnusable) as refused:
        keys.proved()
    assert str(refused.value).endswith(f"{the_file}, or name the right database of keys: this one is of eastmere")
    record(draft("force:eastmere", None), key=DataKey("force:eastmere", bytes(32)))
    with pytest.raises(KeyEncryptionUnusable) as refused:
        keys.proved()
    assert str(refused.value).endswith(the_file)
    models.WrappedKey.objects.update(case="wessmere-case-0")
    with pytest.raises(KeyEncryptionUnusable) as refused:
        keys.proved()
    assert str(refused.value).endswith(the_file)
