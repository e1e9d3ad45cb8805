"""Replies of the Home Office from .eml and mbox files: matched by our own reference alone, sealed, and left waiting.

A message matches where it names one case of the force, and only one; whatever else it says counts once a person has
confirmed it. What does not match is named and left in its file. The same message twice is one.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from proviso.casework import clock
from proviso.casework.acts.receive import take_reply, waiting
from proviso.casework.acts.share import NothingShared
from proviso.casework.case_error import CaseError
from proviso.casework.values.reply import ReplyArrived
from proviso.casework.writing.access import CaseErased, CaseUnreadable, NoSuchCase, OpenCase, open_for_replies
from proviso.casework.writing.commit import RecordedAlready
from proviso.disclosure.models import WaitingReply
from proviso.disclosure.reading import Arrived, read_message
from proviso.record.canonical import canonical
from proviso.record.entry import Entry
from proviso.record.keys import SealBroken

LONGEST = 50 * 1024 * 1024
"""A message of more bytes is not read: it is named instead."""


class FileRefused(Exception):
    """The file is no message and no mbox, or cannot be opened; the words say what to do."""


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
    """Take every message of an .eml or mbox file to its case. Raises FileRefused before anything is taken.

    The file is read and never changed.
    """
    for number, raw in enumerate(_messages(path), start=1):
        if raw is None:
            yield ImportedReply(path.name, number, "", Became.TOO_LONG)
            continue
        arrived = read_message(raw)
        became, case = _took(raw, arrived, force, session)
        yield ImportedReply(path.name, number, arrived.message_id, became, case)


def _took(raw: bytes, arrived: Arrived, force: str, session: str) -> tuple[Became, str]:
    if not arrived.references:
        return Became.NO_REFERENCE, ""
    if len(arrived.references) > 1:
        return Became.SEVERAL, ""
    (reference,) = arrived.references
    digest = _digest(raw)
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


REFUSED = {
    NoSuchCase.code: Became.NO_CASE,
    CaseErased.code: Became.NO_CASE,
    CaseUnreadable.code: Became.KEY_LOST,
    NothingShared.code: Became.NOTHING_SHARED,
    RecordedAlready.code: Became.KNOWN,
}
"""What became of a message that was not taken, by the code of why it was refused; nothing else is expected."""


def _take(opened: OpenCase, digest: str, arrived: Arrived) -> None:
    told = {**asdict(arrived), "dated": arrived.dated.isoformat() if arrived.dated else None}
    sealed = opened.key.seal(canonical(told), _about(opened.case.reference, digest))

    def in_transaction(entry: Entry) -> None:
        WaitingReply.objects.create(digest=digest, case=entry.case, force=entry.log, came_at=clock.now(), told=sealed)

    take_reply(
        opened, ReplyArrived(digest=digest, sender=arrived.sender, dated=arrived.dated), in_transaction=in_transaction
    )


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
    told = json.loads(opened.key.open(bytes(row.told), _about(row.case, digest)))
    dated = datetime.fromisoformat(told["dated"]) if told["dated"] else None
    return Arrived(**{**told, "dated": dated, "parts": tuple(told["parts"]), "references": tuple(told["references"])})


def _about(case: str, digest: str) -> bytes:
    """What a sealed message is bound to."""
    return f"proviso reply {case} {digest}".encode()


def _messages(path: Path) -> Iterator[bytes | None]:
    """Each message of a file; None for one that is too long. Raises FileRefused."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        size = path.stat().st_size
    except OSError as error:
        raise FileRefused(f"{path} cannot be read: {error.strerror}.") from error
    if start.startswith(b"From "):
        return _of_mbox(path)
    if not _is_message(start):
        raise FileRefused(f"{path} is neither a message (.eml) nor an mbox. Save the message as .eml, and try again.")
    return iter((None if size > LONGEST else path.read_bytes(),))


def _of_mbox(path: Path) -> Iterator[bytes | None]:
    """Each message of an mbox. One begins only after an empty line, and with a year: "From" may begin a sentence."""
    kept: list[bytes] = []
    size, empty = 0, True
    with path.open("rb") as file:
        for number, line in enumerate(file):
            if empty and _BEGINS.match(line):
                if number:
                    yield _whole(kept, size)
                kept, size = [], 0
            else:
                size += len(line)
                if size <= LONGEST:
                    kept.append(line[1:] if _STUFFED.match(line) else line)
            empty = not line.strip()
    yield _whole(kept, size)


_BEGINS = re.compile(rb"From .*[0-9]{4}\s*$")
_STUFFED = re.compile(rb">+From ")


def _whole(lines: list[bytes], size: int) -> bytes | None:
    return None if size > LONGEST else b"".join(lines)


def _digest(raw: bytes) -> str:
    """The same for one message whichever way its lines end, in whichever file it came."""
    return sha256(raw.replace(b"\r\n", b"\n").strip(b"\n")).hexdigest()


def _is_message(start: bytes) -> bool:
    """Whether a file begins as a message does: with a header."""
    name, colon, _ = start.lstrip(b"\r\n\xef\xbb\xbf").partition(b":")
    return bool(colon) and bool(name) and all(33 <= byte <= 126 for byte in name)
