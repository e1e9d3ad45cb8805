"""Keys that open nothing: which a start destroys, and which it leaves alone and names.

A key is destroyed only where the record itself shows that nothing is left for it to open: whatever else is missing may
still be in a backup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import time

from django.db import connections
from django.db.models import Max

from proviso.record.erase import cases_erased
from proviso.record.keys import NEWBORN, destroy, own_case
from proviso.record.models import DEFAULT, Head, WrappedKey

MOST_LEFT_OVER = 20
"""So many cases at most are being started at a moment; where the record lacks more, it is not all of it."""

_AT_ONCE = 500
_BEGUN = (
    'SELECT column1, EXISTS (SELECT 1 FROM record_entry WHERE "case" = column1 AND body IS NOT NULL) '
    'FROM (VALUES {}) AS asked WHERE EXISTS (SELECT 1 FROM record_entry WHERE "case" = column1)'
)


@dataclass(frozen=True, slots=True)
class Unused:
    """The cases whose keys open nothing, in order, by why that is so."""

    half_erased: tuple[str, ...]
    """The bodies of the case are gone, and an entry says that it was erased: the erasure stopped half way."""
    never_begun: tuple[str, ...]
    """The case has no entry, and the record has gone on since its key was made: a kill came before the first."""
    unaccounted: tuple[str, ...]
    """The case has no entry, and this may not be the record, or not all of it, that the key was made for; or its bodies
    are gone and no entry says that it was erased, so that a backup of the record may still have them."""


def unused(*, older_than: timedelta = NEWBORN) -> Unused:
    """The keys with no body to open; of those whose case has no entry, only the ones at least so old.

    An empty, an older or another record lacks the entries of many cases, so that it proves nothing against their keys:
    it must end after the key was made, and know some case that the other keys are of. Nor does it where it lacks more
    than `MOST_LEFT_OVER`: so many no kill leaves.
    """
    kept = WrappedKey.objects.order_by("case").values_list("case", "made_at")
    made = {case: made_at for case, made_at in kept if isinstance(made_at, int)}
    has_body = _begun(list(made))
    ends = (Head.objects.aggregate(last=Max("at"))["last"] or 0) // 1_000_000
    made_by = time() - older_than.total_seconds()
    absent = [case for case in made if case not in has_body and made[case] <= made_by]
    bodiless = sorted(case for case, has in has_body.items() if not has)
    erased = cases_erased() if bodiless else frozenset()
    known = any(not case.startswith(own_case("")) for case in has_body)
    never_begun = [case for case in absent if known and made[case] <= ends]
    if len(never_begun) > MOST_LEFT_OVER:
        never_begun = []
    return Unused(
        half_erased=tuple(case for case in bodiless if case in erased),
        never_begun=tuple(never_begun),
        unaccounted=tuple(sorted({*bodiless, *absent} - erased - {*never_begun})),
    )


def _begun(cases: Sequence[str]) -> dict[str, bool]:
    """Of these cases those that have an entry, and whether one of them has a body. One row of each is read, not all."""
    found: dict[str, bool] = {}
    with connections[DEFAULT].cursor() as cursor:
        for start in range(0, len(cases), _AT_ONCE):
            some = cases[start : start + _AT_ONCE]
            cursor.execute(_BEGUN.format(", ".join(["(%s)"] * len(some))), some)
            found |= {case: bool(has) for case, has in cursor.fetchall()}
    return found


def sweep(*, older_than: timedelta = NEWBORN) -> list[str]:
    """Destroy the keys that a kill left behind: of a case that never got an entry, or whose erasure stopped half way.

    Returns the cases. Of those without an entry, keys younger than `older_than` are left alone, and those that the
    record as it is does not account for.
    """
    return destroy_unused(unused(older_than=older_than))


def destroy_unused(found: Unused) -> list[str]:
    """Destroy of the keys that were found to open nothing those that the record accounts for; returns their cases."""
    if orphans := sorted(found.half_erased + found.never_begun):
        destroy(orphans)
    return orphans
