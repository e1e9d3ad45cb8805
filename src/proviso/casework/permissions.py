"""Who may do which act at which stage: one table, as data. Everything that it does not name is refused.

Whether an act is open at all is policy's to say; this says whose it is. Closing never depends on status (5.3.3).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from proviso.accounts.models import Officer, Role
from proviso.casework.case import Case, Stage
from proviso.casework.values import (
    afterwards,
    correcting,
    deciding,
    dispatch,
    opening,
    protection,
    replies,
    sending,
    suspicion,
    telling,
)
from proviso.casework.values.asking import Value


class Service(StrEnum):
    """A part of the service that acts by itself, on a person's order: nobody signs in as one."""

    OUTBOX = "outbox"
    REPLIES = "replies"

    @property
    def label(self) -> str:
        """Its name, for a person."""
        return {"outbox": "Outbox", "replies": "Replies from files"}[self.value]


class Act(StrEnum):
    """What can be done to a case."""

    READ = "read"
    ANSWER = "answer"
    PROTECT = "protect"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    END_DELAY = "end_delay"
    START_CALL = "start_call"
    END_CALL = "end_call"
    ORDER_SENDING = "order_sending"
    CANCEL_SENDING = "cancel_sending"
    DISPATCH = "dispatch"
    SETTLE_SENDING = "settle_sending"
    DELIVER = "deliver"
    RECORD_ALREADY_SHARED = "record_already_shared"
    ACKNOWLEDGE = "acknowledge"
    TELL_AFTER = "tell_after"
    TRY_TO_TELL = "try_to_tell"
    RECORD_REPLY = "record_reply"
    TAKE_REPLY = "take_reply"
    RECORD_OUTCOME = "record_outcome"
    FIND_WRONG = "find_wrong"
    CORRECT = "correct"
    TELL_CORRECTION = "tell_correction"
    REVIEW = "review"
    REVIEW_VULNERABILITY = "review_vulnerability"
    HAND_OVER = "hand_over"
    CLOSE = "close"
    REOPEN = "reopen"


ACT_OF: Mapping[type[Value], Act] = MappingProxyType(
    {
        protection.Protection: Act.PROTECT,
        protection.Control: Act.PROTECT,
        protection.Support: Act.PROTECT,
        deciding.SharingDecided: Act.DECIDE,
        deciding.DelayDecided: Act.DECIDE,
        deciding.NotSharingDecided: Act.DECIDE,
        deciding.DecisionWithdrawn: Act.WITHDRAW,
        deciding.DelayEnded: Act.END_DELAY,
        sending.CallStarted: Act.START_CALL,
        sending.CallEnded: Act.END_CALL,
        dispatch.SendingOrdered: Act.ORDER_SENDING,
        dispatch.SendingCancelled: Act.CANCEL_SENDING,
        dispatch.Sent: Act.DISPATCH,
        dispatch.SendingStopped: Act.DISPATCH,
        dispatch.SendingUnclear: Act.DISPATCH,
        dispatch.SendingSettled: Act.SETTLE_SENDING,
        dispatch.FileMade: Act.DELIVER,
        dispatch.Delivered: Act.DELIVER,
        sending.AlreadyShared: Act.RECORD_ALREADY_SHARED,
        sending.Acknowledged: Act.ACKNOWLEDGE,
        sending.CameBack: Act.ACKNOWLEDGE,
        telling.ToldAfter: Act.TELL_AFTER,
        telling.AttemptFailed: Act.TRY_TO_TELL,
        afterwards.Reply: Act.RECORD_REPLY,
        replies.ReplyArrived: Act.TAKE_REPLY,
        replies.ReplyPutAside: Act.RECORD_REPLY,
        replies.OutcomeRecorded: Act.RECORD_OUTCOME,
        correcting.FoundWrong: Act.FIND_WRONG,
        correcting.CorrectionOrdered: Act.CORRECT,
        correcting.CorrectionCancelled: Act.CORRECT,
        correcting.CorrectionSent: Act.CORRECT,
        correcting.ToldCorrection: Act.TELL_CORRECTION,
        suspicion.SourceCorrected: Act.REVIEW,
        suspicion.BreachReviewed: Act.REVIEW,
        afterwards.DelayReviewed: Act.REVIEW,
        afterwards.LateDisclosureReviewed: Act.REVIEW,
        protection.VulnerabilityReviewed: Act.REVIEW_VULNERABILITY,
        afterwards.HandedOver: Act.HAND_OVER,
        afterwards.Closed: Act.CLOSE,
        afterwards.Reopened: Act.REOPEN,
    }
)
"""What each value does; every other value answers a question."""

CARRY: frozenset[Role | Service] = frozenset({Role.OFFICER, Role.SUPERVISOR})
CALL = CARRY | {Role.DISCLOSURE_DESK}
ALL = frozenset(Stage)
OPEN = ALL - {Stage.CLOSED}

BY_ITSELF = frozenset({Service.OUTBOX})

