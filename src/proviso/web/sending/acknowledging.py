"""What was sent and waits for an acknowledgement: that its recipient has it, or that its message came back (10.1.2).

What was sent is never shown as received before somebody there said so; each page names which of several it is about.
"""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.acts.registry import ACT_BY_SLUG
from proviso.casework.history.case import Correction, Disclosure
from proviso.casework.reading.content_words import receiver_words
from proviso.casework.writing.access import OpenCase
from proviso.web.act_page import ExtraContext, carry_out
from proviso.web.design.moments import moment
from proviso.web.design.page_addresses import reverse
from proviso.web.design.parts import AnswerRow

Awaited = Disclosure | Correction


def awaited(opened: OpenCase, slug: str, place: int | None = None) -> list[dict[str, object]]:
    """What the page is about, and after it what else it could be about, each with where that is said."""
    case = opened.case
    waiting = list(case.awaiting if slug == "acknowledgement" else case.can_come_back)
    waiting.sort(key=lambda one: one.seq != place)  # and otherwise in the order in which it left
    return [
        {
            "words": _words(one),
            "at": one.at,
            "said": [AnswerRow(_words(one), (moment(one.at),)), *_received(one)],
            "told": slug == "came-back" and isinstance(one, Disclosure) and bool(one.tellings),
            "href": reverse(f"{slug}_of", args=[opened.case.reference, one.seq]),
        }
        for one in waiting
    ]


def _received(one: Awaited) -> list[AnswerRow]:
    """That somebody recorded that it was received, and who there said so."""
    return [AnswerRow(_("Received"), (_("Acknowledged"), one.acknowledged.by))] if one.acknowledged else []


def _words(one: Awaited) -> str:
    if isinstance(one, Correction):
        return _("The correction to %(name)s") % {"name": one.receiver}
    name = receiver_words(one.receiver, _) or _("somebody who is not recorded")
    return _("What was shared with %(name)s") % {"name": name}


def _about(slug: str, place: int | None = None) -> ExtraContext:
    return lambda opened: {"awaited": awaited(opened, slug, place)}


EXTRA_CONTEXT = {slug: _about(slug) for slug in ("acknowledgement", "came-back")}
"""What each of the two is about, by its slug."""


def about_one(request: HttpRequest, reference: str, place: int, slug: str) -> HttpResponseBase:
    """The same page about one of several things that were sent."""
    return carry_out(request, reference, ACT_BY_SLUG[slug], _about(slug, place), rest={"about": place})
