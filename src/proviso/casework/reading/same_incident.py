"""The cases of other persons of the same incident, and what of the crime is offered and not typed again. Pure."""

from collections.abc import Mapping

from proviso.casework.history.case import Case
from proviso.casework.values.allegation import Allegation, Investigation
from proviso.casework.values.linking import Linked


def linked_cases(case: Case) -> tuple[str, ...]:
    """The references of the cases of other persons of the incident, in the order in which they were begun."""
    return tuple(one.value.other for one in case.history if isinstance(one.value, Linked))


def link_from(case: Case, other: str) -> Linked:
    """What a case that is begun from this one holds of it: of the crime, and nothing of the person."""
    allegation = case.latest(Allegation)
    if allegation is None:
        return Linked(other=other)
    stands = None if allegation.stands is Investigation.NOT_RECORDED else allegation.stands
    return Linked(
        other=other,
        crime_reference=allegation.crime_reference,
        crime_types=allegation.crime_types,
        stands=stands,
    )


def offered_allegation(case: Case) -> Mapping[str, object]:
    """What the question about the allegation begins with, until it is answered; nothing where nothing was recorded."""
    if case.latest(Allegation):
        return {}
    for one in case.history:
        if isinstance(one.value, Linked) and one.value.crime_reference:
            same = one.value
            return {"crime_reference": same.crime_reference, "crime_types": same.crime_types, "stands": same.stands}
    return {}
