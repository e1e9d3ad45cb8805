"""The pages for when something is not there, not allowed or broken: what happened, and what to do. They leak nothing.

They name no case, repeat nothing that was typed, and tell nobody whether what they asked for exists.
"""

import logging
import sys
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer
from proviso.casework.lists import Scope, scopes
from proviso.casework.writing.permissions import Actor
from proviso.record.backends import kind_of
from proviso.web.errors import unsaved
from proviso.web.signing_in import earlier_pages

PLAIN = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Sorry, there is a problem</title></head>
<body><h1>Sorry, there is a problem</h1><p>Nothing that you had already saved is lost. Try again in a few minutes.</p>
</body></html>"""
"""The last resort, when not even the page for a fault can be made."""

log = logging.getLogger("proviso.errors")


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400: the browser sent what the service cannot read."""
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        _("This request could not be understood"),
        [
            _("Your browser sent something that this service cannot read. Nothing was saved."),
            _("Go back and try again. If you came here from a link, ask the person who gave it to you for a new one."),
        ],
    )


class OutOfReach(PermissionDenied):
    """A case that somebody cannot open, who can where somebody has to be protected now: `way` is where they say so."""

    def __init__(self, way: str) -> None:
        super().__init__("out of reach")
        self.way = way


class OffTheList(PermissionDenied):
    """A case that went off somebody’s list a moment ago, in words."""


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, and not allowed."""
    if isinstance(exception, OffTheList):
        says = [str(exception), _("Nothing was changed. Go back to the worklist: it shows what waits now.")]
        return _page(request, HTTPStatus.FORBIDDEN, _("This case is off your list"), says)
    says = [
        _("Your role or your unit does not include it. Nothing was changed."),
        _("If you need it for your work, ask your supervisor."),
    ]
    context = {"title": _("You cannot open this page"), "says": says, "show_officer": True}
    if isinstance(exception, OutOfReach):
        context |= {"way": exception.way}
        return render(request, "errors/out_of_reach.jinja", context, status=HTTPStatus.FORBIDDEN)
    return render(request, "errors/error.jinja", context, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: no such address. Whoever can have cases is told where they are."""
    says = [_("If you typed the address, check it. If you copied it, check that you copied all of it.")]
    user = getattr(request, "user", None)  # not there where a request is refused before who asks is known
    if isinstance(user, Officer) and Scope.OWN in scopes(Actor.of(user)):
        says.append(_("Your cases are on the worklist."))
    return _page(request, HTTPStatus.NOT_FOUND, _("There is no page here"), says)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: too much was sent to the sign-in page."""
    response = _page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        _("There were too many attempts"),
        [
            _("To protect your account, this page answers no more for now. Nothing was changed."),
            _("Wait a minute, then try again."),
        ],
    )
    response["Retry-After"] = "60"
    return response


def busy(request: HttpRequest) -> HttpResponse:
    """503 or 507: the database is locked, full, or cannot be reached. Made without it."""
    fault = sys.exc_info()[1]
    route = request.resolver_match and request.resolver_match.route
    log.error("The database could not be written to at %s: %s", route, kind_of(fault))
    what = unsaved.what_stopped(fault) or unsaved.NotSaved(
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("The service is busy"),
        (_("Wait a minute, then try again. If it happens again, tell the people who run this service."),),
    )
    says = [_("Your password was not counted as wrong, and nothing was changed."), *what.says]
    response = _page(request, what.status, what.title, says, officer=False)
    response["Retry-After"] = "60"
    return response


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the check against forged requests failed. A page of the same officer’s sign-in before comes back, with what
    was typed on it."""
    if came_back := earlier_pages.come_back(request):
        return came_back
    log.warning("A form was refused as possibly forged at %s", request.resolver_match and request.resolver_match.route)
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        _("This page was open for too long"),
        [
            _("You signed in again since you opened it, or your browser refuses cookies. Nothing was saved."),
            _("Go back: most browsers still show what you typed. Copy it, open the page again, and paste it there."),
        ],
    )


def broken(request: HttpRequest) -> HttpResponse:
    """What went wrong while the page was made: clock, keys or database stand in the way, or it is our fault.

    Made without the database, which may be what is broken.
    """
    try:
        fault = sys.exc_info()[1]
        if what := unsaved.what_stopped(fault):
            log.error("The record cannot go on: %s", kind_of(fault))
            return unsaved.not_saved(request, what)
        return _page(
            request,
            HTTPStatus.INTERNAL_SERVER_ERROR,
            _("Sorry, there is a problem with the service"),
            [
                _("What you sent just now may not have been saved. Everything that you saved before is safe."),
                _("Go back and look before you try again. If it happens again, tell the people who run this service."),
            ],
            officer=False,
        )
    except Exception:  # the page about a fault must come, whatever else is broken
        log.exception("The page about a fault could not be made")
        return HttpResponse(PLAIN, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def unreadable(request: HttpRequest) -> HttpResponse:
    """500: the key of one case is missing or damaged. Its entries are whole; nobody can read them without it."""
    log.error("The data key of a case is missing or damaged: `proviso record verify` names it")
    return _page(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("This case cannot be read"),
        [
            _("The key that its record is sealed with is missing or damaged. Nothing was saved."),
            _("Other cases are not affected."),
            _("Tell the people who run this service: the key may be in a backup. Until then, keep your own notes."),
        ],
    )


def _page(
    request: HttpRequest, status: HTTPStatus, title: str, says: list[str], *, officer: bool = True
) -> HttpResponse:
    context = {"title": title, "says": says, "show_officer": officer}
    return render(request, "errors/error.jinja", context, status=status)
