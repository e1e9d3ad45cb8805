"""What a row of a list says: what is due on a case, and the sealed words that its reader may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from proviso.casework.models import WorklistRow
from proviso.casework.projection import about_summary
from proviso.casework.row_codes import What
from proviso.record import keys
from proviso.record.keys import DataKey, KeyLost, SealBroken


class DueRow(NamedTuple):
    """What a list reads of a row: a `WorklistRow` without its model, which takes longer to make than to read."""

    id: int
    case_id: str
    what: str
    unit: str
    owner: str
    due_at: datetime
    summary: bytes | memoryview
    not_by: str


@dataclass(frozen=True, slots=True)
class DueThing:
    """One thing that is due on a case, at a time in UTC. `not_by` is the one person who may not do it, if any."""

    what: What
    due_at: datetime
    not_by: str = ""


@dataclass(frozen=True, slots=True)
class WorklistItem:
    """A case with everything that is due on it on one list, the most urgent first. `summary` is empty where it cannot
    be opened: the case was erased meanwhile, or its key or the row is damaged, which `proviso record verify` and
    `worklist rebuild` tell of. `crime_reference` is empty on every list but one's own, and where the force says so."""

    reference: str
    due: tuple[DueThing, ...]
    owner: str
    unit: str
    summary: str
    crime_reference: str = ""

    @property
    def what(self) -> What:
        """What is most urgent."""
        return self.due[0].what

    @property
    def due_at(self) -> datetime:
        """When that is due, in UTC."""
        return self.due[0].due_at


def keys_held(cases: set[str]) -> dict[str, DataKey]:
    """The keys of these cases; one that is damaged hides its own case's summary, never the list from everybody."""
    try:
        return keys.of_many(cases)
    except KeyLost:
        return {case: key for case in cases if (key := _key(case))}


def _key(case: str) -> DataKey | None:
    try:
        return keys.of_many({case}).get(case)
    except KeyLost:
        return None


def item_of(due: Sequence[DueRow | WorklistRow], key: DataKey | None) -> WorklistItem:
    """The item of a case's rows; each of them holds the same summary, so that one is opened."""
    row = due[0]
    summary, _, given = (_summary(row, key) if key else "").partition("\n")
    things = tuple(DueThing(What(one.what), one.due_at, one.not_by) for one in due)
    return WorklistItem(row.case_id, things, row.owner, row.unit, summary, given)


def _summary(row: DueRow | WorklistRow, key: DataKey) -> str:
    try:
        return key.open(bytes(row.summary), about_summary(row.case_id)).decode()
    except SealBroken:
        return ""
