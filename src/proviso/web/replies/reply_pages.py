"""What comes back: a reply that somebody gave, a message that came in a file, and the outcome afterwards (6.3.3).

A message is shown as text; nothing of it is opened. What it says counts once a person has recorded it.
"""

from typing import Any

from proviso.casework.acts import receive, review
from proviso.casework.reading.risk import to_review
from proviso.casework.values.protection import VulnerabilityReviewed
from proviso.casework.values.reply import OutcomeRecorded, Reply, ReplyDismissed
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.reply_import import that_waits
from proviso.web.act_page import ActPage
from proviso.web.design.parts import answers_of


def _came(opened: OpenCase) -> dict[str, Any]:
    return {"came": that_waits(opened), "many": len(opened.case.waiting_replies)}


def _warned(opened: OpenCase) -> dict[str, Any]:
    """What the replies say that are to be reviewed, so that nobody judges from memory."""
    return {"about": [row for reply in to_review(opened.case) for row in answers_of(reply.value)]}


REPLIES: tuple[ActPage, ...] = (
    ActPage(
        "reply",
        "Record a reply",
        Reply,
        receive.record_reply,
        "The reply is recorded, apart from what the police know. What it changes is shown below.",
        lead="What the Home Office says is kept apart from what the police know.",
    ),
    ActPage(
        "confirm-reply",
        "Confirm what a message says",
        Reply,
        receive.confirm_reply,
        "The reply is recorded, apart from what the police know. What it changes is shown below.",
        lead="Read the message and say what it says about this case. It counts only once you have recorded it.",
        extra_context=_came,
    ),
    ActPage(
        "reply-aside",
        "Dismiss this message",
        ReplyDismissed,
        receive.dismiss_reply,
        "The message is dismissed, and changes nothing on the case. If it is about another person, tell its sender.",
        lead="For a message that is not a reply about this case. It stays on the record.",
        extra_context=_came,
    ),
    ActPage(
        "vulnerability-review",
        "Review the risk in the reply",
        VulnerabilityReviewed,
        review.review_vulnerability,
        "Your review is recorded. The officer is asked about protection again, whatever you found.",
        lead="It says that they are vulnerable, or that enforcement action is intended. See that they are safe.",
        extra_context=_warned,
    ),
    ActPage(
        "outcome",
        "Record the outcome",
        OutcomeRecorded,
        receive.record_outcome,
        "Recorded, for learning. It changes nothing on the case.",
        lead="So that your force can learn whether people stay with an investigation after something was shared.",
        shows_last=True,
    ),
)
