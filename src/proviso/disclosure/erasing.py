"""Erasing a case with what was kept of it to be sent, and what came back (Data Protection Act 2018 s.47).

Packages and waiting messages are known by SHA-256 digests of what they say, without a salt: left behind, one would
confirm a guess at the words. What the outbox has of a message, its number and times, says nothing of anybody.
"""

from proviso.casework import erasing
from proviso.disclosure.models import KeptPackage, WaitingReply
from proviso.record.entry import Entry


def erase_case(reference: str, *, actor: str, why: str) -> Entry:
    """Erase a case and all that is kept of it. Returns the entry that says so. Raises NothingToErase."""

    def also(_: Entry) -> None:
        KeptPackage.objects.filter(case=reference).delete()
        WaitingReply.objects.filter(case=reference).delete()

    return erasing.erase_case(reference, actor=actor, why=why, also=also)
