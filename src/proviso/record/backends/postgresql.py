"""PostgreSQL 15 and later: a server that many write to at once. A transaction locks the rows that it goes by.

What an act rests on is locked first, the case's row, and the head of its log last; each statement sees what was
committed before it. So no entry is written on what was read before somebody else wrote. The driver is psycopg 3, which
is imported only where such a database is set.
"""

import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import SplitResult

from proviso.record.backends import postgresql_keys as left_over
from proviso.record.backends import postgresql_rights as rights
from proviso.record.backends import postgresql_url
from proviso.record.backends.backend import Added, Durability, NoRoles, Rights, Unfit
from proviso.record.backends.postgresql_added import SCHEMA, removing, strange
from proviso.record.backends.postgresql_triggers import PRESENT, TRIGGERS
from proviso.record.backends.trouble import Trouble
from proviso.record.columns import Row

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from psycopg import Connection

# No table of somebody else's comes before ours, temporary ones included; nobody who hangs holds others up for ever.
_SESSION = (
    "-c search_path=public,pg_temp -c lock_timeout=30s -c idle_in_transaction_session_timeout=60s "
    "-c default_transaction_isolation=read\\ committed"
)
_BY_DEFAULT = {"connect_timeout": "5", "application_name": "proviso", "tcp_user_timeout": "10000"}
# What is asked again and again is planned once a connection: for that, values go beside a statement and not in it.
_PREPARED = {"server_side_binding": True, "prepare_threshold": 3}
_TROUBLES = {
    "40001": Trouble.BUSY,  # one of two that could not both be done was taken back
    "40P01": Trouble.BUSY,  # each waited for the other
    "55P03": Trouble.BUSY,
    "57014": Trouble.BUSY,
    "25P03": Trouble.BUSY,
    "53100": Trouble.FULL,
    "58030": Trouble.UNREADABLE,
    "25006": Trouble.READ_ONLY,
    "42501": Trouble.NOT_ALLOWED,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}
_UNREACHABLE = ("08", "28", "57P", "53300", "3D")
"""How the codes begin that say that it cannot be reached, is going down, is full of others, or lets nobody in."""
_UNCONFIRMED = "CommitUnconfirmed"
"""A fault of `django_postgresql`, by its name: where no such database is set, that module is not imported."""
_WAITS_FOR_THE_DISK = {"fsync": "on", "full_page_writes": "on"}
_KEPT = """SELECT pg_encoding_to_char(encoding),
datlocprovider = 'b' OR datlocprovider = 'c' AND datcollate IN ('C', 'POSIX')
FROM pg_database WHERE datname = current_database()"""
_OLDEST = 150_000
_ANEW = "Make it anew with: createdb --template=template0 --encoding=UTF8 --locale=C"
_TRIES, _BETWEEN, _PATIENCE = 3, 0.05, 5.0
_KEPT_SECONDS = 600
"""How long whoever comes back keeps a connection. One that broke meanwhile is replaced before it is used again."""


