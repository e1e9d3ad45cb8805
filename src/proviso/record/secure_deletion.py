"""Deleting so that none of a database's files still holds what was deleted (Data Protection Act 2018, s.47).

How is for each kind of database to say, in `backends`; one that cannot is refused. Where somebody reads an older moment
for long, that waits, and is done later. Decides nothing of what may go.
"""

from contextlib import AbstractContextManager
from datetime import datetime

from django.db import connections

from proviso.record.backends import backend_of


def secure_delete(alias: str) -> AbstractContextManager[None]:
    """What is deleted within leaves nothing behind once it is committed. To be entered before the transaction.

    Raises NoBackend.
    """
    return backend_of(connections[alias]).secure_delete()


def delete_for_good(alias: str) -> bool:
    """Do what had to wait, holding up nobody for long; whether nothing is known to be left over. Raises NoBackend."""
    return backend_of(connections[alias]).delete_for_good()


def left_since(alias: str) -> datetime | None:
    """Since when something that was deleted is known to be left in a file; None where nothing is. Raises NoBackend."""
    return backend_of(connections[alias]).left_since()
