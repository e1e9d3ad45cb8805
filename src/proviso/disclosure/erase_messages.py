"""Erasing a case with what was kept of it to be sent, and what came back (Data Protection Act 2018 s.47).

Packages and waiting messages are known by SHA-256 digests of what they say, without a salt: left behind, one would
confirm a guess at the words. What the outbox has of a message, its number and times, says nothing of anybody.
"""

from proviso.casework import erasure
from proviso.disclosure.models import KeptPackage, MessageState, OutboxRow, WaitingReply
from proviso.disclosure.outbox import UNDER_WAY, WAITING, MayHaveLeft
from proviso.record import keys
from proviso.record.entry import Entry


def erase_case(reference: str, *, by: str, second: str, why: str) -> Entry:
    """Erase a case and all that is kept of it; what waits to be sent is not sent. Returns the entry that says so.

    Raises NothingToErase, and MayHaveLeft while a message of the case is being handed over, or nobody knows whether it
    left: first find out. Of a case whose key is gone already, as after an older record was put back, nobody could
    record what they found out: there a message of which nobody knows holds nothing up.
    """
    given_up = WAITING if _has_key(reference) else (*WAITING, MessageState.UNCLEAR)

    def in_transaction(_: Entry) -> None:
        rows = OutboxRow.objects.filter(case=reference)
        rows.filter(state__in=given_up).update(state=MessageState.WITHDRAWN, claimed_by="", lease_until=None)
        if rows.filter(state__in=UNDER_WAY).exists():
            raise MayHaveLeft("A message of this case may have been sent. Find out whether it was before it is erased.")
        KeptPackage.objects.filter(case=reference).delete()
        WaitingReply.objects.filter(case=reference).delete()

    return erasure.erase_case(reference, by=by, second=second, why=why, in_transaction=in_transaction)


def _has_key(reference: str) -> bool:
    """Whether the case has a key, be it damaged. Raises KeyEncryptionUnusable."""
    try:
        return bool(keys.of_many([reference]))
    except keys.KeyLost:
        return True
