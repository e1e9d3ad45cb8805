"""A case as its entries so far make it (`replay`): what stands, what was decided, what was shared. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeGuard, TypeVar

from proviso.accounts.channel_codes import Channel
from proviso.casework.values.closing import HandoverOffered
from proviso.casework.values.content import BasicField
from proviso.casework.values.correction import CorrectionOrdered, Wrong
from proviso.casework.values.decision import DelayDecided, NotSharingDecided, SharingDecided
from proviso.casework.values.dispatch import Delivered, SendingOrdered, SendingSettled, SendingUnclear, Sent
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.notification import ToldAfter
from proviso.casework.values.reply import Reply, ReplyArrived
from proviso.casework.values.role import RoleCorrected, RoleInCase, Start
from proviso.casework.values.shared_content import AdditionalContent, BasicContent
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CallEnded, CallStarted
from proviso.casework.values.timing import Department
from proviso.casework.values.value import Value

V = TypeVar("V", bound=Value)
V_co = TypeVar("V_co", bound=Value, covariant=True)


class Stage(StrEnum):
    """Where a case stands, in the order of the journey."""

    OPEN = "open"
    DELAYED = "delayed"
    NOT_SHARING = "not_sharing"
    DECIDED = "decided"
    CALLING = "calling"
    SENDING = "sending"
    SHARED = "shared"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RecordedAnswer(Generic[V_co]):
    """What was recorded, by whom (staff number), when (UTC), and its place in the case."""

    value: V_co
    seq: int
    at: datetime
    by: str


def answers(recorded: RecordedAnswer[Value] | None, question: type[V]) -> TypeGuard[RecordedAnswer[V]]:
    """Whether something was recorded, and answers this question."""
    return recorded is not None and isinstance(recorded.value, question)


@dataclass(frozen=True, slots=True)
class Receiver:
    """One whom a correction has to reach: a department and, but for the national unit, who there took it. `name` was
    typed, or is of the force's list."""

    department: Department | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something that was shared. `decided` is what was decided; None where it was recorded late (`late`).

    It went by a `call`, or by an `order` that `sent` says was carried out. `tellings` are those that cover it, in
    order; one of the same disclosures stands in the place of the one before.
    """

    seq: int
    at: datetime
    by: str
    decided: SharingDecided | None
    call: CallEnded | None
    late: AlreadyShared | None
    acknowledged: Acknowledged | None = None
    tellings: tuple[ToldAfter, ...] = ()
    order: SendingOrdered | None = None
    sent: Sent | Delivered | SendingSettled | None = None

    @property
    def recipient(self) -> Department | None:
        """To which department; None where that is not recorded, or not as one that we know."""
        if self.decided:
            return self.decided.recipient
        return self.late.department if self.late else None

    @property
    def other_recipient(self) -> str:
        """To whom, as it was typed, where no department that we know is recorded."""
        if self.decided:
            return self.decided.other_recipient or ""
        if self.late is None or self.late.department:
            return ""
        return ", ".join(part for part in (self.late.who, self.late.with_whom) if part)

    @property
    def is_outside(self) -> bool:
        """Whether it went to somebody outside the Home Office (1.2.4)."""
        return self.late is not None and self.late.is_outside

    @property
    def taker(self) -> str:
        """Who there took it, as far as that is known: an operator, a mailbox, somebody at a front desk."""
        if self.call:
            return self.call.operator or ""
        handed = self.sent.to if isinstance(self.sent, Delivered) else ""
        return handed or (self.order.to or "" if self.order else "")

    @property
    def receiver(self) -> Receiver | None:
        """Who received it, as one whom a correction has to reach; None where nobody recorded that. The national unit
        is one, at every number and mailbox of its own; elsewhere each team, mailbox or person is another."""
        if self.recipient is Department.NCCU:
            return Receiver(self.recipient)
        if self.late:
            taker = self.late.with_whom if self.late.department else None
        else:
            taker = self.order.to if self.order else self.taker
        name = ", ".join(part for part in (self.other_recipient, taker) if part)
        return Receiver(self.recipient, name) if self.recipient or name else None

    @property
    def by_email(self) -> bool:
        """Whether it went as a message that can come back."""
        return bool(self.order and self.order.by and self.order.by.by_itself)

    @property
    def channel(self) -> str:
        """How it went: the code of its channel, or as a late record says it."""
        if self.order and self.order.by:
            return self.order.by.value
        return self.late.how.value if self.late else Channel.TELEPHONE.value

    def has(self, wrong: Wrong) -> bool:
        """Whether this part was in it; what was said beyond what was decided counts as additional. What nobody recorded
        of a disclosure made late is not taken for left out."""
        if wrong in (Wrong.SHARED, Wrong.CONSENT) or (self.late and not self.late.fields):
            return True
        if wrong is Wrong.ADDITIONAL:
            beyond = (self.call and self.call.beyond) or (self.late and self.late.beyond)
            return bool(beyond or (self.decided and self.decided.additional))
        late = self.late.fields if self.late else ()
        fields = tuple(one.field for one in self.decided.basic) if self.decided else late
        return BasicField(wrong.value) in fields

    @property
    def awaits_acknowledgement(self) -> bool:
        """Whether its recipient has yet to say that it came; one recorded late was received before it was recorded."""
        return self.acknowledged is None and self.late is None

    @property
    def happened_at(self) -> datetime | None:
        """When it was shared, where that is known."""
        source = self.call or self.sent or self.late
        return source.happened_at if source else None


@dataclass(frozen=True, slots=True)
class Inaccuracy:
    """Something that was shared and turned out wrong, from the entry that says so (its place, when and what it says):
    which parts, and the places of the disclosures that had them (Data Protection Act 2018 ss.38 and 46).

    `was` is what those disclosures said; `was_told` is False where one of them was recorded late, without its words. A
    disclosure that came back is no longer at its place, and what it said is still wrong.
    """

    seq: int
    at: datetime
    parts: tuple[Wrong, ...]
    places: tuple[int, ...]
    words: str = ""
    was: frozenset[BasicContent | AdditionalContent] = frozenset()
    was_told: bool = True

    @property
    def person_is_told(self) -> bool:
        """Whether the person is told of it: all but that they withdrew their consent, which they said themselves."""
        return bool(self.places) and self.parts != (Wrong.CONSENT,)


@dataclass(frozen=True, slots=True)
class Correction:
    """A recipient was told, or written to, that something was wrong: in the disclosures at these places (None for all),
    and of what had been found by `upto`. What went by a message counts as received when they say so, and not at all
    once it came back."""

    seq: int
    at: datetime
    about: tuple[int, ...] | None
    upto: int
    receiver: str
    message: str = ""
    acknowledged: Acknowledged | None = None
    came_back: bool = False

    def puts_right(self, found: Inaccuracy, place: int) -> bool:
        """Whether it told of this in the disclosure at this place."""
        return not self.came_back and found.seq < self.upto and (self.about is None or place in self.about)

    @property
    def awaits_acknowledgement(self) -> bool:
        """Whether it went as a message, and its recipient has yet to say that it came."""
        return bool(self.message) and self.acknowledged is None and not self.came_back

    @property
    def by_email(self) -> bool:
        """Whether it went as a message that can come back."""
        return bool(self.message)

    @property
    def happened_at(self) -> datetime:
        """When they were told, or written to."""
        return self.at


@dataclass(frozen=True, slots=True)
class Case:
    """One person in one crime, as the entries so far make it.

    `sending` is an order to send that has not ended, `correcting` the orders to correct that have not; `unclear` are
    the messages of which nobody knows whether they left; `offered` is a handover that nobody has answered yet.
    """

    reference: str
    force: str = ""
    unit: str = ""
    owner: str = ""
    opened_at: datetime | None = None
    seq: int = 0
    answers: Mapping[type[Value], RecordedAnswer[Value]] = field(default_factory=lambda: MappingProxyType({}))
    local: Mapping[str, RecordedAnswer[LocalAnswer]] = field(default_factory=lambda: MappingProxyType({}))
    decision: RecordedAnswer[Value] | None = None
    call: RecordedAnswer[CallStarted] | None = None
    sending: RecordedAnswer[SendingOrdered] | None = None
    unclear: tuple[RecordedAnswer[SendingUnclear], ...] = ()
    correcting: tuple[RecordedAnswer[CorrectionOrdered], ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    inaccuracies: tuple[Inaccuracy, ...] = ()
    corrections: tuple[Correction, ...] = ()
    replies: tuple[RecordedAnswer[Reply], ...] = ()
    waiting_replies: tuple[RecordedAnswer[ReplyArrived], ...] = ()
    suspected: bool = False
    closed: bool = False
    offered: RecordedAnswer[HandoverOffered] | None = None
    history: tuple[RecordedAnswer[Value], ...] = ()

    def latest(self, value: type[V]) -> V | None:
        """The latest answer to a question, if there is one."""
        answer = self.answers.get(value)
        return answer.value if answer and isinstance(answer.value, value) else None

    def seq_of(self, value: type[Value]) -> int:
        """Where the latest answer to a question stands; 0 where nobody has answered."""
        answer = self.answers.get(value)
        return answer.seq if answer else 0

    @property
    def wrong_seq(self) -> int:
        """The place of the entry that last found something wrong of what was shared that the person is told of; 0 where
        nothing was."""
        return max((found.seq for found in self.inaccuracies if found.person_is_told), default=0)

    def is_unclear(self, order: RecordedAnswer[SendingOrdered] | RecordedAnswer[CorrectionOrdered]) -> bool:
        """Whether nobody knows if this order's message left."""
        return any(one.value.message == order.value.message for one in self.unclear)

    def still_wrong(self, one: Disclosure) -> tuple[Inaccuracy, ...]:
        """What was found wrong of a disclosure and its recipient has not been told, the earliest first."""
        return tuple(
            found
            for found in self.inaccuracies
            if one.seq in found.places and not any(told.puts_right(found, one.seq) for told in self.corrections)
        )

    @property
    def awaiting(self) -> tuple[Disclosure | Correction, ...]:
        """What was sent and its recipient has yet to acknowledge, in the order in which it left."""
        sent: list[Disclosure | Correction] = [*self.disclosures, *self.corrections]
        return tuple(sorted((one for one in sent if one.awaits_acknowledgement), key=lambda one: one.seq))

    @property
    def can_come_back(self) -> tuple[Disclosure | Correction, ...]:
        """What went as a message and did not come back so far: what nobody acknowledged first, each in the order in
        which it left. Somebody may have acknowledged it by mistake."""
        sent: list[Disclosure | Correction] = [
            *self.disclosures,
            *(one for one in self.corrections if not one.came_back),
        ]
        left = (one for one in sent if one.by_email)
        return tuple(sorted(left, key=lambda one: (one.acknowledged is not None, one.seq)))

    @property
    def role(self) -> RoleInCase:
        """What the person is to the crime."""
        corrected = self.latest(RoleCorrected)
        start = self.latest(Start)
        return corrected.role if corrected else start.role if start else RoleInCase.NEITHER

    @property
    def stage(self) -> Stage:
        """Status of the case."""
        if self.closed:
            return Stage.CLOSED
        if self.call:
            return Stage.CALLING
        if self.sending:
            return Stage.SENDING
        decided = type(self.decision.value) if self.decision else None
        if decided is SharingDecided:
            return Stage.DECIDED
        if decided is DelayDecided:
            return Stage.DELAYED
        if decided is NotSharingDecided:
            return Stage.NOT_SHARING
        return Stage.SHARED if self.disclosures else Stage.OPEN
