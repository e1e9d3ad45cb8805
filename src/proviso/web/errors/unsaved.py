"""The page for when the database could not take what was sent: what is wrong, and the same again by one press.

What was typed goes back to the browser that sent it, out of sight, and nowhere else: this is the one page of a fault
that holds any of it. A password goes back to nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.record.backends import Trouble
from proviso.web.signing_in.gate import NEVER_KEPT, OPEN

SECONDS_TO_COME_BACK = 10


@dataclass(frozen=True, slots=True)
class NotSaved:
    """What is said where the database could not be written, or read."""

    status: HTTPStatus
    title: str
    says: tuple[str, ...]


def about(trouble: Trouble) -> NotSaved:
    """What is said of a database that somebody else writes, whose disk is full, or that is not to be used at all."""
    if trouble is Trouble.BUSY:
        return NotSaved(
            HTTPStatus.SERVICE_UNAVAILABLE,
            _("The service is busy"),
            (_("Somebody else is saving, and it takes longer than usual. Wait a moment, then try again."),),
        )
    if trouble is Trouble.FULL:
        return NotSaved(
            HTTPStatus.INSUFFICIENT_STORAGE,
            _("The service has no room left"),
            (
                _("The disk that cases are kept on is full. What was saved before is there and can be read."),
                _("Tell the people who run this service now. Until they have made room, keep your own notes."),
            ),
        )
    return NotSaved(
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("The service cannot use its database"),
        (_("Tell the people who run this service now. Until it is mended, keep your own notes."),),
    )


NO_THREAD_FREE = "proviso.no_thread_free"
"""Set in a request’s environment by the server where every thread that could answer it was taken for too long."""


class BusyPages:
    """Middleware, after the check against forged requests: a request that no thread was free for is told so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing before the page is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """The page that says so, in place of the one that was asked for."""
        return not_saved(request, Trouble.BUSY) if request.META.get(NO_THREAD_FREE) else None


def not_saved(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """503 or 507: the same can be sent again when it is over."""
    what = about(trouble)
    context = {
        "title": what.title,
        "says": [_lost(request), *what.says],
        "show_officer": False,
        "again": _typed(request),
        "can_send_again": _can_send_again(request),
        "address": request.get_full_path(),
    }
    response = render(request, "errors/unsaved.jinja", context, status=what.status)
    response["Retry-After"] = str(SECONDS_TO_COME_BACK)
    return response


def _lost(request: HttpRequest) -> str:
    if request.method != "POST":
        return _("This page could not be opened.")
    if _can_send_again(request):
        return _("What you sent may not have been saved. It is kept on this page: send it again from here.")
    return _("What you sent was not saved.")


def _can_send_again(request: HttpRequest) -> bool:
    """Whether what came is known not to be forged, and no password was asked for."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    checked = getattr(request, "csrf_processing_done", False)
    return request.method == "POST" and checked and name not in OPEN | NEVER_KEPT


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    if not _can_send_again(request):
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
