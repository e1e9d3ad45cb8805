"""Reading a force's telephone or mail log: CSV of any length, a block at a time, so that memory stays bounded.

Every line is accounted for: read, blank, or bad with its number and why. Nothing is guessed: a time that the autumn
clock gives twice is kept as both. Only contacts with a listed recipient are kept; all other lines are only counted.
"""

import codecs
import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from proviso.oversight.addresses import LogOf, listed_in

BLOCK = 16 * 1024 * 1024
"""How many bytes are read at a time."""

SHOWN = 200
"""How many bad lines are named; all are counted."""

PLAIN_TIME = "%Y-%m-%d %H:%M:%S"


class LogRefused(Exception):
    """The log cannot be read at all; the words say what to do."""


class Bad(StrEnum):
    """What is wrong with a line, in words."""

    ENCODING = "it is not written in the encoding that was named"
    QUOTES = "its quotation marks do not match"
    COLUMNS = "it has more or fewer columns than the heading"
    TIME = "its time could not be read"
    SKIPPED = "its time is in the hour that the spring clock passes over"
    NOBODY = "it does not say to whom"


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


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """A line that names a listed recipient. `at` is in UTC; `or_at` is the other time that it may have been, where the
    autumn clock gave its hour twice. `address` is the recipient's; `ours` is what the other column says."""

    at: datetime
    or_at: datetime | None
    line: int
    address: str
    outgoing: bool
    ours: str = ""
    lasted: str = ""


