"""The process beside the pages, started again if it dies: it sweeps what is left over, sends what waits, and
tells the audit stream.

Not a thread of the server: what answers pages may be stopped at any moment. It ends when it is told to, or when whoever
started it is gone, and in both cases finishes the message that it has in hand.
"""

import atexit
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING

from proviso.service.databases import set_up
from proviso.service.housekeeping import sweep_until

if TYPE_CHECKING:
    from proviso.service.config import Config

SECONDS_BETWEEN_STARTS = 5
SECONDS_TO_STOP = 10
"""How long a worker is waited for; one that is handing a message over then ends by itself once it knows the answer."""


class Work(Enum):
    """What the process does."""

    SENDING_AND_SWEEPING = "sending-and-sweeping"
    SWEEPING = "sweeping"
    """Where no mail server is set, or others send."""


def told_to_stop() -> Event:
    """What is set when this process is asked to end, by SIGTERM or by Ctrl-C."""
    stop = Event()

    def ends(_: int, __: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ends)
    signal.signal(signal.SIGINT, ends)
    return stop


@contextmanager
def beside(started: Callable[[], "subprocess.Popen[bytes]"]) -> Iterator[None]:
    """Have a process at work meanwhile. Leaves it behind only while it hands a message over."""
    over, process = Event(), [started()]

    def keep() -> None:
        while not over.is_set():
            process[0].wait()
            _close(process[0])
            if not over.wait(SECONDS_BETWEEN_STARTS):
                process[0] = started()

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


def start(work: Work) -> "subprocess.Popen[bytes]":
    """A process that does this."""
    # In a session of its own, so that Ctrl-C at a terminal reaches it only through whoever started it.
    return subprocess.Popen(  # noqa: S603  its words are ours
        [sys.executable, "-m", "proviso.service.working", work.value], stdin=subprocess.PIPE, start_new_session=True
    )


def main() -> None:
    """Work until told to stop, or until nobody holds the other end of standard input any more."""
    atexit.register(gc.freeze)  # nothing is taken apart at the end: it ends anyway
    stop = told_to_stop()

    def watch() -> None:
        os.read(sys.stdin.fileno(), 1)
        stop.set()

    Thread(target=watch, daemon=True).start()
    set_up()
    from proviso.service.config import config
    from proviso.service.server import in_hand

    in_hand(config())
    sweeping = Thread(target=sweep_until, args=(stop,))
    sweeping.start()
    streaming = _streaming(stop, config())
    if Work(sys.argv[1]) is Work.SENDING_AND_SWEEPING:
        from proviso.disclosure.worker import Worker

        Worker().run(stop)
    sweeping.join()
    if streaming:
        streaming.join()


def _streaming(stop: Event, config: "Config") -> Thread | None:
    """A thread that tells each entry to whom the settings say; none where they name nobody."""
    if not config.syslog.host:
        return None
    from proviso.service.audit_stream import stream_until

    streaming = Thread(target=stream_until, args=(stop, config))
    streaming.start()
    return streaming


if __name__ == "__main__":
    main()
