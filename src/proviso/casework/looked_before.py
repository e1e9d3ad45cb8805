"""What was raised and has been looked at since: who did it and why, who looked at it, when, and what they found (s.62).

For whoever oversees: once a row has left every list, this is where its answer is. Whoever did a thing does not see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from proviso.accounts.models import Officer
from proviso.casework.raised import Audience, Raised
from proviso.casework.raised_rows import LET_GO_ON, LOOKED_AT
from proviso.casework.who_looked import lists_of, reads_why
from proviso.casework.writing.permissions import Actor
from proviso.record import keys
from proviso.record.entry import Entry
from proviso.record.read_by_kind import by_kind
from proviso.record.read_consultations import at_places

AT_MOST = 25


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One thing that was looked at: what somebody did, when and why, and who looked, when, and what they found.

    `why` is empty where its reader may not read it, or nobody can any more.
    """

    what: Raised
    staff_number: str
    name: str
    case: str
    did_at: datetime | None
    why: str
    by: str
    at: datetime
    found: str
    went_on: bool
    """Whether they were let go on, which is more than being looked at."""


def looked_before(actor: Actor, at_most: int = AT_MOST) -> list[LookedAt]:
    """What was raised with this person's role and unit and has been looked at, the latest first. Raises KeyLost."""
    theirs = {(audience.value, whose) for audience, whose in lists_of(actor) if audience is not Audience.OWNER}
    rows = by_kind(actor.force, (LOOKED_AT, LET_GO_ON)) if theirs else []
    if not rows:
        return []
    key = keys.ensure(keys.own_case(actor.force))
    found: list[Entry] = []
    for row in reversed(rows):
        entry = row.opened(actor.force, key)
        if entry is None or entry.body.get("staff_number") == actor.staff_number:
            continue
        if (entry.body.get("audience"), entry.body.get("whose")) in theirs:
            found.append(entry)
        if len(found) == at_most:
            break
    done = at_places(actor.force, {_place(entry) for entry in found})
    numbers = {str(entry.body["staff_number"]) for entry in found}
    names = dict(Officer.objects.filter(staff_number__in=numbers).values_list("staff_number", "name"))
    return [_told(actor, entry, done.get(_place(entry)), names) for entry in found]


def _place(entry: Entry) -> int:
    """The place of what was looked at."""
    return int(str(entry.body["place"]))


def _told(actor: Actor, entry: Entry, did: Entry | None, names: Mapping[str, str]) -> LookedAt:
    what, number = Raised(str(entry.body["what"])), str(entry.body["staff_number"])
    return LookedAt(
        what=what,
        staff_number=number,
        name=names.get(number, ""),
        case=str(entry.body["case"]),
        did_at=did.at if did else None,
        why=did.why if did and reads_why(actor, what) else "",
        by=entry.actor,
        at=entry.at,
        found=entry.why,
        went_on=entry.kind == LET_GO_ON,
    )
