"""What the outbox did in the stories: carried out by the product's own code, to a channel that goes nowhere.

And a message that came in, taken from a file like any other.
"""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

from proviso.accounts.channel_codes import Channel
from proviso.accounts.models import Recipient
from proviso.accounts.recipients import approved
from proviso.casework import clock
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.dispatch import SendingOrdered, SendingUnclear, Sent
from proviso.casework.values.reply import ReplyArrived
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import caught_up
from proviso.disclosure import outbox, reply_import
from proviso.disclosure.carrying import carry_out
from proviso.disclosure.channels.channel import Accepted, Addressee, Envelope, HandOver, Outcome, Unclear
from proviso.disclosure.channels.channel_table import BY_ITSELF
from proviso.disclosure.claiming import claim

WORKER = "the demonstration’s outbox"


class Nowhere:
    """A channel that goes nowhere, and answers as the story says."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome

    def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:  # noqa: ARG002
        """Answer."""
        about_to_hand_over()
        return self._outcome


def order(held: OpenCase, ordered: SendingOrdered, *, seen: int) -> OpenCase:
    """The order, to the force's recipient for that channel."""
    return outbox.order(held, ordered, _recipient(held, lambda channel: channel is ordered.by), seen=seen)


def order_correction(held: OpenCase, correction: CorrectionOrdered, *, seen: int) -> OpenCase:
    """The order to correct, to the force's mailbox."""
    return outbox.order_correction(held, correction, _recipient(held, lambda channel: channel.by_itself), seen=seen)


def _recipient(held: OpenCase, fits: Callable[[Channel], bool]) -> Recipient:
    (recipient,) = (one for one in approved(held.case.force) if fits(one.by))
    return recipient


def carried(held: OpenCase, told: Sent | SendingUnclear, *, seen: int) -> OpenCase:
    """What became of the message that waits, as the story tells it."""
    outcome: Outcome = Accepted("250 taken") if isinstance(told, Sent) else Unclear("The connection was lost.")
    (channel,) = BY_ITSELF
    taken = claim(channel, force=held.case.force, by=WORKER, now=clock.now())
    if taken is None or taken.case != held.case.reference or held.case.seq != seen:
        raise LookupError(f"No message of {held.case.reference} waits.")
    carry_out(taken, Nowhere(outcome))
    return held.became(caught_up(held))


SUBJECT, ANSWER = (
    "Your reference",
    "No application is on record. We do not intend to take any action. Our reference: EX-7421",
)
"""What the message that came in says, but for the case."""


def arrived(held: OpenCase, told: ReplyArrived, *, seen: int) -> OpenCase:
    """A message from the force's recipient that names the case by our reference, taken from a file; a person has yet to
    confirm it."""
    sender = _recipient(held, lambda channel: channel.by_itself)
    message = EmailMessage()
    message["From"] = f"{told.sender} <{sender.address}>"
    message["To"] = "disclosure@wessmere.example"
    message["Date"] = clock.now()
    message["Message-ID"] = f"<{held.case.reference}-{seen}@receiving-unit.example>"
    message["Subject"] = f"{SUBJECT} {held.case.reference}"
    message.set_content(f"{ANSWER}\n")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "reply.eml"
        file.write_bytes(message.as_bytes())
        for _ in reply_import.take_from(file, held.case.force, session=WORKER):
            pass
    return held.became(caught_up(held))
