"""The pages that whoever cannot sign in can read too."""

from django.urls import path
from django.views.i18n import set_language

from proviso.web.help import help_pages

urlpatterns = [
    path("help", help_pages.help_page, name="help"),
    path("accessibility", help_pages.accessibility, name="accessibility"),
    path("language", set_language, name="set_language"),
    path("privacy", help_pages.privacy, name="privacy"),
]
