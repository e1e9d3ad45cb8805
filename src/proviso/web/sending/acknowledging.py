"""What was sent and waits for an acknowledgement: that its recipient has it, or that its message came back (10.1.2).

What was sent is never shown as received before somebody there said so; each page names which of several it is about.
"""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from proviso.casework.acts import share
from proviso.casework.history.case import Correction, Disclosure
from proviso.casework.values.sharing import Acknowledged, CameBack
from proviso.casework.writing.access import OpenCase
from proviso.web.act_page import ActPage, carry_out
from proviso.web.design.moments import moment
from proviso.web.design.parts import AnswerRow

Awaited = Disclosure | Correction


def awaited(opened: OpenCase, slug: str, place: int | None = None) -> list[dict[str, Any]]:
    """What the page is about, and after it what else it could be about, each with where that is said."""
    waiting = [one for one in opened.case.awaiting if slug == "acknowledgement" or one.by_email]
    waiting.sort(key=lambda one: one.seq != place)  # and otherwise in the order in which it left
    return [
        {
            "words": _words(one),
            "at": one.at,
            "said": [AnswerRow(_words(one), (moment(one.at),))],
            "told": slug == "came-back" and isinstance(one, Disclosure) and one.told_after is not None,
            "href": reverse(f"{slug}_of", args=[opened.case.reference, one.seq]),
        }
        for one in waiting
    ]


def _words(one: Awaited) -> str:
    if isinstance(one, Correction):
        return _("The correction to %(name)s") % {"name": one.receiver}
    return _("What was shared with %(name)s") % {"name": one.receiver or _("somebody who is not recorded")}


ACKNOWLEDGING: tuple[ActPage, ...] = (
    ActPage(
        "acknowledgement",
        "Record an acknowledgement",
        Acknowledged,
        share.record_acknowledgement,
        "Recorded: what was sent has been received.",
        lead="What was sent counts as received only when someone says so.",
        extra_context=lambda opened: {"awaited": awaited(opened, "acknowledgement")},
    ),
    ActPage(
        "came-back",
        "Record that a message came back",
        CameBack,
        share.record_came_back,
        "Recorded: it did not arrive. What it said still has to be sent, or the decision withdrawn.",
        lead="If our message came back, or they say that they never had it, nobody there has been told.",
        extra_context=lambda opened: {"awaited": awaited(opened, "came-back")},
    ),
)

BY_SLUG = {page.slug: page for page in ACKNOWLEDGING}


def about_one(request: HttpRequest, reference: str, place: int, slug: str) -> HttpResponseBase:
    """The same page about one of several things that were sent."""
    page = replace(BY_SLUG[slug], extra_context=lambda opened: {"awaited": awaited(opened, slug, place)})
    return carry_out(request, reference, page, rest={"about": place})
