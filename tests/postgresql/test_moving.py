"""A service that began in files of SQLite is moved into PostgreSQL and goes on there; what will not do is refused."""

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, OperationalError, connections
from pytest_django.plugin import DjangoDbBlocker

from proviso.accounts import force_changes
from proviso.accounts.models import Officer, Role
from proviso.casework import clock
from proviso.casework.acts.receive import record_reply
from proviso.casework.history.case import Stage
from proviso.casework.models import AnsweringWay
from proviso.casework.rebuilding import rebuild
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor
from proviso.record import erase, read, triggers
from proviso.record.models import DEFAULT, KEYS, Head, WrappedKey
from proviso.record.verify import EarlierHead
from proviso.service import databases
from proviso.service.backup.in_use import SUFFIX
from proviso.service.backup.manifest import NoBackup
from proviso.service.config import Config, config
from proviso.service.moving import moved_rows
from proviso.service.moving.move import Moved, MovedNotWhole, move
from proviso.service.verified import verified
from tests.accounts.people import PROMPT, add, add_wessmere
from tests.casework.every import NEGATED
from tests.casework.examples import NOW
from tests.casework.stories import at_every_stage
from tests.cli.prepared import run
from tests.postgresql.cluster import shared
from tests.record.disk import Databases, Files, migrate, using
from tests.record.migrations import LATEST

from .before_moving import Before, altered, due, numbers, rows_of
from .conftest import As
from .moves_refused import assert_nothing_is_there, refused
from .roles import OWNER, SERVICE

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Files:
    """Migrated files that nobody uses."""
    files = Files(tmp_path_factory.mktemp("new"))
    with django_db_blocker.unblock():
        migrate(files)
    return files


