"""The outbox's worker beside the pages, for a force with one machine: a process of its own, started again if it dies.

Not a thread of the server: what answers pages may be stopped at any moment. It ends when it is told to, or when whoever
started it is gone, and in both cases finishes the message that it has in hand.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType

from proviso.service.databases import set_up

SECONDS_BETWEEN_STARTS = 5
SECONDS_TO_STOP = 10
"""How long a worker is waited for; one that is handing a message over then ends by itself once it knows the answer."""


def told_to_stop() -> Event:
    """What is set when this process is asked to end, by SIGTERM or by Ctrl-C."""
    stop = Event()

    def ends(_: int, __: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ends)
    signal.signal(signal.SIGINT, ends)
    return stop


@contextmanager
def beside(start: Callable[[], "subprocess.Popen[bytes]"] | None = None) -> Iterator[None]:
    """Have a worker at work meanwhile. Leaves it behind only while it hands a message over."""
    start = start or _started
    over, process = Event(), [start()]

    def keep() -> None:
        while not over.is_set():
            process[0].wait()
            _close(process[0])
            if not over.wait(SECONDS_BETWEEN_STARTS):
                process[0] = start()

    keeping = Thread(target=keep, daemon=True)
    keeping.start()
    try:
        yield
    finally:
        over.set()
        process[0].terminate()
        keeping.join(SECONDS_TO_STOP)


def _close(process: "subprocess.Popen[bytes]") -> None:
    """Let go of the other end of its standard input, which it ends with."""
    if process.stdin:
        process.stdin.close()


def _started() -> "subprocess.Popen[bytes]":
    # In a session of its own, so that Ctrl-C at a terminal reaches it only through whoever started it.
    return subprocess.Popen(
        [sys.executable, "-m", "proviso.service.working"], stdin=subprocess.PIPE, start_new_session=True
    )


def main() -> None:
    """Work until told to stop, or until nobody holds the other end of standard input any more."""
    stop = told_to_stop()

    def watch() -> None:
        os.read(sys.stdin.fileno(), 1)
        stop.set()

    Thread(target=watch, daemon=True).start()
    set_up()
    from proviso.disclosure.worker import Worker

    Worker().run(stop)


if __name__ == "__main__":
    main()
