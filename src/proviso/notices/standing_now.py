"""What the words say of the investigation and of the suspicion: as they stand now, whatever was so when something was
shared (5.3.3, 9.1).
"""

from proviso.casework.history.case import Case
from proviso.casework.values.allegation import Allegation, Investigation
from proviso.casework.values.role import Start
from proviso.casework.values.suspicion import Suspicion

SURE_ENDED = "sure_ended"
"""The sentence for a suspicion that was shared and has ended."""

_LOOKS_INTO = {Investigation.ENDED: "looked_into", Investigation.NOBODY: ""}


def looks_into(case: Case) -> str:
    """The key of what is said of the investigation: that it goes on, unless it is recorded that it ended; empty where
    nobody looks into the crime."""
    allegation = case.latest(Allegation)
    return _LOOKS_INTO.get(allegation.stands, "focus") if allegation else "focus"


def suspicion_has_ended(case: Case) -> bool:
    """Whether they were suspected, and are not any more."""
    start = case.latest(Start)
    return not case.suspected and (case.latest(Suspicion) is not None or bool(start and start.suspected))
