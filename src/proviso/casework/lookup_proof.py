"""Whether the lookup key is the one that crime references were stored under: a wrong one silently finds no case.

Held against cases that can be read, whose references are in the record. Shows nothing of them and writes nothing.
"""

from hmac import compare_digest

from proviso.casework.history.replay import replay
from proviso.casework.models import CrimeReference
from proviso.casework.projection import lookup_as_it_was, lookups
from proviso.casework.values.allegation import Allegation
from proviso.record import read
from proviso.record.keys import KeyErased, KeyLost

TRIED = 5
"""How many cases are read at most: one whose row was altered does not speak against the key."""


def lookup_key_fits(force: str) -> bool:
    """Whether one of the first few cases of the force with a crime reference is found by it; also where none can be
    asked. Raises OSError where there is no such key."""
    asked = [fits for fits in (_found(*row, force) for row in _rows(force)) if fits is not None]
    return not asked or any(asked)


def _rows(force: str) -> list[tuple[str, str]]:
    rows = CrimeReference.objects.filter(force=force).order_by("case")
    return list(rows.values_list("case", "digest")[:TRIED])


def _found(reference: str, digest: str, force: str) -> bool | None:
    """Whether this case would be found by its crime reference; None where it cannot be read or has none."""
    try:
        allegation = replay(reference, force, read.entries(reference)).latest(Allegation)
    except (KeyErased, KeyLost):
        return None
    if allegation is None:
        return None
    given = allegation.crime_reference
    made = (*lookups(force, given), lookup_as_it_was(force, given))
    return any(compare_digest(one, digest) for one in made)
