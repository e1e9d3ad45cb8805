"""The replay: what each entry makes of a case, in order. Pure: the same entries always give the same case.

What a value changes is in two tables: `changes`, and `sharing_changes` for what leaves, is acknowledged or corrected.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.history.changes import CHANGES, Change
from proviso.casework.history.kinds import value_of
from proviso.casework.history.sharing_changes import SHARING_CHANGES
from proviso.casework.values.value import Value
from proviso.record.entry import Entry

_CHANGE_OF: Mapping[type[Value], Change] = MappingProxyType({**CHANGES, **SHARING_CHANGES})


def replay(reference: str, force: str, entries: Iterable[Entry]) -> Case:
    """The case that these entries make. Entries outside the replay (openings, which have no seq) are passed over."""
    case = Case(reference=reference, force=force)
    for entry in entries:
        if entry.seq is not None:
            case = apply_entry(case, entry)
    return case


def apply_entry(case: Case, entry: Entry) -> Case:
    """The case once this entry is written. Raises UnknownKind for an entry that cannot be read."""
    return apply_answer(case, RecordedAnswer(value_of(entry), entry.seq or 0, entry.at, entry.actor))


def apply_answer(case: Case, answer: RecordedAnswer[Value]) -> Case:
    """The case once this answer stands in it."""
    case = replace(
        case,
        seq=answer.seq,
        answers=MappingProxyType({**case.answers, type(answer.value): answer}),
        history=(*case.history, answer),
    )
    change = _CHANGE_OF.get(type(answer.value))
    return replace(case, **change(answer.value, case, answer)) if change else case


def as_of(case: Case, seq: int) -> Case:
    """The case as it was once its entry at this place was written: what was known when something was decided or shown.

    Places beyond the last give the case as it is; 0 and below give a case on which nothing stands yet.
    """
    if seq >= case.seq:
        return case
    then = Case(reference=case.reference, force=case.force)
    for answer in case.history:
        if answer.seq <= seq:
            then = apply_answer(then, answer)
    return then
