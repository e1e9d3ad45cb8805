"""The page for when the service could not take what was sent: what stands in the way, and the same again by one press.

What was typed goes back to the browser that sent it, out of sight, and nowhere else: this is the one page of a fault
that holds any of it. A password goes back to nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from proviso.accounts.certificate_text import held_a_key
from proviso.accounts.read_accounts import LogUnreadable
from proviso.record.backends import Trouble, trouble_of
from proviso.record.clock_bounds import ClockImplausible
from proviso.record.keys import KeyEncryptionUnusable
from proviso.web.design.just_now import at_its_time
from proviso.web.design.pasted_keys import HELD_A_KEY, held_keys, without_keys
from proviso.web.signing_in.gate import NEVER_KEPT, OPEN

SECONDS_TO_COME_BACK = 10


@dataclass(frozen=True, slots=True)
class NotSaved:
    """What is said where the record cannot go on."""

    status: HTTPStatus
    title: str
    says: tuple[str, ...]
    nothing_saved: bool = False
    """Whether it is certain that nothing of the request was saved; a database may have failed after that."""


def what_stopped(fault: BaseException | None) -> NotSaved | None:
    """What is said of the clock, the keys or a database that cannot be used; None for any other fault."""
    if isinstance(fault, ClockImplausible):
        return NotSaved(
            HTTPStatus.SERVICE_UNAVAILABLE,
            _("The service cannot record anything now"),
            (
                _("Its clock does not fit what was recorded last, so it may be wrong. Nothing was saved."),
                _("Tell the people who run this service: they set its clock. Until then, keep your own notes."),
            ),
            nothing_saved=True,
        )
    if isinstance(fault, KeyEncryptionUnusable | LogUnreadable):
        return NotSaved(
            HTTPStatus.SERVICE_UNAVAILABLE,
            _("The service cannot open its keys"),
            (
                _("Nothing was saved. What was saved before is safe, and can be read again once they are back."),
                _("Tell the people who run this service now. Until then, keep your own notes."),
            ),
            nothing_saved=True,
        )
    trouble = trouble_of(fault)
    return _of_database(trouble) if trouble else None


def _of_database(trouble: Trouble) -> NotSaved:
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
    if trouble is Trouble.UNREACHABLE:
        return NotSaved(
            HTTPStatus.SERVICE_UNAVAILABLE,
            _("The service cannot reach its database"),
            (
                _("What was saved before is there. It is often back within a minute: wait, then try again."),
                _("If it lasts, tell the people who run this service. Until it is back, keep your own notes."),
            ),
        )
    if trouble is Trouble.UNCONFIRMED:
        return NotSaved(
            HTTPStatus.SERVICE_UNAVAILABLE,
            _("The service cannot say whether that was saved"),
            (
                _("It was saved on one machine, and no second one has confirmed it. Wait a minute, then try again."),
                _("If it lasts, tell the people who run this service. Until it is back, keep your own notes."),
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
        return not_saved(request, _of_database(Trouble.BUSY)) if request.META.get(NO_THREAD_FREE) else None


def not_saved(request: HttpRequest, what: NotSaved) -> HttpResponse:
    """503 or 507: the same can be sent again when it is over. It keeps no session, since it is no success."""
    context = {
        "title": what.title,
        "says": [*what.says, _lost(request, what), *_key_taken_out(request)],
        "show_officer": False,
        "again": _typed(request),
        "can_send_again": _can_send_again(request),
        "address": request.get_full_path(),
    }
    response = render(request, "errors/unsaved.jinja", context, status=what.status)
    response["Retry-After"] = str(SECONDS_TO_COME_BACK)
    return response


def _lost(request: HttpRequest, what: NotSaved) -> str:
    if request.method != "POST":
        return _("This page could not be opened.")
    if _can_send_again(request) and what.nothing_saved:
        return _("What you sent is kept on this page: send it again from here once that is mended.")
    if _can_send_again(request):
        return _("What you sent may not have been saved. It is kept on this page: send it again from here.")
    return _("What you sent may not have been saved. Go back: most browsers still show what you typed.")


def _key_taken_out(request: HttpRequest) -> list[str]:
    return [f"{held_a_key()}."] if held_keys(without_keys(request.POST)) else []


def _can_send_again(request: HttpRequest) -> bool:
    """Whether what came is known not to be forged, and no password was asked for."""
    if request.method != "POST":
        return False
    try:
        found = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return False
    checked = getattr(request, "csrf_processing_done", False) or _not_forged(request, found.func)
    return checked and found.view_name not in OPEN | NEVER_KEPT


def _not_forged(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> bool:
    """Whether the form is one of ours, where a fault came before that was asked: the session could not be read."""
    check = CsrfViewMiddleware(lambda _: HttpResponse())
    check.process_request(request)
    return check.process_view(request, view, (), {}) is None


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    if not _can_send_again(request):
        return []
    return [
        (name, value)
        for name, values in at_its_time(without_keys(request.POST)).lists()
        if name not in ("csrfmiddlewaretoken", HELD_A_KEY) and "password" not in name
        for value in values
    ]
