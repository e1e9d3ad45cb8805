"""The page of every act that is one form: which they are says the registry, what stands beside the form each task."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponseBase

from proviso.casework.acts.act import CaseAct
from proviso.casework.acts.registry import ACT_BY_SLUG, ON_A_PAGE
from proviso.casework.values.timing import Timing
from proviso.web.act_page import ExtraContext, carry_out, nothing_more, recorded
from proviso.web.correcting import correction_pages
from proviso.web.panel import panel_of
from proviso.web.replies import reply_pages
from proviso.web.reviewing import reviews
from proviso.web.sending import acknowledging, dispatching
from proviso.web.telling import telling_panel

ON_A_PAGE_OF_THEIR_OWN = frozenset({"decide", "send", "call", "send_by", "correct_by", "file"})
"""Acts whose page is more than a form: their tasks have views of their own."""

FORMS: tuple[CaseAct, ...] = tuple(act for act in ON_A_PAGE if act.slug not in ON_A_PAGE_OF_THEIR_OWN)
"""The acts that are one form each."""

EXTRA_CONTEXT: Mapping[str, ExtraContext] = MappingProxyType(
    {
        **telling_panel.EXTRA_CONTEXT,
        **reply_pages.EXTRA_CONTEXT,
        **acknowledging.EXTRA_CONTEXT,
        **correction_pages.EXTRA_CONTEXT,
        **dispatching.EXTRA_CONTEXT,
        **reviews.EXTRA_CONTEXT,
        "delay-ended": recorded(Timing),
        "close": lambda opened: {"panel": panel_of(opened.case, opened.assessed)},
    }
)
"""What stands beside the form of an act, by its slug; most have nothing."""


def act(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """The page of one act, by its slug."""
    return carry_out(request, reference, ACT_BY_SLUG[slug], EXTRA_CONTEXT.get(slug, nothing_more))
