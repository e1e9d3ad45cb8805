"""A channel that goes nowhere: it keeps what it was given and answers as it was told."""

from collections.abc import Iterator

from proviso.disclosure.channels.channel import Accepted, Addressee, Envelope, HandOver, Outcome


class Null:
    """Answers with each of `outcomes` in turn, then accepts; `sent` is what was handed over, in order."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._outcomes: Iterator[Outcome] = iter(outcomes)
        self.sent: list[tuple[Envelope, Addressee]] = []

    def send(self, envelope: Envelope, addressee: Addressee, about_to_hand_over: HandOver) -> Outcome:
        """Keep the message, and answer."""
        about_to_hand_over()
        self.sent.append((envelope, addressee))
        return next(self._outcomes, Accepted(f"kept as {len(self.sent)}"))
