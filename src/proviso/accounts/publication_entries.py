"""That a year's figures were released, and that a release was withdrawn: entries of the force's log, each with why.

Accounts know no figures: what was released goes into the entry whole, as `oversight.publication` gives it, so that what
the public reads is what that person released and nothing since.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from proviso.accounts.entries import case_of, note
from proviso.accounts.force_changes import allowed
from proviso.accounts.models import Force, Officer, Role
from proviso.record import keys
from proviso.record.entry import Entry, Json
from proviso.record.read_by_kind import by_kind

RELEASE = frozenset({Role.DATA_PROTECTION_OFFICER, Role.POLICY_OWNER})
"""Who releases a year's publication and withdraws it."""

RELEASED, WITHDRAWN = "figures_released", "figures_release_withdrawn"


def note_released(
    force: Force, year: int, released: Mapping[str, Json], *, by: Officer, now: datetime, why: str
) -> None:
    """Enter that somebody released a year's publication, with all that it says. Raises `NotTheirs`."""
    _note(force, RELEASED, {"year": year, **released}, by, now, why)


def note_release_withdrawn(force: Force, year: int, *, by: Officer, now: datetime, why: str) -> None:
    """Enter that somebody withdrew it: nobody is given it from now on. Raises `NotTheirs`."""
    _note(force, WITHDRAWN, {"year": year}, by, now, why)


def _note(force: Force, kind: str, body: Mapping[str, Json], by: Officer, now: datetime, why: str) -> None:
    with transaction.atomic():
        role = Role(by.role) if by.role in RELEASE else Role.POLICY_OWNER
        note(force, kind, actor=allowed(force, by, role), body=body, now=now, why=why)


def standing_releases(force: Force) -> dict[int, Entry]:
    """The release of each year that stands: the last, where none was withdrawn since. Raises KeyLost, SealBroken."""
    rows = by_kind(force.code, (RELEASED, WITHDRAWN))
    if not rows:
        return {}
    key, standing = keys.of(case_of(force)), dict[int, Entry]()
    for row in rows:
        entry = row.opened(force.code, key)
        year = entry.body.get("year") if entry else None
        if entry is None or not isinstance(year, int):
            continue
        standing.pop(year, None)
        if entry.kind == RELEASED:
            standing[year] = entry
    return dict(sorted(standing.items()))
