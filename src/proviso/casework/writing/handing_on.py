"""Opening a case only to hand it over, with others of the same officer: recorded like any opening, of no use to look.

Nothing of the case is shown by it and nothing holds after it, so that it does not count as one of a colleague's cases
(`openings`): whoever hands forty over has looked at none. That several go is raised with others before any does.
"""

from collections.abc import Sequence

from proviso.casework.history.kinds import OPENED
from proviso.casework.raised import Raised
from proviso.casework.raised_rows import HANDED_ON
from proviso.casework.writing.access import OpenCase, as_case_errors, in_hand, reached
from proviso.casework.writing.consultation import overseers, record_consultation
from proviso.casework.writing.openings import OpenedBy
from proviso.casework.writing.permissions import Actor
from proviso.record import keys


@as_case_errors()
def open_to_hand_over(actor: Actor, reference: str, *, reason: str) -> OpenCase:
    """The case, with the opening recorded and committed; no page of it opens by this.

    Raises NoSuchCase, NotAllowed (recorded too), CaseErased, CaseUnreadable.
    """
    row = reached(actor, reference, reason)
    key = keys.of(reference)
    record_consultation(actor, reference, OPENED, reason, key=key, body={"standing": OpenedBy.HANDED_ON.value})
    return in_hand(actor, row, key, reason, "")


def raise_handed_on(actor: Actor, cases: Sequence[str], reason: str, *, owner: str, to: str, unit: str) -> None:
    """Record that these cases of one officer are to go to another, of a unit, and raise it with the data protection
    officer and the other supervisors of both units."""
    own = keys.own_case(actor.force)
    record_consultation(
        actor,
        own,
        HANDED_ON,
        reason,
        key=keys.ensure(own),
        body={"owner": owner, "to": to, "cases": list(cases)},
        concerns=overseers(Raised.HANDED_ON, actor.unit, unit),
    )
