"""Who sent what waits for an acknowledgement: nobody records for what they sent that it was received. Pure (10.1.2)."""

from proviso.casework.history.case import Case, Correction, Disclosure
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.dispatch import SendingOrdered


def sent_by(case: Case, one: Disclosure | Correction) -> str:
    """Who sent it, by staff number: whoever made the call or handed it over, or else ordered it to be sent."""
    order = next(
        (
            answer
            for answer in reversed(case.history[: one.seq])
            if isinstance(answer.value, SendingOrdered | CorrectionOrdered)
            and answer.value.message == (one.message if isinstance(one, Correction) else _message_of(one))
        ),
        None,
    )
    return order.by if order and one.by_email else case.history[one.seq - 1].by


def _message_of(one: Disclosure) -> str | None:
    return one.order.message if one.order else None


def sender_of_all(case: Case) -> str:
    """The staff number of whoever sent all that waits for an acknowledgement; empty where nothing waits, or two did."""
    senders = {sent_by(case, one) for one in case.awaiting}
    return senders.pop() if len(senders) == 1 else ""
