"""Reading a force's telephone or mail log: CSV of any length, a block at a time, so that memory stays bounded.

Every line is accounted for: read, blank, or bad with its number and why. Nothing is guessed: a time that the autumn
clock gives twice is kept as both. Only contacts with a listed recipient are kept; all other lines are only counted.
"""

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from proviso.accounts.channel_codes import Channel
from proviso.oversight.accounting import HEAD, Read
from proviso.oversight.lines import take
from proviso.oversight.shape import LogRefused, Shape, columns_of

BLOCK = 16 * 1024 * 1024
"""How many bytes are read at a time."""

Progress = Callable[[int, int], None]


def read_log(
    path: Path,
    shape: Shape,
    log_of: Channel,
    listed: Sequence[str],
    progress: Progress | None = None,
    block: int = BLOCK,
    all_bad: Path | None = None,
) -> Read:
    """Every contact with a listed address (in one spelling already). `progress` is told (bytes read, of how many).

    `all_bad` is written, where it is given, when there are more ranges of bad lines than are listed: every one of them,
    as CSV. Raises LogRefused for a file that cannot be opened, is not text, or has not the columns that were named.
    """
    try:
        with path.open("rb") as log, TemporaryFile() as whole:
            found = Read(whole=whole)
            _read(found, log, path.stat().st_size, shape, log_of, list(listed), progress, block)
            if all_bad and found.unlisted:
                _write_all(whole, all_bad)
                found.all_bad = str(all_bad)
    except OSError as error:
        raise LogRefused(f"{path} cannot be read: {error.strerror}.") from error
    return replace(found, whole=None)


def _write_all(whole: IO[bytes], path: Path) -> None:
    """Copy every bad line's range to a file of its own. Raises LogRefused."""
    whole.seek(0)
    try:
        with path.open("wb") as file:
            file.write(HEAD)
            copyfileobj(whole, file)
    except OSError as error:
        raise LogRefused(
            f"There are more bad lines than can be listed, and {path} cannot be written: {error.strerror}. "
            "Say with --bad-lines where they can be."
        ) from error


def _read(
    found: Read,
    log: BinaryIO,
    size: int,
    shape: Shape,
    log_of: Channel,
    listed: list[str],
    progress: Progress | None,
    block: int,
) -> None:
    start = log.read(3)
    if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        raise LogRefused("The log is written in UTF-16. Save it as CSV in UTF-8, and try again.")
    log.seek(3 if start == codecs.BOM_UTF8 else 0)
    columns = columns_of(log, shape)
    number = 1 + shape.headed
    for text in _blocks(log, block):
        number += take(found, text, number, columns, shape, log_of, listed)
        if progress:
            progress(log.tell(), size)


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
