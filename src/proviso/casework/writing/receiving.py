"""Reading the note of a case that is handed over to oneself, before it is accepted: the one look at a case of another
unit. That it was looked at is on the record like any opening; nothing else of the case opens by it.
"""

from proviso.casework.models import CaseRow, WorklistRow
from proviso.casework.row_codes import What
from proviso.casework.writing.access import OpenCase, as_case_errors, can_access_row, in_hand, record_opening
from proviso.casework.writing.openings import OpenedBy
from proviso.casework.writing.permissions import Actor
from proviso.record import keys

WHY = "It is handed over to me"


@as_case_errors()
def open_offered(actor: Actor, reference: str, *, session: str) -> OpenCase | None:
    """The case that this person is asked to take; None for any other, whether there is one or not.

    Raises CaseErased, CaseUnreadable.
    """
    row = _row(actor, reference, What.ANSWER_HANDOVER)
    if row is None or row.owner != actor.staff_number:
        return None
    case_row = CaseRow.objects.get(reference=reference)
    key = keys.of(reference)
    record_opening(actor, case_row, key, WHY, session, OpenedBy.OFFERED)
    return in_hand(actor, case_row, key, WHY, session)


def is_in_reach(actor: Actor, reference: str) -> bool:
    """Whether it is a case that this person may open without being asked to take it. No case is opened by this."""
    row = CaseRow.objects.filter(reference=reference).first()
    return row is not None and can_access_row(actor, row)


def asked_of(actor: Actor, reference: str) -> str:
    """Who of this supervisor's own unit is asked to take a case and has not answered, by staff number; empty where
    nobody is. No case is opened by this."""
    row = _row(actor, reference, What.HANDOVER_UNANSWERED)
    return row.owner if row and row.unit == actor.unit else ""


def _row(actor: Actor, reference: str, what: What) -> WorklistRow | None:
    return WorklistRow.objects.filter(case=reference, force=actor.force, what=what).first()
