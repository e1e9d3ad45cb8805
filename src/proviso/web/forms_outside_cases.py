"""Forms where no case is open: how one is shown, recorded once, and refused with nothing lost.

A form of a case has its own way (`form_page`), since it asks policy and two people may be at it.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict

from proviso.casework.values.value import Value
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.sent_once import once
from proviso.web.signing_in import retained_answers

V = TypeVar("V", bound=Value)


def brought(request: HttpRequest) -> QueryDict:
    """What stands in the boxes of a page: what was sent just now, or typed before a sign-in ended; else nothing."""
    if request.method == "POST":
        return request.POST
    return retained_answers.typed_before(request) or QueryDict()


def typed_into(request: HttpRequest, box: str) -> str:
    """What was typed into a box: just now, or before a sign-in ended."""
    return brought(request).get(box, "")


def form_of(request: HttpRequest, value: type[V]) -> ValueForm[V]:
    """The form of a value: as it was sent, or else empty, with what somebody had typed when their sign-in ended."""
    if request.method == "POST":
        return form_for(value)(request.POST)
    return form_for(value)(None, typed=retained_answers.typed_before(request))


def recorded_once(
    request: HttpRequest,
    form: ValueForm[V],
    record: Callable[[V], object],
    *,
    said: str,
    leads: str,
    unless: type[Exception],
) -> tuple[HttpResponseBase | None, int]:
    """The way on, once what was sent is recorded; or nothing and the status of the page that asks again.

    `said` is told on the page that it leads to. What `unless` says stands above the boxes, which stay filled in (409).
    """
    if not form.is_valid():
        return None, HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK

    def counted() -> HttpResponseBase:
        record(form.value())
        messages.success(request, said)
        return HttpResponseRedirect(leads)

    try:
        return once(request, counted), HTTPStatus.FOUND
    except unless as refused:
        form.add_error(None, str(refused))
        return None, HTTPStatus.CONFLICT
