"""What somebody asks for of a table by the boxes above it: what was typed, what is wanted, and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from proviso.accounts.models import Officer

W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class TypedFilter(Generic[W]):
    """What was typed or chosen in each box, what is wanted by it, and what is wrong with it, by box, in words."""

    typed: Mapping[str, str]
    wanted: W
    faults: Mapping[str, str]

    @property
    def query(self) -> str:
        """What was typed or chosen, as an address takes it; empty where nothing was."""
        return urlencode({box: typed for box, typed in self.typed.items() if typed})


def typed_into(boxes: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """What an address has for each of these boxes, its space put right."""
    return {box: " ".join(given.get(box, "").split()) for box in boxes}


def known_staff_number(typed: str, force: str) -> str:
    """A staff number as its officer has it, in whichever case it was typed, also of somebody who left; empty where
    nobody in the force has it."""
    if not typed or "\0" in typed:  # which nobody's holds, and PostgreSQL would not be asked for
        return ""
    known = Officer.objects.filter(staff_number__iexact=typed, unit__force__code=force)
    return known.values_list("staff_number", flat=True).first() or ""
