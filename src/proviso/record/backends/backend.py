"""What the record asks of a database that no two kinds of database do alike. Decides nothing about what is recorded."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol
from urllib.parse import SplitResult

from proviso.record.backends.trouble import Trouble

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class NoBackend(LookupError):
    """The record cannot be kept in this kind of database."""


class NoDatabase(LookupError):
    """There is no file where a database should be."""


class DatabaseUrlUnusable(ValueError):
    """The URL of a database that has no backend, or that cannot be read; the message quotes no password."""


class NoRoles(LookupError):
    """This kind of database, or this database, has no such role that could be given rights."""


class Rights(NamedTuple):
    """What the role of a connection may do to a database and should not, and what it may not and needs to: in words."""

    too_many: list[str]
    lacking: list[str]


class Added(NamedTuple):
    """Something that acts on what is written or shows other rows, and that is none of ours: kind, name, table, text."""

    kind: str
    name: str
    table: str
    text: str

    def __str__(self) -> str:
        on = f" on {self.table}" if self.table != self.name else ""
        return f"{self.kind} {self.name}{on}"


class Durability(NamedTuple):
    """Whether what was committed is still there after power fails; in words, and what to do where it is not."""

    assured: bool
    says: str
    what_to_do: str


class Unfit(NamedTuple):
    """Why the record cannot be kept in a database, and what to do: two sentences without their full stops."""

    says: str
    what_to_do: str


class Backend(Protocol):
    """One connection to one kind of database, and what that kind does in its own way."""

    vendor: ClassVar[str]
    """What Django calls this kind of database."""
    name: ClassVar[str]
    """What people call it."""
    scheme: ClassVar[str]
    """How its URLs begin."""
    accepted: ClassVar[str]
    """A URL of it as an example."""

    def __init__(self, connection: "BaseDatabaseWrapper") -> None: ...

    @staticmethod
    def settings(url: SplitResult) -> dict[str, object]:
        """Django's settings of the database at this URL, such that a transaction that writes begins by locking what
        it will read. Raises ValueError where the URL is none of this kind."""
        ...

    @staticmethod
    def place(url: SplitResult) -> object:
        """What tells this database from another. Raises ValueError, as `settings`."""
        ...

    @staticmethod
    def file(url: SplitResult) -> Path | None:
        """The file of this machine that the database is; None where it is none. Raises ValueError, as `settings`."""
        ...

    @staticmethod
    def trouble(fault: BaseException) -> Trouble | None:
        """What is wrong with the database that raised this; None where no database of this kind did, or it is none of
        these."""
        ...

    def where(self) -> str:
        """Which database this is, in words."""
        ...

    def durability(self) -> Durability:
        """Whether a commit waits for the disk."""
        ...

    def wait_at_most(self, seconds: float) -> None:
        """From now on this connection gives up, with a DatabaseError, what somebody else keeps it from so long."""
        ...

    def loose_settings(self) -> Collection[str]:
        """The settings of this connection, by name, under which two appends could race or a trigger be passed by."""
        ...

    def unfit(self) -> Unfit | None:
        """Why the record cannot be kept in this database, whatever its tables; None where it can."""
        ...

    def trigger_names(self) -> Collection[str]:
        """The names of the triggers that refuse changes to the record."""
        ...

    def create_triggers(self) -> None:
        """Create every trigger anew."""
        ...

    def missing_triggers(self) -> list[str]:
        """The names of triggers that are not there, or not as they should be."""
        ...

    def added(self) -> list[Added]:
        """What the database holds that is none of ours, in order, and could change what is recorded or shown: a trigger
        on any table, a view, a table that computes its rows, an index on a table of the record."""
        ...

    def remove(self, added: Added) -> None:
        """Take that away. What a table holds goes with it."""
        ...

    def locked(self, select: str) -> str:
        """The query, so that the row it finds stays as it is until the transaction ends."""
        ...

    def skipping_locked(self, select: str, table: str) -> str:
        """The query, so that it passes by rows of the table that somebody else has locked and locks the one it finds;
        `table` is its name or alias within the query."""
        ...

    def sent_together(self) -> AbstractContextManager[None]:
        """What is executed within, on cursors apart, goes to the server in one message where there is one, and is done
        in its order; whoever fetches waits for it. What goes wrong is raised by a later fetch, or at the end."""
        ...

    def prepare_keys(self) -> None:
        """Create in the database of keys whatever `secure_delete` needs there."""
        ...

    def secure_delete(self) -> AbstractContextManager[None]:
        """What is deleted within leaves nothing behind in the database's files once it is committed. To be entered
        before the transaction."""
        ...

    def delete_for_good(self) -> bool:
        """Do what `secure_delete` could not, holding up nobody for long; whether nothing is known to be left over."""
        ...

    def left_since(self) -> datetime | None:
        """Since when something that was deleted is known to be left in a file; None where nothing is."""
        ...

    def read_only(self) -> "BaseDatabaseWrapper":
        """Another connection to the same database that neither makes nor changes it. Raises NoDatabase."""
        ...

    def begin_snapshot(self) -> None:
        """Begin a transaction in which everything that is read is of this moment; it ends by ROLLBACK."""
        ...

    def text_as_stored(self) -> AbstractContextManager[None]:
        """Within, text that is no UTF-8 is read as the bytes that it is, instead of failing."""
        ...

    def grant(self, role: str) -> None:
        """Give a role of the database what the service needs, and no more. Raises NoRoles."""
        ...

    def other_owners(self) -> list[str]:
        """Who may make tables here, or alter those that are there, where the role of this connection may not."""
        ...

    def rights(self) -> Rights:
        """What the role of this connection may do and should not, and what it may not and needs to."""
        ...
