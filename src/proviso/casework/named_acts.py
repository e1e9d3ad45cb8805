"""Which acts there are, as their registry says once somebody first asks: to read it takes a third of the start of a
command, and most commands record nothing of a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proviso.casework.values.value import Value
    from proviso.casework.writing.permissions import Permission


@dataclass(frozen=True, slots=True)
class NamedActs:
    """Which permission each value needs to be recorded, and which values are plain answers."""

    permission_of: "Mapping[type[Value], Permission]"
    plain: "frozenset[type[Value]]"


_said: list[Callable[[], NamedActs]] = []


def name_acts(said: Callable[[], NamedActs]) -> None:
    """Let this say which acts there are, once, when it is first asked."""
    _said[:] = [cache(said)]


def named_acts() -> NamedActs:
    """The acts that were named: the application names them when it starts."""
    return _said[0]()