class Postgresql:
    """A connection to a database of a server of PostgreSQL."""

    vendor: ClassVar[str] = "postgresql"
    name: ClassVar[str] = "PostgreSQL"
    scheme: ClassVar[str] = "postgresql"
    accepted: ClassVar[str] = "postgresql://proviso@db.example/proviso"

    def __init__(self, connection: "BaseDatabaseWrapper") -> None:
        self._connection = connection

    @staticmethod
    def settings(url: SplitResult) -> dict[str, object]:
        """Django's settings of the database. Raises ValueError."""
        said = postgresql_url.read(url)
        name, user, host, port = (said.pop(part, "") for part in ("dbname", "user", "host", "port"))
        return {
            "ENGINE": "proviso.record.backends.django_postgresql",
            "NAME": name,
            "USER": user,
            "HOST": host,
            "PORT": port,
            "CONN_MAX_AGE": _KEPT_SECONDS,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {**_BY_DEFAULT, **said, **_PREPARED, "options": _SESSION},
        }

    @staticmethod
    def place(url: SplitResult) -> object:
        """Its servers and its name. Raises ValueError."""
        said = postgresql_url.read(url)
        return said.get("host"), said.get("port"), said["dbname"]

    @staticmethod
    def file(url: SplitResult) -> None:
        """None: what is on a server is no file of this machine. Raises ValueError."""
        postgresql_url.read(url)

    @staticmethod
    def trouble(fault: BaseException) -> Trouble | None:
        """By the five characters of SQLSTATE; a connection that was not made, or went, has none."""
        psycopg = sys.modules.get("psycopg")
        if psycopg is None or not isinstance(fault, psycopg.Error):
            return None
        if type(fault).__name__ == _UNCONFIRMED:
            return Trouble.UNCONFIRMED
        code: str | None = fault.sqlstate
        if code is None:
            gone = isinstance(fault, psycopg.OperationalError | psycopg.InterfaceError)
            return Trouble.UNREACHABLE if gone else None
        return _TROUBLES.get(code) or (Trouble.UNREACHABLE if code.startswith(_UNREACHABLE) else None)

    def _asked(self, sql: str, *given: str | list[str]) -> list[Row]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, given or None)
            return list(cursor.fetchall())

    def _done(self, *statements: str) -> None:
        with self._connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _setting(self, name: str) -> str:
        return str(self._asked(f"SHOW {name}")[0][0])

    def where(self) -> str:
        """The database and its servers, in words."""
        settings = self._connection.settings_dict
        return f"{settings['NAME']} on {settings['HOST'] or 'this machine'}"

    def durability(self) -> Durability:
        """Whether a commit waits for the disk, and for whatever the server is told to wait for besides."""
        found = {name: self._setting(name) for name in _WAITS_FOR_THE_DISK}
        commit = self._setting("synchronous_commit")
        if commit == "local" and self._setting("synchronous_standby_names"):
            return Durability(
                False,
                f"{self.where()} has machines that follow, and waits for none of them (synchronous_commit local): what "
                "was saved is lost with the machine.",
                "Set synchronous_commit to on, for the server and for the service's role.",
            )
        if found == _WAITS_FOR_THE_DISK and commit != "off":
            return Durability(True, f"{self.where()} waits for the disk (synchronous_commit {commit}).", "")
        return Durability(
            False,
            f"{self.where()} may lose what was saved when power fails ({found | {'synchronous_commit': commit}}).",
            "Set fsync, full_page_writes and synchronous_commit to on, for the server and for the service's role.",
        )

    def wait_at_most(self, seconds: float) -> None:
        """From now on it gives up, as locked, what somebody else keeps it from so long."""
        self._done(f"SET lock_timeout = {int(seconds * 1000)}")

    def loose_settings(self) -> Collection[str]:
        """Whether a statement would see less than is committed, and whether another table could come before ours."""
        loose = []
        if self._setting("default_transaction_isolation") != "read committed":
            loose.append("isolation")
        if self._setting("search_path").replace(" ", "") != "public,pg_temp":
            loose.append("search_path")
        return loose

    def unfit(self) -> Unfit | None:
        """By the version of the server, and whether text is kept and put in order in bytes of UTF-8."""
        version = int(self._setting("server_version_num"))
        if version < _OLDEST:
            kept = f"the record is kept in {_OLDEST // 10_000} or later"
            return Unfit(f"{self.where()} is of PostgreSQL {version // 10_000}, and {kept}", "Name a later server")
        ((encoding, by_bytes),) = self._asked(_KEPT)
        if encoding != "UTF8":
            return Unfit(f"{self.where()} keeps text in {encoding}, and the record is kept in UTF-8", _ANEW)
        if not by_bytes:
            return Unfit(
                f"{self.where()} puts text in the order of a language, and the record goes by its bytes", _ANEW
            )
        return None

    def trigger_names(self) -> Collection[str]:
        """The names of the triggers that refuse changes to the record."""
        return TRIGGERS.keys()

    def create_triggers(self) -> None:
        """Create every trigger anew, with the function that it calls."""
        self._done(*(statement for one in TRIGGERS.values() for statement in one.statements))

    def missing_triggers(self) -> list[str]:
        """The names of triggers that are not there, do not fire always, or do something else."""
        present = {tuple(row) for row in self._asked(PRESENT)}
        return [one.name for one in TRIGGERS.values() if (one.name, one.table, one.kind, one.source) not in present]

    def added(self) -> list[Added]:
        """Triggers but ours, rules, views, tables that show in others, row security, and indexes of the record."""
        return list(strange(self._asked(SCHEMA)))

    def remove(self, added: Added) -> None:
        """Take that away."""
        self._done(removing(added))

    def locked(self, select: str) -> str:
        """The query, locking what it finds; a row that only points there, as an opening does at its case, may come."""
        return f"{select} FOR NO KEY UPDATE"

    def skipping_locked(self, select: str, table: str) -> str:
        """The query, passing by rows of the table that somebody else has locked."""
        return f"{select} FOR NO KEY UPDATE OF {table} SKIP LOCKED"

    @contextmanager
    def sent_together(self) -> Iterator[None]:
        """By libpq's pipeline mode (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html)."""
        self._connection.ensure_connection()
        raw: Connection[Row] = self._connection.connection
        if raw.pgconn.pipeline_status:  # within another, whose end is waited for
            yield
            return
        with self._connection.wrap_database_errors, raw.pipeline():
            yield

    def prepare_keys(self) -> None:
        """Create what knows that something is left over, and the function by which a role that owns nothing has the
        table of keys written anew."""
        self._done(*left_over.PREPARING, left_over.LEFT_BY_A_FORMER_VERSION)

    @contextmanager
    def secure_delete(self) -> Iterator[None]:
        """PostgreSQL leaves deleted rows in the file until it is told to write the table anew, without them.

        Rows that somebody's older moment may still need are written along: so whoever wrote anything on the server is
        waited for first, for a while. Where somebody reads an older moment for longer than that, it is known to be left
        over (`left_since`); the log of writes and backups keep what was once in them for as long as they are kept. What
        is no key stays in its file until the server itself cleans up.
        """
        yield
        if self._connection.in_atomic_block or not self.left_since():
            return
        self._wait_for_older_writers()
        for _ in range(_TRIES):
            if self.delete_for_good():
                return
            time.sleep(_BETWEEN)

    def delete_for_good(self) -> bool:
        """Write the table of keys anew, unless somebody has it for a quarter of a second: others wait that long at most
        to be let in, and then for the writing."""
        from django.db import OperationalError

        if not self.left_since():
            return True
        try:
            self._asked(f"SELECT public.{left_over.FORGETTING}()")
        except OperationalError as fault:
            if self.trouble(fault.__cause__ or fault) is not Trouble.BUSY:
                raise
        return not self.left_since()

    def left_since(self) -> datetime | None:
        """Since when a key that was destroyed, or the former wrapping of one, may still be in a file."""
        if not self._asked(left_over.IS_KEPT)[0][0]:
            return None
        since: datetime | None = self._asked(left_over.SINCE)[0][0]
        return since

    def _wait_for_older_writers(self) -> None:
        """Wait until every transaction of the server is over that had begun to write by now, in whichever database."""
        ((now,),) = self._asked("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        over = "SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %s::xid8"
        until = time.monotonic() + _PATIENCE
        while not self._asked(over, now)[0][0] and time.monotonic() < until:
            time.sleep(_BETWEEN)

    def read_only(self) -> "BaseDatabaseWrapper":
        """A connection to the same database that refuses to write; so it cannot be asked for as one that writes."""
        reading = self._connection.copy()
        options = reading.settings_dict["OPTIONS"]
        if options.get("target_session_attrs") == "read-write":
            options = {**options, "target_session_attrs": "primary"}
        only = f"{options.get('options', '')} -c default_transaction_read_only=on"
        reading.settings_dict["OPTIONS"] = {**options, "options": only.strip()}
        return reading

    def begin_snapshot(self) -> None:
        """Begin with everything as it is at the first thing read."""
        self._done("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._asked("SELECT count(*) FROM pg_class")

    @contextmanager
    def text_as_stored(self) -> Iterator[None]:
        """A database in UTF-8 holds no other text."""
        yield

    def grant(self, role: str) -> None:
        """Give a role what the service needs, and take from it and from everybody whatever else they were given here.

        Raises NoRoles where there is no such role, or it is the one that owns the tables.
        """
        if not self._asked("SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            raise NoRoles(f"{self.where()} has no role {role}; make it with: createuser {role}")
        if role == self._asked("SELECT current_user")[0][0]:
            raise NoRoles(f"{role} owns the tables, and the service's role must not; name another")
        quote = self._connection.ops.quote_name
        tables = [str(table) for (table,) in self._asked(rights.TABLES)]
        self._done(*rights.granting(tables, quote(self._asked("SELECT current_database()")[0][0]), quote(role)))

    def other_owners(self) -> list[str]:
        """Who may make tables here, or alter those that are there, where the role of this connection may not."""
        return [str(owner) for (owner,) in self._asked(rights.OTHER_OWNERS)]

    def rights(self) -> Rights:
        """What the role of this connection may do and should not, and what it may not and needs to."""
        if by_what_it_is := list(rights.of_role(self._asked(rights.ROLE)[0])):
            return Rights(by_what_it_is, [])  # whoever owns or administers may do the rest too
        held = self._asked(rights.HELD, rights.every())
        on_tables = rights.on_tables(held, self._asked(rights.COLUMNS, [*rights.APPENDED, *rights.KEYS]))
        on_sequences = rights.on_sequences(self._asked(rights.SEQUENCES))
        return Rights(*(one + other for one, other in zip(on_tables, on_sequences, strict=True)))
