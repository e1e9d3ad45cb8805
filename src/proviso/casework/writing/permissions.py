"""Who may do which act at which stage: one table, as data. Everything that it does not name is refused.

Whether an act is open at all is policy's to say; this says whose it is. Closing never depends on status (5.3.3).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from proviso.accounts.models import Officer, Role
from proviso.casework.case_error import CaseError
from proviso.casework.history.case import Case, Stage
from proviso.casework.named_acts import named_acts
from proviso.casework.reading.who_sent import sender_of_all
from proviso.casework.values import (
    closing,
    considerations,
    decision,
    dispatch,
    looks,
    notification,
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
    """What somebody can be allowed to do: a verb and what it is done to. Several acts can need the same permission."""

    READ_CASE = "read_case"
    START_CASE = "start_case"
    ANSWER_QUESTION = "answer_question"
    RECORD_PROTECTION = "record_protection"
    DECIDE_SHARING = "decide_sharing"
    WITHDRAW_DECISION = "withdraw_decision"
    END_DELAY = "end_delay"
    START_CALL = "start_call"
    END_CALL = "end_call"
    ORDER_SENDING = "order_sending"
    CANCEL_SENDING = "cancel_sending"
    DISPATCH_MESSAGE = "dispatch_message"
    SETTLE_SENDING = "settle_sending"
    DELIVER_FILE = "deliver_file"
    RECORD_LATE_DISCLOSURE = "record_late_disclosure"
    RECORD_ACKNOWLEDGEMENT = "record_acknowledgement"
    RECORD_RETURN = "record_return"
    TELL_PERSON = "tell_person"
    RECORD_FAILED_ATTEMPT = "record_failed_attempt"
    RECORD_REPLY = "record_reply"
    TAKE_REPLY = "take_reply"
    RECORD_OUTCOME = "record_outcome"
    REPORT_INACCURACY = "report_inaccuracy"
    SEND_CORRECTION = "send_correction"
    TELL_CORRECTION = "tell_correction"
    REVIEW_AS_SUPERVISOR = "review_as_supervisor"
    REVIEW_VULNERABILITY = "review_vulnerability"
    REVIEW_DATA_PROTECTION = "review_data_protection"
    DECLARE_URGENCY = "declare_urgency"
    HAND_OVER_CASE = "hand_over_case"
    ANSWER_HANDOVER = "answer_handover"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"


CARRY: frozenset[Role | Service] = frozenset({Role.OFFICER, Role.SUPERVISOR})
MAKE_CALLS = CARRY | {Role.DISCLOSURE_DESK}
ALL = frozenset(Stage)
OPEN_STAGES = ALL - {Stage.CLOSED}

BY_ITSELF = frozenset({Service.OUTBOX})


@dataclass(frozen=True, slots=True)
class Grant:
    """Who has a permission, and at which stages of a case."""

    roles: frozenset[Role | Service]
    stages: frozenset[Stage]


GRANTS: Mapping[Permission, Grant] = MappingProxyType(
    {
        Permission.READ_CASE: Grant(
            MAKE_CALLS | {Role.VULNERABILITY_LEAD, Role.DATA_PROTECTION_OFFICER} | frozenset(Service),
            ALL,
        ),
        Permission.START_CASE: Grant(CARRY, ALL),
        Permission.ANSWER_QUESTION: Grant(CARRY, OPEN_STAGES),
        Permission.RECORD_PROTECTION: Grant(CARRY | {Role.VULNERABILITY_LEAD}, OPEN_STAGES),
        Permission.DECIDE_SHARING: Grant(
            CARRY, frozenset({Stage.OPEN, Stage.DELAYED, Stage.NOT_SHARING, Stage.DECIDED, Stage.SHARED})
        ),
        Permission.WITHDRAW_DECISION: Grant(CARRY, frozenset({Stage.DECIDED})),
        Permission.END_DELAY: Grant(CARRY, frozenset({Stage.DELAYED})),
        Permission.START_CALL: Grant(MAKE_CALLS, frozenset({Stage.DECIDED})),
        Permission.END_CALL: Grant(MAKE_CALLS, frozenset({Stage.CALLING})),
        Permission.ORDER_SENDING: Grant(MAKE_CALLS, frozenset({Stage.DECIDED})),
        Permission.CANCEL_SENDING: Grant(MAKE_CALLS, frozenset({Stage.SENDING})),
        Permission.DISPATCH_MESSAGE: Grant(BY_ITSELF, OPEN_STAGES),
        Permission.SETTLE_SENDING: Grant(MAKE_CALLS, OPEN_STAGES),
        Permission.DELIVER_FILE: Grant(MAKE_CALLS, frozenset({Stage.SENDING})),
        Permission.RECORD_LATE_DISCLOSURE: Grant(CARRY, ALL),
        Permission.RECORD_ACKNOWLEDGEMENT: Grant(MAKE_CALLS, ALL),
        Permission.RECORD_RETURN: Grant(MAKE_CALLS, ALL),
        Permission.TELL_PERSON: Grant(CARRY, ALL),
        Permission.RECORD_FAILED_ATTEMPT: Grant(CARRY, ALL),
        Permission.RECORD_REPLY: Grant(MAKE_CALLS, ALL),
        Permission.TAKE_REPLY: Grant(frozenset({Service.REPLIES}), ALL),
        Permission.RECORD_OUTCOME: Grant(CARRY, ALL),
        Permission.REPORT_INACCURACY: Grant(CARRY, ALL),
        Permission.SEND_CORRECTION: Grant(MAKE_CALLS | BY_ITSELF, OPEN_STAGES),
        Permission.TELL_CORRECTION: Grant(CARRY, ALL),
        Permission.REVIEW_AS_SUPERVISOR: Grant(frozenset({Role.SUPERVISOR}), ALL),
        Permission.REVIEW_VULNERABILITY: Grant(frozenset({Role.VULNERABILITY_LEAD}), ALL),
        Permission.REVIEW_DATA_PROTECTION: Grant(frozenset({Role.DATA_PROTECTION_OFFICER}), ALL),
        Permission.DECLARE_URGENCY: Grant(CARRY, frozenset({Stage.DECIDED})),
        Permission.HAND_OVER_CASE: Grant(CARRY, OPEN_STAGES),
        Permission.ANSWER_HANDOVER: Grant(CARRY, OPEN_STAGES),
        Permission.CLOSE_CASE: Grant(CARRY, frozenset({Stage.OPEN, Stage.NOT_SHARING, Stage.SHARED})),
        Permission.REOPEN_CASE: Grant(CARRY, frozenset({Stage.CLOSED})),
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is signed in: staff number, role, force, unit and rank, by their codes; or a part of the service."""

    staff_number: str
    role: Role | Service
    force: str
    unit: str
    rank: str = ""

    @classmethod
    def of(cls, officer: Officer) -> "Actor":
        """The person behind an account."""
        return cls(officer.staff_number, Role(officer.role), officer.unit.force.code, officer.unit.code, officer.rank)


