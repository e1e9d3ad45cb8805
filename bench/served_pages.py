"""Every page of the product, and a bare view with one query, behind the same sign-in and middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from proviso.accounts.models import Unit


def bare(_: HttpRequest) -> HttpResponse:
    """A line of text and a query."""
    return HttpResponse(f"{Unit.objects.count()} units", content_type="text/plain")


urlpatterns = [path("bare", bare), path("", include("proviso.service.urls"))]
