"""Commands as whoever installed the product runs them: each a process of its own, from an environment that is empty."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PROVISO = str(Path(sys.executable).with_name("proviso"))
WHO = ("--by", "Mx Imaginary Yew", "--authority", "Agreed by the board")
"""What every command that changes something is told of who does it."""
EMPTY = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
"""All that a process is given; where the documents say to set more, a test sets that."""

OF_THE_DEMONSTRATION = {
    "PROVISO_HOME": "var/demo",
    "PROVISO_FORCE": "wessmere",
    "PROVISO_DEMONSTRATION": "true",
    "PROVISO_HTTPS": "false",
}
"""What README says to set for the demonstration; `tests/docs/test_command_lines.py` holds it to that."""

READY_WITHIN = 120

Done = subprocess.CompletedProcess[str]


def run(words: list[str], folder: Path, *, typed: str = "", **environment: str) -> Done:
    """One command, done in a folder."""
    return subprocess.run(
        [PROVISO, *words], cwd=folder, env=EMPTY | environment, input=typed, capture_output=True, text=True, timeout=90
    )


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(words: list[str], folder: Path, port: int, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on until it is told to stop, once its pages answer; ended at last, whatever happens."""
    process = subprocess.Popen(
        [PROVISO, *words, "--port", str(port)],
        cwd=folder,
        env=EMPTY | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        until = time.monotonic() + READY_WITHIN
        while not _answers(port) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        try:
            yield process
        finally:
            process.kill()


def stopped(process: subprocess.Popen[str], how: signal.Signals) -> Done:
    """What was said until the end, and the status, of a process that is told to stop."""
    process.send_signal(how)
    said, complained = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, said, complained)


def _answers(port: int) -> bool:
    """Whether pages come from this port, a redirect to elsewhere included: that is not followed."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        try:
            connection.request("GET", "/")
            return bool(connection.getresponse().status)
        except (OSError, HTTPException):
            return False


def one_sentence(done: Done) -> bool:
    """Whether nothing was said but one line on standard error, and that is no trace of the code."""
    return done.stdout == "" and len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr
