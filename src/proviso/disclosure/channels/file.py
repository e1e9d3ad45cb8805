"""An encrypted file for delivery by hand: the same message as by e-mail, opened by the recipient's own key alone (8.1).

The file may be lost or seen by anybody; what it says is the recipient's alone to read. That it was handed over is for
a person to record.
"""

from hashlib import sha256
from typing import ClassVar, Self

from proviso.accounts.channel_codes import Channel
from proviso.disclosure.channels.channel import Accepted, Addressee, Envelope, HandOver, Outcome, Refused, Whose
from proviso.disclosure.message import CannotEncrypt, CannotSign, Sender, compose
from proviso.disclosure.post import sender


class File:
    """The channel for what is carried by hand; `made` is the name of each file that was made and its bytes."""

    channel: ClassVar[Channel] = Channel.FILE

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self.made: list[tuple[str, bytes]] = []

    @classmethod
    def from_settings(cls, force: str) -> Self:
        """The channel as the force signs. Raises NotSetUp."""
        return cls(sender(force))

    @staticmethod
    def lacking() -> str:
        """Nothing: a file is made whenever it is asked for."""
        return ""

    def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
        """Make the file. The receipt is its SHA-256, in hexadecimal."""
        try:
            content = compose(envelope, addressee, self._sender)
        except CannotEncrypt as fault:
            return Refused(False, str(fault))
        except CannotSign as fault:
            return Refused(True, str(fault), Whose.OURS)
        about_to_hand_over()
        self.made.append((f"{envelope.reference}-{envelope.message}.eml", content))
        return Accepted(sha256(content).hexdigest())
