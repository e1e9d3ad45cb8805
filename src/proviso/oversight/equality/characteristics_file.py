"""A file that the force's crime system exports: a crime reference a line, and columns of characteristics. Read whole.

Every line is accounted for: what is blank, doubled or no reference is counted and named by its line, and is not used.
What is read is held in memory for one command and kept nowhere.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import polars as pl

from proviso.accounts.exported_table import NoText, beginning, text_of
from proviso.casework.reading.spelled_references import YEAR_LAST, spelled

MOST_VALUES = 30
"""A column with more different values is no characteristic, but a name or a day of birth: it is refused."""

AT_MOST = 512 * 1024 * 1024


class CharacteristicsRefused(Exception):
    """The file cannot be used; the message says what it has and what to do."""


@dataclass(frozen=True, slots=True)
class Characteristics:
    """What was read. `rows` has the columns `reference` (in one spelling) and c0, c1 …, of lines that can be used."""

    rows: pl.DataFrame
    reference: str
    columns: tuple[str, ...]
    lines: int
    blank: int
    odd: tuple[int, ...]
    doubled: tuple[int, ...]
    headings: tuple[int, ...]


def read_characteristics(path: Path, reference: str = "") -> Characteristics:
    """Read a file. `reference` is the heading of the column of crime references; the first column where it is empty.

    Raises CharacteristicsRefused.
    """
    try:
        if path.stat().st_size > AT_MOST:
            raise CharacteristicsRefused(
                f"{path} has more than {AT_MOST:,} bytes, which no such file has. Export fewer columns."
            )
        return characteristics_of(path.read_bytes(), reference)
    except OSError as error:
        raise CharacteristicsRefused(f"{path} cannot be read: {error.strerror}.") from error


def characteristics_of(content: bytes, reference: str = "") -> Characteristics:
    """The same of what a file holds. Raises CharacteristicsRefused."""
    try:
        text = text_of(content)
    except NoText as fault:
        raise CharacteristicsRefused(str(fault)) from fault
    first, heading, body, separator = _heading(text)
    place = _place(heading, reference)
    names = [f"c{number}" for number in range(len(heading))]
    table = _table(body, names, separator)
    line = pl.int_range(pl.len()) + first
    if '"' in body:
        breaks = sum((pl.col(name).str.count_matches("\n").fill_null(0) for name in names), pl.lit(0, pl.UInt32))
        line = line + breaks.cum_sum().shift(1).fill_null(0)
    read = table.with_columns(line.alias("line"), _spelling(names[place]).alias("reference"))
    filled = read.filter(pl.any_horizontal(pl.col(name).str.strip_chars().fill_null("") != "" for name in names))
    again = pl.all_horizontal(
        pl.col(name).str.strip_chars().fill_null("") == title for name, title in zip(names, heading, strict=True)
    )
    headings = filled.filter(again)["line"].to_list()
    told = _in_one_spelling(filled.filter(~again), names[place])
    bad = (pl.col("extra").fill_null("") != "") | ~pl.col("reference").str.contains("[0-9]")
    good = told.filter(~bad)
    once = pl.len().over("reference") == 1
    left = [number for number in range(len(heading)) if number != place]
    usable = good.filter(once).select(
        "reference", *(pl.col(f"c{old}").alias(f"c{new}") for new, old in enumerate(left))
    )
    _refuse_names(usable, [heading[number] for number in left])
    return Characteristics(
        rows=usable,
        reference=heading[place],
        columns=tuple(heading[number] for number in left),
        lines=filled.height,
        blank=read.height - filled.height,
        odd=tuple(told.filter(bad)["line"]),
        doubled=tuple(good.filter(~once)["line"]),
        headings=tuple(headings),
    )


def _heading(text: str) -> tuple[int, list[str], str, str]:
    """The line after the heading, the headings, what comes after them, and what separates columns.

    Raises CharacteristicsRefused.
    """
    begins, separator = beginning(text)
    lines = StringIO(text[begins:], newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        heading = [" ".join(name.split()) for name in next(reader, [])]
    except csv.Error as error:
        raise CharacteristicsRefused(
            f"The heading of the file cannot be read: {error}. Save it as plain CSV."
        ) from error
    if len(heading) < 2:
        raise CharacteristicsRefused(
            "The file has no heading with a crime reference and a characteristic. Export it as CSV with its headings."
        )
    folded = [name.casefold() for name in heading]
    if twice := sorted({name for name, key in zip(heading, folded, strict=True) if folded.count(key) > 1 or not name}):
        raise CharacteristicsRefused(
            f"A heading is there twice, or is empty: “{'”, “'.join(twice)}”. Give each its own name."
        )
    return text[:begins].count("\n") + reader.line_num + 1, heading, lines.read(), separator


def _place(heading: Sequence[str], reference: str) -> int:
    if not reference:
        return 0
    wanted = [name.casefold() for name in heading]
    if " ".join(reference.split()).casefold() not in wanted:
        raise CharacteristicsRefused(
            f"The file has no column “{reference}”. Its columns are: {', '.join(heading)[:300]}."
        )
    return wanted.index(" ".join(reference.split()).casefold())


def _table(body: str, names: Sequence[str], separator: str) -> pl.DataFrame:
    head = separator.join([*names, "extra"])
    try:
        return pl.read_csv(
            f"{head}\n{body}".encode(), separator=separator, infer_schema=False, truncate_ragged_lines=True
        )
    except pl.exceptions.PolarsError as error:
        raise CharacteristicsRefused(
            "The file cannot be read as CSV: a quotation mark is opened and not closed. Export it again."
        ) from error


def _spelling(name: str) -> pl.Expr:
    """A reference in one spelling, as `spelled` has it, of those in ASCII."""
    groups = pl.col(name).fill_null("").str.to_uppercase().str.extract_all(r"(?:[A-Z]\s*)+|[0-9]+")
    written = groups.list.eval(pl.element().str.replace_all(r"\s", "")).list.join("/")
    ending = written.str.replace(f"^{YEAR_LAST.pattern}$", "${1}/${3}")
    one = pl.element()
    trimmed = pl.when(one.str.contains("^0")).then(one.str.strip_chars_start("0").replace("", "0")).otherwise(one)
    return ending.str.split("/").list.eval(trimmed).list.join("/")


def _in_one_spelling(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """The same rows, where references with letters beyond ASCII have their spelling too."""
    plain = pl.col(name).fill_null("").str.contains(r"^[\x00-\x7f]*$")
    others = [spelled(one) for one in rows.filter(~plain)[name]]
    if not others:
        return rows
    every = iter(others)
    found = [
        old if ascii_ else next(every)
        for old, ascii_ in zip(rows["reference"], rows.select(plain).to_series(), strict=True)
    ]
    return rows.with_columns(pl.Series("reference", found, dtype=pl.String))


def _refuse_names(rows: pl.DataFrame, columns: Sequence[str]) -> None:
    """Raise CharacteristicsRefused for a column that holds names, days or free words instead of a few values."""
    many = [
        name
        for number, name in enumerate(columns)
        if rows[f"c{number}"].str.strip_chars().str.to_lowercase().n_unique() > MOST_VALUES
    ]
    if many:
        raise CharacteristicsRefused(
            f"These columns have more than {MOST_VALUES} different values: {', '.join(many)[:300]}. Leave out what is "
            "no characteristic, and give ages as bands."
        )
