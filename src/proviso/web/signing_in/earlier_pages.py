"""A page that was open when its officer’s sign-in ended, and is sent after they signed in again in another window.

Each sign-in takes a new token against forged requests, so that the form of such a page would be refused as forged and
its words be lost. It is known by the token of the sign-in before, and comes back with what was typed, unsaved.
"""

from copy import copy

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware

from proviso.accounts.models import Officer
from proviso.web.signing_in import retained_answers, session
from proviso.web.signing_in.gate import NEVER_KEPT, OPEN


class _TokenAlone(CsrfViewMiddleware):
    """Django’s check, with an answer of no words: its own would ask here again."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:  # noqa: ARG002 - Django's
        return HttpResponseForbidden()


def come_back(request: HttpRequest) -> HttpResponse | None:
    """The way back to the page, with what was typed kept for it; None for anything but such a page."""
    found, officer = request.resolver_match, request.user
    if not isinstance(officer, Officer) or found is None or found.view_name in OPEN | NEVER_KEPT:
        return None
    if not _has_token(request, session.token_before(request)):
        return None
    response = HttpResponseRedirect(request.path)
    return response if retained_answers.keep(request, response, officer.pk) else None


def _has_token(request: HttpRequest, secret: str) -> bool:
    """Whether the form is of a page that was made under this secret."""
    if not secret:
        return False
    asked = copy(request)
    asked.META = dict(request.META)
    asked.COOKIES = {**request.COOKIES, settings.CSRF_COOKIE_NAME: secret}
    return _TokenAlone(_no_page).process_view(asked, _no_page, (), {}) is None


def _no_page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()