class NotAllowed(CaseError):
    """This person may not do this act to this case now; the words say why."""

    code = "not_allowed"
    status = 403


def within_access(
    actor: Actor, *, force: str, unit: str, owner: str, stage: str, unacknowledged: bool, seen_by_lead: bool
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
        return seen_by_lead
    return actor.role is Role.DATA_PROTECTION_OFFICER


def may(actor: Actor, permission: Permission, case: Case) -> bool:
    """Whether this person's role allows the act at this stage; nobody reviews a case or a work of their own."""
    return not why_not_permitted(actor, permission, case)


def why_not_permitted(actor: Actor, permission: Permission, case: Case) -> str:
    """Why this person may not do the act to the case now, in words; empty where they may."""
    grant = GRANTS[permission]
    if actor.role not in grant.roles:
        return _("Your role (%(role)s) does not do this.") % {"role": _(str(actor.role.label)).lower()}
    if case.stage not in grant.stages:
        return _("This cannot be done while the case is %(stage)s.") % {"stage": _(STAGE_WORDS[case.stage])}
    if permission is Permission.RECORD_ACKNOWLEDGEMENT and sent_everything(actor, case):
        return _("You sent it: a colleague or the disclosure desk records that it was received. Our safeguard.")
    if permission is Permission.ANSWER_HANDOVER and not is_offered_to(actor, case):
        return _("This case is not handed over to you, or no longer is.")
    if permission not in OUT_OF_UNIT and is_out_of_unit(actor, case):
        return _("This case is with another unit. You can read it; whoever has it records what is done.")
    if permission is not Permission.REVIEW_AS_SUPERVISOR or not is_own(actor, case):
        return ""
    if case.owner == actor.staff_number:
        return _("This is your own case: another supervisor has to review it.")
    return _("You recorded what is to be reviewed: another supervisor has to review it.")


OUT_OF_UNIT = frozenset({Permission.READ_CASE, Permission.ANSWER_HANDOVER})
"""What somebody of another unit may do who carries cases: read it, once they said why, and take it where it is
offered."""


def is_out_of_unit(actor: Actor, case: Case) -> bool:
    """Whether the case is another unit's to somebody who carries cases, and not theirs."""
    return actor.role in CARRY and case.unit not in ("", actor.unit) and actor.staff_number != case.owner


def is_offered_to(actor: Actor, case: Case) -> bool:
    """Whether the case is handed over to this person, who has not answered yet."""
    return case.offered is not None and (case.offered.value.to, case.force) == (actor.staff_number, actor.force)


def require_permission(actor: Actor, permission: Permission, case: Case) -> None:
    """Raise NotAllowed, saying why, unless this person may do the act to the case now."""
    if words := why_not_permitted(actor, permission, case):
        raise NotAllowed(words)


REVIEWED = (
    role.Start, suspicion.Suspicion, suspicion.SourceCorrected, sharing.AlreadyShared, sharing.CallEnded,
    decision.DelayDecided, decision.SharingDecided, dispatch.SendingOrdered, dispatch.Delivered,
    considerations.Views, notification.ToldBefore, notification.ToldAfter, looks.UrgencyDeclared,
    closing.ClosedUnshared,
)  # fmt: skip
"""What a supervisor's review is about. Whoever recorded one of these does not review it, whoever has the case now."""


def is_own(actor: Actor, case: Case) -> bool:
    """Whether the case is this person's, or they recorded what a review is about; handing over changes nothing."""
    return case.owner == actor.staff_number or any(
        answer.by == actor.staff_number and isinstance(answer.value, REVIEWED) for answer in case.history
    )


def sent_everything(actor: Actor, case: Case) -> bool:
    """Whether this person sent all that waits for an acknowledgement."""
    return sender_of_all(case) == actor.staff_number


STAGE_WORDS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.OPEN: gettext_noop("open"),
        Stage.DELAYED: gettext_noop("delayed"),
        Stage.NOT_SHARING: "decided: not to be shared",
        Stage.DECIDED: "decided and not yet sent",
        Stage.CALLING: "in a call",
        Stage.SENDING: "being sent",
        Stage.SHARED: gettext_noop("shared"),
        Stage.CLOSED: gettext_noop("closed"),
    }
)


class NoSuchAct(TypeError):
    """No act records this value: nothing was written."""


def is_plain_answer(value: type[Value]) -> bool:
    """Whether a value is recorded with no rule beyond its own. Everything else has an act, and goes no way round it."""
    return value in named_acts().plain


def permission_for(value: type[Value]) -> Permission:
    """What somebody needs to be allowed to record this value. Raises NoSuchAct where no act does."""
    permission = named_acts().permission_of.get(value)
    if permission is None:
        raise NoSuchAct(f"No act records a {value.__name__}. Nothing was written.")
    return permission
