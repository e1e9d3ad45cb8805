"""Saying on the record that a copy which was put back from a backup is the record from now on (10.2).

The record takes nothing else before that. The entry says how many entries the copy had and when it was made, so that
whoever reads the log sees where something may be missing. Nothing earlier is changed, and nothing comes back by it.
"""

from datetime import datetime

from django.db import transaction

from proviso.accounts.at_prompt import AtPrompt
from proviso.accounts.entries import note
from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Force
from proviso.accounts.reason_required import instead
from proviso.accounts.reason_words import is_reason
from proviso.record.copies import CONFIRMED, copied
from proviso.record.entry import Entry, Json, spelled


class NoCopy(ChangeRefused):
    """The record is no copy that waits for anybody's word: there is nothing to confirm."""


def confirm_restored(force: Force, *, by: AtPrompt, now: datetime, why: str) -> Entry:
    """Record that the copy is the record from now on and why, from the server's own command line.

    Raises ChangeRefused without words of why, NoCopy where nothing waits for it, and what `record.append` raises.
    """
    words = " ".join(why.split())
    if not is_reason(words):
        raise ChangeRefused(instead("Say why this copy is to be the record, in words"))
    with transaction.atomic():
        made = copied(force.code)
        if made is None:
            raise NoCopy("This is no copy that waits to be confirmed: there is nothing to say.")
        body: dict[str, Json] = {"entries": made.size, "copied_at": spelled(made.at)}
        return note(force, CONFIRMED, actor=by, body=body, now=now, why=words)
