"""The pages that whoever cannot sign in can read too."""

from django.urls import path

from proviso.web.help import help_pages

urlpatterns = [
    path("help", help_pages.help_page, name="help"),
    path("accessibility", help_pages.accessibility, name="accessibility"),
    path("privacy", help_pages.privacy, name="privacy"),
]
