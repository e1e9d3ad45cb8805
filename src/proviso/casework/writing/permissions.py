"""Who may do which act at which stage: one table, as data. Everything that it does not name is refused.

Whether an act is open at all is policy's to say; this says whose it is. Closing never depends on status (5.3.3).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from proviso.accounts.models import Officer, Role
from proviso.casework.history.case import Case, Stage
from proviso.casework.values import (
    closing,
    correction,
    decision,
    dispatch,
    notification,
    protection,
    reply,
    review_outcomes,
    role,
    sharing,
    suspicion,
)
from proviso.casework.values.value import Value


class Service(StrEnum):
    """A part of the service that acts by itself, on a person's order: nobody signs in as one."""

    OUTBOX = "outbox"
    REPLIES = "replies"

    @property
    def label(self) -> str:
        """Its name, for a person."""
        return {"outbox": "Outbox", "replies": "Replies from files"}[self.value]


class Permission(StrEnum):
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


ACT_OF: Mapping[type[Value], Permission] = MappingProxyType(
    {
        protection.Protection: Permission.PROTECT,
        protection.Control: Permission.PROTECT,
        protection.Support: Permission.PROTECT,
        decision.SharingDecided: Permission.DECIDE,
        decision.DelayDecided: Permission.DECIDE,
        decision.NotSharingDecided: Permission.DECIDE,
        decision.DecisionWithdrawn: Permission.WITHDRAW,
        decision.DelayEnded: Permission.END_DELAY,
        sharing.CallStarted: Permission.START_CALL,
        sharing.CallEnded: Permission.END_CALL,
        dispatch.SendingOrdered: Permission.ORDER_SENDING,
        dispatch.SendingCancelled: Permission.CANCEL_SENDING,
        dispatch.Sent: Permission.DISPATCH,
        dispatch.SendingStopped: Permission.DISPATCH,
        dispatch.SendingUnclear: Permission.DISPATCH,
        dispatch.SendingSettled: Permission.SETTLE_SENDING,
        dispatch.FileMade: Permission.DELIVER,
        dispatch.Delivered: Permission.DELIVER,
        sharing.AlreadyShared: Permission.RECORD_ALREADY_SHARED,
        sharing.Acknowledged: Permission.ACKNOWLEDGE,
        sharing.CameBack: Permission.ACKNOWLEDGE,
        notification.ToldAfter: Permission.TELL_AFTER,
        notification.AttemptFailed: Permission.TRY_TO_TELL,
        reply.Reply: Permission.RECORD_REPLY,
        reply.ReplyArrived: Permission.TAKE_REPLY,
        reply.ReplyDismissed: Permission.RECORD_REPLY,
        reply.OutcomeRecorded: Permission.RECORD_OUTCOME,
        correction.FoundWrong: Permission.FIND_WRONG,
        correction.CorrectionOrdered: Permission.CORRECT,
        correction.CorrectionCancelled: Permission.CORRECT,
        correction.CorrectionSent: Permission.CORRECT,
        correction.ToldCorrection: Permission.TELL_CORRECTION,
        suspicion.SourceCorrected: Permission.REVIEW,
        suspicion.BreachReviewed: Permission.REVIEW,
        review_outcomes.DelayReviewed: Permission.REVIEW,
        review_outcomes.LateDisclosureReviewed: Permission.REVIEW,
        protection.VulnerabilityReviewed: Permission.REVIEW_VULNERABILITY,
        closing.HandedOver: Permission.HAND_OVER,
        closing.Closed: Permission.CLOSE,
        closing.Reopened: Permission.REOPEN,
    }
)
"""What each value does; every other value answers a question."""

CARRY: frozenset[Role | Service] = frozenset({Role.OFFICER, Role.SUPERVISOR})
MAKE_CALLS = CARRY | {Role.DISCLOSURE_DESK}
ALL = frozenset(Stage)
OPEN_STAGES = ALL - {Stage.CLOSED}

BY_ITSELF = frozenset({Service.OUTBOX})

