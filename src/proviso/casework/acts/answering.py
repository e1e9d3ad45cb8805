"""Recording the answer to a question, for every question that has no rule of its own beyond the value's."""

from proviso.casework.access import OpenCase
from proviso.casework.commit import Resting, commit
from proviso.casework.kinds import KINDS
from proviso.casework.permissions import NEVER_ANSWERED, NotAllowed
from proviso.casework.values.asking import Value


def record_answer(opened: OpenCase, value: Value, *, seen: int) -> OpenCase:
    """The answer, recorded; the same answer again writes nothing. Raises what `commit` raises."""
    if type(value) in NEVER_ANSWERED or value.kind not in KINDS:
        raise NotAllowed("This is not a question of a case.")
    return commit(opened, lambda _: value, Resting(seen=seen))
