"""The two roles of a service on PostgreSQL, and databases of the one to which the other is let in."""

from contextlib import AbstractContextManager
from pathlib import Path

from django.db import connections

from proviso.record.instead import through
from tests.postgresql.copies import Copies
from tests.record.disk import Databases

OWNER, SERVICE = "invented_owner", "invented_service"


def empty(folder: Path) -> Databases:
    """Two databases of the owner's that hold nothing."""
    folder.mkdir()
    own = Databases(folder)
    for role in (OWNER, SERVICE):
        Copies.role(role)
    for alias in connections:
        Copies.make(own.name(alias), owner=OWNER)
    return own


def signed_in(own: Databases, role: str) -> AbstractContextManager[None]:
    """Every connection of this thread goes to these databases as that role, and is closed at the end."""
    return through({alias: own.opened(alias, role) for alias in connections})
