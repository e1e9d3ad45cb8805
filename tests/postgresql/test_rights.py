"""What the service's role may do to the record and may not, tried with that role; what a check says of it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from proviso.record import erase, keys, models, read, triggers, verify
from proviso.record.backends import NoRoles, Trouble, backend_of, trouble_of
from proviso.service import databases
from proviso.service.check_result import CheckResult
from proviso.service.database_checks import AS_OWNER, of_rights
from tests.postgresql.copies import Copies
from tests.record.making import LOG, NOON, draft, record, record_cases
from tests.record.tampering import run

from .conftest import As
from .roles import OWNER, SERVICE

pytestmark = pytest.mark.system


@pytest.fixture
def service(granted: As) -> Iterator[As]:
    """The service's role at work in databases that another migrated, with some entries in them."""
    with granted(SERVICE):
        keys.ensure(keys.own_case(LOG))
        record_cases(300, cases=2)
        yield granted


def refused(do: Callable[[], object]) -> Trouble | None:
    """What is wrong with a database when this is done."""
    with pytest.raises(DatabaseError) as raised, transaction.atomic(using="default"), transaction.atomic(using="keys"):
        do()
    return trouble_of(raised.value)


def test_it_does_all_that_the_service_does(service: As) -> None:
    assert erase.erase("wessmere-case-1", by="Mx Yew", second="Mx Reed", now=NOON + timedelta(days=2), why="retention")
    assert models.WrappedKey.objects.filter(case="wessmere-case-1").count() == 0
    assert read.head(LOG).size == 301
    assert verify.verify().whole
    assert [backend_of(connections[alias]).rights() for alias in connections] == [([], []), ([], [])]
    assert databases.pending() == []
    triggers.assert_triggers()


FORBIDDEN = [
    "DELETE FROM record_entry",
    "DELETE FROM record_leaf",
    "DELETE FROM record_node",
    "DELETE FROM record_head",
    "TRUNCATE record_entry",
    "TRUNCATE record_leaf, record_node, record_head",
    "TRUNCATE casework_case CASCADE",
    "UPDATE record_entry SET actor = 'W9'",
    "UPDATE record_entry SET leaf = x'00'",
    "UPDATE record_leaf SET content = x'00'",
    "UPDATE record_node SET hash = x'00'",
    "UPDATE record_head SET log = 'eastmere'",
    "ALTER TABLE record_entry DISABLE TRIGGER ALL",
    "ALTER TABLE record_head DISABLE TRIGGER record_head_only_grows",
    "ALTER TABLE record_entry ADD COLUMN more text",
    "DROP TRIGGER record_entry_in_turn ON record_entry",
    "CREATE TRIGGER more BEFORE INSERT ON record_entry FOR EACH ROW EXECUTE FUNCTION record_entry_in_turn()",
    "CREATE RULE more AS ON INSERT TO record_entry DO INSTEAD NOTHING",
    "CREATE OR REPLACE FUNCTION record_entry_in_turn() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "DROP TABLE record_entry CASCADE",
    "CREATE TABLE more (one integer)",
    "CREATE TEMPORARY TABLE record_head (log text)",
    "CREATE SCHEMA more",
    "SET session_replication_role = replica",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '0099_more', now())",
]


def test_it_may_do_nothing_else(service: As) -> None:
    for statement in FORBIDDEN:
        assert refused(lambda statement=statement: run(statement)) is Trouble.NOT_ALLOWED, statement  # type: ignore[misc]
    assert refused(lambda: run("UPDATE record_wrappedkey SET made_at = 0", alias="keys")) is Trouble.NOT_ALLOWED
    assert refused(lambda: run("TRUNCATE record_wrappedkey", alias="keys")) is Trouble.NOT_ALLOWED
    assert refused(lambda: run("DELETE FROM record_keys_left", alias="keys")) is Trouble.NOT_ALLOWED
    assert verify.verify().whole


def test_what_it_may_change_the_triggers_hold_to_the_record_s_own_ways(service: As) -> None:
    for statement in (
        "UPDATE record_entry SET body = x'00'",
        "UPDATE record_head SET size = size + 2",
        "INSERT INTO record_leaf (log, \"index\", content) VALUES ('wessmere', 0, x'00')",
    ):
        with pytest.raises(DatabaseError, match="record_"), transaction.atomic():
            run(statement)
    assert verify.verify().whole


def test_one_role_of_a_force_does_not_come_into_the_database_of_another(service: As) -> None:
    Copies.role("another_force")
    with pytest.raises(DatabaseError) as raised, service("another_force"):
        run("SELECT 1")
    assert trouble_of(raised.value) is Trouble.UNREACHABLE
    assert "permission denied for database" in str(raised.value)


