"""The lines of a block of a log, made into contacts. A line that is no record, or that cannot be understood, is
accounted for as what it is.

Whole columns at a time, in polars; only lines that name a listed recipient are ever looked at one by one.
"""

from datetime import UTC
from typing import Literal

import polars as pl

from proviso.oversight.accounting import Contact, Read
from proviso.oversight.addresses import Judged, Lookup, Names
from proviso.oversight.bad_lines import Bad
from proviso.oversight.shape import PLAIN_TIME, LogColumns, LogRefused, Shape


def take(found: Read, text: bytes, number: int, columns: LogColumns, shape: Shape, lookup: Lookup) -> int:
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
        # Both columns hold times, and the frame is not empty: polars types what any column may hold.
        found.spans(told["at"].min(), told["or_at"].max())  # type: ignore[arg-type]
        _name(found, told, lookup)
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


def _without_bad(found: Read, lines: pl.DataFrame, columns: LogColumns, shape: Shape) -> pl.DataFrame:
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


def _cells(numbers: pl.Series, text: bytes, columns: LogColumns, shape: Shape) -> pl.DataFrame:
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
    when, zulu = pl.col("when"), pl.col("when").str.contains("[0-9]Z$") & (not shape.says_its_zone)
    if shape.spelled == PLAIN_TIME:
        when = when.str.replace("T", " ", literal=True)
    when = when.str.replace("Z$", "+0000" if "%z" in shape.spelled else "")
    told = told.with_columns(
        when.str.to_datetime(shape.spelled, time_unit="us", strict=False).alias("at"), zulu.alias("zulu")
    )
    told = _blamed(found, told, ~pl.col("at").dt.year().is_between(*YEARS).fill_null(value=False), Bad.TIME)
    if shape.says_its_zone:
        kind = told.schema["at"]
        zoned = isinstance(kind, pl.Datetime) and kind.time_zone is not None
        at = pl.col("at").dt.convert_time_zone("UTC") if zoned else pl.col("at").dt.replace_time_zone("UTC")
        return told.with_columns(at, at.alias("or_at"))
    early, late = (_in_utc(shape.zone, one) for one in _EITHER)
    told = told.with_columns(early.alias("earliest"), late.alias("at"))
    told = _blamed(found, told, pl.col("earliest").is_null(), Bad.SKIPPED)
    return told.with_columns(pl.col("earliest").alias("at"), pl.col("at").alias("or_at"))


YEARS = (1970, 2200)
"""The years in which a log can have been written; what says another was read wrongly."""

_EITHER: tuple[Literal["earliest"], Literal["latest"]] = ("earliest", "latest")


def _in_utc(zone: str, which: Literal["earliest", "latest"]) -> pl.Expr:
    """The time in UTC: a Z behind it says that it is already, whatever the zone of the log."""
    there = pl.col("at").dt.replace_time_zone(zone, ambiguous=which, non_existent="null").dt.convert_time_zone("UTC")
    return pl.when("zulu").then(pl.col("at").dt.replace_time_zone("UTC")).otherwise(there)


def _name(found: Read, told: pl.DataFrame, lookup: Lookup) -> None:
    """The lines that name a listed address, as the one rung or written to or, where it is not, as the one who did;
    those that may; and those whose figures are lost, which are bad."""
    to, sender = lookup.naming(told["to"]), lookup.naming(told["sender"])
    lost = {column: [was for was, one in of.items() if one.names is Names.LOST] for column, of in _both(to, sender)}
    named = told.filter(pl.col("to").is_in(list(to)) | pl.col("sender").is_in(list(sender)))
    is_lost = pl.col("to").is_in(lost["to"]) | pl.col("sender").is_in(lost["sender"])
    certain = pl.any_horizontal(
        pl.col(column).is_in([was for was, one in of.items() if one.names is Names.LISTED])
        for column, of in _both(to, sender)
    )
    named = _blamed(found, named, is_lost & ~certain, Bad.NUMBER)
    for row in named.select("line", "at", "or_at", "to", "sender", "duration").iter_rows(named=True):
        rung, rang = to.get(row["to"]), sender.get(row["sender"])
        judged = _best(rung, rang)
        outgoing = judged is rung
        contact = Contact(
            at=row["at"].astimezone(UTC),
            or_at=row["or_at"].astimezone(UTC) if row["or_at"] != row["at"] else None,
            line=row["line"],
            address=judged.address,
            outgoing=outgoing,
            ours=row["sender" if outgoing else "to"].strip()[:120],
            lasted=row["duration"].strip()[:40],
        )
        (found.contacts if judged.names is Names.LISTED else found.doubtful).append(contact)


def _both(to: dict[str, Judged], sender: dict[str, Judged]) -> tuple[tuple[str, dict[str, Judged]], ...]:
    return ("to", to), ("sender", sender)


def _best(to: Judged | None, sender: Judged | None) -> Judged:
    """What a line is about: a listed address before one that is doubtful, the one rung before the one who rang."""
    judged = [one for one in (to, sender) if one and one.names is not Names.LOST]
    return min(judged, key=lambda one: one.names is not Names.LISTED)
