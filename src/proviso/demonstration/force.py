"""Wessmere Police, which is nowhere: its units, and who works there. Officers are named after plants, plainly invented.

Everybody is added by `accounts.changes`, so that the force's log begins with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from proviso.accounts.at_prompt import DEMONSTRATION
from proviso.accounts.channel_codes import Channel
from proviso.accounts.force_changes import add_force, add_officer, add_unit, state_equality_assessment
from proviso.accounts.models import Force, Jurisdiction, Officer, Role
from proviso.accounts.recipients import approve_recipient, propose_recipient
from proviso.casework.values.timing import Department
from proviso.demonstration import stand_in
from proviso.demonstration.stand_in import UNIT, make_certificates, paths

CODE = "wessmere"
NAME = "Wessmere Police"
PASSWORD = "wessmere-is-nowhere"  # noqa: S105  it is printed, and opens nothing but invented cases
"""The password of everybody in the demonstration, unless another is given."""

UNITS = {
    "north": "Northmarsh response",
    "south": "Southmere investigations",
    "centre": "Wessmere headquarters",
}


LINE = "The receiving unit’s line, which is invented"
MAILBOX = "The receiving unit’s mailbox, which is invented"
FRONT_DESK = "The receiving unit’s front desk, which is invented"


@dataclass(frozen=True, slots=True)
class DemonstrationOfficer:
    """Somebody who can sign in, and what they see first."""

    staff_number: str
    name: str
    role: Role
    unit: str
    sees_first: str


ASHDOWN, BRAMBLE, CLOVER = "N101", "N102", "N110"
DAMSON, ELDER = "S201", "S210"
FENNEL, GORSE, HAZEL, IRIS, JUNIPER, LARCH, MAPLE = "C301", "C401", "C501", "C601", "C701", "C801", "C802"

_OWN_CASES = "Their cases, by what is due next"
_REVIEWS = "What waits for their review, oldest first"

PEOPLE = (
    DemonstrationOfficer(
        LARCH, "Mx Imaginary Larch", Role.ADMINISTRATOR, "centre", "Whom anything can be sent to; no case"
    ),
    DemonstrationOfficer(ASHDOWN, "PC Example Ashdown", Role.OFFICER, "north", _OWN_CASES),
    DemonstrationOfficer(BRAMBLE, "PC Sample Bramble", Role.OFFICER, "north", _OWN_CASES),
    DemonstrationOfficer(CLOVER, "Sgt Specimen Clover", Role.SUPERVISOR, "north", _REVIEWS),
    DemonstrationOfficer(DAMSON, "DC Pretend Damson", Role.OFFICER, "south", _OWN_CASES),
    DemonstrationOfficer(ELDER, "DS Notional Elder", Role.SUPERVISOR, "south", _REVIEWS),
    DemonstrationOfficer(
        FENNEL, "Mx Example Fennel", Role.DISCLOSURE_DESK, "centre", "Decided and not sent; not acknowledged"
    ),
    DemonstrationOfficer(
        GORSE, "DI Sample Gorse", Role.VULNERABILITY_LEAD, "centre", "Children, slavery, control, measures needed"
    ),
    DemonstrationOfficer(
        HAZEL,
        "Mx Specimen Hazel",
        Role.DATA_PROTECTION_OFFICER,
        "centre",
        "Who looked at what, and was refused",
    ),
    DemonstrationOfficer(IRIS, "Mx Pretend Iris", Role.AUDITOR, "centre", "The record, without anybody’s data"),
    DemonstrationOfficer(
        JUNIPER, "Mx Notional Juniper", Role.POLICY_OWNER, "centre", "In which languages the words are approved"
    ),
    DemonstrationOfficer(
        MAPLE, "Mx Pretend Maple", Role.ADMINISTRATOR, "centre", "Whom anything can be sent to; no case"
    ),
)


def found(now: datetime, password: str, home: Path) -> dict[str, Officer]:
    """Make the force, its units, its people and its list of recipients, and return the officers by staff number. The
    certificates of the recipients are kept in the folder `home`.

    Raises `ValidationError` for a password that nobody may have.
    """
    force = add_force(CODE, NAME, Jurisdiction.ENGLAND_WALES, by=DEMONSTRATION, now=now)
    units = {code: add_unit(force, code, name, by=DEMONSTRATION, now=now) for code, name in UNITS.items()}
    officers: dict[str, Officer] = {}
    for one in PEOPLE:
        # The first is the administrator, who adds the others.
        by = officers.get(LARCH, DEMONSTRATION)
        unit = units[one.unit]
        officers[one.staff_number] = add_officer(one.staff_number, one.name, one.role, unit, password, by=by, now=now)
    why = "The assessment of the local policy was published with it"
    state_equality_assessment(force, True, by=officers[JUNIPER], now=now, why=why)
    make_certificates(home, now)
    _list_recipients(force, officers, (LARCH, MAPLE), home, now)
    return officers


def _list_recipients(
    force: Force, officers: Mapping[str, Officer], by: tuple[str, str], home: Path, now: datetime
) -> None:
    """The force's list: one recipient for each way, proposed by the first administrator and approved by the other."""
    first, second = by
    pem = paths(home, UNIT)[0].read_text(encoding="ascii")
    for channel, name, address in (
        (Channel.TELEPHONE, LINE, "01632 960 011"),
        (Channel.EMAIL, MAILBOX, stand_in.MAILBOX),
        (Channel.FILE, FRONT_DESK, ""),
    ):
        proposed = propose_recipient(
            force,
            department=Department.NCCU.value,
            channel=channel,
            name=name,
            address=address,
            certificate="" if channel == Channel.TELEPHONE else pem,
            by=officers[first],
            now=now,
        )
        approve_recipient(proposed, by=officers[second], now=now)
