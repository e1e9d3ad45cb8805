"""Cells of a table that is downloaded, of which a spreadsheet takes none for a formula."""

import csv
from collections.abc import Iterable
from typing import Protocol


class Written(Protocol):
    """A file, or an answer of a page."""

    def write(self, text: str, /) -> object:
        """Take some of the table."""


def inert(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would take for the beginning of a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def write_inert(to: Written, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a table as CSV: its head, and each row with cells that no spreadsheet takes for a formula."""
    writer = csv.writer(to)
    writer.writerow(head)
    writer.writerows([inert(cell) for cell in row] for row in rows)
