"""The page of every act that is one form: which they are says the registry, what stands beside the form each task."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.acts.act import CaseAct
from proviso.casework.acts.close import what_is_left
from proviso.casework.acts.decide import PolicyStandsInTheWay
from proviso.casework.acts.registry import ACT_BY_SLUG, ON_A_PAGE
from proviso.casework.values.timing import Timing
from proviso.casework.writing.access import OpenCase
from proviso.web.act_page import Begins, ExtraContext, Lists, carry_out, empty_boxes, no_lists, nothing_more, recorded
from proviso.web.asking.leading_on import on_to_new_case
from proviso.web.case_access import where_they_stand
from proviso.web.correcting import correction_pages
from proviso.web.form_page import Done
from proviso.web.handing_over import handover_pages
from proviso.web.panel import panel_of
from proviso.web.replies import reply_pages
from proviso.web.reviewing import reviews
from proviso.web.sending import acknowledging, dispatching
from proviso.web.telling import telling_panel

ON_A_PAGE_OF_THEIR_OWN = frozenset({"decide", "send", "call", "send_by", "correct_by", "file"})
"""Acts whose page is more than a form: their tasks have views of their own."""

FORMS: tuple[CaseAct, ...] = tuple(act for act in ON_A_PAGE if act.slug not in ON_A_PAGE_OF_THEIR_OWN)
"""The acts that are one form each."""


def _closing(opened: OpenCase) -> dict[str, object]:
    """What policy says of it; while it cannot close, why, and nobody is asked for a reason that would be refused."""
    left = what_is_left(opened)
    cannot = str(left or "")
    if isinstance(left, PolicyStandsInTheWay):
        cannot = _("It cannot close yet. “What policy says now” has what is still to be done, under “Close the case”.")
    return {"panel": panel_of(opened.case, opened.assessed), "cannot": cannot, "asks": not cannot}


EXTRA_CONTEXT: Mapping[str, ExtraContext] = MappingProxyType(
    {
        **telling_panel.EXTRA_CONTEXT,
        **reply_pages.EXTRA_CONTEXT,
        **acknowledging.EXTRA_CONTEXT,
        **correction_pages.EXTRA_CONTEXT,
        **dispatching.EXTRA_CONTEXT,
        **reviews.EXTRA_CONTEXT,
        "delay-ended": recorded(Timing),
        "close": _closing,
    }
)
"""What stands beside the form of an act, by its slug; most have nothing."""


LISTS: Mapping[str, Lists] = MappingProxyType(handover_pages.LISTS)
"""What the answers of an act are chosen from, by its slug; most are chosen from nothing of the force's."""

BEGINS: Mapping[str, Begins] = MappingProxyType({"confirm-reply": reply_pages.message_says})
"""What the boxes of an act begin with, by its slug, where it is not what was recorded before."""

LEADS: Mapping[str, Done] = MappingProxyType({"another-person": on_to_new_case})
"""Where an act leads that does not end on its case, by its slug."""


def act(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """The page of one act, by its slug."""
    extra_context, lists = EXTRA_CONTEXT.get(slug, nothing_more), LISTS.get(slug, no_lists)
    begins, leads = BEGINS.get(slug, empty_boxes), LEADS.get(slug, where_they_stand)
    return carry_out(request, reference, ACT_BY_SLUG[slug], extra_context, lists=lists, begins=begins, leads=leads)
