"""Reading a force's telephone or mail log: CSV of any length, a block at a time, so that memory stays bounded.

Every line is accounted for: read, blank, or bad with its number and why. Nothing is guessed: a time that the autumn
clock gives twice is kept as both. Only contacts with a listed recipient are kept; all other lines are only counted.
"""

import codecs
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from proviso.oversight.accounting import Read
from proviso.oversight.addresses import LogOf
from proviso.oversight.lines import take
from proviso.oversight.shape import LogRefused, Shape, columns_of

BLOCK = 16 * 1024 * 1024
"""How many bytes are read at a time."""

Progress = Callable[[int, int], None]


def read_log(
    path: Path, shape: Shape, log_of: LogOf, listed: Sequence[str], progress: Progress | None = None, block: int = BLOCK
) -> Read:
    """Every contact with a listed address (in one spelling already). `progress` is told (bytes read, of how many).

    Raises LogRefused for a file that cannot be opened, is not text, or has not the columns that were named.
    """
    try:
        with path.open("rb") as log:
            return _read(log, path.stat().st_size, shape, log_of, list(listed), progress, block)
    except OSError as error:
        raise LogRefused(f"{path} cannot be read: {error.strerror}.") from error


def _read(
    log: BinaryIO, size: int, shape: Shape, log_of: LogOf, listed: list[str], progress: Progress | None, block: int
) -> Read:
    start = log.read(3)
    if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        raise LogRefused("The log is written in UTF-16. Save it as CSV in UTF-8, and try again.")
    log.seek(3 if start == codecs.BOM_UTF8 else 0)
    columns = columns_of(log, shape)
    found = Read()
    number = 1 + shape.headed
    for text in _blocks(log, block):
        number += take(found, text, number, columns, shape, log_of, listed)
        if progress:
            progress(log.tell(), size)
    found.bad_lines.sort()
    return found


def _blocks(log: BinaryIO, block: int) -> Iterator[bytes]:
    """Whole lines, about so many bytes at a time; the last may lack its end."""
    rest = b""
    while more := log.read(block):
        head, end, tail = more.rpartition(b"\n")
        if end:
            yield rest + head + end
            rest = tail
        else:
            rest += more
    if rest:
        yield rest
