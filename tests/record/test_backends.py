"""What differs between databases stands in one place, and a kind of database without a place there is refused."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

import proviso
from proviso.record import append, checks, keys, read, triggers, verify
from proviso.record.backends import (
    BACKENDS,
    DatabaseUrlUnusable,
    NoBackend,
    NoRoles,
    Sqlite,
    Trouble,
    backend_of,
    file_of,
    kind_of,
    place_of,
    settings_of,
    told_of,
    trouble_of,
)
from proviso.record.secure_deletion import secure_delete
from tests.record.disk import Files
from tests.record.killing import at_once
from tests.record.making import LOG, draft, record
from tests.record.tampering import run

SOURCE = Path(proviso.__file__).parent
OF_SQLITE = re.compile(r"PRAGMA|sqlite_master|\browid\b|sqlite3")
SETTINGS = {"service/settings.py", "service/database_settings.py"}
COPYING = {"cli/backup_command.py", "cli/move_command.py", "service/backup/sqlite_copying.py"}
"""What copies files of SQLite, or moves them to a server."""
EXAMPLE = "give one such as sqlite:////srv/proviso/record.sqlite3"
ANY = f"{EXAMPLE} or postgresql://proviso@db.example/proviso"
UNREAD = "this URL of PostgreSQL cannot be read; give one such as postgresql://proviso@db.example/proviso"
PASSWORD = (
    "a password does not belong in a URL; write it into a file, and name that in database_password_file or "
    "keys_database_password_file"
)


def test_nothing_but_its_backend_and_the_settings_speaks_sqlite() -> None:
    speaking = {
        str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if OF_SQLITE.search(path.read_text("utf-8"))
    }
    of_backend = {name for name in speaking if name.startswith("record/backends/")}
    assert of_backend == {"record/backends/sqlite.py"}
    assert speaking - of_backend <= SETTINGS | COPYING


def another_kind() -> BaseDatabaseWrapper:
    """A connection to a kind of database that the record cannot be kept in."""
    return cast(BaseDatabaseWrapper, SimpleNamespace(vendor="oracle", display_name="Oracle"))


def test_a_database_without_a_backend_is_refused_by_name() -> None:
    with pytest.raises(NoBackend) as refused:
        backend_of(another_kind())
    assert str(refused.value) == "The record cannot be kept in Oracle; it can in PostgreSQL, SQLite"


def test_nothing_about_the_record_is_done_without_a_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.record.secure_deletion.connections", {"keys": another_kind()})
    with pytest.raises(NoBackend), secure_delete("keys"):
        pytest.fail("it was taken for deleted")
    for ask in (triggers.create, triggers.missing):
        with pytest.raises(NoBackend):
            ask(another_kind())


@pytest.mark.django_db(databases=["default", "keys"])
def test_each_backend_is_known_by_the_name_that_django_gives_it() -> None:
    assert all(vendor == backend.vendor for vendor, backend in BACKENDS.items())
    for alias in connections:
        assert type(backend_of(connections[alias])) is BACKENDS[connections[alias].vendor]


def test_a_check_names_a_database_without_a_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "connections", {"default": another_kind()})
    (error,) = checks.databases_fit(["default"])
    assert (error.id, error.msg) == ("record.E002", "The record cannot be kept in Oracle; it can in PostgreSQL, SQLite")


def test_a_check_finds_nothing_wrong_with_the_product_s_own_settings(files: Files) -> None:
    assert checks.databases_fit(["default", "keys"]) == []
    assert checks.databases_fit() == []


@pytest.mark.sqlite
@pytest.mark.parametrize("alias", ["default", "keys"])
def test_a_check_names_settings_under_which_appends_could_race(files: Files, alias: str) -> None:
    connections[alias].settings_dict["OPTIONS"] = {}
    connections[alias].close()
    (error,) = checks.databases_fit(["default", "keys"])
    assert error.id == "record.E003"
    assert error.msg == (
        f"the database {alias} is not opened as its backend asks; wrong: transaction_mode, recursive_triggers"
    )


def test_a_path_in_a_url_is_absolute_or_from_the_present_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings_of("sqlite:////srv/proviso/a%20record.db")["NAME"] == Path("/srv/proviso/a record.db")
    assert settings_of("SQLite:///var/record.db")["NAME"] == tmp_path / "var/record.db"
    assert file_of("sqlite:////srv/record.db") == Path("/srv/record.db")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("MYSQL://proviso:canary@db.example/record", f"there is no backend for mysql; {ANY}"),
        ("canary:canary@db.example/record", f"this is no database's URL; {ANY}"),
        ("canary@db.example://canary", f"this is no database's URL; {ANY}"),
        ("/srv/canary.sqlite3", f"this is no database's URL; {ANY}"),
        ("postgresql://proviso:canary@db.example/record", PASSWORD),
        ("postgresql://proviso@db.example/record?password=canary", PASSWORD),
        (
            "postgresql://proviso@db.example/record?options=-c%20search_path%3Dcanary",
            "options cannot be set in a URL of PostgreSQL; leave it out",
        ),
        ("postgresql://proviso@db.example/record?canary=canary", UNREAD),
        ("postgresql://proviso@db.example", UNREAD),
        ("postgresql://db.example/canary", UNREAD),
        ("postgresql://proviso@db.example/canary%07", UNREAD),
        ("postgresql://proviso@[canary/record", UNREAD),
        ("sqlite://", f"this URL of SQLite cannot be read; {EXAMPLE}"),
        ("sqlite:///", f"this URL of SQLite cannot be read; {EXAMPLE}"),
        ("sqlite://proviso:canary@db.example/record", f"this URL of SQLite cannot be read; {EXAMPLE}"),
        ("sqlite:////srv/record?password=canary", f"this URL of SQLite cannot be read; {EXAMPLE}"),
        ("sqlite:////srv/record#canary", f"this URL of SQLite cannot be read; {EXAMPLE}"),
        ("sqlite:////srv/canary%00", f"this URL of SQLite cannot be read; {EXAMPLE}"),
        ("sqlite:////srv/canary%ff", f"this URL of SQLite cannot be read; {EXAMPLE}"),
        ("sqlite://[canary/record", f"this URL of SQLite cannot be read; {EXAMPLE}"),
    ],
)
def test_a_url_that_will_not_do_is_refused_without_quoting_it(url: str, says: str) -> None:
    for read_url in (settings_of, file_of):
        with pytest.raises(DatabaseUrlUnusable) as refused:
            read_url(url)
        assert str(refused.value) == says
        assert "canary" not in str(refused.value)


@pytest.mark.sqlite
def test_what_was_committed_is_assured_only_where_it_waits_for_the_disk(files: Files) -> None:
    assert backend_of(connections["default"]).durability().assured
    run("PRAGMA synchronous=OFF")
    found = backend_of(connections["default"]).durability()
    assert not found.assured
    assert backend_of(connections["default"]).where() == str(files.path("default"))
    assert str(files.path("default")) in found.says
    assert "write-ahead logging needs" in found.what_to_do


def test_two_processes_may_make_the_first_entry_of_a_log_at_once(files: Files) -> None:
    cases = [f"case-{number}" for number in range(4)]
    held = {case: keys.create(case) for case in cases}

    def begin(case: str) -> None:
        record(draft(case), key=held[case])

    at_once(files, *(lambda case=case: begin(case) for case in cases))
    assert read.head(LOG).size == len(cases)
    assert {trace.case for trace in read.bodiless(LOG)} == set(cases)
    assert verify.verify().faults == ()


def test_a_log_that_somebody_began_meanwhile_is_gone_on_with(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a database lets two look for the head before either has made it."""
    keys.create("case-1")
    record(draft())
    ask = append._HEAD
    looked: list[str] = []

    class LooksTooEarly(Sqlite):
        """Finds no head at first."""

        def locked(self, select: str) -> str:
            looked.append(select)
            return ask if len(looked) > 1 else f"{ask} AND 0 = 1"

    monkeypatch.setattr(append, "backend_of", LooksTooEarly)
    assert record(draft(seq=2)).index == 1
    assert looked == [ask, ask]
    assert run("SELECT count(*) FROM record_head") == [(1,)]