@dataclass(slots=True)
class Read:
    """What was found in a log. Times are in UTC and None while no line had one. `bad_lines` are (number, what)."""

    lines: int = 0
    blank: int = 0
    contacts: list[Contact] = field(default_factory=list)
    bad: Counter[Bad] = field(default_factory=Counter)
    bad_lines: list[tuple[int, Bad]] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None

    def blame(self, frame: pl.DataFrame, what: Bad) -> None:
        """Count the lines of a frame as bad, and name as many as are named at all."""
        if frame.is_empty():
            return
        self.bad[what] += len(frame)
        room = max(0, SHOWN - len(self.bad_lines))
        self.bad_lines += [(number, what) for number in frame["line"].head(room)]

    def spans(self, first: datetime, last: datetime) -> None:
        """Stretch what the log covers."""
        self.first = min(self.first or first, first)
        self.last = max(self.last or last, last)


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
    columns = _columns(log, shape)
    found = Read()
    number = 1 + shape.headed
    for text in _blocks(log, block):
        number += _take(found, text, number, columns, shape, log_of, listed)
        if progress:
            progress(log.tell(), size)
    found.bad_lines.sort()
    return found


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things are, counted from 0, of `many` columns."""

    many: int
    when: tuple[int, ...]
    to: int
    sender: int | None
    duration: int | None

    def wanted(self) -> list[int]:
        return sorted({*self.when, *(one for one in (self.to, self.sender, self.duration) if one is not None)})


def _columns(log: BinaryIO, shape: Shape) -> _Columns:
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
    return _Columns(len(heading), when, place(shape.to), sender, duration)


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


def _take(
    found: Read, text: bytes, number: int, columns: _Columns, shape: Shape, log_of: LogOf, listed: list[str]
) -> int:
    """Account for every line of a block, the first of which has this number; return how many there are."""
    text = text.replace(b"\r\n", b"\n").removesuffix(b"\n")
    plain = _in_utf8(text, shape.codec)
    lines = _lines(text, shape.codec) if plain is None else pl.read_lines(plain + b"\n", name="text")
    many = len(lines)
    found.lines += many
    lines = _without_bad(found, lines.with_row_index("line", offset=number), columns, shape)
    if lines.is_empty():
        return many
    if plain is None or len(lines) < many:
        plain = str(lines["text"].str.join("\n").item()).encode()
    told = _times(found, _cells(lines["line"], plain, columns, shape), shape)
    told = _blamed(found, told, pl.col("to").str.strip_chars() == "", Bad.NOBODY)
    if not told.is_empty():
        found.spans(told["at"].min(), told["or_at"].max())  # type: ignore[arg-type]
        found.contacts += _contacts(told, log_of, listed)
    return many


def _in_utf8(text: bytes, codec: str) -> bytes | None:
    """A block in UTF-8; None where something of it is not in its encoding."""
    try:
        told = text.decode(codec)
    except UnicodeDecodeError:
        return None
    return text if codec in {"utf-8", "ascii"} else told.encode()


def _lines(text: bytes, codec: str) -> pl.DataFrame:
    """The lines of a block; null for one that is not in its encoding."""
    return pl.DataFrame({"text": [_or_none(line, codec) for line in text.split(b"\n")]}, schema={"text": pl.String})


def _or_none(line: bytes, codec: str) -> str | None:
    try:
        return line.decode(codec)
    except UnicodeDecodeError:
        return None


def _without_bad(found: Read, lines: pl.DataFrame, columns: _Columns, shape: Shape) -> pl.DataFrame:
    """The lines that are records of the right width; the others are counted as what they are."""
    lines = _blamed(found, lines, pl.col("text").is_null(), Bad.ENCODING)
    blank = pl.col("text").str.strip_chars() == ""
    many = len(lines)
    lines = lines.filter(~blank)
    found.blank += many - len(lines)
    text, quote = pl.col("text"), pl.col("text").str.contains('"', literal=True)
    if not lines.select(quote.any()).item():
        return _blamed(
            found, lines, text.str.count_matches(shape.separator, literal=True) + 1 != columns.many, Bad.COLUMNS
        )
    separator = f"\\x{{{ord(shape.separator):x}}}"
    cell = f'(?:"(?:[^"]|"")*"|[^"{separator}]*)'
    wrong = ~text.str.contains(f"^{cell}(?:{separator}{cell}){{{columns.many - 1}}}$")
    marked = lines.with_columns(wrong.alias("_wrong"))
    if not marked["_wrong"].any():
        return lines
    wrongs = marked.filter("_wrong").drop("_wrong")
    misquoted = ~text.str.contains(f"^{cell}(?:{separator}{cell})*$")
    found.blame(_blamed(found, wrongs, misquoted, Bad.QUOTES), Bad.COLUMNS)
    return marked.filter(~pl.col("_wrong")).drop("_wrong")


def _blamed(found: Read, lines: pl.DataFrame, wrong: pl.Expr, what: Bad) -> pl.DataFrame:
    """The lines that are not wrong; those that are have been counted."""
    marked = lines.with_columns(wrong.alias("_wrong"))
    if not marked["_wrong"].any():
        return lines
    found.blame(marked.filter("_wrong"), what)
    return marked.filter(~pl.col("_wrong")).drop("_wrong")


def _cells(numbers: pl.Series, text: bytes, columns: _Columns, shape: Shape) -> pl.DataFrame:
    """Line number, when, to, sender and duration, as text. Every line is a record by itself by now."""
    heading = shape.separator.join(f"c{place}" for place in range(columns.many))
    cells = pl.read_csv(
        heading.encode() + b"\n" + text,
        columns=[f"c{place}" for place in columns.wanted()],
        separator=shape.separator,
        infer_schema=False,
        empty_string_is_null=False,
    )
    if len(cells) != len(numbers):
        raise LogRefused("The log has lines that are read in two ways. Save it as plain CSV, and try again.")
    when = pl.concat_str([pl.col(f"c{place}").str.strip_chars() for place in columns.when], separator=" ")
    return cells.select(
        numbers,
        when.alias("when"),
        pl.col(f"c{columns.to}").alias("to"),
        (pl.lit("") if columns.sender is None else pl.col(f"c{columns.sender}")).alias("sender"),
        (pl.lit("") if columns.duration is None else pl.col(f"c{columns.duration}")).alias("duration"),
    )


def _times(found: Read, told: pl.DataFrame, shape: Shape) -> pl.DataFrame:
    """The lines with `at` and `or_at` in UTC: the same but where the clock gave the time twice."""
    when = pl.col("when")
    if shape.spelled == PLAIN_TIME:
        when = when.str.replace("T", " ", literal=True)
    told = told.with_columns(when.str.to_datetime(shape.spelled, time_unit="us", strict=False).alias("at"))
    told = _blamed(found, told, pl.col("at").is_null(), Bad.TIME)
    if told.schema["at"].time_zone is not None:  # type: ignore[attr-defined]
        at = pl.col("at").dt.convert_time_zone("UTC")
        return told.with_columns(at, at.alias("or_at"))
    told = told.with_columns(_in_utc(shape.zone, "earliest").alias("earliest"), _in_utc(shape.zone, "latest"))
    told = _blamed(found, told, pl.col("earliest").is_null(), Bad.SKIPPED)
    return told.with_columns(pl.col("earliest").alias("at"), pl.col("at").alias("or_at"))


def _in_utc(zone: str, which: str) -> pl.Expr:
    there = pl.col("at").dt.replace_time_zone(zone, ambiguous=which, non_existent="null")  # type: ignore[arg-type]
    return there.dt.convert_time_zone("UTC")


def _contacts(told: pl.DataFrame, log_of: LogOf, listed: list[str]) -> Iterator[Contact]:
    """The lines that name a listed address, as the one rung or written to or, where it is not, as the one who did."""
    to, sender = (_naming(told[column], log_of, listed) for column in ("to", "sender"))
    named = told.filter(pl.col("to").is_in(list(to)) | pl.col("sender").is_in(list(sender)))
    for row in named.select("line", "at", "or_at", "to", "sender", "duration").iter_rows(named=True):
        outgoing = row["to"] in to
        yield Contact(
            at=row["at"].astimezone(UTC),
            or_at=row["or_at"].astimezone(UTC) if row["or_at"] != row["at"] else None,
            line=row["line"],
            address=to[row["to"]] if outgoing else sender[row["sender"]],
            outgoing=outgoing,
            ours=row["sender" if outgoing else "to"].strip()[:120],
            lasted=row["duration"].strip()[:40],
        )


def _naming(column: pl.Series, log_of: LogOf, listed: list[str]) -> dict[str, str]:
    """The spellings in a column that name a listed address, each with that address: each is taken apart only once."""
    spelled = pl.DataFrame({"was": column.unique()})
    return dict(spelled.with_columns(listed_in("was", log_of, listed).alias("is")).drop_nulls("is").iter_rows())
