"""Every other act on a case that is one form: telling afterwards, replies, corrections, handing over, closing, and
recording what was already shared. Each ends by saying what happens next.
"""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from proviso.casework.acts import answer, close, decide, share, tell
from proviso.casework.history.case import Case
from proviso.casework.reading.outstanding_corrections import to_fill_in
from proviso.casework.values.closing import Closed, HandedOver, Reopened
from proviso.casework.values.decision import DecisionWithdrawn, DelayEnded
from proviso.casework.values.notification import AttemptFailed, ToldAfter
from proviso.casework.values.role import RoleCorrected
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.suspicion import SuspicionEnded
from proviso.casework.values.timing import Timing
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.notices.words import About
from proviso.web.act_page import ActPage, carry_out, recorded
from proviso.web.correcting.correction_pages import CORRECTIONS
from proviso.web.replies.reply_pages import REPLIES
from proviso.web.sending.acknowledging import ACKNOWLEDGING
from proviso.web.sending.dispatching import SENDING
from proviso.web.telling.telling_panel import telling_of


def _told_of(opened: OpenCase) -> dict[str, Any]:
    return {"telling": telling_of(opened, About.AFTER)}


def _to_try(opened: OpenCase) -> dict[str, Any]:
    return {"telling": telling_of(opened, About.AFTER if opened.case.disclosures else About.BEFORE)}


def _to_fill_in(case: Case) -> Value | None:
    """The disclosure recorded late of which the page says more; none while none is recorded."""
    known = to_fill_in(case)
    return known.late if known else None


ACT_PAGES: tuple[ActPage, ...] = (
    ActPage(
        "already-shared",
        "Record a disclosure already made",
        AlreadyShared,
        share.record_already_shared,
        "It is on the record. A supervisor will look at what should have come first. Tell the person, if you have not.",
        lead="This is never refused. Say what you know; what you do not know stays empty and can be added later.",
        answered=_to_fill_in,
    ),
    ActPage(
        "another-disclosure",
        "Record another disclosure already made",
        AlreadyShared,
        share.record_another_disclosure,
        "It is on the record beside the other. A supervisor will look at it. Tell the person, if you have not.",
        lead="This is never refused. It is kept apart from what is already on record.",
    ),
    ActPage(
        "tell-after",
        "Tell them afterwards",
        ToldAfter,
        tell.tell_after,
        "Recorded. If they have been told and nothing else is owed, the case can close.",
        lead="Tell the person what was shared, with whom and why, by the way that they say is safe.",
        shows_last=True,
        extra_context=_told_of,
    ),
    ActPage(
        "attempt-failed",
        "Record an attempt to tell them that failed",
        AttemptFailed,
        tell.record_failed_attempt,
        "Recorded. Telling them is due again on the day that you named.",
        lead="Say what happened. If somebody else heard or saw anything, look at their safety now.",
        extra_context=_to_try,
    ),
    *REPLIES,
    *ACKNOWLEDGING,
    *CORRECTIONS,
    *SENDING,
    ActPage(
        "delay-ended",
        "End the delay",
        DelayEnded,
        decide.end_delay,
        "The delay has ended. Sharing is due now: check the case and decide.",
        lead="When the reason for a delay has gone, sharing is due at once.",
        extra_context=recorded(Timing),
    ),
    ActPage(
        "withdraw",
        "Withdraw the decision",
        DecisionWithdrawn,
        decide.withdraw_decision,
        "The decision is withdrawn. Nothing was sent. Check the case and decide again.",
        lead="Nothing has been sent. The decision stays on the record, with your reason for withdrawing it.",
    ),
    ActPage(
        "suspicion-ended",
        "End the suspicion",
        SuspicionEnded,
        answer.record_answer,
        "The suspicion has ended. If anything was shared, it now has to be corrected with everyone who received it.",
        lead="If you were mistaken or learned better, say so. They remain a victim or a witness.",
    ),
    ActPage(
        "role",
        "Correct what the person is to the crime",
        RoleCorrected,
        answer.record_answer,
        "Corrected. What was recorded before stays on the record.",
        lead="A victim or a witness never becomes a suspect here.",
    ),
    ActPage(
        "hand-over",
        "Hand the case over",
        HandedOver,
        close.hand_over,
        "Handed over. It is on your colleague’s worklist now.",
        lead="The case goes to another officer of the same unit, with everything that is due on it.",
    ),
    ActPage(
        "close",
        "Close the case",
        Closed,
        close.close_case,
        "The case is closed. Its record stays, and it can be opened again.",
        lead="A case closes when what is owed to the person has been done; never because of their status.",
    ),
    ActPage(
        "reopen",
        "Open the case again",
        Reopened,
        close.reopen_case,
        "The case is open again.",
    ),
)

BY_SLUG = {page.slug: page for page in ACT_PAGES}


def act(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """The page of one act, by its slug."""
    return carry_out(request, reference, BY_SLUG[slug])
