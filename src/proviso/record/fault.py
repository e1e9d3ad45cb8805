"""What verification finds wrong: where, and in plain words. Decides nothing."""

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
        whose = " of ".join(part for part in (where, self.case, self.log) if part)
        return f"{whose}: {self.says}"
