"""Filling an empty database of PostgreSQL with what a file of SQLite holds: what moving a service asks of the two.

Everything here is said within the one transaction that fills the database, by the role that owns it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

from proviso.record.backends.postgresql import Postgresql
from proviso.record.backends.postgresql_triggers import TRIGGERS

_GUARDED = tuple(sorted({one.table for one in TRIGGERS.values()}))
_OWNED = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT pg_has_role(c.relowner, 'USAGE')
"""


def owns_every_table(connection: BaseDatabaseWrapper) -> bool:
    """Whether the role of a connection to PostgreSQL owns what there is, as whoever migrated it does."""
    with connection.cursor() as cursor:
        cursor.execute(_OWNED)
        return bool(cursor.fetchone()[0] == 0)


def have_alone(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> None:
    """Let nobody else write to these tables until the transaction ends, however long it waits meanwhile."""
    names = ", ".join(f'public."{table}"' for table in tables)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


@contextmanager
def without_triggers(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within, the record takes rows whose turn in another database was kept there; each trigger is made anew at the
    end. Nobody else ever sees the tables without them."""
    with connection.cursor() as cursor:
        for table in _GUARDED:
            cursor.execute(f"ALTER TABLE public.{table} DISABLE TRIGGER USER")
    yield
    Postgresql(connection).create_triggers()


def last_numbers(source: BaseDatabaseWrapper) -> Mapping[str, int]:
    """The greatest number that a file of SQLite ever gave to a row, by table: also of rows that are gone, since what
    was recorded may name them."""
    with source.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return dict(cursor.fetchall())


def go_on_after(connection: BaseDatabaseWrapper, table: str, column: str, last: int) -> None:
    """Have the next row of the table get the next number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
            (f'public."{table}"', column, max(last, 1), last > 0),
        )


def count_anew(connection: BaseDatabaseWrapper) -> None:
    """Have the server look at how much there now is, by which it chooses its ways; outside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
