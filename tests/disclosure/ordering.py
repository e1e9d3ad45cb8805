"""Cases whose message was ordered, carried there by real acts; the force's list of recipients; what is kept of them."""

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Force, Listed, Recipient
from proviso.casework.acts.correct import find_wrong
from proviso.casework.values.correction import CorrectionOrdered, FoundWrong, Wrong
from proviso.casework.values.dispatch import SendingOrdered
from proviso.casework.values.timing import Department
from proviso.casework.writing.access import OpenCase, open_case
from proviso.casework.writing.permissions import Actor
from proviso.disclosure import outbox
from proviso.disclosure.channels.channel import MessageChannel
from proviso.disclosure.decide_package import decide_with_package
from proviso.disclosure.models import OutboxRow
from proviso.disclosure.worker import Worker
from tests.casework.examples import decision_on, ready, shared
from tests.disclosure.certificates import RECIPIENT

WORDS = "The date of birth was wrong: it is the 28th"
WRONG = FoundWrong(wrong=(Wrong.DATE_OF_BIRTH,), words=WORDS)


def listed(channel: Channel = Channel.EMAIL, department: Department = Department.NCCU, number: int = 1) -> Recipient:
    """An approved recipient of the force's list."""
    return Recipient.objects.create(
        force=Force.objects.get(code="wessmere"),
        department=department.value,
        channel=channel,
        name=f"Invented desk {number}",
        address=f"listed-{number}@recipient.invalid" if channel == Channel.EMAIL else "",
        certificate=RECIPIENT.pem,
        state=Listed.APPROVED,
        proposed_by="A1",
        approved_by="A2",
    )


def decided(who: Actor) -> OpenCase:
    """A case on which sharing was decided, with its package."""
    opened = ready(who)
    return decide_with_package(opened, decision_on(opened), seen=opened.case.seq)


def ordered(opened: OpenCase, recipient: Recipient) -> OpenCase:
    """The case once a person ordered that it be sent."""
    return outbox.order(opened, SendingOrdered(checked=True), recipient, seen=opened.case.seq)


def found_wrong(who: Actor) -> OpenCase:
    """A case that was shared by telephone, and of which something turned out wrong."""
    opened = shared(who)
    return find_wrong(opened, WRONG, seen=opened.case.seq)


def correction_ordered(opened: OpenCase, recipient: Recipient) -> OpenCase:
    """That case once a person ordered that its recipient be told."""
    return outbox.order_correction(opened, CorrectionOrdered(words=WORDS), recipient, seen=opened.case.seq)


class Desk:
    """A worker with a channel that answers as told, and what it said."""

    def __init__(self, way: MessageChannel) -> None:
        self.said: list[str] = []
        self.worker = Worker(lambda *_: way, self.said.append)

    def works(self) -> "Desk":
        """Everything that there is to do now."""
        while self.worker.step():
            pass
        return self


def row(opened: OpenCase) -> OutboxRow:
    """The message of a case."""
    return OutboxRow.objects.get(case=opened.case.reference)


def again(opened: OpenCase) -> OpenCase:
    """The case as it now is."""
    return open_case(opened.actor, opened.case.reference, reason="To look into it", session="another session")
