"""Verifying erasures: whatever has no body was taken by an erasure, and nothing was added to a case afterwards.

An entry without a body takes no key to write, so each is counted: an erasure says how many bodies it took, and where
its case ended (Data Protection Act 2018, s.47).
"""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proviso.record.entry import Json
from proviso.record.fault import Fault


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an opened entry says of an erasure: where it stands, which case, how many bodies and places it had."""

    index: int
    case: str
    bodies: Json
    places: Json

    @classmethod
    def told(cls, index: int, body: Mapping[str, Json]) -> "Erasure":
        """From the body of the entry. Raises KeyError where that is no erasure's; the first ones told no places."""
        return cls(index, str(body["case"]), body["bodies"], body.get("places"))


@dataclass(frozen=True, slots=True)
class Bodiless:
    """The entries of one case that have no body, in order, each with its place in the case."""

    places: dict[int, int | None] = field(default_factory=dict)

    def add(self, index: int, seq: int | None) -> None:
        """One more of them."""
        self.places[index] = seq


def faults_of_opened(log: str, bodiless: Mapping[str, Bodiless], erasures: Sequence[Erasure]) -> list[Fault]:
    """What does not fit between the entries without a body and the erasures that were opened."""
    said = {erasure.case: erasure for erasure in erasures}
    found: list[Fault] = []
    for case in sorted({*bodiless, *said}):
        gone = bodiless.get(case, Bodiless()).places
        if case in said:
            found += _against(said[case], log, gone)
        else:
            says = "its body is gone, and no entry says that its case was erased"
            found.append(Fault("entry", says, log, min(gone), case))
    return found


def _against(erasure: Erasure, log: str, gone: Mapping[int, int | None]) -> list[Fault]:
    """One case's entries without a body, held to its erasure."""
    case, taken = erasure.case, {index: seq for index, seq in gone.items() if index < erasure.index}
    says = "was added after its case was erased"
    found = [Fault("entry", says, log, index, case) for index in sorted(gone.keys() - taken.keys())]
    last = max((seq for seq in taken.values() if seq is not None), default=0)
    if len(taken) != erasure.bodies:
        says = f"took {erasure.bodies} bodies, and {len(taken)} entries of the case from before it have none"
        found.append(Fault("erasure", says, log, case=case))
    elif erasure.places not in (None, last):
        says = f"says that the case had {erasure.places} places, and the last is {last}"
        found.append(Fault("erasure", says, log, case=case))
    return found


def faults_of_unopened(log: str, bodiless: Mapping[str, Bodiless], erased_at: Sequence[int]) -> list[Fault]:
    """Where no entry is opened, nobody can tell which case was erased: a fault where more lost their bodies than later
    entries say were erased."""
    lasts = sorted((max(gone.places) for gone in bodiless.values()), reverse=True)
    for cases, last in enumerate(lasts, 1):
        if len(erased_at) - bisect(erased_at, last) < cases:
            have = "1 case has" if len(lasts) == 1 else f"{len(lasts)} cases have"
            says = f"{have} entries without a body, and too few later entries say that one was erased"
            return [Fault("erasure", says, log)]
    return []
