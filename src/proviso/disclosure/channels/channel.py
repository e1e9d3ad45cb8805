"""What every channel takes and gives: an envelope, an addressee, and one of three outcomes (8.1, 10.1.2).

A channel hands one message over once. Whether it may, when, and what follows is the outbox's; nothing here is a policy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import ClassVar, Protocol, Self

from proviso.accounts.channel_codes import Channel


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the message: its name, its media type such as `application/pdf`, and its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message: `message` is our own number of it, by which it is known for ever and counted once; `reference` is
    the case's, which is opaque; `words` are for whoever opens it; `at` is the moment that it carries, in UTC."""

    message: str
    reference: str
    words: str
    attachments: tuple[Attachment, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who it goes to, from the force's own list: name, mailbox (empty for a file), X.509 certificate in PEM."""

    name: str
    address: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """It was taken over; `receipt` is what the other side answered. That is not yet that anybody received it."""

    receipt: str


class Whose(Enum):
    """Who has to do something about what kept a message from leaving."""

    THEIRS = "nobody here: it is about the recipient, the message, or a server that is busy or away"
    OURS = "whoever runs this service: it is about how sending is set up, and every other message meets it too"


@dataclass(frozen=True, slots=True)
class Refused:
    """It certainly did not leave. `again`: trying later may help, and cannot send it twice."""

    again: bool
    says: str
    whose: Whose = Whose.THEIRS


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody here can know whether it left. It is never sent again by itself."""

    says: str


Outcome = Accepted | Refused | Unclear

HandOver = Callable[[], None]
"""Called when all is ready and before the first byte of the message leaves. What it raises ends the sending."""


class MessageChannel(Protocol):
    """What hands a message over."""

    def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
        """Hand the message over, at most once, and say what became of it. Raises only what `about_to_hand_over` does;
        then nothing left."""
        ...


class ForceChannel(MessageChannel, Protocol):
    """A channel by which a force sends, and how it is set up."""

    channel: ClassVar[Channel]

    @classmethod
    def from_settings(cls, force: str) -> Self:
        """The channel as a force has set it up. Raises NotSetUp."""
        ...

    @staticmethod
    def lacking() -> str:
        """Why what waits to leave by it is not tried at all; empty where it is."""
        ...
