"""Every page of the product, and the bare view, behind the same sign-in and middleware."""

from django.urls import include, path

from bench.bare_view import BARE

urlpatterns = [BARE, path("", include("proviso.service.urls"))]
