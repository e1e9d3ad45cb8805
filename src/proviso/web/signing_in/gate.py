"""The gate: every page asks for a sign-in, save those named here, and under a password of one's own; a sign-in ends;
what was being typed is kept.

It knows who is signed in, not what they may open: that is `casework.access`. Sending asks for the password again
(`reauthenticate_within`).
"""

import time
from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from proviso.accounts.models import Officer
from proviso.accounts.refused_accounts import refused
from proviso.web.design.page_addresses import reverse
from proviso.web.design.security import FOR_EVERYBODY
from proviso.web.signing_in import given_password, retained_answers, session
from proviso.web.signing_in.adapter import enter_refusal

P = ParamSpec("P")

OPEN = (
    frozenset({"account_login", "account_logout", "help", "accessibility", "privacy", "set_language"}) | FOR_EVERYBODY
)
"""The only pages that answer somebody who is not signed in, by the names of their addresses."""

NEVER_KEPT = frozenset({"account_reauthenticate", "account_change_password"})
"""Pages on which passwords are typed: nothing typed there is kept."""


class Gate:
    """Middleware, after authentication: whoever is not signed in goes to sign in, whatever the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session.end_if_over(request)
        _end_if_refused(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Refuse, or let the page answer. The check against forged requests has been made before."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if isinstance(request.user, Officer):
            if given_password.given_at(request) and name not in OPEN | given_password.MAY_BE_USED:
                return HttpResponseRedirect(_with_next(reverse("account_change_password"), request))
            retained_answers.forget_if_posted(request)
            return None
        if name in OPEN:
            return None
        response = HttpResponseRedirect(_with_next(reverse("account_login"), request))
        was = session.who_it_was(request)
        if request.method == "POST" and was is not None and name not in NEVER_KEPT:
            retained_answers.keep(request, response, was)
        return response


def reauthenticated_within(request: HttpRequest, minutes: int | None = None) -> bool:
    """Whether the officer typed the password in this session in the last `minutes` (the force's own, unless given)."""
    if not isinstance(request.user, Officer):
        return False
    allowed = 60 * (settings.PROVISO_REAUTHENTICATION_MINUTES if minutes is None else minutes)
    records = get_authentication_records(request, request.user)
    return any(r["method"] == "password" and 0 <= time.time() - r["at"] <= allowed for r in records)


def reauthenticate_within(
    minutes: int | None = None,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """A page that answers only an officer who has just typed the password; others confirm it is them and come back.

    What was typed comes back with them, unsaved: the page shows `kept.typed_before(request)`.
    """

    def asking(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if reauthenticated_within(request, minutes):
                return view(request, *args, **kwargs)
            response = HttpResponseRedirect(_with_next(reverse("account_reauthenticate"), request))
            if request.method == "POST" and isinstance(request.user, Officer):
                retained_answers.keep(request, response, request.user.pk)
            return response

        update_wrapper(answer, view)
        return answer

    return asking


def _end_if_refused(request: HttpRequest) -> None:
    """Sign out whoever's account is no longer as the force's log has it; that is an entry."""
    if isinstance(request.user, Officer) and (against := refused(request.user)):
        enter_refusal(request, against)
        logout(request)


def _with_next(address: str, request: HttpRequest) -> str:
    return address if request.path == "/" else f"{address}?{urlencode({'next': request.path})}"
