"""What the kinds of entries are called on pages."""

from django.utils.translation import gettext as _

from proviso.casework.history.kinds import OPENED
from proviso.casework.values.reply import ReplyDismissed

SAID_OTHERWISE = {OPENED: "Case opened to look at", ReplyDismissed.kind: "Message dismissed"}
"""Kinds that a page says in other words than their own: a kind is for ever, and words change."""


def kind_words(kind: str) -> str:
    """A kind of entry as a sentence in the past: "Suspicion recorded"."""
    if kind in SAID_OTHERWISE:
        return _(SAID_OTHERWISE[kind])
    return _(kind.replace("_", " ").capitalize())
