"""What comes back: a reply that somebody gave, a message that came in a file, and the outcome afterwards (6.3.3).

A message is shown as text; nothing of it is opened. What it says counts once a person has recorded it.
"""

from typing import Any

from proviso.casework.reading.risk import to_review
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.reply_import import that_waits
from proviso.web.design.parts import answers_of


def _came(opened: OpenCase) -> dict[str, Any]:
    return {"came": that_waits(opened), "many": len(opened.case.waiting_replies)}


def _warned(opened: OpenCase) -> dict[str, Any]:
    """What the replies say that are to be reviewed, so that nobody judges from memory."""
    return {"about": [row for reply in to_review(opened.case) for row in answers_of(reply.value)]}


EXTRA_CONTEXT = {"confirm-reply": _came, "reply-aside": _came, "vulnerability-review": _warned}
"""What each page is about, by its slug."""
