"""What whoever has a case is to see first: the note with which they got it, or why it came back. Pure."""

from dataclasses import dataclass
from datetime import datetime

from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.values.closing import HandedOver, HandoverAnswered, HandoverOffered, Takes
from proviso.casework.values.value import Value


@dataclass(frozen=True, slots=True)
class HandoverNote:
    """Words from one to another about a handover: by whom (staff number), when (UTC), and what; empty where nothing."""

    by: str
    at: datetime
    words: str


def note_of_offer(case: Case) -> HandoverNote | None:
    """The note of a handover that nobody has answered yet."""
    return _note(case.offered, case.offered.value.note) if case.offered else None


def note_to_owner(case: Case) -> HandoverNote | None:
    """The note with which whoever has the case got it, until they have recorded something on it."""
    for answer in reversed(case.history):
        value = answer.value
        if isinstance(value, HandedOver):
            return _note(answer, value.note)
        if isinstance(value, HandoverAnswered) and value.takes is Takes.ACCEPTED:
            return _note_before(case, answer.seq)
        if answer.by == case.owner:
            return None
    return None


def returned_to(case: Case, reader: str) -> HandoverNote | None:
    """Why nobody took the case, for whoever has it or handed it over (by staff number), until they record something."""
    for answer in reversed(case.history):
        value = answer.value
        if isinstance(value, HandoverAnswered) and value.takes is Takes.RETURNED:
            whose = {case.owner, *(one.by for one in _asked_before(case, answer.seq)[-1:])}
            return _note(answer, value.reason) if reader in whose else None
        if answer.by == reader or isinstance(value, HandedOver | HandoverAnswered):
            return None
    return None


def _note_before(case: Case, seq: int) -> HandoverNote:
    """The note of the handover that was answered at this place."""
    asked = _asked_before(case, seq)
    return _note(asked[-1], getattr(asked[-1].value, "note", None))


def _asked_before(case: Case, seq: int) -> list[RecordedAnswer[Value]]:
    return [one for one in case.history[:seq] if isinstance(one.value, HandoverOffered)]


def _note(answer: RecordedAnswer[Value], words: str | None) -> HandoverNote:
    return HandoverNote(answer.by, answer.at, words or "")
