"""A supervisor's reviews: a routine status check, how a suspicion arose, a delay, a disclosure before its time (5.2,
7.2). Nobody reviews a case of their own; the pages are those of any act, the permission is casework's.
"""

from django.http import HttpRequest, HttpResponseBase

from proviso.casework.acts import review as reviewing
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import BreachReviewed, SourceCorrected, Suspicion
from proviso.casework.values.timing import Timing
from proviso.web.act_page import ActPage, carry_out, recorded

REVIEWS: tuple[ActPage, ...] = (
    ActPage(
        "breach-review",
        "Review a status check",
        BreachReviewed,
        reviewing.review_breach,
        "Your review is recorded. The breach stays on the record either way.",
        lead="Checks of status are not made routinely. Decide whether the suspicion stands on anything else.",
        shows_last=True,
        extra_context=recorded(Suspicion),
    ),
    ActPage(
        "source",
        "Correct how the suspicion arose",
        SourceCorrected,
        reviewing.correct_source,
        "Corrected. What was recorded before stays on the record.",
        lead="Only a supervisor corrects this, and what was recorded first stays on the record.",
        extra_context=recorded(Suspicion),
    ),
    ActPage(
        "delay-review",
        "Review the delay",
        DelayReviewed,
        reviewing.review_delay,
        "Your review is recorded.",
        lead="A delay lasts no longer than its reason.",
        extra_context=recorded(Timing),
    ),
    ActPage(
        "late-disclosure-review",
        "Review a disclosure already made",
        LateDisclosureReviewed,
        reviewing.review_late_disclosure,
        "Your review is recorded.",
        lead="It was shared before what should have come first. Look at what is missing, and at what happens now.",
        extra_context=recorded(AlreadyShared),
    ),
)

BY_SLUG = {page.slug: page for page in REVIEWS}


def review(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """The page of one review, by its slug."""
    return carry_out(request, reference, BY_SLUG[slug])
