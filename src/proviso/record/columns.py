"""Which type of value each column of the record holds, and the words for one that holds another.

SQLite keeps a value of any type in any column; whoever verifies cannot take a type for granted. Decides nothing else.
"""

from collections.abc import Sequence
from itertools import product
from types import NoneType
from typing import Any, TypeAlias

Row: TypeAlias = tuple[Any, ...]  # as a driver gives it: a database says no types, and SQLite holds to none

_WORDS = {int: "a whole number", str: "text", bytes: "bytes"}


class Columns:
    """Columns in order, each with what a fault calls it and the types that it may hold, the usual one first."""

    def __init__(self, *columns: tuple[str, *tuple[type, ...]]) -> None:
        self._columns = columns
        self._fitting = frozenset(product(*(types for _, *types in columns)))

    def misfit(self, row: Sequence[object]) -> str | None:
        """What the first column that holds another type should be, in words; None where each value fits."""
        if tuple(map(type, row)) in self._fitting:
            return None
        named = zip(self._columns, row, strict=True)
        return next(
            f"its {name} is not {_WORDS[types[0]]}" for (name, *types), value in named if type(value) not in types
        )


ENTRY = Columns(
    ("place in the log", int),
    ("case", str),
    ("place in the case", int, NoneType),
    ("kind", str),
    ("category", str),
    ("actor", str),
    ("time", int),
    ("id", bytes),
    ("body", bytes, NoneType),
    ("leaf's hash", bytes),
)
NODE = Columns(("level", int), ("place", int), ("hash", bytes))
HEAD = Columns(("size", int), ("frontier", bytes), ("time", int))
KEY = Columns(("case", str), ("wrapped key", bytes), ("time of making", int))
