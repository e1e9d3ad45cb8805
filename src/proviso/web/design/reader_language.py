"""The language in which somebody reads the pages: the force's own, until they choose another, which a cookie keeps.

It is never guessed from what a browser says it prefers: that is often nobody's choice. It is the reader's alone: what
is recorded, and what leaves, is the same whoever reads in which language.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language, override

from proviso.accounts.models import Force, Officer
from proviso.notices import page_words
from proviso.notices.approving import Stands


class ReaderLanguage:
    """Middleware, right behind the guard: every page, refusals too, is made in its reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.PROVISO_LANGUAGE)
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.PROVISO_LANGUAGE
        if chosen == settings.LANGUAGE_CODE:
            return self.get_response(request)
        with override(chosen):
            return self.get_response(request)


def language() -> str:
    """The language of the page, as its `lang` attribute says it."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def other_languages() -> list[tuple[str, str]]:
    """The languages in which this page can be read instead: (its code, its own name)."""
    return [(code, str(own_name)) for code, own_name in settings.LANGUAGES if code != get_language()]


def this_address(request: HttpRequest) -> str:
    """Where whoever chooses another language comes back to: this page, or their first where there is no page here."""
    return request.get_full_path() if request.resolver_match else "/"


def is_draft(request: HttpRequest) -> bool:
    """Whether this page is in words that the force has not approved. English is the source, and asks nothing."""
    if language() != page_words.LANGUAGE:
        return False
    user = getattr(request, "user", None)
    try:
        force = user.force if isinstance(user, Officer) else Force.objects.filter(code=settings.PROVISO_FORCE).first()
        return force is None or page_words.standing(force)[0] is not Stands.APPROVED
    except DatabaseError:  # a page about a fault is shown whatever else is wrong
        return True
