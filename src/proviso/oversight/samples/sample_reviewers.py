"""Who reviews which case of a dip sample. Nobody a case in which they acted, and nobody one that they could not open.

Of those who may, whoever has the smallest digest under the root of the draw: nobody chooses. Somebody who came since
has a turn only where none of those is left, so that a case does not move from list to list.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from proviso.accounts.models import Force, Officer, Role
from proviso.casework.models import CaseRow
from proviso.casework.writing.access import can_access_row
from proviso.casework.writing.permissions import Actor
from proviso.oversight.samples.kept_samples import Reviewed, Sample
from proviso.oversight.samples.sample_draw import turn
from proviso.oversight.samples.sample_order import Reviewers
from proviso.record import read


class State(Enum):
    """How a drawn case stands."""

    WAITS = "waits"
    REVIEWED = "reviewed"
    PASSED_OVER = "passed_over"
    """Every reviewer acted in it, or could not open it."""
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class DrawnCase:
    """A case of a sample, in its place from 1; `reviewer` is whose turn it is, or who reviewed it."""

    place: int
    stratum: str
    case: str
    state: State
    reviewer: str = ""
    unit: str = ""
    reviewed: Reviewed | None = None


def reviewers_of(force: Force, wanted: Collection[Reviewers]) -> list[Actor]:
    """Who can review at all: those of these roles whose accounts are in use."""
    roles = [Role(one.value) for one in wanted]
    officers = Officer.objects.filter(unit__force=force, role__in=roles, is_active=True).order_by("staff_number")
    return [Actor.of(one) for one in officers]


def drawn_cases(force: Force, sample: Sample) -> list[DrawnCase]:
    """The cases of a sample in their places, each with whose turn it is."""
    return list(_drawn_cases(sample, reviewers_of(force, sample.order.reviewers)))


def waiting_for(force: Force, staff_number: str, samples: Iterable[Sample]) -> list[tuple[Sample, DrawnCase]]:
    """What waits for one reviewer, of these samples."""
    return [
        (sample, one)
        for sample in samples
        if set(sample.cases) - sample.reviewed.keys()
        for one in drawn_cases(force, sample)
        if one.state is State.WAITS and one.reviewer == staff_number
    ]


def _drawn_cases(sample: Sample, people: list[Actor]) -> Iterator[DrawnCase]:
    if sample.draw is None:
        return
    open_ones = [case for case in sample.cases if case not in sample.reviewed]
    rows = {row.reference: row for row in CaseRow.objects.filter(reference__in=open_ones)}
    acted = read.who_recorded(open_ones)
    for place, (stratum, case) in enumerate(sample.draw.cases, start=1):
        done = sample.reviewed.get(case)
        if done:
            yield DrawnCase(place, stratum, case, State.REVIEWED, done.by, done.unit, done)
        elif case not in rows:
            yield DrawnCase(place, stratum, case, State.ERASED)
        else:
            reviewer = _whose_turn(sample, rows[case], people, acted)
            state = State.WAITS if reviewer else State.PASSED_OVER
            yield DrawnCase(place, stratum, case, state, reviewer, rows[case].unit)


def _whose_turn(sample: Sample, row: CaseRow, people: list[Actor], acted: Mapping[str, frozenset[str]]) -> str:
    """Whose turn it is to review a case; empty where nobody may."""
    assert sample.draw is not None  # noqa: S101  for the reader: asked of what was drawn
    draw, root = sample.draw, bytes.fromhex(sample.draw.root)
    may = [
        one.staff_number
        for one in people
        if one.staff_number not in (*acted[row.reference], row.owner) and can_access_row(one, row)
    ]
    return min(
        may,
        key=lambda number: (number not in draw.people, turn(root, sample.reference, row.reference, number)),
        default="",
    )
