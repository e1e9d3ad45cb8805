"""Who sent what waits for an acknowledgement: nobody records for what they sent that it was received. Pure (10.1.2)."""

from proviso.casework.history.case import Case, Correction, Disclosure
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.dispatch import SendingOrdered
from proviso.casework.values.sharing import CallStarted
from proviso.casework.values.value import Value


def sent_by(case: Case, one: Disclosure | Correction) -> str:
    """Who sent it, by staff number: whoever began the call, though a colleague recorded how it ended; who ordered the
    message; or whoever handed the file over."""
    began = (entry.by for entry in reversed(case.history[: one.seq]) if _began(entry.value, one))
    return next(began, case.history[one.seq - 1].by)


def _began(value: Value, one: Disclosure | Correction) -> bool:
    """Whether an entry's value is that by which it began to be sent."""
    if isinstance(one, Correction):
        return isinstance(value, CorrectionOrdered) and value.message == one.message
    if one.call:
        return isinstance(value, CallStarted)
    return one.by_email and isinstance(value, SendingOrdered) and value == one.order


def sender_of_all(case: Case) -> str:
    """The staff number of whoever sent all that waits for an acknowledgement; empty where nothing waits, or two did."""
    senders = {sent_by(case, one) for one in case.awaiting}
    return senders.pop() if len(senders) == 1 else ""
