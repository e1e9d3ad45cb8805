"""What verification finds wrong: where, and in plain words. Decides nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Tick: TypeAlias = Callable[[int], None]
"""Told how many more rows were verified."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was recorded: the table, the row's place or its case, and what is wrong."""

    table: str
    says: str
    log: str = ""
    index: int | None = None
    case: str = ""

    def __str__(self) -> str:
        where = self.table if self.index is None else f"{self.table} {self.index}"
        whose = " of ".join(plain(part) for part in (where, self.case, self.log) if part)
        return f"{whose}: {plain(self.says)}"


def plain(text: str) -> str:
    """The text as a terminal may have it: as it is where every character shows, or else as JSON spells it.

    What stands in a database that somebody wrote to could otherwise move the cursor and print words of its own.
    """
    return text if text.isprintable() else json.dumps(text)
