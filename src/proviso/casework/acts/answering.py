"""Recording the answer to a question, for every question that has no rule of its own beyond the value's."""

from proviso.casework.access import OpenCase
from proviso.casework.commit import Resting, commit
from proviso.casework.permissions import NotAllowed
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.asking import Value
from proviso.casework.values.opening import RoleCorrected
from proviso.casework.values.person import Address, Reach
from proviso.casework.values.protection import Control, Protection, Support
from proviso.casework.values.reasons import LawfulBasis, Purposes
from proviso.casework.values.suspicion import SuspicionEnded
from proviso.casework.values.timing import Recipient

PLAIN: frozenset[type[Value]] = frozenset(
    {
        RoleCorrected,
        Allegation,
        Address,
        Reach,
        Protection,
        Control,
        Support,
        SuspicionEnded,
        Purposes,
        LawfulBasis,
        Recipient,
    }
)
"""What can be recorded with no other rule. Everything else has an act of its own, and goes no way around it."""


def record_answer(opened: OpenCase, value: Value, *, seen: int) -> OpenCase:
    """The answer, recorded; the same answer again writes nothing. Raises what `commit` raises."""
    if type(value) not in PLAIN:
        raise NotAllowed("This is not a question that is answered by itself.")
    return commit(opened, lambda _: value, Resting(seen=seen))
