"""The cases of other persons of the same incident, as far as whoever reads one of them may know of the others.

A link opens nothing: each case keeps to its own access. Of one out of reach it is said that there is one, and no more.
"""

from dataclasses import dataclass

from proviso.casework.models import CaseRow
from proviso.casework.reading.same_incident import linked_cases
from proviso.casework.writing.access import OpenCase, can_access_row


@dataclass(frozen=True, slots=True)
class LinkedCases:
    """The references that somebody could open, and how many others there are. One that was erased is none of them."""

    within_reach: tuple[str, ...]
    others: int


def links_of(opened: OpenCase) -> LinkedCases:
    """What this person may know of the cases that are linked with the one in their hands; one query where there are."""
    references = linked_cases(opened.case)
    rows = list(CaseRow.objects.filter(reference__in=references, force=opened.case.force)) if references else []
    reached = {row.reference for row in rows if can_access_row(opened.actor, row)}
    within = tuple(one for one in references if one in reached)
    return LinkedCases(within, len(rows) - len(within))
