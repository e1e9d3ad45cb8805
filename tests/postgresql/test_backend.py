"""What PostgreSQL does in its own way: triggers, locks, snapshots, what was added, what is wrong with it, deletion."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from proviso.record import append, checks, keys, read, triggers, verify
from proviso.record.backends import Trouble, backend_of, file_of, place_of, settings_of, sqlite_triggers, trouble_of
from proviso.record.backends.postgresql import Postgresql
from proviso.record.moment import read_only
from proviso.service import databases as bringing_up_to_date
from proviso.service.databases import DatabaseUnfit
from tests.postgresql.copies import Copies
from tests.record.disk import Databases, using
from tests.record.making import LOG, NOON, draft, record, record_cases
from tests.record.tampering import drop_trigger, run
from tests.record.test_append import REFUSED

pytestmark = pytest.mark.system


def raised(do: Callable[[], object]) -> BaseException:
    with pytest.raises(DatabaseError) as found, transaction.atomic():
        do()
    return found.value


def test_a_url_says_where_it_is_several_hosts_included() -> None:
    url = "postgresql://wessmere@db1.example:5433,db2.example/wessmere?target_session_attrs=read-write&sslmode=verify-full"
    found = settings_of(url)
    assert found["ENGINE"] == "proviso.record.backends.django_postgresql"
    assert (found["NAME"], found["USER"]) == ("wessmere", "wessmere")
    assert (found["HOST"], found["PORT"]) == ("db1.example,db2.example", "5433,")
    options = found["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["target_session_attrs"], options["sslmode"]) == ("read-write", "verify-full")
    assert file_of(url) is None
    assert place_of(url) == ("db1.example,db2.example", "5433,", "wessmere")
    assert place_of(url) == place_of(url.replace("wessmere@", "somebody@"))
    assert place_of("postgresql://one@/one?host=/run/postgresql") == ("/run/postgresql", None, "one")


def test_several_hosts_are_tried_until_one_takes_writes(databases: Databases) -> None:
    there = databases.opened("default").settings_dict["HOST"]
    url = f"postgresql://postgres@/{databases.name('default')}?host=/nowhere,{there}&target_session_attrs=read-write"
    settings = settings_of(url)
    connection = connections["default"]
    connection.close()
    connection.settings_dict |= {"HOST": settings["HOST"], "OPTIONS": settings["OPTIONS"]}
    assert run("SELECT 1") == [(1,)]
    assert backend_of(connection).where() == f"{databases.name('default')} on /nowhere,{there}"


def test_it_refuses_to_change_or_delete_what_was_recorded_or_to_record_out_of_turn(databases: Databases) -> None:
    record_cases(256, cases=1)
    for statement in REFUSED:
        if "REPLACE" not in statement:
            with pytest.raises(IntegrityError, match=r"record_|duplicate key"), transaction.atomic():
                run(statement)
    for table in ("entry", "leaf", "node", "head"):
        with pytest.raises(IntegrityError, match="nothing in the record is deleted"), transaction.atomic():
            run(f"TRUNCATE record_{table}")
        replicating = f"SET LOCAL session_replication_role = replica; DELETE FROM record_{table}"
        with pytest.raises(IntegrityError, match="nothing in the record is deleted"), transaction.atomic():
            run(replicating)
    assert verify.verify().whole


@pytest.mark.parametrize("seq", [1, 2, 4])
def test_it_refuses_a_place_that_is_taken_or_leaves_a_gap(databases: Databases, seq: int) -> None:
    record_cases(2, cases=1)
    columns = '"case", kind, category, actor, at, entry_id, body, leaf'
    copy = f'INSERT INTO record_entry (log, "index", seq, {columns}) SELECT log, 2, %s, {columns} FROM record_entry '
    with pytest.raises(IntegrityError, match="at the end of its log and of its case"), transaction.atomic():
        run(copy + 'WHERE "index" = 1', seq)
    run(copy + 'WHERE "index" = 1', 3)


@pytest.mark.parametrize(
    "weakened",
    [
        "ALTER TABLE record_head DISABLE TRIGGER record_head_only_grows",
        "ALTER TABLE record_head ENABLE TRIGGER record_head_only_grows",
        "CREATE OR REPLACE FUNCTION record_head_only_grows() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NEW; END'",
        "ALTER FUNCTION record_head_only_grows() SET search_path = other, public",
        "DROP TRIGGER record_head_only_grows ON record_head; CREATE TRIGGER record_head_only_grows BEFORE UPDATE "
        "ON record_head FOR EACH ROW WHEN (NEW.size < 0) EXECUTE FUNCTION record_head_only_grows(); "
        "ALTER TABLE record_head ENABLE ALWAYS TRIGGER record_head_only_grows",
    ],
)
def test_a_trigger_that_no_longer_refuses_is_missed_and_put_back(databases: Databases, weakened: str) -> None:
    assert backend_of(connections["default"]).missing_triggers() == []
    run(weakened)
    drop_trigger("record_leaf_never_deleted")
    assert backend_of(connections["default"]).missing_triggers() == [
        "record_leaf_never_deleted",
        "record_head_only_grows",
    ]
    assert triggers.put_back() == ["record_leaf_never_deleted", "record_head_only_grows"]
    triggers.assert_triggers()


ADDED = {
    "trigger more on casework_case": "CREATE TRIGGER more BEFORE INSERT ON casework_case FOR EACH ROW "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "rule more on record_entry": "CREATE RULE more AS ON INSERT TO record_entry DO ALSO NOTHING",
    "view more": "CREATE VIEW more AS SELECT 1 AS one",
    "materialized view more": "CREATE MATERIALIZED VIEW more AS SELECT 1 AS one",
    "table more on record_leaf": "CREATE TABLE more () INHERITS (record_leaf)",
    "policy more on record_leaf": "CREATE POLICY more ON record_leaf USING (false)",
    "row security record_leaf": "ALTER TABLE record_leaf ENABLE ROW LEVEL SECURITY",
    "index more on record_entry": "CREATE UNIQUE INDEX more ON record_entry (actor)",
}


@pytest.mark.parametrize("named", ADDED)
def test_what_acts_or_shows_and_is_none_of_ours_is_named_and_taken_away(databases: Databases, named: str) -> None:
    assert triggers.added() == []
    run(ADDED[named])
    assert [str(one) for one in triggers.added()] == [named]
    assert [fault.table for fault in verify.verify().faults] == ["triggers"]
    told: list[str] = []
    triggers.take_away(lambda one: told.append(str(one)))
    assert told == [named]
    assert triggers.added() == []
    triggers.assert_triggers()


def test_an_event_trigger_is_named_and_taken_away(databases: Databases) -> None:
    run("CREATE FUNCTION more() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END'")
    run("CREATE EVENT TRIGGER more ON ddl_command_start EXECUTE FUNCTION more()")
    assert [str(one) for one in triggers.added()] == ["event trigger more"]
    triggers.take_away(lambda _: None)
    assert triggers.added() == []


def test_the_case_is_locked_first_and_the_head_last_and_whoever_waits_is_told_so(databases: Databases) -> None:
    backend = backend_of(connections["default"])
    assert backend.locked("SELECT 1") == "SELECT 1 FOR NO KEY UPDATE"
    assert backend.skipping_locked("SELECT 1", "o") == "SELECT 1 FOR NO KEY UPDATE OF o SKIP LOCKED"
    record_cases(1, cases=1)
    found: list[BaseException] = []

    def another() -> None:
        with using(databases):
            backend_of(connections["default"]).wait_at_most(0.2)
            found.append(raised(lambda: append.append(draft("other"), now=NOON, key=key)))

    key = keys.create("other")
    with transaction.atomic():
        append.append(draft("wessmere-case-0", 2), now=NOON)
        waiting = Thread(target=another)
        waiting.start()
        waiting.join()
    assert trouble_of(found[0]) is Trouble.BUSY
    record(draft("other"), now=NOON, key=key)


def test_two_that_wait_for_each_other_are_told_that_it_is_busy(databases: Databases) -> None:
    run("CREATE TABLE two (one integer)")
    run("INSERT INTO two VALUES (1), (2)")
    found: list[Trouble | None] = []
    lock = "SELECT one FROM two WHERE one = %s FOR UPDATE"

    def another() -> None:
        with using(databases):
            try:
                with transaction.atomic():
                    run(lock, 2)
                    run(lock, 1)
            except DatabaseError as fault:
                found.append(trouble_of(fault))

    try:
        with transaction.atomic():
            run(lock, 1)
            waiting = Thread(target=another)
            waiting.start()
            while not run("SELECT 1 FROM pg_locks WHERE NOT granted"):
                pass
            run(lock, 2)
    except DatabaseError as fault:
        found.append(trouble_of(fault))
    waiting.join()
    assert found == [Trouble.BUSY]


def test_what_is_wrong_is_told_by_its_code(databases: Databases) -> None:
    def said(code: str) -> Trouble | None:
        return trouble_of(raised(lambda: run(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$")))

    told = {
        "40001": Trouble.BUSY,
        "40P01": Trouble.BUSY,
        "55P03": Trouble.BUSY,
        "53100": Trouble.FULL,
        "53300": Trouble.UNREACHABLE,
        "57P01": Trouble.UNREACHABLE,
        "08006": Trouble.UNREACHABLE,
        "25006": Trouble.READ_ONLY,
        "42501": Trouble.NOT_ALLOWED,
        "58030": Trouble.UNREADABLE,
        "XX001": Trouble.DAMAGED,
        "23505": None,
        "42P01": None,
    }
    assert {code: said(code) for code in told} == told
    assert trouble_of(psycopg.ProgrammingError("the last operation didn't produce a result")) is None
    assert trouble_of(psycopg.InterfaceError("the connection is closed")) is Trouble.UNREACHABLE
    assert trouble_of(ValueError("no database’s")) is None


def test_a_server_that_is_not_there_is_unreachable(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    connections["default"].close()
    connections["default"].settings_dict["HOST"] = "/nowhere"
    found = raised(lambda: run("SELECT 1"))
    assert trouble_of(found) is Trouble.UNREACHABLE
    monkeypatch.delitem(__import__("sys").modules, "psycopg")
    assert Postgresql.trouble(found) is None


def test_a_transaction_of_verification_sees_one_moment_and_cannot_write(databases: Databases) -> None:
    record_cases(3, cases=1)
    backend = backend_of(connections["default"])
    backend.begin_snapshot()

    def more() -> None:
        with using(databases):
            record(draft("wessmere-case-0", 4), now=NOON + timedelta(days=1))

    writing = Thread(target=more)
    writing.start()
    writing.join()
    assert run("SELECT size FROM record_head") == [(3,)]
    run("ROLLBACK")
    assert run("SELECT size FROM record_head") == [(4,)]
    with read_only(["default"]), backend.text_as_stored():
        assert read.head(LOG).size == 4
        with pytest.raises(DatabaseError) as refused:
            run("CREATE TABLE more (one integer)")
        assert trouble_of(refused.value) is Trouble.READ_ONLY


def test_a_record_is_verified_also_where_the_address_asks_for_a_machine_that_writes(databases: Databases) -> None:
    connections["default"].close()
    connections["default"].settings_dict["OPTIONS"]["target_session_attrs"] = "read-write"
    record_cases(1, cases=1)
    with read_only(["default"]):
        assert read.head(LOG).size == 1


def test_settings_under_which_an_act_could_race_or_sort_otherwise_are_named(databases: Databases) -> None:
    assert checks.databases_fit(["default", "keys"]) == []
    connections["default"].close()
    connections["default"].settings_dict["OPTIONS"]["options"] = "-c default_transaction_isolation=serializable"
    (error,) = checks.databases_fit(["default", "keys"])
    assert error.msg == "the database default is not opened as its backend asks; wrong: isolation, search_path"


def test_a_database_that_keeps_text_otherwise_is_unfit_and_so_is_an_older_server(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [backend_of(connections[alias]).unfit() for alias in connections] == [None, None]
    Copies.run("CREATE DATABASE latin TEMPLATE template0 ENCODING LATIN1 LC_COLLATE 'POSIX' LC_CTYPE 'POSIX'")
    Copies.run("CREATE DATABASE ascii TEMPLATE template0 ENCODING SQL_ASCII LC_COLLATE 'C' LC_CTYPE 'C'")
    Copies.run("CREATE DATABASE otherwise TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'")
    Copies.run("CREATE DATABASE by_icu TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-GB' LOCALE 'C'")
    in_utf_8 = "puts text in the order of a language, and the record goes by its bytes"
    for name, says in (
        ("latin", "keeps text in LATIN1, and the record is kept in UTF-8"),
        ("ascii", "keeps text in SQL_ASCII, and the record is kept in UTF-8"),
        ("otherwise", in_utf_8),
        ("by_icu", in_utf_8),
    ):
        connections["keys"].close()
        connections["keys"].settings_dict["NAME"] = name
        found = backend_of(connections["keys"]).unfit()
        assert found
        assert found.says == f"{name} on {connections['keys'].settings_dict['HOST']} {says}"
        assert found.what_to_do == "Make it anew with: createdb --template=template0 --encoding=UTF8 --locale=C"
        with pytest.raises(DatabaseUnfit, match=says):
            bringing_up_to_date.migrate()
        assert run("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace", alias="keys") == [(0,)]
        connections["keys"].close()
        Copies.drop(name)
    connections["keys"].settings_dict["NAME"] = databases.name("keys")
    monkeypatch.setattr(Postgresql, "_setting", lambda *_: "140012")
    (found, *_) = bringing_up_to_date.unfit()
    assert found.says.endswith(" is of PostgreSQL 14, and the record is kept in 15 or later")
    assert found.what_to_do == "Name a later server"


def test_two_databases_the_wrong_way_round_are_told_as_that(databases: Databases) -> None:
    for alias, other in (("default", "keys"), ("keys", "default")):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = databases.name(other)
    there = connections["keys"].settings_dict["HOST"]
    exchange = "The two databases are the wrong way round in the settings: exchange them"
    assert bringing_up_to_date.unfit() == [
        (f"{databases.name('keys')} on {there} should hold the record, and holds the cases' keys", exchange),
        (f"{databases.name('default')} on {there} should hold the cases' keys, and holds the record", exchange),
    ]


def test_what_was_committed_is_assured_only_where_the_server_waits_for_the_disk(
    databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = backend_of(connections["default"]).durability()
    assert not found.assured
    assert "may lose what was saved when power fails" in found.says
    assert found.what_to_do.startswith("Set fsync, full_page_writes and synchronous_commit to on")
    connections["keys"].settings_dict["NAME"] = databases.name("keys")
    monkeypatch.setattr(Postgresql, "_setting", lambda _, name: "remote_apply" if name.startswith("sync") else "on")
    found = backend_of(connections["default"]).durability()
    assert found.assured
    assert found.says.endswith(" waits for the disk (synchronous_commit remote_apply).")


def test_it_refuses_by_the_same_triggers_as_a_file_of_sqlite(databases: Databases) -> None:
    assert set(backend_of(connections["default"]).trigger_names()) == set(sqlite_triggers.TRIGGERS)


@pytest.mark.parametrize(
    "change",
    ["at = 'noon'", "entry_id = 5", "\"index\" = 'x'", "seq = 'one'", "category = NULL"],
)
def test_a_value_of_another_type_is_refused_by_its_column(databases: Databases, change: str) -> None:
    record_cases(1, cases=1)
    for name in backend_of(connections["default"]).trigger_names():
        drop_trigger(name)
    with pytest.raises(DatabaseError), transaction.atomic():
        run(f"UPDATE record_entry SET {change}")


def test_text_that_no_column_can_hold_is_refused_before_it_is_sent(databases: Databases) -> None:
    for words in ("a\x00b", "a\ud800b"):
        with pytest.raises((DatabaseError, UnicodeEncodeError, ValueError)), transaction.atomic():
            run("SELECT %s::text", words)
    keys.create("nul")
    body = {"in words": "a\x00b"}
    record(draft("nul", body=body), now=NOON)
    assert read.entries("nul")[0].body == body
