"""What differs from one kind of database to another, behind one interface: one class for each kind, and no default.

A kind that has no class here is refused by name: something that silently does nothing, such as deleting securely,
would be found out too late. Imports no Django, so that settings can be read before it is set up.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import SplitResult, urlsplit

from proviso.record.backends.backend import (
    Added,
    Backend,
    DatabaseUrlUnusable,
    Durability,
    NoBackend,
    NoDatabase,
    NoRoles,
    Rights,
    Unfit,
)
from proviso.record.backends.postgresql import Postgresql
from proviso.record.backends.sqlite import Sqlite
from proviso.record.backends.trouble import Trouble

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = [
    "BACKENDS",
    "Added",
    "Backend",
    "DatabaseUrlUnusable",
    "Durability",
    "NoBackend",
    "NoDatabase",
    "NoRoles",
    "Rights",
    "Sqlite",
    "Trouble",
    "Unfit",
    "backend_of",
    "file_of",
    "kind_of",
    "place_of",
    "settings_of",
    "told_of",
    "trouble_of",
]

Read = TypeVar("Read")

BACKENDS: Mapping[str, type[Backend]] = {kind.vendor: kind for kind in (Sqlite, Postgresql)}
"""Every kind of database that the record can be kept in, by the name that Django gives its vendor."""


def backend_of(connection: "BaseDatabaseWrapper") -> Backend:
    """What this connection's kind of database does differently. Raises NoBackend for a kind that has no class here."""
    found = BACKENDS.get(connection.vendor)
    if found is None:
        known = ", ".join(sorted(one.name for one in BACKENDS.values()))
        raise NoBackend(f"The record cannot be kept in {connection.display_name}; it can in {known}")
    return found(connection)


def settings_of(url: str) -> dict[str, object]:
    """Django's settings of the database at this URL. Raises DatabaseUrlUnusable."""
    return _read(url, lambda kind, parts: kind.settings(parts))


def place_of(url: str) -> object:
    """What tells the database at this URL from another. Raises DatabaseUrlUnusable."""
    return _read(url, lambda kind, parts: kind.place(parts))


def file_of(url: str) -> Path | None:
    """The file of this machine that the database at this URL is; None where it is none. Raises DatabaseUrlUnusable."""
    return _read(url, lambda kind, parts: kind.file(parts))


def _read(url: str, wanted: Callable[[type[Backend], SplitResult], Read]) -> Read:
    """What a kind of database reads in a URL of its own. Raises DatabaseUrlUnusable, which quotes nothing of the URL
    but the kind of database: a password may stand in it."""
    scheme, after, _ = url.partition("://")
    kind = next((one for one in BACKENDS.values() if one.scheme == scheme.lower()), None)
    if kind is None:
        what = (
            f"there is no backend for {scheme.lower()}" if after and scheme.isalnum() else "this is no database's URL"
        )
        accepted = " or ".join(one.accepted for one in BACKENDS.values())
        raise DatabaseUrlUnusable(f"{what}; give one such as {accepted}")
    try:
        return wanted(kind, urlsplit(url))
    except DatabaseUrlUnusable:
        raise
    except ValueError as fault:
        says = f"this URL of {kind.name} cannot be read; give one such as {kind.accepted}"
        raise DatabaseUrlUnusable(says) from fault


def trouble_of(fault: BaseException | None) -> Trouble | None:
    """What is wrong with the database that raised this, or that caused it; None where it is something else."""
    seen = set[int]()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        for kind in BACKENDS.values():
            if trouble := kind.trouble(fault):
                return trouble
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return None


def told_of(fault: BaseException, otherwise: str) -> str:
    """What is wrong with the database that raised this, and what to do, as one text that ends in no full stop: for
    whoever runs the service. Where it is none of the known troubles, what the database says, and then `otherwise`."""
    trouble = trouble_of(fault)
    if trouble is None:
        said = str(fault)
        return f"{said if said.isprintable() else ascii(said)}. {otherwise}"
    return f"{trouble.value}. {trouble.what_to_do}"


def kind_of(fault: BaseException | None) -> str:
    """What a log says of a fault: of a database what is wrong and what to do, as `told_of`; of any other its type,
    since its words may quote what was sent."""
    trouble = trouble_of(fault)
    return f"{trouble.value}. {trouble.what_to_do}" if trouble else type(fault).__name__
