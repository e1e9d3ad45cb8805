"""Time that passes for whoever is signed in: their sessions, and what they hold open, become older by so much.

Run in a process of its own on the folder that is being served (`serving.prepare`); the clock of the server stays.
"""

from datetime import timedelta

OPENED, USED, METHODS = "signed_in_at", "used_at", "account_authentication_methods"


def forty_minutes() -> None:
    """So long that sending asks for the password again."""
    _pass(timedelta(minutes=40))


def two_hours() -> None:
    """So long that every sign-in has ended."""
    _pass(timedelta(hours=2))


def _pass(length: timedelta) -> None:
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.db.models import F

    from proviso.casework.models import Opening
    from proviso.web.signing_in import store

    class OfRow(SessionStore):
        """A session by the name of its row, which is all that the table knows of its key."""

        @property
        def key_salt(self) -> str:
            return f"{store.__name__}.{self.session_key}"

    for row in Session.objects.all():
        session = OfRow(row.session_key)
        for name in (OPENED, USED):
            if name in session:
                session[name] -= length.total_seconds()
        for method in session.get(METHODS, []):
            method["at"] -= length.total_seconds()
        session.modified = True
        session.save()
    Opening.objects.update(until=F("until") - length)
