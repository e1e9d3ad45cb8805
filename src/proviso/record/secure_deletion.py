"""Deleting so that none of a database's files still holds what was deleted (Data Protection Act 2018, s.47).

How is for each kind of database to say, in `backends`; one that cannot is refused. Decides nothing of what may go.
"""

from contextlib import AbstractContextManager

from django.db import connections

from proviso.record.backends import backend_of


def secure_delete(alias: str) -> AbstractContextManager[None]:
    """What is deleted within leaves nothing behind once it is committed. To be entered before the transaction.

    Raises NoBackend.
    """
    return backend_of(connections[alias]).secure_delete()
