"""The outbox as people use it: an order, cancelling it, settling what is unclear, and what waits (8.1, 10.1.2).

A message is a row made in the transaction of the order, and moves with the case's entries. Sending is `carrying`'s;
whether a person may, and whether policy says yes, is casework's.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from proviso.casework import clock
from proviso.casework.acts import correct, send
from proviso.casework.acts.share import decided_to_share
from proviso.casework.acts.start import random_groups
from proviso.casework.history.kinds import value_of
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.values.correction import CorrectionCancelled, CorrectionOrdered
from proviso.casework.values.dispatch import SendBy, SendingCancelled, SendingOrdered, SendingSettled
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, InTransaction
from proviso.disclosure.listed import NotListed, fitting, mailboxes
from proviso.disclosure.models import Destination, MessageKind, MessageState, OutboxRow
from proviso.disclosure.post import NO_SERVER, email_is_set
from proviso.record.entry import Entry

WAITING = (MessageState.QUEUED, MessageState.CLAIMED)
UNDER_WAY = (*WAITING, MessageState.HANDING_OVER, MessageState.UNCLEAR)


class MayHaveLeft(ActRefused):
    """The message may be leaving at this moment, so its order cannot be cancelled."""


@dataclass(frozen=True, slots=True)
class MessageStatus:
    """How a message stands: `next_try` is None where nothing is tried by itself; `says` is the latest failure; `late`:
    it has waited for longer than the force lets a message wait, which the worklist and the worker say too."""

    case: str
    message: str
    kind: MessageKind
    state: MessageState
    ordered_at: datetime
    attempts: int
    next_try: datetime | None
    says: str
    late: bool


def new_message() -> str:
    """Our reference of a message, such as PM-4K7Q-9TZM-2B8C: 60 random bits, and short enough to be said aloud."""
    return f"PM-{random_groups(3)}"


def order(opened: OpenCase, ordered: SendingOrdered, *, seen: int) -> OpenCase:
    """The order to send what was decided to `ordered.recipient`, and its row in the outbox: both or neither.

    Raises NotListed, and what `casework.acts.dispatch.order_sending` raises.
    """
    decision = decided_to_share(opened.case)
    if decision:  # otherwise the act says what is wrong
        recipient = fitting(opened.case.force, ordered.recipient, decision.value.recipient, ordered.by)
        ordered = replace(ordered, by=SendBy(recipient.channel), to=recipient.name, message=new_message())
    return send.order_sending(opened, ordered, seen=seen, in_transaction=_queued(MessageKind.DISCLOSURE, ordered))


def order_correction(opened: OpenCase, correction: CorrectionOrdered, *, seen: int) -> OpenCase:
    """The order to tell the next recipient who is owed it, by e-mail to their own mailbox, and its row.

    Raises NotListed, and what `casework.acts.correcting.order_correction` raises.
    """
    owed = next(iter(recipients_owed(opened.case)), None)
    if owed is not None:  # otherwise the act says what is wrong
        listed = {one.pk: one for one in mailboxes(opened.case, owed)}
        if correction.recipient not in listed:
            raise NotListed("This mailbox is not listed for whoever received it. Choose another, or ring them.")
        correction = replace(correction, to=listed[correction.recipient].name, message=new_message())
    return correct.order_correction(
        opened, correction, seen=seen, in_transaction=_queued(MessageKind.CORRECTION, correction)
    )


def _queued(kind: MessageKind, ordered: SendingOrdered | CorrectionOrdered) -> InTransaction:
    def write(entry: Entry) -> None:
        OutboxRow.objects.create(
            message=ordered.message or "",
            kind=kind,
            case=entry.case,
            force=entry.log,
            recipient=ordered.recipient or 0,
            channel=getattr(ordered, "by", SendBy.EMAIL),
            ordered_at=entry.at,
            not_before=entry.at,
        )

    return write


def withdraw(opened: OpenCase, cancelled: SendingCancelled, *, seen: int) -> OpenCase:
    """An order to send, cancelled. A file that was made counts as not left until it is recorded as delivered.

    Raises MayHaveLeft where the message is being handed over, and what `casework.acts.dispatch.cancel_sending` raises.
    """
    order = opened.case.sending
    message = (order.value.message or "") if order else ""
    return send.cancel_sending(opened, cancelled, seen=seen, in_transaction=lambda _: _take_back(message))


def withdraw_correction(opened: OpenCase, cancelled: CorrectionCancelled, *, seen: int) -> OpenCase:
    """The earliest order to correct, cancelled: its recipient is still to be told, by telephone or a new order.

    Raises MayHaveLeft where the message is being handed over, and what `casework.acts.correcting.cancel_correction`
    raises.
    """

    def in_transaction(entry: Entry) -> None:
        taken_back = value_of(entry)
        _take_back(taken_back.message if isinstance(taken_back, CorrectionCancelled) else "")

    return correct.cancel_correction(opened, cancelled, seen=seen, in_transaction=in_transaction)


def _take_back(message: str) -> None:
    leaving = Q(state__in=[MessageState.HANDING_OVER, MessageState.UNCLEAR]) & ~Q(channel=SendBy.FILE)
    rows = OutboxRow.objects.filter(message=message)
    rows.exclude(leaving).update(state=MessageState.WITHDRAWN, claimed_by="", lease_until=None)
    if rows.filter(leaving).exists():
        raise MayHaveLeft("The message is being handed over at this moment. Look again in a few minutes.")


def settle(opened: OpenCase, settled: SendingSettled, *, seen: int) -> OpenCase:
    """What a person found out about the earliest message that ended unclear. What did not arrive is not sent again by
    itself: it takes a new order. Raises what `casework.acts.dispatch.settle_sending` raises."""
    first = opened.case.unclear[0].value.message if opened.case.unclear else ""
    state = MessageState.SENT if settled.arrived else MessageState.WITHDRAWN
    rows = OutboxRow.objects.filter(message=first, state=MessageState.UNCLEAR)

    def in_transaction(_: Entry) -> None:
        rows.update(state=state)

    return send.settle_sending(opened, settled, seen=seen, in_transaction=in_transaction)


def message_statuses(case: str) -> list[MessageStatus]:
    """How each message of a case that is under way stands, the earliest first."""
    return _standings(OutboxRow.objects.filter(case=case, state__in=UNDER_WAY), clock.now())


def alarms(force: str, *, now: datetime | None = None) -> list[MessageStatus]:
    """The messages that somebody has to look at, the earliest first: those that are unclear, and those that are
    late."""
    now = now or clock.now()
    unclear = OutboxRow.objects.filter(force=force, state=MessageState.UNCLEAR)
    return _standings(_late(force, now) | unclear, now)


def raise_late(force: str, *, now: datetime) -> list[MessageStatus]:
    """The messages that became late since this was last asked, by any worker: each is given once, the earliest
    first."""
    late = _standings(_late(force, now).filter(raised_at=None), now)
    unraised = OutboxRow.objects.filter(raised_at=None)
    return [one for one in late if unraised.filter(pk=one.message).update(raised_at=now)]


def leaving_within() -> timedelta:
    """How long a message may wait to leave before somebody is to look at it: one of the force's deadlines."""
    return timedelta(hours=settings.PROVISO_DEADLINES.leaving)


def _late(force: str, now: datetime) -> QuerySet[OutboxRow]:
    waiting = OutboxRow.objects.filter(force=force, state__in=[*WAITING, MessageState.HANDING_OVER])
    return waiting.filter(ordered_at__lte=now - leaving_within()).exclude(channel=SendBy.FILE)


def _standings(rows: QuerySet[OutboxRow], now: datetime) -> list[MessageStatus]:
    found = list(rows.order_by("ordered_at", "message"))
    failing = Destination.objects.filter(recipient__in={one.recipient for one in found})
    held = dict(failing.values_list("recipient", "not_before"))
    return [
        MessageStatus(
            one.case,
            one.message,
            MessageKind(one.kind),
            MessageState(one.state),
            one.ordered_at,
            one.attempts,
            max(one.not_before, held.get(one.recipient, one.not_before)) if one.state == MessageState.QUEUED else None,
            one.says if email_is_set() or one.channel != SendBy.EMAIL else NO_SERVER,
            one.channel != SendBy.FILE and one.ordered_at <= now - leaving_within(),
        )
        for one in found
    ]
