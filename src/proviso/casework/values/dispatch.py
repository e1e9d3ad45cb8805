"""Sending without a call: an order to send by secure e-mail or as a file, and the outcome (8.1, 10.1.2, 10.1.3).

An order is a person's; its outcome the outbox records. Nothing that may have left is ever sent again by itself:
an outcome that nobody knows is a question to a person.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from proviso.accounts.channel_codes import ORDERED, Channel
from proviso.casework.values.value import Refusal, Value, ask
from proviso.record.entry import Category


class SendingOrdered(Value):
    """An order to send what was decided, to one recipient of the force's list.

    Nobody is asked for the rest: `by` and `to` (its name) are the recipient's, known by `recipient`; `message` is our
    own reference of the message; `package` is the digest of what leaves, `decision` the place of the decision.
    """

    kind = "sending_ordered"
    category = Category.DISCLOSURE

    checked: bool = ask(
        "Have you read what will be sent, and is this the right recipient?",
        "Select yes if you have read it and the recipient is right",
        hint="It is sent exactly as it was decided",
    )
    by: Channel | None = None
    recipient: int | None = None
    to: str | None = None
    message: str | None = None
    package: str | None = None
    decision: int | None = None

    @property
    def goes_by_hand(self) -> bool:
        """Whether a person hands it over."""
        return self.by is not None and self.by.by_hand

    def refusals(self) -> Iterator[Refusal]:
        """Nothing is sent that nobody has read, and what is said in a call is not ordered."""
        if self.checked is False:
            says = _("Read what will be sent, and see that the recipient is right, before you send it")
            yield Refusal("checked", "no", "yes", says)
        if self.by and self.by not in ORDERED:
            codes = ", ".join(one.value for one in ORDERED)
            yield Refusal("by", self.by.value, f"one of {codes}", _("Call them: what is said in a call is not ordered"))


class SendingCancelled(Value):
    """An order cancelled before anything left."""

    kind = "sending_cancelled"
    category = Category.ALTERATION

    reason: str = ask(
        "Why is it not to be sent this way?",
        "Enter why it is not to be sent this way",
        long=True,
        most=500,
        reason=True,
    )


class Sent(Value):
    """What was decided left by e-mail: the recipient's mail server took it over, which is not yet that it was received.

    `receipt` is what that server answered.
    """

    kind = "disclosure_sent"
    category = Category.DISCLOSURE

    message: str = ""
    to: str = ""
    receipt: str = ""
    happened_at: datetime | None = None


class FileMade(Value):
    """The encrypted file of an order was made, and whoever asked for it has it: from then on it may have left.

    `message` is our reference of the message in it. Each time that it is made is an entry.
    """

    kind = "encrypted_file_made"
    category = Category.DISCLOSURE

    message: str = ""


class Delivered(Value):
    """The encrypted file was handed over."""

    kind = "package_delivered"
    category = Category.DISCLOSURE

    to: str = ask("Who took it?", "Enter who took it", most=80, hint="The name or number that they gave")
    reference: str | None = ask("Their reference", optional=True, most=80)
    happened_at: datetime = ask("When?", "Enter when they took it")


class SendingStopped(Value):
    """The outbox sent nothing and asks a person: policy no longer says yes, or the recipient refused it for good."""

    kind = "sending_stopped"

    why: str = ""
    message: str = ""


class SendingUnclear(Value):
    """Nobody knows whether the message left: the connection or the service ended while it was handed over."""

    kind = "sending_ended_unclear"
    category = Category.DISCLOSURE

    says: str = ""
    message: str = ""


class SendingSettled(Value):
    """A person found out whether a message whose sending ended unclear arrived. `message` is the one it is about."""

    kind = "unclear_sending_settled"
    category = Category.DISCLOSURE

    arrived: bool = ask(
        "Did it arrive?", "Select yes if it arrived", hint="Call the recipient and ask for our reference"
    )
    how_known: str = ask("Who told you, and how?", "Enter who told you, and how", long=True, most=500, reason=True)
    happened_at: datetime | None = ask("When did it arrive?", "Enter when it arrived", only_where=("arrived", True))
    message: str | None = None
