"""What comes back: a reply that somebody gave, a message that came in a file, and the outcome afterwards (6.3.3).

A message is shown as text; nothing of it is opened. What it says counts once a person has recorded it.
"""

from collections.abc import Mapping
from datetime import datetime

from proviso.casework import clock
from proviso.casework.history.case import Case, Correction, Disclosure
from proviso.casework.reading.floors import refused_time
from proviso.casework.reading.risk import to_review
from proviso.casework.values.nature import Nature
from proviso.casework.values.reply import Reply, Said
from proviso.casework.values.value import question_of
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.arrived import Arrived
from proviso.disclosure.reply_import import that_waits
from proviso.web.design.page_addresses import reverse
from proviso.web.design.parts import answers_of

LONGEST_SENDER = question_of(Reply, "who").most
"""How many characters the box of who replied takes."""


def _came(opened: OpenCase) -> dict[str, object]:
    came = that_waits(opened)
    return {"came": came, "many": len(opened.case.waiting_replies), "came_back": _came_back(opened, came)}


def _to_confirm(opened: OpenCase) -> dict[str, object]:
    """The message; where nobody wrote it, it says itself why it cannot be confirmed."""
    told = {**_came(opened), "begins": bool(message_says(opened))}
    came = told["came"]
    return {**told, "cannot": "", "asks": False} if isinstance(came, Arrived) and came.nature.is_no_reply else told


def message_says(opened: OpenCase) -> Mapping[str, object]:
    """When the message that has waited longest says that it was written, and by whom: the boxes begin with that. Any of
    it may be wrong, and whoever confirms it may change it; a date that would be refused is left out."""
    waits = opened.case.waiting_replies
    if not waits:
        return {}
    came = waits[0].value
    begins: dict[str, object] = {"who": came.sender} if len(came.sender) <= LONGEST_SENDER else {}
    return {**begins, "happened_at": came.dated} if came.dated and _can_be(opened.case, came.dated) else begins


def _can_be(case: Case, at: datetime) -> bool:
    """Whether a reply can have come then: what it says is the same to that."""
    reply = Reply(happened_at=at, who="Somebody", said=(Said.OTHER,), words="Something")
    return at <= clock.now() and refused_time(case, reply, clock.now()) is None


def _came_back(opened: OpenCase, came: Arrived | None) -> str:
    """Where it is recorded that a message of ours came back: that about which this one is, where it says so, also where
    somebody acknowledged it; "" for any other message."""
    if came is None or came.nature is not Nature.RETURNED:
        return ""
    waits = opened.case.can_come_back
    place = next((one.seq for one in waits if _number(one) == came.returned), None)
    if came.returned and place is not None:
        return reverse("came-back_of", args=[opened.case.reference, place])
    return reverse("came-back", args=[opened.case.reference]) if waits else ""


def _number(one: Disclosure | Correction) -> str | None:
    """Our number of the message by which it went."""
    if isinstance(one, Correction):
        return one.message
    return one.order.message if one.order else None


def _warned(opened: OpenCase) -> dict[str, object]:
    """What the replies say that are to be reviewed, so that nobody judges from memory."""
    return {"about": [row for reply in to_review(opened.case) for row in answers_of(reply.value)]}


EXTRA_CONTEXT = {"confirm-reply": _to_confirm, "reply-aside": _came, "vulnerability-review": _warned}
"""What each page is about, by its slug."""
