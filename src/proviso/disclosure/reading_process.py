"""The process that reads messages of unknown senders: `python -m proviso.disclosure.reading_process`. Linux.

It gets one message after the other on its standard input, in pieces that say how long they are, the last of them empty,
and answers each on its standard output, in JSON, with what was read or which limit it was beyond. Each is read by a
fork of its own, within a limit of memory and of time of the processor, and so leaves nothing behind for the next. Where
one is killed by a limit, all of this ends, and whoever asked gets no answer. Nothing is said anywhere else.
"""

import io
import os
import resource
import signal
import sys
from typing import TYPE_CHECKING, BinaryIO

from proviso.disclosure.message_parts import NotRead
from proviso.disclosure.reading import read_stream
from proviso.record.canonical import canonical

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MEMORY = 48 * 1024 * 1024
"""How much more than at its start a fork may take. With what the modules take, less than 64 MB above bare Python."""

SECONDS = 1.5
"""How much time of the processor reading a message may take: a busy machine makes no message too costly."""

READY = b"ready"
LENGTH = 4
"""How many bytes tell a length."""


class Pieces(io.RawIOBase):
    """A message that comes in pieces."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._left = -1

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Some more of the message; nothing at its end. Raises EOFError where it breaks off."""
        if self._left < 0:
            self._next()
        if not self._left:
            return 0
        room = memoryview(buffer)
        told = self._source.read(min(self._left, len(room)))
        if not told:
            raise EOFError
        room[: len(told)] = told
        self._left -= len(told)
        if not self._left:
            self._next()
        return len(told)

    def drain(self) -> None:
        """Take in what is left of the message."""
        while self.read(io.DEFAULT_BUFFER_SIZE):
            pass

    def _next(self) -> None:
        length = self._source.read(LENGTH)
        if len(length) < LENGTH:
            raise EOFError
        self._left = int.from_bytes(length, "big")


def framed(piece: bytes) -> bytes:
    """A piece with its length before it."""
    return len(piece).to_bytes(LENGTH, "big") + piece


def main() -> None:
    """Read messages until nobody sends any more, or until one was beyond the limits."""
    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    os.write(sys.stdout.fileno(), READY)
    while _read_by_a_fork(now + MEMORY):
        pass


def _read_by_a_fork(memory: int) -> bool:
    fork = os.fork()
    if fork:
        return os.waitpid(fork, 0)[1] == 0
    failed = 1
    try:
        _limit(resource.RLIMIT_AS, memory)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        _limit(resource.RLIMIT_CORE, 0)
        _answer()
        failed = 0
    finally:
        os._exit(failed)


def _limit(kind: int, most: int) -> None:
    """Allow no more than so much, or what is allowed already where that is less."""
    allowed = resource.getrlimit(kind)[1]
    least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(kind, (least, least))


def _answer() -> None:
    source = Pieces(sys.stdin.buffer)
    try:
        told = read_stream(io.BufferedReader(source, 64 * 1024)).as_json()
    except NotRead as refused:
        told = canonical(refused.limit.value)
        source.drain()
    sys.stdout.buffer.write(framed(told))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
