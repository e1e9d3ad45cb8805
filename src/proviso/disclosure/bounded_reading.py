"""Messages read in a process beside this one, each within 1.5 seconds of the processor and so much memory.

What is sent too slowly is killed too, with all that it began, and the next message is read by a new process. The
process has the environment of this one without our settings, and nothing of it is logged.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from types import TracebackType

from proviso.disclosure.message_parts import Limit, NotRead
from proviso.disclosure.reading import Arrived
from proviso.disclosure.reading_process import LENGTH, READY, framed

SECONDS = 10
"""How long reading one message may take, all waiting included. What it costs is limited in the process that reads."""

SECONDS_TO_START = 20
PROGRAM = "proviso.disclosure.reading_process"
LONGEST_ANSWER = 1024 * 1024


class ReadingNotStarted(Exception):
    """No process could be started to read messages in; the words say why."""


class BoundedReader:
    """Reads messages, one after the other. A context manager: at its end nothing is left running."""

    def __init__(self) -> None:
        self._process: _Process | None = None

    def __enter__(self) -> "BoundedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, pieces: Iterable[bytes]) -> Arrived:
        """What a message says. Raises NotRead, and ReadingNotStarted; what reading the pieces raises goes on."""
        process = self._process = self._process or _started()
        answer = None
        try:
            with process.no_longer_than(SECONDS):
                answer = process.answer(pieces)
        finally:
            if answer is None or process.killed:
                self._end()
        if answer is None:
            raise NotRead(Limit.COST)
        if answer.startswith(b'"'):
            raise NotRead(Limit(json.loads(answer)))
        return Arrived.from_json(answer)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


class _Process:
    """The process that reads. Raises OSError where it cannot be started."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own module
            [sys.executable, "-P", "-m", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if not name.startswith("PROVISO_")},
            start_new_session=True,
        )
        assert self._process.stdin  # noqa: S101  it was started with both
        assert self._process.stdout  # noqa: S101
        self._to, self._from = self._process.stdin, self._process.stdout
        self.killed = False

    @contextmanager
    def no_longer_than(self, seconds: float) -> Iterator[None]:
        """Kill it, and all that it began, where it takes longer."""
        timer = Timer(seconds, self.kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def is_ready(self) -> bool:
        """Whether it started."""
        return self._from.read(len(READY)) == READY

    def answer(self, pieces: Iterable[bytes]) -> bytes | None:
        """Its answer to a message; None where it ended instead."""
        try:
            for piece in pieces:
                if self.killed:
                    return None
                self._to.write(framed(piece) if piece else b"")
            self._to.write(framed(b""))
            self._to.flush()
        except BrokenPipeError:
            return None
        length = int.from_bytes(self._from.read(LENGTH), "big")
        answer = self._from.read(min(length, LONGEST_ANSWER))
        return answer if answer and len(answer) == length else None

    def kill(self) -> None:
        """Kill it and its forks."""
        self.killed = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Leave nothing of it."""
        self.kill()
        self._process.wait()
        for stream in (self._to, self._from):
            with suppress(BrokenPipeError):
                stream.close()


def _started() -> _Process:
    try:
        process = _Process()
    except OSError as error:
        raise ReadingNotStarted(f"{error.strerror}") from error
    with process.no_longer_than(SECONDS_TO_START):
        ready = process.is_ready()
    if not ready:
        process.end()
        raise ReadingNotStarted("it ended at once")
    return process
