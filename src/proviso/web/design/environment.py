"""How templates are read: ours strictly, GOV.UK's as its macros need.

The makers' macros rest on missing options being nothing, so they live in an environment of their own (`components`) and
reach our templates as functions. In ours a name, an attribute or an option that is not there stops the page.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from govuk_frontend_jinja import __name__ as makers_package
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from proviso.web.design import coded_words, moments
from proviso.web.design.catalogues import leave_out_empty, look_into_quickly
from proviso.web.design.isolating import apart, in_their_language
from proviso.web.design.page_addresses import reverse
from proviso.web.design.printed import printed_words
from proviso.web.design.reader_language import is_draft, language, other_languages, this_address
from proviso.web.design.security import nonce
from proviso.web.design.skeletons import skeletal
from proviso.web.design.tokens import token_box
from proviso.web.design.whole_references import references_whole, whole
from proviso.web.signing_in.session import sign_in_end

COMPONENTS = (
    "back-link", "button", "character-count", "checkboxes", "date-input", "details", "error-message", "error-summary",
    "exit-this-page", "fieldset", "generic-header", "hint", "input", "inset-text", "notification-banner",
    "pagination", "panel", "password-input", "phase-banner", "radios", "select", "service-navigation", "skip-link",
    "summary-list", "table", "tag", "task-list", "textarea", "warning-text",
)  # fmt: skip
"""The components that our templates may use. The header, footer and licence marks of gov.uk are not among them."""

LOOKED_INTO = frozenset({"select", "service-navigation"})
"""Components that compare the words in their options, and so cannot be drawn without them."""

Component = Callable[..., Markup]


@cache
def components() -> Environment:
    """The makers' environment, as their macros need it."""
    # Chaining is what Nunjucks does, for which these macros were written.
    return Environment(
        loader=PrefixLoader({makers_package: PackageLoader(makers_package)}),
        undefined=ChainableUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def component(name: str) -> Component:
    """One component as a function of its options, by the makers' name: `component("error-summary")({...})`."""
    return macro(name) if name in LOOKED_INTO else skeletal(name, macro(name))


def once_called(name: str) -> Component:
    """A component for our templates, compiled when a page first has it: all of them take longer than the rest of a
    start, and many a process draws few or none."""

    def drawn(*given: object, **options: object) -> Markup:
        return component(name)(*given, **options)

    return drawn


def macro(name: str) -> Component:
    """The makers' own macro of a component, which draws it anew at each call."""
    module = components().get_template(f"{makers_package}/components/{name}/macro.html").module
    made: Component = getattr(module, function_name(name))
    return made


def function_name(name: str) -> str:
    """What our templates call a component: "error-summary" is govukErrorSummary, as in the makers' documents."""
    return "govuk" + "".join(word.capitalize() for word in name.split("-"))


def environment(**options: Any) -> Environment:  # whatever Django hands on to Jinja
    """The environment of our templates, for Django's Jinja2 backend (settings.TEMPLATES); strict in any."""
    made = Environment(
        **{name: given for name, given in options.items() if name not in {"undefined", "autoescape"}},
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    leave_out_empty()
    look_into_quickly()
    # The extension puts this on the environment when it is loaded.
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals |= {
        "_": said,
        "url": url,
        "static": served,
        "language": language,
        "this_address": this_address,
        "is_draft": is_draft,
        "other_languages": other_languages,
        "marking": settings.PROVISO_MARKING,
        "demonstration": settings.PROVISO_DEMONSTRATION,
        "nonce": nonce,
        "printed_words": printed_words,
        "sign_in_end": sign_in_end,
        "messages": get_messages,
        "token_box": token_box,
        "urgency": moments.urgency,
        **{function_name(name): once_called(name) for name in COMPONENTS},
    }
    made.filters |= {
        "clock": moments.clock,
        "day": moments.day,
        "moment": moments.moment,
        "to_the_second": moments.to_the_second,
        "iso": moments.iso,
        "apart": apart,
        "in_their_language": in_their_language,
        "whole": whole,
        "references_whole": references_whole,
        **coded_words.FILTERS,
    }
    return made


def said(words: str, /, **given: object) -> Markup:
    """Words in the reader's language, with what is given in its places, escaped: as Jinja's own, which calls itself
    four times for it. A page has a hundred of them."""
    told = gettext(words)
    return Markup(told) % given if given else Markup(told % {})  # noqa: S704  words of ours, or of a person who approved


def url(name: str, *args: object) -> str:
    """The address of a page by its name. Raises NoReverseMatch."""
    return reverse(name, args)


@cache
def served(path: str) -> str:
    """The address of a static file with a digest of its content: a browser never shows a page with an old style.

    Raises FileNotFoundError when there is no such file: a page without its style is not served.
    """
    found = finders.find(path)
    if found is None:
        raise FileNotFoundError(path)
    with open(found, "rb") as file:
        return f"{static(path)}?v={sha256(file.read()).hexdigest()[:12]}"