MAY: Mapping[Act, tuple[frozenset[Role | Service], frozenset[Stage]]] = MappingProxyType(
    {
        Act.READ: (CALL | {Role.VULNERABILITY_LEAD, Role.DATA_PROTECTION_OFFICER} | frozenset(Service), ALL),
        Act.ANSWER: (CARRY, OPEN),
        Act.PROTECT: (CARRY | {Role.VULNERABILITY_LEAD}, OPEN),
        Act.DECIDE: (CARRY, frozenset({Stage.OPEN, Stage.DELAYED, Stage.NOT_SHARING, Stage.SHARED})),
        Act.WITHDRAW: (CARRY, frozenset({Stage.DECIDED})),
        Act.END_DELAY: (CARRY, frozenset({Stage.DELAYED})),
        Act.START_CALL: (CALL, frozenset({Stage.DECIDED})),
        Act.END_CALL: (CALL, frozenset({Stage.CALLING})),
        Act.ORDER_SENDING: (CALL, frozenset({Stage.DECIDED})),
        Act.CANCEL_SENDING: (CALL, frozenset({Stage.SENDING})),
        Act.DISPATCH: (BY_ITSELF, OPEN),
        Act.SETTLE_SENDING: (CALL, OPEN),
        Act.DELIVER: (CALL, frozenset({Stage.SENDING})),
        Act.RECORD_ALREADY_SHARED: (CARRY, ALL),
        Act.ACKNOWLEDGE: (CALL, ALL),
        Act.TELL_AFTER: (CARRY, ALL),
        Act.TRY_TO_TELL: (CARRY, ALL),
        Act.RECORD_REPLY: (CALL, ALL),
        Act.TAKE_REPLY: (frozenset({Service.REPLIES}), ALL),
        Act.RECORD_OUTCOME: (CARRY, ALL),
        Act.FIND_WRONG: (CARRY, ALL),
        Act.CORRECT: (CALL | BY_ITSELF, OPEN),
        Act.TELL_CORRECTION: (CARRY, ALL),
        Act.REVIEW: (frozenset({Role.SUPERVISOR}), ALL),
        Act.REVIEW_VULNERABILITY: (frozenset({Role.VULNERABILITY_LEAD}), ALL),
        Act.HAND_OVER: (CARRY, OPEN),
        Act.CLOSE: (CARRY, frozenset({Stage.OPEN, Stage.NOT_SHARING, Stage.SHARED})),
        Act.REOPEN: (CARRY, frozenset({Stage.CLOSED})),
    }
)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is signed in: staff number, role, force and unit, by their codes; or a part of the service."""

    staff_number: str
    role: Role | Service
    force: str
    unit: str

    @classmethod
    def of(cls, officer: Officer) -> "Who":
        """The person behind an account."""
        return cls(officer.staff_number, Role(officer.role), officer.unit.force.code, officer.unit.code)


class NotAllowed(PermissionError):
    """This person may not do this act to this case now; the words say why."""


def within_reach(
    who: Who, *, force: str, unit: str, owner: str, stage: str, unacknowledged: bool, at_risk: bool
) -> bool:
    """Whether a case is one that this person may open at all: by role, force and unit, or as the one who carries it."""
    if who.force != force:
        return False
    if who.role in CARRY:
        return who.unit == unit or who.staff_number == owner
    if who.role is Role.DISCLOSURE_DESK:
        return stage in {Stage.DECIDED, Stage.CALLING, Stage.SENDING} or unacknowledged
    if who.role is Service.OUTBOX:
        return stage == Stage.SENDING or unacknowledged
    if who.role is Service.REPLIES:
        return True
    if who.role is Role.VULNERABILITY_LEAD:
        return at_risk
    return who.role is Role.DATA_PROTECTION_OFFICER


def may(who: Who, act: Act, case: Case) -> bool:
    """Whether this person's role allows the act at this stage; nobody reviews a case or a work of their own."""
    roles, stages = MAY[act]
    if act is Act.REVIEW and is_own(who, case):
        return False
    return who.role in roles and case.stage in stages


REVIEWED = (opening.Start, suspicion.Suspicion, sending.AlreadyShared, deciding.DelayDecided)
"""What a supervisor's review is about. Whoever recorded one of these does not review it, whoever has the case now."""


def is_own(who: Who, case: Case) -> bool:
    """Whether the case is this person's, or they recorded what a review is about; handing over changes nothing."""
    return case.owner == who.staff_number or any(
        answer.by == who.staff_number and isinstance(answer.value, REVIEWED) for answer in case.history
    )


def demand(who: Who, act: Act, case: Case) -> None:
    """Raise NotAllowed, saying why, unless this person may do the act to the case now."""
    if may(who, act, case):
        return
    roles, stages = MAY[act]
    if who.role not in roles:
        raise NotAllowed(f"Your role ({who.role.label.lower()}) does not do this.")
    if case.stage not in stages:
        raise NotAllowed(f"This cannot be done while the case is {STAGE_WORDS[case.stage]}.")
    if case.owner == who.staff_number:
        raise NotAllowed("This is your own case: another supervisor has to review it.")
    raise NotAllowed("You recorded what is to be reviewed: another supervisor has to review it.")


STAGE_WORDS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.OPEN: "open",
        Stage.DELAYED: "delayed",
        Stage.NOT_SHARING: "decided: not to be shared",
        Stage.DECIDED: "decided and not yet sent",
        Stage.CALLING: "in a call",
        Stage.SENDING: "being sent",
        Stage.SHARED: "shared",
        Stage.CLOSED: "closed",
    }
)
