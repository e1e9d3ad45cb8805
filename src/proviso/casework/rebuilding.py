"""Making the rows beside the record again, from the record alone: after a change of policy, or when rows were lost.

The record says which cases there are; a row that belongs to none of them goes. No entry is written.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.db import transaction

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


class RowsLost(Exception):
    """The rows of some cases could not be made, because their keys are lost; those of all others were."""

    def __init__(self, references: tuple[str, ...]) -> None:
        super().__init__(f"The data keys of these cases are missing or damaged: {', '.join(references)}")
        self.references = references


def rebuild(on: date, progress: Callable[[int, int], None] | None = None) -> int:
    """Make every row again under the policy of a day, case by case, and return how many cases there are.

    `progress` is told (done, of how many). A case that was erased leaves no row. Raises RowsLost, once all that can be
    made is made.
    """
    rules = {force.code: Rules.of(force, on) for force in Force.objects.all()}
    begun = read.begun()
    for model in (CountedRow, CrimeReference, OccasionsRow, Opening, ReasonWords, SharedRow, WorklistRow):
        model._default_manager.exclude(case__in=CaseRow.objects.values("reference")).delete()
    strays = set(CaseRow.objects.values_list("reference", flat=True)) - begun.keys()
    for reference in strays:
        clear(reference)
    force_key = cache(_force_key)
    made, lost = 0, []
    for done, (reference, force) in enumerate(begun.items(), start=1):
        try:
            made += _made_again(reference, force, rules[force], force_key)
        except KeyLost:
            lost.append(reference)
        if progress:
            progress(done, len(begun))
    for code in rules:
        rebuild_raised(code)
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
def _made_again(reference: str, force: str, rules: Rules, force_key: KeyOf) -> bool:
    """One case's rows, as its entries say; whether it has any. Raises KeyLost, and then nothing changed."""
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
    return True


def _force_key(force: str) -> DataKey | None:
    """The force's own key; None where it is lost: its figures cannot be made then, and lists can."""
    try:
        return keys.ensure(keys.own_case(force))
    except KeyLost:
        return None