def test_each_right_too_many_is_named_and_so_is_what_is_lacking(service: As) -> None:
    with service(OWNER):
        run(f"GRANT DELETE, TRUNCATE ON record_entry TO {SERVICE}")
        run(f"GRANT UPDATE (actor) ON record_entry TO {SERVICE}")
        run(f"GRANT TRIGGER ON casework_case TO {SERVICE}")
        run(f"REVOKE INSERT ON record_leaf FROM {SERVICE}")
        run(f"REVOKE UPDATE (size) ON record_head FROM {SERVICE}")
        run(f"GRANT UPDATE ON SEQUENCE accounts_unit_id_seq TO {SERVICE}")
        run(f"REVOKE SELECT ON SEQUENCE accounts_officer_id_seq FROM {SERVICE}")
    found = backend_of(connections["default"]).rights()
    assert found.too_many == [
        "TRIGGER on casework_case",
        "DELETE on record_entry",
        "TRUNCATE on record_entry",
        "UPDATE of actor on record_entry",
        "UPDATE on the sequence accounts_unit_id_seq",
    ]
    assert found.lacking == [
        "INSERT on record_leaf",
        "UPDATE of size on record_head",
        "SELECT on the sequence accounts_officer_id_seq, which a backup reads",
    ]
    assert list(of_rights("database", "wessmere on db", found))[4:] == [
        CheckResult(
            "database",
            False,
            "The service's role may do too much in wessmere on db: UPDATE on the sequence accounts_unit_id_seq.",
            AS_OWNER,
        ),
        CheckResult(
            "database",
            False,
            "The service's role may not do what it needs to in wessmere on db: INSERT on record_leaf, UPDATE of size "
            "on record_head, SELECT on the sequence accounts_officer_id_seq, which a backup reads.",
            AS_OWNER,
        ),
    ]
    with service(OWNER):
        databases.grant(SERVICE)
    assert backend_of(connections["default"]).rights() == ([], [])


def test_an_owner_and_a_superuser_are_named_as_what_they_are(service: As) -> None:
    with service(OWNER):
        told = backend_of(connections["keys"]).rights().too_many
    assert told == [
        "may make schemas in the database",
        "may make temporary tables",
        "may make tables and functions in the schema public",
        "owns the database",
        "owns tables, and can so alter them and their triggers: django_migrations, record_keys_left, record_wrappedkey",
    ]
    with service("postgres"):
        told = backend_of(connections["keys"]).rights().too_many
    assert "is a superuser" in told
    assert told[-1].startswith("is a member of pg_checkpoint, pg_execute_server_program, ")


def test_who_does_not_own_the_tables_is_told_who_does_before_anything_is_done(service: As) -> None:
    with pytest.raises(databases.DatabaseUnfit) as refused:
        databases.assert_owned()
    assert str(refused.value).startswith(f"{SERVICE} may not make or alter tables in ")
    assert str(refused.value).endswith(f": nothing was done. Do it as the role that owns them: {OWNER}")
    with service(OWNER):
        databases.assert_owned()


def test_who_may_make_no_table_in_an_empty_database_is_told_whose_it_is(signed_in: As) -> None:
    """As any role but the owner’s since PostgreSQL 15."""
    with signed_in(SERVICE), pytest.raises(databases.DatabaseUnfit, match=f"owns them: {OWNER}$"):
        databases.assert_owned()


def test_nobody_is_given_rights_who_is_not_there_or_owns_the_tables(signed_in: As) -> None:
    with signed_in(OWNER):
        with pytest.raises(NoRoles, match=f"{OWNER} owns the tables, and the service's role must not; name another"):
            databases.grant(OWNER)
        with pytest.raises(NoRoles, match=r"has no role nobody; make it with: createuser nobody"):
            databases.grant("nobody")


def test_keys_are_wrapped_anew_by_the_service_s_role(service: As) -> None:
    with transaction.atomic(using="keys"):
        assert models.WrappedKey.objects.filter(case="wessmere-case-0").update(wrapped=b"w" * 72) == 1


def test_a_table_of_somebody_s_session_takes_the_place_of_none_of_ours(service: As) -> None:
    with service(OWNER):
        run("CREATE TEMPORARY TABLE record_head (log text, size bigint, frontier bytea, at bigint)")
        assert run("SELECT size FROM record_head") == [(300,)]
        record(draft("wessmere-case-0", None), now=NOON + timedelta(days=1))
        assert run("SELECT size FROM record_head") == [(301,)]
