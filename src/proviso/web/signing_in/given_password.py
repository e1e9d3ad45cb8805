"""A password that somebody else set: whoever signs in with it chooses their own before anything else opens.

Else whoever sets passwords could act under every name of the force, and nobody would notice: with this, the officer can
no longer sign in, and the force's log says when and from where. Our safeguard; in a demonstration everybody is told the
password, and nobody is asked.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from proviso.accounts.models import Officer
from proviso.accounts.read_accounts import on_record

_GIVEN = "password_given_at"

MAY_BE_USED = frozenset({"account_change_password", "go_on"})
"""The pages that answer before one's own password is chosen, beside those that anybody may see."""


def note_at_sign_in(request: HttpRequest, officer: Officer) -> None:
    """Keep in the session when somebody else set the password that was just used, if it is so."""
    account = on_record(officer.force.code).accounts.get(officer.staff_number)
    if account and account.given_at and not settings.PROVISO_DEMONSTRATION:
        request.session[_GIVEN] = account.given_at.isoformat()


def given_at(request: HttpRequest) -> datetime | None:
    """When the password of this sign-in was set by somebody else; None where it is the officer's own."""
    return parse_datetime(request.session.get(_GIVEN, ""))


def own_chosen(request: HttpRequest) -> None:
    """The officer who is signed in has chosen a password."""
    request.session.pop(_GIVEN, None)
