"""Making the rows beside the record again, from the record alone: after a change of policy, or when rows were lost.

The record says which cases there are; a row that belongs to none of them goes. No entry is written. What was otherwise
than the record says is told of: it may be the one sign that somebody wrote to the database.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.db import transaction
from django.db.models import Model

from proviso.accounts.models import Force
from proviso.casework.counted_rows import keep_counted
from proviso.casework.history.replay import replay
from proviso.casework.models import (
    CaseRow,
    CountedRow,
    CrimeReference,
    OccasionsRow,
    Opening,
    RaisedRow,
    ReasonWords,
    SharedRow,
    WorklistRow,
)
from proviso.casework.occasion_rows import keep_occasions
from proviso.casework.projection import due_of, locked, write
from proviso.casework.raised_rows import rebuild_raised
from proviso.casework.reading.case_assessment import Rules, assess_case
from proviso.casework.repeated_words import keep_words
from proviso.casework.sent_forms import forget_forms_of
from proviso.record import keys, read
from proviso.record.keys import DataKey, KeyErased, KeyLost

KeyOf = Callable[[str], DataKey | None]
"""A force's own key, by its code."""


Told = Callable[[str], object]
"""Told of each case, by its reference, whose rows were not as they are once they are made again; and of `RAISED`."""

RAISED = "who-looked"
"""What is raised with people, of all cases."""

_TELLING: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (CaseRow, "reference", ("force", "unit", "owner", "seq", "stage", "unacknowledged", "seen_by_lead")),
    (CrimeReference, "case", ("force", "digest")),
    (ReasonWords, "case", ("digest",)),
    (SharedRow, "case", ("force", "seq", "what", "began_at", "ended_at", "how", "department", "recipient")),
    (WorklistRow, "case", ("queue", "what", "force", "unit", "owner", "due_at", "not_by")),
)
"""The rows of a case, by which column, and what of them is the same whenever they are made: nothing that is sealed."""


class RowsLost(Exception):
    """The rows of some cases could not be made, because their keys are lost; those of all others were."""

    def __init__(self, references: tuple[str, ...]) -> None:
        super().__init__(f"The data keys of these cases are missing or damaged: {', '.join(references)}")
        self.references = references


def rebuild(on: date, progress: Callable[[int, int], None] | None = None, differed: Told = lambda _: None) -> int:
    """Make every row again under the policy of a day, case by case, and return how many cases there are.

    `progress` is told (done, of how many); `differed`, what had other rows, as it has after a change of policy or of a
    deadline. A case that was erased leaves no row. Raises RowsLost, once all that can be made is made.
    """
    rules = {force.code: Rules.of(force, on) for force in Force.objects.all()}
    begun, orphans = read.begun(), set[str]()
    for model in (CountedRow, CrimeReference, OccasionsRow, Opening, ReasonWords, SharedRow, WorklistRow):
        of_none = model._default_manager.exclude(case__in=CaseRow.objects.values("reference"))
        orphans.update(of_none.values_list("case_id", flat=True))
        of_none.delete()
    strays = set(CaseRow.objects.values_list("reference", flat=True)) - begun.keys()
    for reference in strays:
        clear(reference)
    for reference in sorted(strays | orphans - begun.keys()):
        differed(reference)
    force_key = cache(_force_key)
    made, lost = 0, []
    for done, (reference, force) in enumerate(begun.items(), start=1):
        try:
            made += _made_again(reference, force, rules[force], force_key, differed)
        except KeyLost:
            lost.append(reference)
        if progress:
            progress(done, len(begun))
    others = [code for code in rules if rebuild_raised(code)]
    if others:
        differed(RAISED)
    if lost:
        raise RowsLost(tuple(lost))
    return made


@transaction.atomic
def clear(reference: str) -> None:
    """Take every row of a case away, as of one that the record does not have or no longer says anything of."""
    _clear_what_can_be_made_again(reference)
    for model in (Opening, RaisedRow):
        model._default_manager.filter(case=reference).delete()
    forget_forms_of(reference)


def _clear_what_can_be_made_again(reference: str) -> None:
    """All but the openings that still hold: they are of the same case when its row is made again."""
    locked(reference)
    for model in (CountedRow, CrimeReference, OccasionsRow, ReasonWords, SharedRow, WorklistRow):
        model._default_manager.filter(case=reference).delete()
    CaseRow.objects.filter(reference=reference).delete()


@transaction.atomic
def _made_again(reference: str, force: str, rules: Rules, force_key: KeyOf, differed: Told) -> bool:
    """One case's rows, as its entries say; whether it has any. Raises KeyLost, and then nothing changed."""
    locked(reference)
    before = _telling(reference)
    _clear_what_can_be_made_again(reference)
    try:
        key = keys.of(reference)
    except KeyErased:
        clear(reference)
        return False
    case = replay(reference, force, read.entries(reference, key=key))
    write(None, case, due_of(case, assess_case(case, rules)), frozenset(), key)
    keep_words(case, case.history)
    if own := force_key(force):
        keep_counted(case, own)
        keep_occasions(case, own)
    if before != _telling(reference):
        differed(reference)
    return True


def _telling(reference: str) -> list[set[tuple[object, ...]]]:
    """What the rows of a case say in the clear."""
    return [
        set(model._default_manager.filter(**{column: reference}).values_list(*columns))
        for model, column, columns in _TELLING
    ]


def _force_key(force: str) -> DataKey | None:
    """The force's own key; None where it is lost: its figures cannot be made then, and lists can."""
    try:
        return keys.ensure(keys.own_case(force))
    except KeyLost:
        return None
