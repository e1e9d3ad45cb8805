"""A commit that nobody but one machine confirmed is no success (Django finds this by ENGINE).

Where PostgreSQL waits for a second machine and whoever runs the server cancels the wait, it says so in a warning, and
the commit succeeds: what was written is there, and is lost with that machine.
psycopg drops warnings. Here it is an error, so that nobody is told that something is saved which may not stay.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from django.db import DEFAULT_DB_ALIAS, OperationalError
from django.db.backends.postgresql import base
from psycopg import Connection, errors

if TYPE_CHECKING:
    from psycopg.rows import TupleRow

_WAITING = "SyncRepWaitForLSN"
"""The function of the server that gives up the wait. Its words are in the server's language, its name is not."""


class CommitUnconfirmed(errors.OperationalError):
    """What was written is committed on one machine, and no second one said that it has it."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose commits, and statements that commit by themselves, fail where a second machine is missing."""

    def __init__(self, settings_dict: dict[str, object], alias: str = DEFAULT_DB_ALIAS) -> None:
        super().__init__(settings_dict, alias)
        self._unconfirmed = False
        self.execute_wrappers.append(self._confirmed)

    def get_new_connection(self, conn_params: dict[str, object]) -> "Connection[TupleRow]":
        """The driver's connection, whose warnings are listened to."""
        connection: Connection[TupleRow] = super().get_new_connection(conn_params)
        self._unconfirmed = False
        connection.add_notice_handler(self._listen)
        return connection

    def _listen(self, said: errors.Diagnostic) -> None:
        if said.source_function == _WAITING:
            self._unconfirmed = True

    def commit(self) -> None:
        """Commit. Raises OperationalError where no second machine confirmed it, though one waited for one."""
        super().commit()
        self._require_confirmed()

    def _confirmed(
        self, execute: Callable[..., object], sql: str, params: object, many: bool, context: dict[str, object]
    ) -> object:
        """Around each statement: outside a transaction it is its own commit."""
        done = execute(sql, params, many, context)
        self._require_confirmed()
        return done

    def _require_confirmed(self) -> None:
        if self._unconfirmed:
            self._unconfirmed = False
            _refuse()


def _refuse() -> NoReturn:
    words = "the commit is on one machine, and no second one confirmed it"
    raise OperationalError(words) from CommitUnconfirmed(words)
