"""Keys that open nothing: which a start destroys, and which it leaves alone and names.

A key is destroyed only where the record itself shows that nothing is left for it to open: whatever else is missing may
still be in a backup.
"""

from dataclasses import dataclass
from datetime import timedelta
from time import time

from django.db.models import Count, Max

from proviso.record.erase import cases_erased
from proviso.record.keys import NEWBORN, destroy, own_case
from proviso.record.models import Entry, Head, WrappedKey

MOST_LEFT_OVER = 20
"""So many cases at most are being started at a moment; where the record lacks more, it is not all of it."""


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
    cases, bodies = list(made), dict[str, int]()
    for start in range(0, len(cases), 500):
        found = Entry.objects.filter(case__in=cases[start : start + 500]).order_by()
        bodies |= dict(found.values_list("case").annotate(Count("body")))
    ends = (Head.objects.aggregate(last=Max("at"))["last"] or 0) // 1_000_000
    made_by = time() - older_than.total_seconds()
    absent = [case for case in cases if case not in bodies and made[case] <= made_by]
    bodiless = [case for case in cases if bodies.get(case) == 0]
    erased = cases_erased() if bodiless else frozenset()
    known = any(not case.startswith(own_case("")) for case in bodies)
    never_begun = [case for case in absent if known and made[case] <= ends]
    if len(never_begun) > MOST_LEFT_OVER:
        never_begun = []
    return Unused(
        half_erased=tuple(case for case in bodiless if case in erased),
        never_begun=tuple(never_begun),
        unaccounted=tuple(sorted({*bodiless, *absent} - erased - {*never_begun})),
    )


def sweep(*, older_than: timedelta = NEWBORN) -> list[str]:
    """Destroy the keys that a kill left behind: of a case that never got an entry, or whose erasure stopped half way.

    Returns the cases. Of those without an entry, keys younger than `older_than` are left alone, and those that the
    record as it is does not account for.
    """
    found = unused(older_than=older_than)
    if orphans := sorted(found.half_erased + found.never_begun):
        destroy(orphans)
    return orphans
