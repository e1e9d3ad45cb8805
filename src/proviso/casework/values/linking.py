"""That two cases are of two persons of one incident, and what of the allegation is the same for both (1.2.1, 10.1).

Nothing of a person goes from one case to the other: what is offered is of the crime, in codes and by its reference.
"""

from proviso.casework.values.allegation import CrimeType, Investigation
from proviso.casework.values.value import Value
from proviso.record.entry import Category


class Linked(Value):
    """The other case, by its reference, in both; and in the one that was begun from the other, what was recorded there
    of the crime when it was begun. That is offered where it is asked, and is no answer."""

    kind = "case_linked"
    category = Category.COMBINATION

    other: str = ""
    crime_reference: str | None = None
    crime_types: tuple[CrimeType, ...] = ()
    stands: Investigation | None = None
