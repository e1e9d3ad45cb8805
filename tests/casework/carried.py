"""Invented examples of who carries a case, and how it ends."""

from proviso.casework.values.allegation import CrimeType, Investigation
from proviso.casework.values.closing import (
    Closed,
    ClosedUnshared,
    HandedOver,
    HandoverAnswered,
    HandoverOffered,
    HandoverWithdrawn,
    Reopened,
    Takes,
    WayOut,
)
from proviso.casework.values.linking import Linked
from proviso.casework.values.value import Value

OFFERED = HandoverOffered(to="southerner", note="She rings on Tuesdays", unit="south")
TAKEN = HandoverAnswered(takes=Takes.ACCEPTED)
RETURNED = HandoverAnswered(takes=Takes.RETURNED, reason="The robbery is with the west unit")
WITHDRAWN = HandoverWithdrawn(reason="Nobody answered it all day")

CARRIED: tuple[Value, ...] = (
    HandedOver(to="officer-2", note="She rings on Tuesdays"),
    OFFERED,
    HandoverAnswered(takes=Takes.ACCEPTED, unit="south", owner="southerner"),
    WITHDRAWN,
    Linked(
        other="PV-4K7Q-9TZM",
        crime_reference="WES/0421/26",
        crime_types=(CrimeType.BURGLARY,),
        stands=Investigation.RECORDED,
    ),
)
WITHDREW = ClosedUnshared(why=WayOut.WITHDRAWN, reason="She moves away and wants it left alone")
IN_ERROR = ClosedUnshared(why=WayOut.ERROR, reason="The report was of another road accident")
TWICE = ClosedUnshared(why=WayOut.TWICE, other="PV-4K7Q-9TZM", reason="The night shift had begun one for her")

OTHERWISE: tuple[Value, ...] = (RETURNED, WITHDREW)
CLOSINGS: tuple[Value, ...] = (Closed(reason="All is done"), TWICE, Reopened(reason="He came back"))
