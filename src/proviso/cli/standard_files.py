"""What a command reads from and writes to, made so that a command never stops half way because of its output.

Whoever reads the output may go away (`| head`), a disk may be full, or the file was closed from the beginning (`>&-`).
What a command records, sends or backs up is done all the same, and done once; how it ended is said at the end.
"""

import codecs
import errno
import io
import os
import select
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

INPUT, OUTPUT, ERRORS = 0, 1, 2


class AnswerNotText(Exception):
    """What somebody typed, or was piped in, is not in the encoding of the terminal."""


class Output(io.FileIO):
    """A file that takes what it is given until it cannot, and from then on lets everything go. `fault` is why."""

    fault: OSError | None = None

    def write(self, given: "ReadableBuffer", /) -> int:
        """How many bytes were taken, or let go: all of them once there was a fault."""
        while self.fault is None:
            try:
                if (taken := super().write(given)) is not None:
                    return taken
                select.select([], [self], [])  # it takes nothing now, and waits for nobody: this does
            except OSError as fault:
                self.fault = fault
        return memoryview(given).nbytes


def prepare() -> Output | None:
    """Make standard input, output and errors such that none is missing, and none ends a command.

    Returns the one for output, to be asked at the end with `lost`; None where something else stands in for it already.
    """
    if sys.stdin is None:
        _stand_in(INPUT, os.O_WRONLY)  # so that reading it is refused, as reading what is closed
        sys.stdin = open(INPUT, encoding="utf-8", closefd=False)  # noqa: SIM115  for as long as the process lasts
    if isinstance(sys.stdin, io.TextIOWrapper):
        codecs.register_error("proviso.answer", _refuse)
        sys.stdin.reconfigure(errors="proviso.answer")
    if sys.stdout is None:
        _stand_in(OUTPUT, os.O_RDONLY)
    if sys.stderr is None:
        _stand_in(ERRORS, os.O_WRONLY)
    if sys.stderr is sys.__stderr__:
        sys.stderr, _ = _letting_go(ERRORS, sys.stderr)
    if sys.stdout is not sys.__stdout__:
        return None
    sys.stdout, output = _letting_go(OUTPUT, sys.stdout)
    return output


def lost(output: Output | None) -> OSError | None:
    """Why some of the output was lost; None where all of it was taken, or whoever read it had enough."""
    if output is None:
        return None
    sys.stdout.flush()
    return output.fault if output.fault and output.fault.errno != errno.EPIPE else None


def _refuse(fault: UnicodeError) -> NoReturn:
    raise AnswerNotText from fault


def _stand_in(number: int, how: int) -> None:
    """Something in the place of a file that is closed: whatever is opened next would be taken for it."""
    opened = os.open(os.devnull, how)
    if opened != number:
        os.dup2(opened, number, inheritable=True)
        os.close(opened)


def _letting_go(number: int, was: TextIO | None) -> tuple[io.TextIOWrapper, Output]:
    output = Output(number, "w", closefd=False)
    # Names of files may be of bytes that are no text: they are shown so that nobody takes them for others.
    text = io.TextIOWrapper(
        io.BufferedWriter(output),
        encoding=was.encoding if was else "utf-8",
        errors="backslashreplace",
        line_buffering=number == ERRORS or os.isatty(number),
    )
    return text, output
