"""An encrypted file that somebody carries: made when it is asked for, and delivered when a person says so (8.1, 10.1).

From the first time that it was made it may have left: only a person knows. Each making is an entry of the case.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.acts import send
from proviso.casework.acts.send import NothingUnderWay
from proviso.casework.values.dispatch import Delivered, FileMade
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused
from proviso.casework.writing.permissions import Permission, require_permission
from proviso.disclosure.channels.channel import Addressee, Refused
from proviso.disclosure.channels.file import File
from proviso.disclosure.claiming import Claim
from proviso.disclosure.listed import still_listed
from proviso.disclosure.message_content import envelope_of
from proviso.disclosure.models import MessageKind, MessageState, OutboxRow
from proviso.disclosure.post import NotSetUp


class NoFile(ActRefused):
    """The file cannot be made; the message says why and what to do."""

    code = "no_file"


def made_file(opened: OpenCase) -> tuple[str, bytes]:
    """The encrypted file that was ordered: its name and its bytes, other bytes at every call.

    That it was made is on the record before it is given to anybody.

    Raises NothingUnderWay, NotAllowed, NoFile, NotListed, NothingToSend, PolicyStandsInTheWay, DecisionMoved.
    """
    row = _ordered(opened).filter(state__in=[MessageState.QUEUED, MessageState.HANDING_OVER]).first()
    if row is None:
        raise NothingUnderWay(_("No file is to be handed over on this case."))
    require_permission(opened.actor, Permission.DELIVER_FILE, opened.case)
    recipient = still_listed(row.force, row.recipient)
    claim = Claim(row.message, MessageKind(row.kind), row.case, row.force, row.recipient, row.channel, row.attempts, "")
    try:
        channel = File.from_settings(row.force)
    except NotSetUp as fault:
        raise NoFile(str(fault)) from fault

    def in_transaction(_: object) -> None:
        OutboxRow.objects.filter(pk=row.pk).update(state=MessageState.HANDING_OVER)

    def about_to_hand_over() -> None:
        send.record_file_made(
            opened, FileMade(message=row.message), seen=opened.case.seq, in_transaction=in_transaction
        )

    addressee = Addressee(recipient.name, "", recipient.certificate)
    outcome = channel.send(envelope_of(opened, claim, clock.now()), addressee, about_to_hand_over)
    if isinstance(outcome, Refused):
        raise NoFile(outcome.says)
    return channel.made[0]


def deliver(opened: OpenCase, delivered: Delivered, *, seen: int) -> OpenCase:
    """That the file was handed over. Raises what `casework.acts.send.record_delivered` raises."""
    rows = _ordered(opened)

    def in_transaction(_: object) -> None:
        rows.update(state=MessageState.SENT)

    return send.record_delivered(opened, delivered, seen=seen, in_transaction=in_transaction)


def _ordered(opened: OpenCase) -> QuerySet[OutboxRow]:
    order = opened.case.sending
    return OutboxRow.objects.filter(message=order.value.message if order else "", channel=File.channel)
