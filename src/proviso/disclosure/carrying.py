"""One message carried out, from the claim to the case's own entry of what became of it (5.5, 8.1, 10.1.2).

The case is assessed when the message is claimed and again before its first byte is sent; anything but yes stops it and
asks a person. A correction is never refused by policy. Nothing that may have left is sent again.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from proviso.accounts.models import Recipient
from proviso.casework import clock
from proviso.casework.acts import send
from proviso.casework.acts.send import NothingUnderWay
from proviso.casework.case_error import CaseError
from proviso.casework.values.dispatch import SendingStopped, SendingUnclear, Sent
from proviso.casework.writing.access import CaseErased, CaseUnreadable, NoSuchCase, OpenCase, open_for_outbox
from proviso.casework.writing.permissions import NotAllowed
from proviso.disclosure import claiming
from proviso.disclosure.channels.channel import Accepted, Addressee, MessageChannel, Outcome, Refused, Whose
from proviso.disclosure.claiming import Claim
from proviso.disclosure.listed import still_listed
from proviso.disclosure.message_content import envelope_of
from proviso.disclosure.models import MessageKind, MessageState

GONE = frozenset(one.code for one in (NothingUnderWay, NotAllowed, NoSuchCase, CaseErased))
"""What shows that there is nothing left to send: the order ended, or the case was erased. Whatever else refuses stops
the message and asks a person."""


UNUSABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading a message or its recipient ends in where somebody wrote something into the database that is none. It
would end so each time: the message stops, with its reason, and holds back no other."""


@dataclass(frozen=True, slots=True)
class Result:
    """Where a message came to stand, until when it waits where it waits, and whether the people who run the service
    have to mend something first."""

    claim: Claim
    state: MessageState
    says: str = ""
    again: datetime | None = None
    alarm: bool = False


def carry_out(claim: Claim, channel: MessageChannel) -> Result:
    """Send a claimed message if it may still be sent, and record what became of it. Raises ClaimLost."""
    try:
        opened = open_for_outbox(claim.force, claim.case, session=claim.by)
    except CaseUnreadable as lost:
        return _unreadable(claim, lost)
    except CaseError as gone:
        return _withdrawn(claim, gone)
    try:
        recipient = _required(opened, claim)
        envelope = envelope_of(opened, claim, clock.now())
    except CaseError as refused:
        return _not_sent(opened, claim, refused)
    except UNUSABLE as fault:
        return _cannot_be_made(opened, claim, fault)
    begun: list[bool] = []

    def about_to_hand_over() -> None:
        with transaction.atomic():
            _required(opened, claim)
            claiming.begin_handing_over(claim, now=clock.now())
        begun.append(True)

    addressee = Addressee(recipient.name, recipient.address, recipient.certificate)
    try:
        outcome = channel.send(envelope, addressee, about_to_hand_over)
    except CaseError as refused:
        return _not_sent(opened, claim, refused)
    except UNUSABLE as fault:
        if begun:
            raise
        return _cannot_be_made(opened, claim, fault)
    return _recorded(opened, claim, recipient.name, outcome)


def ask_about_lost(claim: Claim) -> Result:
    """Record that nobody knows what became of a message whose worker was lost while handing it over."""
    return _unclear(claim, "The service ended while the message was handed over.")


def _required(opened: OpenCase, claim: Claim) -> Recipient:
    """The recipient, where the message may leave now. Raises a CaseError that says why not."""
    if claim.kind is MessageKind.DISCLOSURE:
        send.require_still_right(opened)
    else:
        send.require_still_owed(opened, claim.message)
    return still_listed(claim.force, claim.recipient)


def _recorded(opened: OpenCase, claim: Claim, to: str, outcome: Outcome) -> Result:
    if isinstance(outcome, Accepted):
        return _sent(opened, claim, to, outcome.receipt)
    if isinstance(outcome, Refused):
        return _waits(claim, outcome) if outcome.again else _stopped(opened, claim, outcome.says)
    return _unclear(claim, outcome.says, opened)


def _not_sent(opened: OpenCase, claim: Claim, refused: CaseError) -> Result:
    if refused.code in GONE:
        return _withdrawn(claim, refused)
    if isinstance(refused, CaseUnreadable):
        return _unreadable(claim, refused)
    return _stopped(opened, claim, str(refused))


def _cannot_be_made(opened: OpenCase, claim: Claim, fault: Exception) -> Result:
    says = f"The message or its recipient, as they are kept, cannot be read ({type(fault).__name__})."
    return _stopped(opened, claim, f"{says} Tell the people who run this service, and send it another way.")


def _unreadable(claim: Claim, lost: CaseUnreadable) -> Result:
    says = f"The key of the case is missing: {lost}."
    return Result(claim, MessageState.QUEUED, says, claiming.postpone(claim, says, now=clock.now()))


def _sent(opened: OpenCase, claim: Claim, to: str, receipt: str) -> Result:
    at = clock.now()

    def in_transaction(_: object) -> None:
        claiming.end(claim, MessageState.SENT)
        claiming.arrived_there(claim)

    if claim.kind is MessageKind.CORRECTION:
        send.record_correction_left(opened, claim.message, receipt, at, in_transaction=in_transaction)
    else:
        sent = Sent(message=claim.message, to=to, receipt=receipt, happened_at=at)
        send.record_sent(opened, sent, in_transaction=in_transaction)
    return Result(claim, MessageState.SENT)


def _stopped(opened: OpenCase, claim: Claim, why: str) -> Result:
    stopped = SendingStopped(why=why, message=claim.message)
    send.stop_sending(opened, stopped, in_transaction=lambda _: claiming.end(claim, MessageState.STOPPED, why))
    return Result(claim, MessageState.STOPPED, why)


def _unclear(claim: Claim, says: str, opened: OpenCase | None = None) -> Result:
    try:
        opened = opened or open_for_outbox(claim.force, claim.case, session=claim.by)
        unclear = SendingUnclear(says=says, message=claim.message)
        send.record_unclear(opened, unclear, in_transaction=lambda _: claiming.end(claim, MessageState.UNCLEAR, says))
    except CaseError:
        claiming.end(claim, MessageState.UNCLEAR, says)
    return Result(claim, MessageState.UNCLEAR, says)


def _waits(claim: Claim, refused: Refused) -> Result:
    alarm = refused.whose is Whose.OURS
    again = claiming.let_go(claim, refused.says, now=clock.now(), alarm=alarm)
    return Result(claim, MessageState.QUEUED, refused.says, again, alarm)


def _withdrawn(claim: Claim, gone: Exception) -> Result:
    claiming.end(claim, MessageState.WITHDRAWN, str(gone))
    return Result(claim, MessageState.WITHDRAWN, str(gone))
