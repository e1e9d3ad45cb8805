"""Replies of the Home Office from .eml and mbox files: matched by our own reference alone, sealed, and left waiting.

A message matches where it names one case of the force, and only one; whatever else it says counts once a person has
confirmed it. What does not match is named and left in its file. The same message twice is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from proviso.casework import clock
from proviso.casework.acts.receive import take_reply, waiting
from proviso.casework.acts.share import NothingShared
from proviso.casework.case_error import CaseError
from proviso.casework.models import CaseRow
from proviso.casework.values.reply import ReplyArrived
from proviso.casework.writing.access import CaseErased, CaseUnreadable, NoSuchCase, OpenCase, open_for_replies
from proviso.casework.writing.commit import RecordedAlready
from proviso.disclosure.bounded_reading import BoundedReader
from proviso.disclosure.message_digest import Digest
from proviso.disclosure.message_files import FileRefused as FileRefused
from proviso.disclosure.message_files import messages_in
from proviso.disclosure.message_parts import Limit, NotRead
from proviso.disclosure.models import WaitingReply
from proviso.disclosure.reading import Arrived
from proviso.record.entry import Entry
from proviso.record.keys import SealBroken

LONGEST = 50 * 1024 * 1024
"""A message of more bytes is not read: it is named instead."""


class Became(StrEnum):
    """What became of a message, in words."""

    WAITING = "it waits to be confirmed"
    KNOWN = "it came before"
    NO_REFERENCE = "it names no case of ours"
    SEVERAL = "it names several cases: record it by hand on each"
    NO_CASE = "it names a case that this force has not"
    NOTHING_SHARED = "nothing has been shared on the case that it names"
    KEY_LOST = "the key of the case that it names is lost: restore it from its backup"
    TOO_LONG = "it is too long to be read"
    TOO_MANY_PARTS = "it has too many parts to be read: open it in your mail program, and record it by hand"
    TOO_DEEP = "its parts lie too deep in one another to be read: open it in your mail program, and record it by hand"
    BEYOND_LIMITS = "it could not be read within the limits: open it in your mail program, and record it by hand"


TAKEN = frozenset({Became.WAITING, Became.KNOWN})


@dataclass(frozen=True, slots=True)
class ImportedReply:
    """What became of one message of a file. `number` counts messages from 1; `case` is where it matched, or ""."""

    file: str
    number: int
    message_id: str
    became: Became
    case: str = ""


def take_from(path: Path, force: str, *, session: str) -> Iterator[ImportedReply]:
    """Take every message of an .eml or mbox file to its case. Raises FileRefused, ReadingNotStarted.

    The file is read and never changed. What is no message raises before anything is taken. A message that cannot be
    read within the limits is named like any other that is left, and the next one is read.
    """
    with BoundedReader() as reader:
        for number, message in enumerate(messages_in(path), start=1):
            if message.size > LONGEST:
                yield ImportedReply(path.name, number, message.message_id(), Became.TOO_LONG)
                continue
            digest = Digest()
            try:
                arrived = reader.read(digest.reading(message.pieces()))
            except NotRead as refused:
                yield ImportedReply(path.name, number, message.message_id(), BEYOND[refused.limit])
                continue
            became, case = _took(digest.hexadecimal(), arrived, force, session)
            yield ImportedReply(path.name, number, arrived.message_id, became, case)


BEYOND = {
    Limit.PARTS: Became.TOO_MANY_PARTS,
    Limit.DEPTH: Became.TOO_DEEP,
    Limit.COST: Became.BEYOND_LIMITS,
}
"""What became of a message that was not read, by the limit that it is beyond."""


def _took(digest: str, arrived: Arrived, force: str, session: str) -> tuple[Became, str]:
    named = _named(arrived, force)
    if not named:
        return Became.NO_REFERENCE, ""
    if len(named) > 1:
        return Became.SEVERAL, ""
    (reference,) = named
    if WaitingReply.objects.filter(case=reference, digest=digest, force=force).exists():
        return Became.KNOWN, reference
    try:
        opened = open_for_replies(force, reference, session=session)
        _take(opened, digest, arrived)
    except CaseError as refused:
        if refused.code not in REFUSED:
            raise
        became = REFUSED[refused.code]
        return became, "" if became is Became.NO_CASE else reference
    return Became.WAITING, reference


def _named(arrived: Arrived, force: str) -> tuple[str, ...]:
    """The cases that a message names. What is written loosely counts where the force has a case that is called so."""
    loose = [one for one in arrived.candidates if CaseRow.objects.filter(reference=one, force=force).exists()]
    return tuple(dict.fromkeys((*arrived.references, *loose)))


REFUSED = {
    NoSuchCase.code: Became.NO_CASE,
    CaseErased.code: Became.NO_CASE,
    CaseUnreadable.code: Became.KEY_LOST,
    NothingShared.code: Became.NOTHING_SHARED,
    RecordedAlready.code: Became.KNOWN,
}
"""What became of a message that was not taken, by the code of why it was refused; nothing else is expected."""


def _take(opened: OpenCase, digest: str, arrived: Arrived) -> None:
    sealed = opened.key.seal(arrived.as_json(), _about(opened.case.reference, digest))

    def in_transaction(entry: Entry) -> None:
        WaitingReply.objects.create(digest=digest, case=entry.case, force=entry.log, came_at=clock.now(), told=sealed)

    came = ReplyArrived(
        digest=digest,
        sender=arrived.sender,
        dated=arrived.dated,
        identity=arrived.identity or None,
        nature=arrived.nature,
    )
    take_reply(opened, came, in_transaction=in_transaction)


def that_waits(opened: OpenCase) -> Arrived | None:
    """The message that has waited longest on a case, as it can be shown; None where none does.

    Where what is kept of it was changed or lost, it says so.
    """
    first = waiting(opened.case)
    if first is None:
        return None
    try:
        return came(opened, first.value.digest)
    except (SealBroken, WaitingReply.DoesNotExist):
        lost = f"What was kept of this message was changed or lost. Its SHA-256 is {first.value.digest}"
        return Arrived(first.value.sender, "", "", first.value.dated, "", (lost,), ())


def came(opened: OpenCase, digest: str) -> Arrived:
    """A message that came on a case, by its digest. Raises SealBroken; `DoesNotExist` where it is not kept."""
    row = WaitingReply.objects.get(case=opened.case.reference, digest=digest)
    return Arrived.from_json(opened.key.open(bytes(row.told), _about(row.case, digest)))


def _about(case: str, digest: str) -> bytes:
    """What a sealed message is bound to."""
    return f"proviso reply {case} {digest}".encode()