MAY: Mapping[Permission, tuple[frozenset[Role | Service], frozenset[Stage]]] = MappingProxyType(
    {
        Permission.READ: (
            MAKE_CALLS | {Role.VULNERABILITY_LEAD, Role.DATA_PROTECTION_OFFICER} | frozenset(Service),
            ALL,
        ),
        Permission.ANSWER: (CARRY, OPEN_STAGES),
        Permission.PROTECT: (CARRY | {Role.VULNERABILITY_LEAD}, OPEN_STAGES),
        Permission.DECIDE: (CARRY, frozenset({Stage.OPEN, Stage.DELAYED, Stage.NOT_SHARING, Stage.SHARED})),
        Permission.WITHDRAW: (CARRY, frozenset({Stage.DECIDED})),
        Permission.END_DELAY: (CARRY, frozenset({Stage.DELAYED})),
        Permission.START_CALL: (MAKE_CALLS, frozenset({Stage.DECIDED})),
        Permission.END_CALL: (MAKE_CALLS, frozenset({Stage.CALLING})),
        Permission.ORDER_SENDING: (MAKE_CALLS, frozenset({Stage.DECIDED})),
        Permission.CANCEL_SENDING: (MAKE_CALLS, frozenset({Stage.SENDING})),
        Permission.DISPATCH: (BY_ITSELF, OPEN_STAGES),
        Permission.SETTLE_SENDING: (MAKE_CALLS, OPEN_STAGES),
        Permission.DELIVER: (MAKE_CALLS, frozenset({Stage.SENDING})),
        Permission.RECORD_ALREADY_SHARED: (CARRY, ALL),
        Permission.ACKNOWLEDGE: (MAKE_CALLS, ALL),
        Permission.TELL_AFTER: (CARRY, ALL),
        Permission.TRY_TO_TELL: (CARRY, ALL),
        Permission.RECORD_REPLY: (MAKE_CALLS, ALL),
        Permission.TAKE_REPLY: (frozenset({Service.REPLIES}), ALL),
        Permission.RECORD_OUTCOME: (CARRY, ALL),
        Permission.FIND_WRONG: (CARRY, ALL),
        Permission.CORRECT: (MAKE_CALLS | BY_ITSELF, OPEN_STAGES),
        Permission.TELL_CORRECTION: (CARRY, ALL),
        Permission.REVIEW: (frozenset({Role.SUPERVISOR}), ALL),
        Permission.REVIEW_VULNERABILITY: (frozenset({Role.VULNERABILITY_LEAD}), ALL),
        Permission.HAND_OVER: (CARRY, OPEN_STAGES),
        Permission.CLOSE: (CARRY, frozenset({Stage.OPEN, Stage.NOT_SHARING, Stage.SHARED})),
        Permission.REOPEN: (CARRY, frozenset({Stage.CLOSED})),
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is signed in: staff number, role, force and unit, by their codes; or a part of the service."""

    staff_number: str
    role: Role | Service
    force: str
    unit: str

    @classmethod
    def of(cls, officer: Officer) -> "Actor":
        """The person behind an account."""
        return cls(officer.staff_number, Role(officer.role), officer.unit.force.code, officer.unit.code)


class NotAllowed(PermissionError):
    """This person may not do this act to this case now; the words say why."""


def within_access(
    actor: Actor, *, force: str, unit: str, owner: str, stage: str, unacknowledged: bool, at_risk: bool
) -> bool:
    """Whether a case is one that this person may open at all: by role, force and unit, or as the one who carries it."""
    if actor.force != force:
        return False
    if actor.role in CARRY:
        return actor.unit == unit or actor.staff_number == owner
    if actor.role is Role.DISCLOSURE_DESK:
        return stage in {Stage.DECIDED, Stage.CALLING, Stage.SENDING} or unacknowledged
    if actor.role is Service.OUTBOX:
        return stage == Stage.SENDING or unacknowledged
    if actor.role is Service.REPLIES:
        return True
    if actor.role is Role.VULNERABILITY_LEAD:
        return at_risk
    return actor.role is Role.DATA_PROTECTION_OFFICER


def may(actor: Actor, act: Permission, case: Case) -> bool:
    """Whether this person's role allows the act at this stage; nobody reviews a case or a work of their own."""
    roles, stages = MAY[act]
    if act is Permission.REVIEW and is_own(actor, case):
        return False
    return actor.role in roles and case.stage in stages


REVIEWED = (role.Start, suspicion.Suspicion, sharing.AlreadyShared, decision.DelayDecided)
"""What a supervisor's review is about. Whoever recorded one of these does not review it, whoever has the case now."""


def is_own(actor: Actor, case: Case) -> bool:
    """Whether the case is this person's, or they recorded what a review is about; handing over changes nothing."""
    return case.owner == actor.staff_number or any(
        answer.by == actor.staff_number and isinstance(answer.value, REVIEWED) for answer in case.history
    )


def require_permission(actor: Actor, act: Permission, case: Case) -> None:
    """Raise NotAllowed, saying why, unless this person may do the act to the case now."""
    if may(actor, act, case):
        return
    roles, stages = MAY[act]
    if actor.role not in roles:
        raise NotAllowed(f"Your role ({actor.role.label.lower()}) does not do this.")
    if case.stage not in stages:
        raise NotAllowed(f"This cannot be done while the case is {STAGE_WORDS[case.stage]}.")
    if case.owner == actor.staff_number:
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
