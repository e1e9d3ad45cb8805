"""What waited to leave when a copy of the record was made, once that copy is put back: it may have left since (8.1).

A worker would send it again. So each such message becomes a question to a person, in the way of one whose worker was
lost while it was handed over. A file that a person hands over waits for that person anyway.
"""

from datetime import datetime

from proviso.disclosure.channels.channel_table import BY_ITSELF
from proviso.disclosure.models import MessageState, OutboxRow
from proviso.disclosure.outbox import UNDER_WAY

BEFORE = "the copy that was put back"
"""Who had the messages in hand: whatever worker there was after the copy was made."""


def ask_about_waiting(force: str, *, now: datetime) -> int:
    """Let a person be asked about every message that a worker would send, or was sending. How many there are."""
    waiting = OutboxRow.objects.filter(force=force, channel__in=BY_ITSELF, state__in=UNDER_WAY)
    asked = waiting.exclude(state=MessageState.UNCLEAR)
    return asked.update(state=MessageState.HANDING_OVER, claimed_by=BEFORE, lease_until=now)
