"""Invented examples of who carries a case, and how it ends."""

from proviso.casework.values.closing import (
    Closed,
    HandedOver,
    HandoverAnswered,
    HandoverOffered,
    HandoverWithdrawn,
    Reopened,
    Takes,
)
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
)
CLOSINGS: tuple[Value, ...] = (Closed(reason="All is done"), Reopened(reason="He came back"))
