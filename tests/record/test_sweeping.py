"""Keys that open nothing: which a start destroys, and which it leaves alone."""

from datetime import UTC, datetime, timedelta

from django.db import connections

from proviso.record import erase, keys, models
from proviso.record.keys import unused
from tests.record.disk import Files, using
from tests.record.making import NOON, draft, record, record_cases
from tests.record.tampering import run

NOW = datetime.now(UTC)
AT_ONCE = timedelta(0)


def kept() -> set[str]:
    """The cases that have a key."""
    return set(models.WrappedKey.objects.values_list("case", flat=True))


def half_erase(case: str) -> None:
    """Erase a case by a process that is killed before it destroys the key."""
    row = models.WrappedKey.objects.filter(case=case).values().get()
    erase.erase(case, actor="W1", now=NOON, why="retention")
    models.WrappedKey.objects.create(**row)


def test_sweeping_takes_what_a_kill_left_and_leaves_newborns(files: Files) -> None:
    record_cases(2, cases=2)
    keys.create("killed before its first entry")
    half_erase("wessmere-case-1")
    assert keys.sweep() == ["wessmere-case-1"]
    assert keys.sweep(older_than=AT_ONCE) == ["killed before its first entry"]
    assert kept() == {"wessmere-case-0", "force:wessmere"}
    assert unused(older_than=AT_ONCE) == keys.Unused((), (), ())


def test_an_empty_record_destroys_no_key(files: Files, template: Files) -> None:
    record_cases(4, cases=2)
    before = kept()
    empty = files.folder / "empty"
    template.copied(empty)
    (empty / "keys.sqlite3").unlink()
    (empty / "keys.sqlite3").symlink_to(files.path("keys"))
    connections["default"].close()
    with using(Files(empty)):
        assert keys.sweep(older_than=AT_ONCE) == []
        assert unused(older_than=AT_ONCE).unaccounted == ("wessmere-case-0", "wessmere-case-1")
        assert kept() == before


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
        assert keys.sweep(older_than=AT_ONCE) == []
        assert unused(older_than=AT_ONCE) == keys.Unused((), (), ("since",))
    assert kept() == {"before", "since"}


def test_another_record_of_the_same_force_destroys_no_key(files: Files) -> None:
    keys.ensure("force:wessmere")
    record(draft("force:wessmere", None))
    keys.create("of the other record")
    assert keys.sweep(older_than=AT_ONCE) == []
    assert unused(older_than=AT_ONCE).unaccounted == ("of the other record",)
    run("UPDATE record_wrappedkey SET made_at = 'soon' WHERE \"case\" = 'of the other record'", alias="keys")
    assert keys.sweep(older_than=AT_ONCE) == []
