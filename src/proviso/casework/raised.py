"""What is raised with whom, of somebody's looking: as an entry says it and as a list shows it. Pure (s.62; 10.1).

Our safeguard: looking at the case of a colleague, being refused one, or asking by a crime reference is seen by somebody
else the same hour. Every entry that raises something names with whom; the rows are a projection of those entries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from proviso.record.entry import Entry, Json


class Audience(StrEnum):
    """Whose list it stands on."""

    OWNER = "owner"
    SUPERVISOR = "supervisor"
    VULNERABILITY = "vulnerability_lead"
    DATA_PROTECTION = "data_protection_officer"


class Raised(StrEnum):
    """What somebody did that is raised."""

    OPENED = "opened"
    """Opened a case that is not theirs, nor due on their list."""
    REFUSED = "refused"
    """Asked for a case out of their reach."""
    MANY_OPENED = "many_opened"
    """Opened as many cases of colleagues in an hour as the force lets anybody, or was refused one more."""
    URGENT = "urgent"
    """Opened one more to protect somebody, on their own word."""
    ASKED = "asked"
    """Asked whether there is a case with a crime reference."""
    MANY_ASKED = "many_asked"
    """Was refused, having asked by so many crime references within an hour."""
    HANDED_ON = "handed_on"
    """Had several cases of one officer handed over at once."""
    MANY_A_DAY = "many_a_day"
    """Opened as many cases of colleagues within a day as the force wants looked at."""
    OUT_OF_UNIT = "out_of_unit"
    """Opened a case of another unit, to protect somebody, on their own word: somebody takes a second look in time."""
    WENT_OUT_OF_UNIT = "went_out_of_unit"
    """The same, as the supervisors of whoever did it are told, who do not have to look."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that is raised with one audience. `whose` is the owner's staff number, or the code of the unit whose
    supervisor it is; empty for the others. `case` is empty where it is about no one case."""

    audience: Audience
    whose: str
    what: Raised
    case: str = ""

    def plain(self) -> dict[str, Json]:
        """As an entry keeps it."""
        return {"audience": self.audience.value, "whose": self.whose, "what": self.what.value, "case": self.case}


def concerns_of(entry: Entry) -> Iterator[Concern]:
    """What an entry raises; nothing for one of before there were such lists."""
    kept = entry.body.get("raised")
    told = kept if isinstance(kept, list) else ()
    yield from (concern_of(one) for one in told if isinstance(one, dict))


def concern_of(kept: Mapping[str, Json]) -> Concern:
    """What `Concern.plain` made. Raises ValueError or KeyError for what it did not."""
    return Concern(Audience(str(kept["audience"])), str(kept["whose"]), Raised(str(kept["what"])), str(kept["case"]))