@pytest.mark.sqlite
def test_a_transaction_that_reads_the_head_has_locked_it(files: Files) -> None:
    """Nobody else can write between what an append reads and what it writes."""
    with transaction.atomic(using="default"):
        run("SELECT size FROM record_head")
        other = connections["default"].copy()
        other.settings_dict["OPTIONS"] = {**other.settings_dict["OPTIONS"], "timeout": 0}
        with pytest.raises(Exception, match="locked"):
            _write(other)
        other.close()


def _write(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO record_head (log, size, frontier, at) VALUES ('other', 0, x'', 0)")


def test_a_migration_of_other_tables_leaves_every_trigger_in_its_place(files: Files) -> None:
    assert triggers.missing(connections["default"]) == []


@pytest.mark.sqlite
def test_a_query_locks_nothing_more_where_the_transaction_has_locked_the_file(files: Files) -> None:
    sqlite, select = backend_of(connections["default"]), "SELECT message FROM disclosure_outbox o"
    assert (sqlite.locked(select), sqlite.skipping_locked(select, "o")) == (select, select)


def raised(work: Callable[[], object]) -> BaseException:
    with pytest.raises(DatabaseError) as fault:
        work()
    return fault.value


@pytest.mark.sqlite
def test_what_is_wrong_with_a_database_is_told_by_its_code(files: Files, tmp_path: Path) -> None:
    backend_of(connections["default"]).wait_at_most(0.05)
    with closing(sqlite3.connect(files.path("default"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert trouble_of(raised(lambda: run("CREATE TABLE more (one)"))) is Trouble.BUSY
        other.execute("ROLLBACK")
    run("PRAGMA max_page_count = 1")
    assert trouble_of(raised(lambda: run("CREATE TABLE more (one)"))) is Trouble.FULL
    run("PRAGMA query_only = ON")
    assert trouble_of(raised(lambda: run("CREATE TABLE more (one)"))) is Trouble.READ_ONLY
    connections["default"].close()
    files.path("default").write_bytes(b"no database at all" * 1000)
    assert trouble_of(raised(lambda: run("SELECT * FROM record_entry"))) is Trouble.DAMAGED
    connections["default"].close()
    files.path("default").unlink()
    files.path("default").mkdir()
    assert trouble_of(raised(lambda: run("SELECT * FROM record_entry"))) is Trouble.UNREADABLE


def test_what_no_database_raised_is_no_trouble_of_one() -> None:
    assert trouble_of(None) is None
    circle = ValueError("database is locked")
    circle.__cause__ = circle
    assert trouble_of(circle) is None
    in_its_place = OSError("what was raised from None while a database’s fault was looked at")
    in_its_place.__context__ = sqlite3.OperationalError("words")
    assert trouble_of(in_its_place) is Trouble.DAMAGED
    in_its_place.__suppress_context__ = True
    assert trouble_of(in_its_place) is None
    assert trouble_of(sqlite3.ProgrammingError("said by the driver, with no code")) is None


@pytest.mark.sqlite
def test_a_file_has_no_roles_to_give_rights_to(files: Files) -> None:
    backend = backend_of(connections["default"])
    assert backend.rights() == ([], [])
    with pytest.raises(
        NoRoles, match=f"{files.path('default')} is a file of SQLite, which has no roles; leave one out"
    ):
        backend.grant("one")
    assert place_of("sqlite:////srv/record.db") == Path("/srv/record.db")
    assert told_of(OSError("\ufb01\x07"), "Look") == "'\\ufb01\\x07'. Look"
    assert kind_of(OSError("a name that nobody is to read")) == "OSError"
    assert kind_of(sqlite3.OperationalError("words")).startswith("it is damaged, or is no database. Stop the service")


@pytest.mark.sqlite
def test_a_file_is_fit_and_nobody_else_s(files: Files) -> None:
    for alias in connections:
        backend = backend_of(connections[alias])
        assert backend.unfit() is None
        assert backend.other_owners() == []
