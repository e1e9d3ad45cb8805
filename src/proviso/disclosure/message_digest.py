"""By what a message, or a part of one, is known again: its SHA-256, whichever way its lines end."""

from collections.abc import Iterator
from hashlib import sha256

PIECE = 64 * 1024
"""How many bytes are held at once, about."""


class Digest:
    """SHA-256 of a message: the same whichever way its lines end, in whichever file it came."""

    def __init__(self) -> None:
        self._sum = sha256()
        self._begun = False
        self._ends = 0
        self._left = b""

    def reading(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The same pieces, looked at as they pass."""
        for piece in pieces:
            self._add(piece)
            yield piece

    def hexadecimal(self) -> str:
        """Of all that was read. Ends of lines at either end of the message do not count."""
        self._add(b"", last=True)
        return self._sum.hexdigest()

    def add(self, piece: bytes) -> None:
        """Some more of it."""
        self._add(piece)

    def _add(self, piece: bytes, *, last: bool = False) -> None:
        piece = self._left + piece
        self._left = b"\r" if piece.endswith(b"\r") and not last else b""
        told = piece.removesuffix(self._left).replace(b"\r\n", b"\n")
        told = told if self._begun else told.lstrip(b"\n")
        text = told.rstrip(b"\n")
        if text:
            self._begun = True
            for done in range(0, self._ends, PIECE):
                self._sum.update(b"\n" * min(PIECE, self._ends - done))
            self._ends = 0
            self._sum.update(text)
        self._ends += (len(told) - len(text)) * self._begun
