"""The decision to share that stands on a case: the one that waits to be sent, or that of what was shared last. Pure."""

from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.values.decision import SharingDecided


def decided_to_share(case: Case) -> RecordedAnswer[SharingDecided] | None:
    """The decision that waits to be sent, if one does."""
    decision = case.decision
    return decision if decision and isinstance(decision.value, SharingDecided) else None  # type: ignore[return-value]


def last_decided(case: Case) -> RecordedAnswer[SharingDecided] | None:
    """The decision to share that stands: the one that waits to be sent, or else of what was shared last."""
    waits = decided_to_share(case)
    if waits or not case.disclosures:
        return waits
    latest = case.disclosures[-1].decided
    return next((one for one in case.history if one.value is latest), None) if latest else None  # type: ignore[return-value]
