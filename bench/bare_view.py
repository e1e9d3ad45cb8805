"""What pages are measured against: a bare view with one query and a small template. Needs Django set up."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from proviso.accounts.models import Force

SMALL = engines["jinja2"].from_string("<!doctype html><title>{{ force.name }}</title><p>{{ user.name }}</p>")


def bare(request: HttpRequest) -> HttpResponse:
    """The page, behind whatever stands before it."""
    return HttpResponse(SMALL.render({"force": Force.objects.get(), "user": request.user}, request))


BARE = path("bare", bare)
