"""How a log is written: which column holds what, how times are spelled, and where the columns are in this file.

Whoever names it wrongly is told what the log has; nothing is guessed.
"""

import codecs
import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

PLAIN_TIME = "%Y-%m-%d %H:%M:%S"


class LogRefused(Exception):
    """The log cannot be read at all; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a log is written: which column holds what (by its heading, or its place from 1), and how times are spelled.

    `when` is one column, or a day's and a time's. `spelled` is a strptime pattern of Rust's chrono, as polars takes it;
    with a zone in it (`%z`), `zone` is not asked.
    """

    when: tuple[str, ...]
    to: str
    sender: str = ""
    duration: str = ""
    spelled: str = PLAIN_TIME
    zone: str = "Europe/London"
    separator: str = ","
    encoding: str = "utf-8"
    headed: bool = True

    def __post_init__(self) -> None:
        if len(self.separator) != 1 or not self.separator.isascii() or self.separator in '"\r\n':
            raise LogRefused("The separator is one character, such as a comma or a semicolon.")
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise LogRefused(f"There is no time zone “{self.zone}”. Try Europe/London or UTC.") from error
        try:
            plain = "\n,".encode(self.encoding) == b"\n,"
        except LookupError:
            plain = False
        if not plain:
            raise LogRefused(f"“{self.encoding}” is no encoding that logs are read in. Try utf-8 or cp1252.")

        if not _spells(self.spelled):
            raise LogRefused(f"“{self.spelled}” is not a way to spell a day and a time. Try “{PLAIN_TIME}”.")

    @property
    def codec(self) -> str:
        """The encoding by its usual name."""
        return codecs.lookup(self.encoding).name


def _spells(spelled: str) -> bool:
    """Whether a time that is written so can be read again, to the minute."""
    noon = pl.Series([datetime(2026, 7, 1, 12, 34, tzinfo=UTC)])
    try:
        again = noon.dt.strftime(spelled).str.to_datetime(spelled, time_unit="us", strict=False).item()
    except pl.exceptions.PolarsError:
        return False
    return isinstance(again, datetime) and again.replace(tzinfo=UTC) == noon.item()


@dataclass(frozen=True, slots=True)
class LogColumns:
    """Where things are, counted from 0, of `many` columns."""

    many: int
    when: tuple[int, ...]
    to: int
    sender: int | None
    duration: int | None

    def wanted(self) -> list[int]:
        """The places that anything is read from, in order."""
        return sorted({*self.when, *(one for one in (self.to, self.sender, self.duration) if one is not None)})


def columns_of(log: BinaryIO, shape: Shape) -> LogColumns:
    """Where the columns are, from the first line of the log, which is read where it is a heading. Raises LogRefused."""
    began = log.tell()
    first = log.readline().decode(shape.codec, errors="replace").rstrip("\r\n")
    if not shape.headed:
        log.seek(began)
    heading = next(csv.reader([first], delimiter=shape.separator), [])
    places = {name.strip().casefold(): place for place, name in enumerate(heading)} if shape.headed else {}

    def place(name: str) -> int:
        if (known := places.get(name.strip().casefold())) is not None:
            return known
        if name.isdecimal() and 0 < int(name) <= len(heading):
            return int(name) - 1
        has = f"Its columns are: {', '.join(heading)}." if shape.headed else f"It has {len(heading)} columns."
        raise LogRefused(f"The log has no column “{name}”. {has}")

    when = tuple(place(name) for name in shape.when)
    sender = place(shape.sender) if shape.sender else None
    duration = place(shape.duration) if shape.duration else None
    return LogColumns(len(heading), when, place(shape.to), sender, duration)
