"""What the log says of an act beside its value: with whom, and why (10.1.3, 10.1.4; Data Protection Act 2018 s.62).

Both are sealed with the value. Pure; `case` is the case before the act.
"""

from proviso.casework.history.case import Case
from proviso.casework.reading.content_words import Say, named, purpose_rows
from proviso.casework.values.correction import CorrectionOrdered, CorrectionSent
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.dispatch import Delivered, SendingOrdered, SendingSettled, Sent
from proviso.casework.values.reply import Reply
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CallEnded, Ended
from proviso.casework.values.value import Value


def with_whom(case: Case, value: Value) -> str:
    """Between whom and the force something passed by this act, in words; empty for an act by which nothing did."""
    match value:
        case CallEnded(outcome=Ended.GIVEN):
            decided = _decided(case)
            return _joined(named(decided.recipient, decided.other_recipient) if decided else "", value.operator)
        case SendingOrdered() | CorrectionOrdered():
            return value.to or ""
        case Sent():
            return value.to
        case Delivered():
            return _joined(_ordered_to(case), value.to)
        case SendingSettled(arrived=True):
            return _ordered_to(case)
        case AlreadyShared():
            return _joined(named(value.shared_with), value.who, value.with_whom)
        case CorrectionSent() | Reply():
            return value.who
        case Acknowledged():
            return value.by
    return ""


def why(case: Case, value: Value) -> str:
    """Why the act was done, in the words that were given for it. For a decision to share and for what was shared by
    it, the whole of it: each purpose with its words, the power, and the officer's own words (10.1.4)."""
    decided = value if isinstance(value, SharingDecided) else _decided(case)
    if isinstance(value, SharingDecided | CallEnded | SendingOrdered | Sent | Delivered) and decided:
        return why_shared(decided)
    return str(getattr(value, "reason", "") or getattr(value, "why", "") or "")


def why_shared(decided: SharingDecided) -> str:
    """Why something was decided to be shared, whole, on one line."""
    return "; ".join(reasons_shared(decided))


def reasons_shared(decided: SharingDecided, say: Say = str) -> list[str]:
    """Why something was decided to be shared: each purpose with its words, the power, the officer's words."""
    purposes = (f"{name}: {words}" for name, words in purpose_rows(decided.purposes, say))
    power = named(decided.power, decided.other_power, say)
    return [part for part in (*purposes, power, decided.reason) if part]


def _decided(case: Case) -> SharingDecided | None:
    decision = case.decision.value if case.decision else None
    return decision if isinstance(decision, SharingDecided) else None


def _ordered_to(case: Case) -> str:
    order = case.sending.value if case.sending else None
    return (order.to or "") if order else ""


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
