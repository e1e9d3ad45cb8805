"""A case that went off the disclosure desk’s list a moment ago: what waited there, somebody else did first.

Whoever follows a link of a list that was drawn before is refused like anybody, which is on the record, and reported to
nobody.
"""

from proviso.accounts.models import Role
from proviso.casework.models import CaseRow
from proviso.casework.values.correction import CorrectionSent
from proviso.casework.values.decision import DecisionWithdrawn
from proviso.casework.values.dispatch import SendingSettled
from proviso.casework.values.reply import Reply, ReplyDismissed
from proviso.casework.values.sharing import Acknowledged, CameBack
from proviso.casework.writing.openings import an_hour_ago
from proviso.casework.writing.permissions import Actor, NotAllowed
from proviso.record.read_traces import traces_of_cases

ENDS_WHAT_WAITED = (Acknowledged, CameBack, CorrectionSent, DecisionWithdrawn, Reply, ReplyDismissed, SendingSettled)
"""What takes a case off the desk’s list, once it was the last that waited there."""


class DealtWith(NotAllowed):
    """Nothing on the case waits for the disclosure desk any more, since a moment ago."""

    code = "dealt_with"


def just_dealt_with(actor: Actor, row: CaseRow) -> bool:
    """Whether the case is of a force whose desk this person is at, and what waited there was done within the hour."""
    if actor.role is not Role.DISCLOSURE_DESK or actor.force != row.force:
        return False
    kinds = [one.kind for one in ENDS_WHAT_WAITED]
    return any(one.at >= an_hour_ago() for one in traces_of_cases(row.force, [row.reference], kinds, since=0))
