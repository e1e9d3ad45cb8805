"""Forms that begin something, sent twice: by a double click, after going back, from three windows at once.

The page carries a token; what it began is begun once, and whoever sends it again is led to what the first made. It
needs no JavaScript.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer
from proviso.casework import sent_forms
from proviso.web.design.tokens import BOX

Act = Callable[[], HttpResponseBase]
"""Does what the form asks for and says where it leads."""


def each_time(_request: HttpRequest, act: Act) -> HttpResponseBase:
    """Do it: what is sent again is answered by the case as it stands."""
    return act()


def once(request: HttpRequest, act: Act) -> HttpResponseBase:
    """Do it, where this form was not sent before; else lead to what it made. One without a token is done each time."""
    digest = _digest(request)
    if not digest:
        return act()
    made: list[HttpResponseBase] = []

    def counted() -> str:
        made.append(act())
        return str(made[0]["Location"])

    sent = sent_forms.counted_once(digest, counted)
    return _again(request, sent.led_to) if sent.before else made[0]


def sent_before(request: HttpRequest) -> HttpResponseBase | None:
    """The way to what this form made, where it was sent before: also where whoever sent it can no longer open the case,
    since the form gave it away."""
    digest = _digest(request) if request.method == "POST" else ""
    led_to = sent_forms.led_before(digest) if digest else None
    return None if led_to is None else _again(request, led_to)


def _again(request: HttpRequest, led_to: str) -> HttpResponseBase:
    said = _("You sent that form before. It counted once, and this is where it led: nothing more was recorded.")
    messages.info(request, said)
    return HttpResponseRedirect(led_to)


def _digest(request: HttpRequest) -> str:
    """By what the form is known that was sent; empty for one without a token, or from nobody who is signed in."""
    token, officer = request.POST.get(BOX, ""), request.user
    if not token or not isinstance(officer, Officer):
        return ""
    return sent_forms.form_digest(officer.force.code, officer.staff_number, request.path, token)
