"""An encrypted file for delivery by hand: the same message as by e-mail, opened by the recipient's own key alone (8.1).

The file may be lost or seen by anybody; what it says is the recipient's alone to read. That it was handed over is for
a person to record.
"""

from collections.abc import Callable
from hashlib import sha256

from proviso.disclosure.channels.channel import Accepted, Addressee, Envelope, HandOver, Outcome, Refused
from proviso.disclosure.message import CannotEncrypt, Sender, compose

Keep = Callable[[str, bytes], None]
"""Where a file goes: told its name and its bytes."""


class File:
    """The channel for what is carried by hand; `keep` is given each file."""

    def __init__(self, sender: Sender, keep: Keep) -> None:
        self._sender, self._keep = sender, keep

    def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
        """Make the file. The receipt is its SHA-256, in hexadecimal."""
        try:
            content = compose(envelope, addressee, self._sender)
        except CannotEncrypt as fault:
            return Refused(False, str(fault))
        about_to_hand_over()
        self._keep(f"{envelope.reference}-{envelope.message}.eml", content)
        return Accepted(sha256(content).hexdigest())