@pytest.fixture(scope="module")
def before(new: Files, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Before:
    """A force with people, a case at every stage, one that was erased, and somebody who is signed in."""
    files = new.copied(tmp_path_factory.mktemp("before"))
    with django_db_blocker.unblock(), clock.driven(lambda: NOW), using(files):
        unit = add_wessmere()
        north = force_changes.add_unit(unit.force, "north", "North CID", by=PROMPT, now=NOW)
        officer = add(north, "N101", now=NOW)
        add(unit, "A1", Role.ADMINISTRATOR, now=NOW)
        opened = at_every_stage(Actor.of(officer))
        gone = opened[Stage.CLOSED].case.reference
        erase.erase(gone, by="Mx Yew", second="Mx Reed", now=NOW + timedelta(days=1), why="retention")
        Session.objects.create(session_key="invented", session_data="nothing", expire_date=NOW)
        AnsweringWay.objects.create(staff_number="N101", a_part_at_a_time=True)
        rebuild(NOW.date())
        found = verified()
        assert found.whole, found.faults
        return Before(files, found.logs, due(), opened[Stage.SHARED].case.reference)


def moved(before: Before, settings: Config | None = None) -> Moved:
    """What is moved into the databases that the connections go to."""
    return move(settings or config(), before.record, before.keys, progress=lambda *_: None)


def test_a_service_goes_on_in_postgresql_from_where_it_was(before: Before, granted: As) -> None:
    steps: list[tuple[str, int, int]] = []
    with granted(OWNER):
        done = move(config(), before.record, before.keys, progress=lambda *step: steps.append(step))
    assert done.report.logs == before.logs
    assert {what for what, _, _ in steps} == {"Verifying the files", "Copying", "Verifying the copy"}
    assert [one[1:] for one in steps if one[0] == "Copying"][-1] == (2 * done.rows, 2 * done.rows)
    with using(before.files):
        there = {alias: rows_of(alias, alias) for alias in (DEFAULT, KEYS)}
    assert sum(one.rows for of in there.values() for one in of.values()) == done.rows
    with granted(SERVICE), clock.driven(lambda: NOW + timedelta(days=2)):
        assert {alias: rows_of(alias, alias) for alias in (DEFAULT, KEYS)} == there
        triggers.assert_triggers()
        assert due() == before.due
        with clock.driven(lambda: NOW):
            rebuild(NOW.date())
        assert due() == before.due
        (log,) = before.logs
        assert log.root
        was = EarlierHead(log.size, log.root)
        assert verified("wessmere", was=was).whole
        officer = Officer.objects.get(staff_number="N101")
        opened = open_case(Actor.of(officer), before.shared, session="after", reason="To read the reply")
        opened = record_reply(opened, NEGATED, seen=opened.case.seq)
        assert opened.case.replies[-1].value == NEGATED
        another = add(officer.unit, "N102", now=clock.now())
        assert another.pk == numbers(before.record)["accounts_officer"] + 1
        assert verified("wessmere", was=was).whole
        assert read.head("wessmere").size > log.size


def test_what_is_numbered_goes_on_after_the_last_number_ever_given(before: Before, databases: Databases) -> None:
    moved(before)
    given = numbers(before.record)
    assert any(given.values())
    for model in moved_rows.of(DEFAULT):
        if model._meta.auto_field:
            name = moved_rows.name_of(model)
            with connections[DEFAULT].cursor() as cursor:
                cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", (name,))
                assert cursor.fetchone()[0] == given.get(name, 0) + 1, name


def test_little_is_in_memory_at_once(before: Before, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moved_rows, "ROWS", 3)
    monkeypatch.setattr(moved_rows, "BYTES", 1000)
    sizes = []
    parts = moved_rows._parts

    def seen(rows: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
        for part in parts(rows):
            sizes.append(len(part))
            yield part

    monkeypatch.setattr(moved_rows, "_parts", seen)
    assert moved(before).report.logs == before.logs
    assert set(sizes) == {1, 2, 3}


ALTERED: list[tuple[str, str, str]] = [
    ("record", f"DELETE FROM django_migrations WHERE name = '{LATEST}'", "lacks 1 migrations, so it belongs to an"),
    ("record", "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '0999_more', 0)", "is of a newer"),
    ("keys", f"DELETE FROM django_migrations WHERE name = '{LATEST}'", "lacks 1 migrations, so it belongs to an"),
    (
        "record",
        "UPDATE casework_answering_way SET staff_number = 'of more than twenty letters'",
        "casework_answering_way",
    ),
    ("record", "UPDATE casework_answering_way SET staff_number = 'N' || char(0)", "casework_answering_way"),
    (
        "record",
        "INSERT INTO casework_reason_words (\"case\", digest) VALUES ('PV-0000-0000', '0')",
        "PostgreSQL refuses a row of casework_reason_words (by ",
    ),
]


@pytest.mark.parametrize(("which", "statement", "says"), ALTERED, ids=lambda one: one[:40])
def test_files_of_another_version_or_with_what_postgresql_refuses_are_refused(
    which: str, statement: str, says: str, before: Before, databases: Databases, tmp_path: Path
) -> None:
    own = before.copied(tmp_path / "own")
    altered(own.record if which == "record" else own.keys, statement)
    with refused(says):
        moved(own)
    assert_nothing_is_there()


def test_a_record_that_is_not_whole_is_refused_with_its_faults(
    before: Before, databases: Databases, tmp_path: Path
) -> None:
    own = before.copied(tmp_path / "own")
    altered(own.record, "UPDATE record_entry SET actor = 'somebody' WHERE \"index\" = 3")
    with pytest.raises(MovedNotWhole) as raised:
        moved(own)
    assert str(raised.value) == "The record in these files is NOT whole"
    assert raised.value.faults
    assert_nothing_is_there()


def test_what_is_no_such_file_is_refused(before: Before, databases: Databases, tmp_path: Path) -> None:
    nowhere, empty, other = (tmp_path / f"{name}.sqlite3" for name in ("nowhere", "empty", "other"))
    empty.touch()
    other.write_bytes(b"no database at all" * 99)
    for record, keys, says in (
        (nowhere, before.keys, f"There is no file {nowhere}. Give the SQLite database to move with --from."),
        (before.record, nowhere, f"There is no file {nowhere}. Give the SQLite database to move with --keys-from."),
        (before.keys, before.record, f"{before.keys} holds no record. Give the file that does with --from."),
        (empty, before.keys, f"{empty} is no SQLite database. Give the one to move with --from."),
        (before.record, other, f"{other} is no SQLite database. Give the one to move with --keys-from."),
        (before.record, before.record, "holds no keys of cases. Give the file that does with --keys-from."),
    ):
        with refused(says):
            move(config(), record, keys, progress=lambda *_: None)
    assert not nowhere.exists()
    assert empty.stat().st_size == 0, "the files are only read"
    assert_nothing_is_there()


def test_files_that_a_service_runs_on_are_refused_until_it_has_stopped(
    before: Before, databases: Databases, tmp_path: Path
) -> None:
    own = before.copied(tmp_path / "own")
    with own.record.with_name(own.record.name + SUFFIX).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        with refused("The service is running on these databases, or sends from them.", kind=NoBackup):
            moved(own)
        assert_nothing_is_there()
    assert moved(own).report.logs == before.logs


def test_nobody_writes_to_the_files_meanwhile(before: Before, databases: Databases, tmp_path: Path) -> None:
    own = before.copied(tmp_path / "own")
    tried = []

    def write(what: str, *_: int) -> None:
        with closing(sqlite3.connect(own.record, timeout=0)) as somebody, pytest.raises(sqlite3.OperationalError) as no:
            somebody.execute("DELETE FROM casework_answering_way")
        tried.append((what, str(no.value)))

    move(config(), own.record, own.keys, progress=write)
    assert set(tried) == {
        (what, "database is locked") for what in ("Verifying the files", "Copying", "Verifying the copy")
    }


def test_files_of_another_force_or_of_none_are_refused(before: Before, new: Files, databases: Databases) -> None:
    with refused(f"{before.record} is of the force wessmere, and the settings are of eastmere."):
        moved(before, config().model_copy(update={"force": "eastmere"}))
    with refused("holds no force yet, so there is nothing to move: begin anew with proviso add-force"):
        move(config(), new.path(DEFAULT), new.path(KEYS), progress=lambda *_: None)
    assert_nothing_is_there()


def test_a_target_that_holds_anything_is_refused_and_stays_as_it_is(before: Before, databases: Databases) -> None:
    WrappedKey.objects.create(case="PV-0000-0000", wrapped=b"w" * 72, made_at=0)
    with refused(f"{databases.name(KEYS)} on ", "there are rows in record_wrappedkey"):
        moved(before)
    WrappedKey.objects.all().delete()
    Head.objects.create(log="wessmere")
    with refused("is not empty: there are rows in record_head. Nothing was moved. Make a new database"):
        moved(before)
    assert (Head.objects.count(), WrappedKey.objects.count()) == (1, 0)


def test_a_target_in_sqlite_is_refused(before: Before, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    own = before.copied(tmp_path / "own")
    with (
        django_db_blocker.unblock(),
        using(own.files),
        refused("a service is moved to PostgreSQL alone: set database_url, such as postgresql://proviso@"),
    ):
        moved(before)


def test_a_target_is_migrated_first_and_filled_by_the_role_that_owns_it(before: Before, signed_in: As) -> None:
    with signed_in(OWNER), refused("migrations, so nothing was moved into it. Migrate it first, as the role"):
        moved(before)
    with signed_in(OWNER):
        databases.migrate()
        databases.grant(SERVICE)
    with signed_in(SERVICE), refused(f"{SERVICE} does not own the tables of "):
        moved(before)


def lost(at: str) -> Callable[[], None]:
    def commit() -> None:
        raise OperationalError(f"the server went away as {at} was committed")

    return commit


def test_a_server_that_goes_while_it_is_moved_leaves_nothing(
    before: Before, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections[KEYS], "_commit", lost(KEYS))
    with pytest.raises(DatabaseError, match="the server went away as keys was committed"):
        moved(before)
    assert_nothing_is_there()


def test_where_the_answer_to_the_last_commit_is_lost_it_says_what_to_look_at(
    before: Before, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections[DEFAULT], "_commit", lost(DEFAULT))
    with refused(f"The keys are in {databases.name(KEYS)} on ", "is not known. Look with: proviso record verify."):
        moved(before)


def test_a_copy_that_is_not_as_the_files_are_is_taken_back(
    before: Before, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_back = moved_rows.content
    monkeypatch.setattr(
        moved_rows,
        "content",
        lambda *words: moved_rows.Content(read_back(*words).rows, 0) if words[0] is Head else read_back(*words),
    )
    with refused("record_head is not in PostgreSQL as it was in SQLite: nothing was moved."):
        moved(before)
    assert_nothing_is_there()


def test_the_command_ends_with_what_came_of_it(before: Before, databases: Databases, tmp_path: Path) -> None:
    wrong = before.copied(tmp_path / "wrong")
    altered(wrong.record, "UPDATE record_entry SET actor = 'somebody' WHERE \"index\" = 3")
    urls = {
        "DATABASE_URL": shared().url(databases.name(DEFAULT)),
        "KEYS_DATABASE_URL": shared().url(databases.name(KEYS)),
    }
    settings = {"HOME": str(config().home), "FORCE": "wessmere", "HTTPS": "false", "CLOCK_AHEAD_DAYS": "3660"}

    def done(files: Before, **more: str) -> tuple[int, str, str]:
        words = ["move-database", "--from", str(files.record), "--keys-from", str(files.keys)]
        ended = run(words, tmp_path, **{f"PROVISO_{name}": value for name, value in (settings | urls | more).items()})
        return ended.returncode, ended.stdout, ended.stderr

    status, said, complained = done(wrong)
    assert (status, complained) == (1, "")
    assert said.startswith("entry 3 of force:wessmere of wessmere: its actor is not")
    assert said.endswith("The record in these files is NOT whole: 3 faults, named above. Nothing was moved.\n")
    status, said, complained = done(before, DATABASE_URL="postgresql://nobody@/nothing?host=/nowhere")
    assert (status, said, complained.count("\n")) == (1, "", 1)
    assert complained.startswith("It could not be done: it cannot be reached, or does not let this service in.")
    assert done(before, FORCE="eastmere")[0] == 2
    assert_nothing_is_there()
    status, said, complained = done(before)
    assert (status, complained) == (0, "")
    assert said.startswith(f"wessmere: {before.logs[0].size} entries; root ")
