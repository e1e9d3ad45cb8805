"""Where sessions are kept: Django's own table, under a digest of each key, and signed for that key alone.

Whoever reads the database, or a backup of it, finds no key with which to be somebody; and whoever can write to it can
copy a session into a row of their own, where it opens for nobody. It knows nothing of who it is.
"""

from hashlib import sha256
from typing import TYPE_CHECKING

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.sessions.base_session import AbstractBaseSession

KEPT_FIGURES = 40
"""What the table's column holds: 160 bits of a SHA-256, in hexadecimal."""

_KEPT = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
"""Plain SQL, as in `casework.writing.held_openings`: it is asked before every page."""


def digest(key: str | None) -> str:
    """What the table knows of a session's key."""
    return sha256((key or "").encode()).hexdigest()[:KEPT_FIGURES]


class SessionStore(db.SessionStore):
    """A session of Django's, but for the name of its row and for what its content is signed with."""

    @property
    def key_salt(self) -> str:
        """What sets this session's signature apart from every other's."""
        return f"{__name__}.{digest(self.session_key)}"

    def load(self) -> dict[str, object]:
        """What is kept in the session; nothing, and no key, where it is over or none has this key."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_KEPT, (digest(self.session_key), now))
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        kept: dict[str, object] = self.decode(row[0])
        return kept

    def exists(self, session_key: str) -> bool:
        """Whether a session has this key."""
        return super().exists(digest(session_key))

    def create_model_instance(self, data: dict[str, object]) -> "AbstractBaseSession":
        """The row of this session."""
        row = super().create_model_instance(data)
        row.session_key = digest(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """End a session: this one, unless another's key is given."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(digest(key))
