"""Disclosures that were recorded late: each has a page on which more is said of it, and none takes another’s place
(10.1)."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from proviso.casework.acts.registry import ACT_BY_SLUG
from proviso.casework.history.case import Case, Disclosure
from proviso.casework.reading.content_words import receiver_words
from proviso.casework.reading.outstanding_corrections import late_at, to_fill_in
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.writing.access import OpenCase
from proviso.web.act_page import carry_out
from proviso.web.case_access import with_case
from proviso.web.design.moments import moment
from proviso.web.design.page_addresses import reverse

SLUG = "already-shared"
MORE = "Say more of the disclosure already made"
MORE_LEAD = (
    "This is never refused. Add what is known by now, or put right what was recorded of it. Another disclosure is "
    "recorded apart."
)


def shared_already(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The page of a disclosure of which nothing is recorded; where one is, the page of the one that lacks something."""
    if request.method != "GET":
        return carry_out(request, reference, ACT_BY_SLUG[SLUG], _apart)
    return _first(request, reference)


@with_case
def _first(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    if known := to_fill_in(opened.case):
        return HttpResponseRedirect(reverse(f"{SLUG}_of", args=[opened.case.reference, known.seq]))
    return carry_out(request, opened.case.reference, ACT_BY_SLUG[SLUG])


def _apart(opened: OpenCase) -> dict[str, object]:
    """Where somebody else recorded one meanwhile: where what was typed is recorded beside it."""
    return {"apart": reverse("another-disclosure", args=[opened.case.reference])}


def more_of_one(request: HttpRequest, reference: str, place: int) -> HttpResponseBase:
    """The page that says more of the one at this place, or else of the one that lacks something; it leads to the
    others."""
    act = replace(ACT_BY_SLUG[SLUG], shows=lambda case: _late_at(case, place), title=MORE, lead=MORE_LEAD)
    return carry_out(request, reference, act, lambda opened: _others(opened, place), rest={"amends": place})


def _late_at(case: Case, place: int) -> AlreadyShared | None:
    known = late_at(case, place)
    return known.late if known else None


def _others(opened: OpenCase, place: int) -> dict[str, object]:
    late = [one for one in opened.case.disclosures if one.late and one.seq != place]
    return {
        "other_late": [
            {"words": _words(one), "href": reverse(f"{SLUG}_of", args=[opened.case.reference, one.seq])} for one in late
        ]
    }


def _words(one: Disclosure) -> str:
    name = receiver_words(one.receiver, _) or _("somebody who is not recorded")
    told = {"name": name, "at": moment(one.at)}
    return _("What was shared with %(name)s, recorded %(at)s") % told
