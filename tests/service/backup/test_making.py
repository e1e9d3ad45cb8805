"""A backup is a verified pair of copies with manifests, made while others write; what is stopped leaves none."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import Settings

from proviso.record import copies, models, read
from proviso.record.clock_bounds import ClockImplausible
from proviso.record.erase import erase
from proviso.service.backup.making import Places, backups
from proviso.service.backup.manifest import NAME, CopyOf, NoBackup, digest
from proviso.service.backup.manifest import read as manifest
from proviso.service.backup.sqlite_copying import SqliteCopying
from proviso.service.verified import BACKED_UP, remembered
from tests.accounts.people import NOW
from tests.record.disk import Files, using
from tests.record.making import draft
from tests.record.migrations import LATEST

from .kept import Kept, recorded


def test_the_manifest_says_where_the_record_ended_and_what_the_copy_is(kept: Kept) -> None:
    made = kept.made()
    root = read.head("wessmere").root.hex()
    for part, folder in made.folders.items():
        said = manifest(folder, part)
        copy = folder / said.file
        assert sorted(one.name for one in folder.iterdir()) == sorted([NAME, f"{part}.sqlite3"])
        assert (said.bytes, said.sha256) == (copy.stat().st_size, digest(copy))
        assert [(one.log, one.size, one.root) for one in said.logs] == [("wessmere", read.head("wessmere").size, root)]
        assert (said.force, said.database, said.whole) == ("wessmere", "SQLite", True)
        assert said.migrations["record"] == LATEST
        assert folder.stat().st_mode & 0o077 == 0
        assert copy.stat().st_mode & 0o077 == 0
    assert len({folder.name for folder in made.folders.values()}) == 1
    found = remembered(kept.config, BACKED_UP)
    assert found
    assert found.whole


def test_the_copy_says_that_it_is_one_and_the_record_stays_the_record(kept: Kept) -> None:
    made = kept.made()
    copies.assert_current("wessmere")
    with (
        using(Copies(made.folders[CopyOf.RECORD])),
        pytest.raises(copies.CopyNotConfirmed),
    ):
        copies.assert_current("wessmere")


class Copies(Files):
    """The record's copy, as files of a test."""

    def path(self, alias: str) -> Path:
        return self.folder / ("record.sqlite3" if alias == "default" else "none.sqlite3")


def test_who_was_signed_in_is_not_in_the_copy(kept: Kept) -> None:
    Session.objects.create(session_key="kestrels" * 4, session_data="x", expire_date=NOW + timedelta(days=9_000))
    copy = kept.made().folders[CopyOf.RECORD] / "record.sqlite3"
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
    assert b"kestrelskestrels" not in copy.read_bytes()
    assert Session.objects.count() == 1


