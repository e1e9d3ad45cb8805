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
from proviso.oversight.addresses import Lookup
from proviso.oversight.lines import take
from proviso.oversight.shape import LogRefused, Shape, columns_of

BLOCK = 16 * 1024 * 1024
"""How many bytes are read at a time."""

LONGEST = 1024 * 1024
"""How many bytes a line may have: what is longer is no log."""

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
            lookup = Lookup(log_of, tuple(listed), shape.dialled_first)
            _read(found, log, path.stat().st_size, shape, lookup, progress, block)
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
    lookup: Lookup,
    progress: Progress | None,
    block: int,
) -> None:
    start = log.read(HEAD_OF_A_LOG)
    end = _line_end(start)
    log.seek(3 if start.startswith(codecs.BOM_UTF8) else 0)
    lines = _lines(log, end)
    head = [next(lines, b"") for _ in range(shape.skip + shape.headed)]
    if not shape.headed:
        first = next(lines, b"")
        log.seek(log.tell() - len(first))
    columns = columns_of(head[-1] if shape.headed else first, shape)
    number = 1 + len(head)
    for text in _blocks(log, block, end):
        number += take(found, text.replace(b"\r", b"\n") if end == b"\r" else text, number, columns, shape, lookup)
        if progress:
            progress(log.tell(), size)


HEAD_OF_A_LOG = 64 * 1024


def _line_end(start: bytes) -> bytes:
    """What ends a line of a log that begins so: a line feed, or a carriage return alone, as some machines write it.
    Raises LogRefused for what is no text of one byte or more a letter."""
    if what := _not_csv(start):
        raise LogRefused(f"The log is {what}, and not CSV. Unpack it, or save it as CSV in UTF-8, and give that file.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start[:_FEW]:
        raise LogRefused("The log is written in UTF-16, or is no text. Save it as CSV in UTF-8, and try again.")
    return b"\r" if b"\r" in start and b"\n" not in start else b"\n"


def _not_csv(start: bytes) -> str:
    """What a file that begins so is, whatever its name, where that is known to be no CSV."""
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "a spreadsheet’s own file, such as .xlsx or .ods, or an archive (.zip)"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "a spreadsheet’s own file, of the older kind (.xls)"
    if start.startswith(b"\x1f\x8b"):
        return "packed (.gz)"
    return "a PDF" if start.startswith(b"%PDF-") else ""


_FEW = 4
"""In so many bytes every log in UTF-16 has one that is zero, whatever it begins with that is European."""


def _lines(log: BinaryIO, end: bytes) -> Iterator[bytes]:
    """One line after another, each with its end. Raises LogRefused for one that is too long."""
    while line := log.readline(LONGEST):
        if end not in line and len(line) == LONGEST:
            raise LogRefused(_TOO_LONG)
        if end == b"\r":
            whole, _, rest = line.partition(end)
            log.seek(log.tell() - len(rest))
            line = whole + end
        yield line


_TOO_LONG = (
    f"The log has a line of more than {LONGEST:,} bytes, which no record is. Save it as plain CSV, and try again."
)


def _blocks(log: BinaryIO, block: int, end: bytes) -> Iterator[bytes]:
    """Whole lines, about so many bytes at a time; the last may lack its end. Raises LogRefused for one that is too
    long."""
    rest = b""
    while more := log.read(block):
        head, ended, tail = more.rpartition(end)
        if ended:
            yield rest + head + ended
            rest = tail
        else:
            rest += more
        if len(rest) > LONGEST + block:
            raise LogRefused(_TOO_LONG)
    if rest:
        yield rest
