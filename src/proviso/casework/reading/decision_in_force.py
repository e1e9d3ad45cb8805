"""The decision to share that stands on a case: the one that waits to be sent, or that of what was shared last; and
whether anything was said or found since. Pure."""

from proviso.casework.history.case import Case, RecordedAnswer, answers
from proviso.casework.values.closing import HandedOver, HandoverAnswered, HandoverOffered, HandoverWithdrawn
from proviso.casework.values.correction import (
    CorrectionCancelled,
    CorrectionOrdered,
    CorrectionSent,
    ToldCorrection,
)
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.dispatch import (
    Delivered,
    FileMade,
    SendingCancelled,
    SendingOrdered,
    SendingSettled,
    SendingStopped,
    SendingUnclear,
    Sent,
)
from proviso.casework.values.linking import Linked
from proviso.casework.values.looks import LeadLooked, SupervisorLooked, UrgencyDeclared
from proviso.casework.values.reply import ReplyArrived, ReplyDismissed
from proviso.casework.values.review_outcomes import DelayReviewed, LateDisclosureReviewed, OutsideDisclosureReviewed
from proviso.casework.values.sharing import Acknowledged, CallEnded, CallStarted, CameBack
from proviso.casework.values.value import Value

MOVES_NOTHING: frozenset[type[Value]] = frozenset(
    {
        HandedOver, HandoverOffered, HandoverAnswered, HandoverWithdrawn, Linked,
        SupervisorLooked, LeadLooked, UrgencyDeclared, DelayReviewed, LateDisclosureReviewed,
        OutsideDisclosureReviewed,
        CallStarted, CallEnded, Acknowledged, CameBack,
        SendingOrdered, SendingCancelled, Sent, FileMade, Delivered, SendingStopped, SendingUnclear, SendingSettled,
        CorrectionOrdered, CorrectionCancelled, CorrectionSent, ToldCorrection,
    }
)  # fmt: skip
"""What says and finds nothing that a decision rests on: who carries the case, what a second person thought of it (which
stops it in its own way), and how what was ordered fared. Whatever is not here moves a decision, new kinds too."""


def decided_to_share(case: Case) -> RecordedAnswer[SharingDecided] | None:
    """The decision that waits to be sent, if one does."""
    return case.decision if answers(case.decision, SharingDecided) else None


def last_decided(case: Case) -> RecordedAnswer[SharingDecided] | None:
    """The decision to share that stands: the one that waits to be sent, or else of what was shared last."""
    waits = decided_to_share(case)
    if waits or not case.disclosures:
        return waits
    latest = case.disclosures[-1].decided
    return next((one for one in case.history if answers(one, SharingDecided) and one.value is latest), None)


def said_since(case: Case) -> tuple[RecordedAnswer[Value], ...]:
    """What was said or found since the decision that waits to be sent: it does not leave until it is decided again."""
    decided = decided_to_share(case)
    return moved_since(case, decided.seq) if decided else ()


def moved_since(case: Case, place: int) -> tuple[RecordedAnswer[Value], ...]:
    """What was said or found after an entry, by its place, and so may be what somebody waits for."""
    notices = {one.value.digest for one in case.history if answers(one, ReplyArrived) and _is_notice(one.value)}
    return tuple(
        one
        for one in case.history[place:]
        if type(one.value) not in MOVES_NOTHING
        and not (isinstance(one.value, ReplyArrived | ReplyDismissed) and one.value.digest in notices)
    )


def _is_notice(came: ReplyArrived) -> bool:
    """Whether nobody wrote it: a receipt, or a mail server's notice, says nothing of the case."""
    return came.nature is not None and came.nature.is_no_reply