def test_it_waits_for_nobody_who_writes_and_holds_nothing_half_written(kept: Kept) -> None:
    with closing(sqlite3.connect(kept.files.path("default"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE accounts_force SET name = 'Half written'")
        made = kept.made()
        other.execute("ROLLBACK")
    with closing(sqlite3.connect(made.folders[CopyOf.RECORD] / "record.sqlite3")) as copy:
        assert copy.execute("SELECT name FROM accounts_force").fetchone() == ("Wessmere Police",)


def test_the_keys_go_after_their_days_and_the_record_stays(kept: Kept) -> None:
    first = kept.made()
    second = kept.made(NOW + timedelta(days=2))
    third = kept.made(NOW + timedelta(days=8))
    assert third.destroyed == (first.folders[CopyOf.KEYS],)
    assert [one for one, _ in backups(kept.places.keys, CopyOf.KEYS)] == [
        second.folders[CopyOf.KEYS],
        third.folders[CopyOf.KEYS],
    ]
    assert len(backups(kept.places.record, CopyOf.RECORD)) == 3


def test_a_record_that_is_not_whole_is_copied_and_costs_no_older_keys(kept: Kept) -> None:
    old = kept.made()
    with connections["default"].cursor() as cursor:
        cursor.execute("DROP TRIGGER record_leaf_never_deleted")
    made = kept.made(NOW + timedelta(days=8))
    assert not made.report.whole
    assert not manifest(made.folders[CopyOf.RECORD], CopyOf.RECORD).whole
    assert made.destroyed == ()
    assert old.folders[CopyOf.KEYS].is_dir()


@pytest.mark.parametrize("wrong", [timedelta(days=-1), timedelta(days=3_650)])
def test_a_clock_that_cannot_be_right_makes_no_backup_and_costs_none(
    kept: Kept, settings: Settings, wrong: timedelta
) -> None:
    """A copy of ten years from now would be taken for the newest, and the others' keys for old."""
    settings.PROVISO_CLOCK_AHEAD_DAYS = 31
    there = kept.made()
    with pytest.raises(ClockImplausible, match="further than can be right"):
        kept.made(NOW + wrong)
    for part in CopyOf:
        assert [one for one, _ in backups(kept.places.of(part), part)] == [there.folders[part]]


def test_a_copy_of_a_later_moment_is_named_since_it_would_be_taken_for_the_newest(kept: Kept) -> None:
    later = kept.made(NOW + timedelta(days=20))  # by a clock that was wrong, and could have been right
    with pytest.raises(NoBackup, match="so that the clock is wrong or was") as raised:
        kept.made(NOW + timedelta(days=1))
    assert str(later.folders[CopyOf.RECORD]) in str(raised.value)
    assert len(backups(kept.places.record, CopyOf.RECORD)) == 1


def test_what_an_earlier_one_left_unfinished_is_taken_away(kept: Kept) -> None:
    left = kept.places.keys / "2026-01-01T000000.000000Z.part"
    left.mkdir(parents=True)
    kept.made()
    assert not left.exists()


@pytest.mark.parametrize("keys", ["backup", "backup/record", "backup/record/keys"])
def test_keys_that_would_lie_with_the_record_are_refused(tmp_path: Path, keys: str) -> None:
    with pytest.raises(NoBackup, match="are not apart: copies of the keys are kept for a few days only"):
        Places(tmp_path / "backup/record", tmp_path / keys)


def test_a_database_that_lacks_migrations_is_refused(kept: Kept) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'record' AND name = %s", [LATEST])
    with pytest.raises(NoBackup, match="lack 1 migrations, so they belong to another version"):
        kept.made()


def test_a_database_that_is_not_there_is_not_made(kept: Kept) -> None:
    for one in kept.files.folder.glob("keys.sqlite3*"):
        one.unlink()
    connections["keys"].close()
    with pytest.raises(NoBackup):
        kept.made()
    assert backups(kept.places.record, CopyOf.RECORD) == []


def test_two_at_one_moment_are_not_one(kept: Kept) -> None:
    now = kept.now()
    kept.made(now)
    with pytest.raises(NoBackup, match="There is a backup of this moment already"):
        kept.made(now)


def test_a_damaged_or_strange_manifest_is_no_backup(kept: Kept) -> None:
    folder = kept.made().folders[CopyOf.RECORD]
    right = json.loads((folder / NAME).read_text())
    for wrong in (
        "{",
        "[]",
        json.dumps(right | {"format": "another"}),
        json.dumps(right | {"part": "both"}),
        json.dumps(right | {"file": "../keys.sqlite3"}),
        json.dumps(right | {"sha256": "0"}),
        json.dumps(right | {"made_at": "yesterday"}),
        json.dumps(right | {"logs": [{"log": "x"}]}),
        json.dumps({one: said for one, said in right.items() if one != "bytes"}),
        json.dumps(right | {"more": 1}),
    ):
        (folder / NAME).write_text(wrong)
        with pytest.raises(NoBackup, match="Give another backup"):
            manifest(folder, CopyOf.RECORD)
    (folder / NAME).unlink()
    with pytest.raises(NoBackup, match="is no backup"):
        manifest(folder, CopyOf.RECORD)
    with pytest.raises(NoBackup, match="is no folder"):
        manifest(folder / "record.sqlite3", CopyOf.RECORD)
    with pytest.raises(NoBackup, match="never finished"):
        manifest(folder.with_name(f"{folder.name}.part"), CopyOf.RECORD)


def test_a_case_that_was_begun_meanwhile_has_its_key_in_the_copy(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    real = SqliteCopying.copy_one

    def copy(self: SqliteCopying, *given: object) -> None:
        real(self, *given)  # type: ignore[arg-type]
        recorded(draft(f"case-between-{kept.minutes[0]}"), now=kept.now())

    monkeypatch.setattr(SqliteCopying, "copy_one", copy)
    made = kept.made()
    assert made.report.whole, made.report.faults


def test_a_case_that_is_erased_between_the_two_copies_has_both_made_again(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, copied = SqliteCopying.copy_one, []

    def copy(self: SqliteCopying, source: BaseDatabaseWrapper, target: Path) -> None:
        real(self, source, target)
        copied.append(target.name)
        if len(copied) == 1:
            erase("case-1", by="Mx Yew", second="Mx Reed", now=kept.now(), why="retention")

    monkeypatch.setattr(SqliteCopying, "copy_one", copy)
    assert kept.made().report.whole
    assert copied == ["record.sqlite3", "keys.sqlite3"] * 2


def test_a_key_that_is_gone_is_told_however_often_it_is_copied(kept: Kept) -> None:
    models.WrappedKey.objects.filter(case="case-1").delete()
    made = kept.made()
    assert [(one.table, one.case) for one in made.report.faults] == [("key", "case-1")]
