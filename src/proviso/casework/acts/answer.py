"""Recording the answer to a question, for every question that has no rule of its own beyond the value's."""

from proviso.casework.values.allegation import Allegation
from proviso.casework.values.person import Address, Reach
from proviso.casework.values.protection import Control, Protection, Support
from proviso.casework.values.reasons import LawfulBasis, Purposes
from proviso.casework.values.role import RoleCorrected
from proviso.casework.values.suspicion import SuspicionEnded
from proviso.casework.values.timing import RecipientChosen
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import Precondition, commit
from proviso.casework.writing.permissions import NotAllowed

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
        RecipientChosen,
    }
)
"""What can be recorded with no other rule. Everything else has an act of its own, and goes no way around it."""


def record_answer(opened: OpenCase, value: Value, *, seen: int) -> OpenCase:
    """The answer, recorded; the same answer again writes nothing. Raises what `commit` raises."""
    if type(value) not in PLAIN:
        raise NotAllowed("This is not a question that is answered by itself.")
    return commit(opened, lambda _: value, Precondition(seen=seen))
