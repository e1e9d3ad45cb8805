"""What was found in a log: contacts, and an account of every line, so that none is dropped silently.

Bad lines are kept as ranges of each kind, so that thousands in a row take no room. However many ranges there are, each
is written to a file as it comes, and how many lines the lists leave to that file is counted.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

import polars as pl

from proviso.oversight.bad_lines import Bad, Range

RANGES = 2_000
"""How many ranges of bad lines are listed of each kind; whoever lists fewer than there are says how many not."""

HEAD = b"what,first,last\n"
"""The first line of the file that has them all."""


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
    """What was found in a log. Times are in UTC and None while no line had one.

    `doubtful` are lines that may name a listed recipient: their number ends as a listed one does, or holds it, and is
    no whole number of its own.

    `bad_lines` are ranges of lines by what is wrong with them, in order; `unlisted` is how many bad lines are in none,
    because there are more ranges than are listed: then all are in the file `all_bad`, where one was asked for. `whole`
    is written every range as it comes, where it is given.
    """

    lines: int = 0
    blank: int = 0
    contacts: list[Contact] = field(default_factory=list)
    doubtful: list[Contact] = field(default_factory=list)
    bad: Counter[Bad] = field(default_factory=Counter)
    bad_lines: dict[Bad, list[Range]] = field(default_factory=dict)
    unlisted: Counter[Bad] = field(default_factory=Counter)
    all_bad: str = ""
    whole: BinaryIO | None = None
    first: datetime | None = None
    last: datetime | None = None

    def blame(self, frame: pl.DataFrame, what: Bad) -> None:
        """Count the lines of a frame, which are in order, as bad, and name them."""
        if frame.is_empty():
            return
        self.bad[what] += len(frame)
        found = _ranges(frame["line"])
        if self.whole:
            named = found.select(pl.lit(what.name.lower()), "first", "last")
            self.whole.write(named.write_csv(include_header=False).encode())
        held = self.bad_lines.setdefault(what, [])
        if held and not self.unlisted[what] and held[-1][1] + 1 == found.item(0, "first"):
            held[-1] = (held[-1][0], found.item(0, "last"))
            found = found.slice(1)
        room = RANGES - len(held)
        held += found.head(room).iter_rows()
        beyond = found.slice(room)
        if not beyond.is_empty():
            self.unlisted[what] += int((beyond["last"] - beyond["first"] + 1).sum())

    def spans(self, first: datetime, last: datetime) -> None:
        """Stretch what the log covers."""
        self.first = min(self.first or first, first)
        self.last = max(self.last or last, last)


def _ranges(numbers: pl.Series) -> pl.DataFrame:
    """Line numbers in order as ranges: the `first` and `last` of each run."""
    numbers = numbers.cast(pl.Int64)
    begins = numbers.diff().fill_null(0) != 1
    ends = begins.shift(-1, fill_value=True)
    return pl.DataFrame({"first": numbers.filter(begins), "last": numbers.filter(ends)})
