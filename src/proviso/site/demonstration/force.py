"""Wessmere Police, which is nowhere: its units, and who works there. Officers are named after plants, plainly invented.

Everybody is added by `accounts.changes`, so that the force's log begins with them.
"""

from dataclasses import dataclass
from datetime import datetime

from proviso.accounts.changes import add_force, add_officer, add_unit, state_equality_assessment
from proviso.accounts.models import Jurisdiction, Officer, Role

CODE = "wessmere"
NAME = "Wessmere Police"
PASSWORD = "wessmere-is-nowhere"  # noqa: S105  it is printed, and opens nothing but invented cases
"""The password of everybody in the demonstration, unless another is given."""

UNITS = {
    "north": "Northmarsh response",
    "south": "Southmere investigations",
    "centre": "Wessmere headquarters",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in, and what they see first."""

    staff_number: str
    name: str
    role: Role
    unit: str
    sees_first: str


ASHDOWN, BRAMBLE, CLOVER = "N101", "N102", "N110"
DAMSON, ELDER = "S201", "S210"
FENNEL, GORSE, HAZEL, IRIS, JUNIPER, LARCH = "C301", "C401", "C501", "C601", "C701", "C801"

_OWN_CASES = "Their cases, by what is due next"
_REVIEWS = "What waits for their review, oldest first"

PEOPLE = (
    Person(LARCH, "Mx Imaginary Larch", Role.ADMINISTRATOR, "centre", "That no case is theirs to open"),
    Person(ASHDOWN, "PC Example Ashdown", Role.OFFICER, "north", _OWN_CASES),
    Person(BRAMBLE, "PC Sample Bramble", Role.OFFICER, "north", _OWN_CASES),
    Person(CLOVER, "Sgt Specimen Clover", Role.SUPERVISOR, "north", _REVIEWS),
    Person(DAMSON, "DC Pretend Damson", Role.OFFICER, "south", _OWN_CASES),
    Person(ELDER, "DS Notional Elder", Role.SUPERVISOR, "south", _REVIEWS),
    Person(FENNEL, "Mx Example Fennel", Role.DISCLOSURE_DESK, "centre", "Decided and not sent; not acknowledged"),
    Person(GORSE, "DI Sample Gorse", Role.VULNERABILITY_LEAD, "centre", "Children, slavery, control, measures needed"),
    Person(HAZEL, "Mx Specimen Hazel", Role.DATA_PROTECTION_OFFICER, "centre", "How to find one case, for a reason"),
    Person(IRIS, "Mx Pretend Iris", Role.AUDITOR, "centre", "The record, without anybody’s data"),
    Person(JUNIPER, "Mx Notional Juniper", Role.POLICY_OWNER, "centre", "That no case is theirs to open"),
)


def found(now: datetime, password: str) -> dict[str, Officer]:
    """Make the force, its units and its people, and return the officers by staff number.

    Raises `ValidationError` for a password that nobody may have.
    """
    force = add_force(CODE, NAME, Jurisdiction.ENGLAND_WALES, now=now)
    units = {code: add_unit(force, code, name, by=None, now=now) for code, name in UNITS.items()}
    officers: dict[str, Officer] = {}
    for one in PEOPLE:
        # The first is the administrator, who adds the others.
        by = officers.get(LARCH)
        unit = units[one.unit]
        officers[one.staff_number] = add_officer(one.staff_number, one.name, one.role, unit, password, by=by, now=now)
    why = "The assessment of the local policy was published with it"
    state_equality_assessment(force, True, by=officers[JUNIPER], now=now, why=why)
    return officers
