"""What is due on a case that is handed over to somebody of another unit and not accepted yet. Pure.

All that is due on the case stays with whoever has it. What is due elsewhere says that there is one, and nothing of it.
"""

from collections.abc import Iterator
from datetime import timedelta

from proviso.casework.deadlines import Deadlines
from proviso.casework.history.case import Case
from proviso.casework.row_codes import Queue, What
from proviso.casework.worklist import Due, DueWith


def handover_due(case: Case, hours: Deadlines) -> Iterator[Due]:
    """To answer, for the receiver; and, overdue after the force's hours, for the supervisors of both units."""
    if case.offered is None:
        return
    offered = case.offered.value
    at = case.offered.at + timedelta(hours=hours.handover)
    yield Due(Queue.OFFICER, What.ANSWER_HANDOVER, at, DueWith("", offered.to))
    yield Due(Queue.SUPERVISOR, What.HANDOVER_WAITS, at)
    yield Due(Queue.SUPERVISOR, What.HANDOVER_UNANSWERED, at, DueWith(offered.unit, offered.to))
