"""Who signs in, and whose session goes on: Django's own rules, for an account that is as the force's log has it.

Whoever can write to the database can copy a password or give a role; that makes nobody an officer here.
"""

from django.contrib.auth.backends import ModelBackend
from django.db import DatabaseError
from django.http import HttpRequest

from proviso.accounts.account_rows import account, accounts_with
from proviso.accounts.models import Officer
from proviso.accounts.refused_accounts import standing


class AccountBackend(ModelBackend):
    """Staff number and password, of an account that the force's log knows as it is."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: object
    ) -> Officer | None:
        """The officer, where number and password are right. What is refused takes as long as a wrong password."""
        found = accounts_with(username or "")
        if len(found) > 1 or any(standing(row).findings for row in found):
            Officer().set_password(password)
            return None
        officer = super().authenticate(request, username, password, **kwargs)
        return officer if isinstance(officer, Officer) else None

    def get_user(self, user_id: int) -> Officer | None:
        """The officer whose session this is; nobody, where something that is no text was written into the account."""
        try:
            officer = super().get_user(user_id)
        except DatabaseError:
            row = account(user_id)
            if row and not standing(row).findings:
                raise
            return None
        return officer if isinstance(officer, Officer) else None
