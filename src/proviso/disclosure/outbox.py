"""The outbox as people use it: an order, cancelling it, settling what is unclear, and what waits (8.1, 10.1.2).

A message is a row made in the transaction of the order, and moves with the case's entries. Sending is `carrying`'s;
whether a person may, and whether policy says yes, is casework's.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Recipient
from proviso.casework import clock
from proviso.casework.acts import correct, send, why_not
from proviso.casework.acts.start import random_groups
from proviso.casework.history.replay import as_of
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.values.correction import CorrectionCancelled, CorrectionOrdered
from proviso.casework.values.dispatch import SendingCancelled, SendingOrdered, SendingSettled
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, InTransaction
from proviso.disclosure.channels.channel_table import BY_ITSELF, lacking
from proviso.disclosure.listed import NotListed, fitting, mailboxes
from proviso.disclosure.models import Destination, MessageKind, MessageState, OutboxRow
from proviso.record.entry import Entry

WAITING = (MessageState.QUEUED, MessageState.CLAIMED)
UNDER_WAY = (*WAITING, MessageState.HANDING_OVER, MessageState.UNCLEAR)

LONGEST_SAID = 400
"""How many characters of what is wrong a message keeps."""


class MayHaveLeft(ActRefused):
    """The message may be leaving at this moment, so its order cannot be cancelled."""

    code = "may_have_left"


@dataclass(frozen=True, slots=True)
class MessageStatus:
    """How a message stands: `next_try` is None where nothing is tried by itself; `says` is the latest failure; `late`:
    it has waited for longer than the force lets a message wait, which the worklist and the worker say too; `alarm`:
    what keeps it is about how this service is set up."""

    case: str
    message: str
    kind: MessageKind
    state: MessageState
    ordered_at: datetime
    attempts: int
    next_try: datetime | None
    says: str
    late: bool
    alarm: bool = False


def new_message() -> str:
    """Our reference of a message, such as PM-4K7Q-9TZM-2B8C: 60 random bits, and short enough to be said aloud."""
    return f"PM-{random_groups(3)}"


def order(opened: OpenCase, answer: SendingOrdered, recipient: Recipient, *, seen: int) -> OpenCase:
    """The order to send what was decided to a recipient, and its row in the outbox: both or neither. All of the order
    that nobody is asked is filled in here, from what was decided and from the force's list.

    Raises NotListed, and what `casework.acts.send.order_sending` raises.
    """
    decision = decided_to_share(opened.case)
    if decision is None:
        return send.order_sending(opened, answer, seen=seen)  # which says what is wrong
    listed, message = fitting(opened.case.force, recipient.pk, decision.value.recipient), new_message()
    ordered = replace(
        answer,
        by=listed.by,
        recipient=listed.pk,
        to=listed.name,
        message=message,
        package=decision.value.package,
        decision=decision.seq,
    )
    in_transaction = _queued(MessageKind.DISCLOSURE, message, listed)
    return send.order_sending(opened, ordered, seen=seen, in_transaction=in_transaction)


def order_correction(opened: OpenCase, answer: CorrectionOrdered, recipient: Recipient, *, seen: int) -> OpenCase:
    """The order to tell the next recipient who is owed it, by a message to their own mailbox, and its row. All of the
    order that nobody is asked is filled in here.

    Raises NotListed, and what `casework.acts.correct.order_correction` raises.
    """
    owed = next(iter(recipients_owed(opened.case)), None)
    if owed is None:
        return correct.order_correction(opened, answer, seen=seen)  # which says what is wrong
    listed = next((one for one in mailboxes(opened.case, owed) if one.pk == recipient.pk), None)
    if listed is None:
        raise NotListed(_("This mailbox is not listed for whoever received it. Choose another, or call them."))
    message = new_message()
    correction = replace(answer, recipient=listed.pk, to=listed.name, message=message, about=owed.places)
    in_transaction = _queued(MessageKind.CORRECTION, message, listed)
    return correct.order_correction(opened, correction, seen=seen, in_transaction=in_transaction)


def _queued(kind: MessageKind, message: str, recipient: Recipient) -> InTransaction:
    def write(entry: Entry) -> None:
        OutboxRow.objects.create(
            message=message,
            kind=kind,
            case=entry.case,
            force=entry.log,
            recipient=recipient.pk,
            channel=recipient.channel,
            ordered_at=entry.at,
            not_before=entry.at,
        )

    return write


def withdraw(opened: OpenCase, cancelled: SendingCancelled, *, seen: int) -> OpenCase:
    """An order to send, cancelled. A file that was made counts as not left until it is recorded as delivered.

    Raises MayHaveLeft where the message is being handed over, and what `casework.acts.send.cancel_sending` raises.
    """
    order = opened.case.sending
    message = (order.value.message or "") if order else ""
    return send.cancel_sending(opened, cancelled, seen=seen, in_transaction=lambda _: _take_back(message))


def withdraw_correction(opened: OpenCase, answer: CorrectionCancelled, *, seen: int) -> OpenCase:
    """The earliest order to correct, taken back: its recipient is still to be told, by telephone or a new order.

    Raises MayHaveLeft where the message is being handed over, and what `casework.acts.correct.cancel_correction`
    raises.
    """
    order = why_not.to_cancel(as_of(opened.case, seen))  # as the page showed it
    message = (order.value.message or "") if order else ""
    cancelled = replace(answer, message=message)
    return correct.cancel_correction(opened, cancelled, seen=seen, in_transaction=lambda _: _take_back(message))


def _take_back(message: str) -> None:
    leaving = Q(state__in=[MessageState.HANDING_OVER, MessageState.UNCLEAR]) & Q(channel__in=BY_ITSELF)
    rows = OutboxRow.objects.filter(message=message)
    rows.exclude(leaving).update(state=MessageState.WITHDRAWN, claimed_by="", lease_until=None)
    if rows.filter(leaving).exists():
        raise MayHaveLeft(_("The message is being handed over at this moment. Look again in a few minutes."))


def settle(opened: OpenCase, answer: SendingSettled, *, seen: int) -> OpenCase:
    """What a person found out about the earliest message that ended unclear. What did not arrive is not sent again by
    itself: it takes a new order. Raises what `casework.acts.send.settle_sending` raises."""
    first = opened.case.unclear[0].value.message if opened.case.unclear else ""
    settled = replace(answer, message=first)
    state = MessageState.SENT if settled.arrived else MessageState.WITHDRAWN
    rows = OutboxRow.objects.filter(message=first, state=MessageState.UNCLEAR)

    def in_transaction(_: Entry) -> None:
        rows.update(state=state)

    return send.settle_sending(opened, settled, seen=seen, in_transaction=in_transaction)


def message_statuses(case: str) -> list[MessageStatus]:
    """How each message of a case that is under way stands, the earliest first."""
    return _standings(OutboxRow.objects.filter(case=case, state__in=UNDER_WAY), clock.now())


def alarms(force: str, *, now: datetime | None = None) -> list[MessageStatus]:
    """The messages that somebody has to look at, the earliest first: those that are unclear, those that are late, and
    those that this service's own set-up keeps."""
    now = now or clock.now()
    unclear = OutboxRow.objects.filter(force=force, state=MessageState.UNCLEAR)
    kept = OutboxRow.objects.filter(force=force, state__in=WAITING, alarm=True)
    return _standings(_late(force, now) | unclear | kept, now)


def raise_not_set_up(force: str, channel: Channel, says: str) -> int:
    """That nothing leaves by a channel because of how this service is set up: each message that waits for it says so.
    How many there are."""
    waiting = OutboxRow.objects.filter(force=force, channel=channel, state=MessageState.QUEUED)
    unsaid = waiting.exclude(says=says[:LONGEST_SAID], alarm=True)
    return unsaid.update(says=says[:LONGEST_SAID], alarm=True) if unsaid.exists() else 0


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
    return waiting.filter(ordered_at__lte=now - leaving_within(), channel__in=BY_ITSELF)


def _is_to_be_tried(row: OutboxRow) -> bool:
    """Whether the message is tried by itself, and waits for that: a file waits for a person."""
    return row.state == MessageState.QUEUED and row.channel in BY_ITSELF


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
            max(one.not_before, held.get(one.recipient, one.not_before)) if _is_to_be_tried(one) else None,
            lacking(one.channel) or one.says,
            one.channel in BY_ITSELF and one.ordered_at <= now - leaving_within(),
            one.alarm,
        )
        for one in found
    ]
