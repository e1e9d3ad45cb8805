"""Help with the words of the field, the accessibility statement, and what is kept about whom.

The statement is what the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018
ask for. It says only what was done: `PREPARED` is the day on which somebody last held it against the service.
"""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.models import Officer
from proviso.web.case_access import page_of
from proviso.web.design.alphabetical import place_of
from proviso.web.help.glossary import GLOSSARY
from proviso.web.signing_in import retained_answers, session

PREPARED = date(2026, 11, 28)


@require_safe
def help_page(request: HttpRequest) -> HttpResponseBase:
    """How the pages hang together, what to do where they do not help, and every word that may need saying."""
    return _page(request, "help/help.jinja", glossary=sorted(GLOSSARY, key=lambda term: place_of(_(term.word))))


@require_safe
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """The accessibility statement."""
    return _page(
        request,
        "help/accessibility.jinja",
        prepared=PREPARED,
        contact=settings.PROVISO_ACCESSIBILITY_CONTACT,
        unused_minutes=settings.PROVISO_SESSION_MINUTES,
        longest_hours=session.LONGEST_HOURS,
        warn_minutes=session.warn_seconds() // 60,
        kept_minutes=retained_answers.MINUTES,
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponseBase:
    """What is kept about officers, about victims and witnesses, and about whoever receives something."""
    return _page(
        request,
        "help/privacy.jinja",
        contact=settings.PROVISO_CONTACT.data_protection_officer,
        kept_minutes=retained_answers.MINUTES,
        longest_hours=session.LONGEST_HOURS,
    )


def _page(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    """A page with the places of whoever is signed in, and without them for anybody else."""
    if isinstance(request.user, Officer):
        context = page_of(request, **context)
    return render(request, template, context)
