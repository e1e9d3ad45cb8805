"""Recording the answer to a question, for every question that has no rule of its own beyond the value's."""

from django.utils.translation import gettext as _

from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import Precondition, commit
from proviso.casework.writing.permissions import NotAllowed, is_plain_answer


def record_answer(opened: OpenCase, value: Value, *, seen: int) -> OpenCase:
    """The answer, recorded; the same answer again writes nothing. Raises what `commit` raises."""
    if not is_plain_answer(type(value)):
        raise NotAllowed(_("This is not a question that is answered by itself."))
    return commit(opened, lambda _: value, Precondition(seen=seen))
