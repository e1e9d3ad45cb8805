"""Orders and what is said of them, filled in as the outbox does it before casework's acts check them."""

from dataclasses import replace

from proviso.casework.acts import correct, send, why_not
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.reading.outstanding_corrections import recipients_owed
from proviso.casework.values.correction import CorrectionCancelled, CorrectionOrdered
from proviso.casework.values.dispatch import FileMade, SendingOrdered, SendingSettled
from proviso.casework.writing.access import OpenCase


def order_sending(opened: OpenCase, ordered: SendingOrdered, *, seen: int) -> OpenCase:
    """The order, of what was decided."""
    decision = decided_to_share(opened.case)
    if decision:
        ordered = replace(ordered, decision=decision.seq, package=decision.value.package)
    return send.order_sending(opened, ordered, seen=seen)


def order_correction(opened: OpenCase, correction: CorrectionOrdered, *, seen: int) -> OpenCase:
    """The order, about what the first recipient who is owed it received."""
    owed = next(iter(recipients_owed(opened.case)), None)
    if owed:
        correction = replace(correction, about=owed.places)
    return correct.order_correction(opened, correction, seen=seen)


def cancel_correction(opened: OpenCase, cancelled: CorrectionCancelled, *, seen: int) -> OpenCase:
    """The earliest order that can be taken back, taken back."""
    order = why_not.to_cancel(opened.case)
    if order:
        cancelled = replace(cancelled, message=order.value.message or "")
    return correct.cancel_correction(opened, cancelled, seen=seen)


def settle_sending(opened: OpenCase, settled: SendingSettled, *, seen: int) -> OpenCase:
    """What was found out about the earliest message that ended unclear."""
    if opened.case.unclear:
        settled = replace(settled, message=opened.case.unclear[0].value.message)
    return send.settle_sending(opened, settled, seen=seen)


def record_file_made(opened: OpenCase, made: FileMade, *, seen: int) -> OpenCase:
    """The file of the order that is under way, made."""
    if opened.case.sending:
        made = replace(made, message=opened.case.sending.value.message or "")
    return send.record_file_made(opened, made, seen=seen)
