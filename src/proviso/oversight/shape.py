"""How a log is written: which column holds what, how times are spelled, and where the columns are in this file.

Whoever names it wrongly is told what the log has; nothing is guessed.
"""

import codecs
import csv
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from proviso.oversight.addresses import USUAL_PREFIXES

PLAIN_TIME = "%Y-%m-%d %H:%M:%S"


class LogRefused(Exception):
    """The log cannot be read at all; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a log is written: which column holds what (by its heading, or its place from 1), and how times are spelled.

    `when` is one column, or a day's and a time's. `spelled` is a strptime pattern of Rust's chrono, as polars takes it;
    with a zone in it (`%z`), `zone` is not asked. `skip` lines stand above the heading. `dialled_first` are the figures
    that come before a number from outside.
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
    skip: int = 0
    dialled_first: tuple[str, ...] = USUAL_PREFIXES

    def __post_init__(self) -> None:
        if len(self.separator) != 1 or not self.separator.isascii() or self.separator in '"\r\n':
            raise LogRefused("The separator is one character, such as a comma or a semicolon.")
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise LogRefused(f"There is no time zone “{self.zone}”. Try Europe/London or UTC.") from error
        if not _holds_plain_text(self.encoding):
            raise LogRefused(f"“{self.encoding}” is no encoding that logs are read in. Try utf-8 or cp1252.")

        if "%Z" in self.spelled:
            raise LogRefused("A zone’s letters (%Z) mean more than one zone. Say %z for +01:00 or Z, or --zone.")
        if any(not figures.isascii() or not figures.isdecimal() for figures in self.dialled_first):
            raise LogRefused("What is dialled first is given in figures, such as 9 or 141.")
        if not _spells(self.spelled):
            raise LogRefused(f"“{self.spelled}” is not a way to spell a day and a time. Try “{PLAIN_TIME}”.")

    @property
    def says_its_zone(self) -> bool:
        """Whether each time says its own zone, or counts the seconds since 1970, which is one."""
        return any(one in self.spelled for one in ("%z", "%:z", "%#z", "%s", "%+"))

    @property
    def codec(self) -> str:
        """The encoding by its usual name."""
        return codecs.lookup(self.encoding).name


def _holds_plain_text(encoding: str) -> bool:
    """Whether it is an encoding of text, and every letter, figure and sign of ASCII is itself in it."""
    try:
        return _PLAIN_TEXT.encode(encoding) == _IN_ASCII and _IN_ASCII.decode(encoding) == _PLAIN_TEXT
    except (LookupError, ValueError):  # some codecs of Python are for other things, and raise what they like of these
        return False


_PLAIN_TEXT = "\n" + "".join(map(chr, range(32, 127)))
_IN_ASCII = _PLAIN_TEXT.encode("ascii")


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


def columns_of(first: bytes, shape: Shape) -> LogColumns:
    """Where the columns are, from the heading of the log or, where it has none, from its first line.

    Raises LogRefused for a column that is not there or stands there twice, and for a heading that says another zone.
    """
    line = first.decode(shape.codec, errors="replace").rstrip("\r\n")
    if _SEP.fullmatch(line):
        raise LogRefused(
            f"The log begins with “{_shown(line)}”, which is meant for a spreadsheet. Leave it out with --skip 1, and "
            "name the separator with --separator."
        )
    try:
        heading = next(csv.reader([line], delimiter=shape.separator), [])
    except csv.Error as error:
        raise LogRefused(
            f"The heading of the log cannot be read: {error}. Save it as plain CSV, and try again."
        ) from error
    names = [name.strip().casefold() for name in heading] if shape.headed else []

    def place(name: str) -> int:
        wanted = name.strip().casefold()
        if names.count(wanted) > 1:
            places = ", ".join(str(at) for at, one in enumerate(names, start=1) if one == wanted)
            raise LogRefused(f"“{name}” is the heading of several columns ({places}). Name the column by its number.")
        if wanted in names:
            return names.index(wanted)
        if name.isascii() and name.isdecimal() and 0 < int(name) <= len(heading):
            return int(name) - 1
        raise LogRefused(f"The log has no column “{name}”. {_what_it_has(heading, shape)}")

    when = tuple(place(name) for name in shape.when)
    for name in shape.when:
        if name.strip().casefold() in names:  # whoever names a column by its number has read its heading
            _refuse_other_zone(name, shape)
    sender = place(shape.sender) if shape.sender else None
    duration = place(shape.duration) if shape.duration else None
    return LogColumns(len(heading), when, place(shape.to), sender, duration)


def _what_it_has(heading: list[str], shape: Shape) -> str:
    """Which columns there are, and which options say so where they are others."""
    if not shape.headed:
        return f"It has {len(heading)} columns. If it has others, say with --separator what is between two of them."
    return (
        f"Its columns are: {_shown(', '.join(heading))}. If that is not its heading, say with --skip how many lines "
        "come before it, with --separator what is between two columns, or with --no-heading that it has none."
    )


def _shown(words: str) -> str:
    """Words of a log as a terminal shows them without obeying them, and no more of them than anybody reads."""
    inert = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in words)
    return inert if len(inert) <= _MOST_SHOWN else f"{inert[:_MOST_SHOWN]} …"


_MOST_SHOWN = 300
_SEP = re.compile(r"(?i)\W?sep=.?\W*")
_ZONE_IN_A_HEADING = re.compile(
    r"(?i)\b(UTC|GMT|BST|Zulu|[A-Z][a-z]+/[A-Z][a-z_]+)\b(\s*[+-]\s*[0-9:]+)?|([+-][0-9]{2}:?[0-9]{2})\b"
)
_AS_UTC = frozenset({"utc", "gmt", "zulu"})
_NAMED_UTC = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT", "Etc/GMT0", "GMT0"})


def _refuse_other_zone(heading: str, shape: Shape) -> None:
    """Raise LogRefused where the heading of a time names a zone that is not the one in which times are read."""
    said = _ZONE_IN_A_HEADING.search(heading)
    if said is None or shape.says_its_zone:
        return
    name = (said[1] or "").casefold()
    same = (name in _AS_UTC and not said[2] and shape.zone in _NAMED_UTC) or name == shape.zone.casefold()
    if not same:
        raise LogRefused(
            f"The heading “{_shown(heading)}” names a time zone, and times would be read in that of {shape.zone}. Say "
            "which is right with --zone, UTC for instance; where the heading is wrong, name the column by its number."
        )
