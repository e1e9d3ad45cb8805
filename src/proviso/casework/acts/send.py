"""Sending by secure e-mail or as a file: the order, and the outcome (8.1, 10.1.2, 10.1.3).

The order is refused like a call where policy does not say yes or anything moved since the decision; what asks the same
again whenever a message is about to leave is `require_still_right`. `in_transaction` writes the outbox's own row.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from proviso.casework.acts import why_not
from proviso.casework.acts.share import DecisionMoved, require_as_decided
from proviso.casework.history.case import Case, RecordedAnswer
from proviso.casework.history.replay import as_of
from proviso.casework.reading.case_assessment import Rules
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.reading.exchanges import files_made
from proviso.casework.values.correction import CorrectionOrdered, CorrectionSent
from proviso.casework.values.dispatch import (
    Delivered,
    FileMade,
    SendingCancelled,
    SendingOrdered,
    SendingSettled,
    SendingStopped,
    SendingUnclear,
    Sent,
)
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import (
    ActRefused,
    AnotherNow,
    InTransaction,
    MakeValue,
    Precondition,
    caught_up,
    commit,
    require_same,
)


class NothingUnderWay(ActRefused):
    """The message that this is about is not under way: it ended, or was cancelled."""

    code = "nothing_under_way"


class NoFileMade(ActRefused):
    """Nobody can have handed over a file that was never made."""

    code = "no_file_made"


class NothingOwed(ActRefused):
    """Nobody is owed what a correction says any more, so that sending it would only tell more."""

    code = "nothing_owed"


def order_sending(
    opened: OpenCase, ordered: SendingOrdered, *, seen: int, in_transaction: InTransaction | None = None
) -> OpenCase:
    """The order to send what was decided, complete. Raises PolicyStandsInTheWay, DecisionMoved, also where it is not of
    this decision and its package, MovedOn, NotAllowed."""

    def make(case: Case) -> Value:
        decision = decided_to_share(case)
        if decision is None:
            return ordered
        require_as_decided(case, decision, opened.rules)
        if (ordered.decision, ordered.package) != (decision.seq, decision.value.package):
            raise DecisionMoved(_("What was ordered is not what was decided. Look at the case, and order it again."))
        return ordered

    return commit(opened, make, Precondition(seen=seen, on_everything=True, once=False), in_transaction=in_transaction)


def require_still_right(opened: OpenCase) -> None:
    """Raise unless the message under way may still leave: NothingUnderWay, PolicyStandsInTheWay, DecisionMoved."""
    with transaction.atomic():
        case = caught_up(opened)
    _still_right(case, opened.rules)


def _still_right(case: Case, rules: Rules) -> RecordedAnswer[SendingOrdered]:
    decision = decided_to_share(case)
    if case.sending is None or decision is None:
        raise NothingUnderWay(_("No message is to be sent on this case."))
    require_as_decided(case, decision, rules)
    return case.sending


def require_still_owed(opened: OpenCase, message: str) -> None:
    """Raise unless a correction under way still tells somebody something that they have not been told: NothingUnderWay,
    NothingOwed. That is not policy's to say: policy never refuses a correction."""
    with transaction.atomic():
        case = caught_up(opened)
    order = _correction(case, message)
    about = [one for one in case.disclosures if one.seq in (order.value.about or ())]
    if not any(found.seq < order.seq for one in about for found in case.still_wrong(one)):
        raise NothingOwed(_("Whoever this is for has been told already, or never received what it corrects."))


def record_sent(opened: OpenCase, sent: Sent, *, in_transaction: InTransaction | None = None) -> OpenCase:
    """That the message left. Never refused for what moved meanwhile: what left has left. Raises NothingUnderWay."""

    def make(case: Case) -> Value:
        order = case.sending.value if case.sending else None
        if order is None or order.message != sent.message:
            raise NothingUnderWay(_("This message is not under way."))
        return sent

    return _by_itself(opened, make, in_transaction)


def record_correction_left(
    opened: OpenCase, message: str, receipt: str, happened_at: datetime, *, in_transaction: InTransaction | None = None
) -> OpenCase:
    """That a correction left, which is not yet that it was received. Raises NothingUnderWay."""

    def make(case: Case) -> Value:
        order = _correction(case, message)
        return CorrectionSent(
            words=order.value.words,
            who=order.value.to or "",
            receipt=receipt,
            happened_at=happened_at,
            about=order.value.about,
            message=message,
        )

    return _by_itself(opened, make, in_transaction)


def stop_sending(opened: OpenCase, stopped: SendingStopped, *, in_transaction: InTransaction | None = None) -> OpenCase:
    """That nothing left and nothing will without a person. Raises NothingUnderWay."""
    return _by_itself(opened, lambda case: _under_way(case, stopped.message, stopped), in_transaction)


def record_unclear(
    opened: OpenCase, unclear: SendingUnclear, *, in_transaction: InTransaction | None = None
) -> OpenCase:
    """That nobody knows whether the message left. Raises NothingUnderWay."""

    def make(case: Case) -> Value:
        if any(one.value.message == unclear.message for one in case.unclear):
            raise NothingUnderWay(_("It is already recorded that nobody knows whether this message was sent."))
        return _under_way(case, unclear.message, unclear)

    return _by_itself(opened, make, in_transaction)


def settle_sending(
    opened: OpenCase, settled: SendingSettled, *, seen: int, in_transaction: InTransaction | None = None
) -> OpenCase:
    """What a person found out about the earliest message that ended unclear, which `settled` names. Raises
    NothingUnderWay, and AnotherNow where that is no longer the one that the page was about."""

    def make(case: Case) -> Value:
        if words := why_not.nothing_unclear(case):
            raise NothingUnderWay(words)
        first = case.unclear[0]
        if first not in as_of(case, seen).unclear[:1] or first.value.message != settled.message:
            raise AnotherNow(case.history[seen:])
        return settled

    return commit(opened, make, Precondition(seen=seen, once=False), in_transaction=in_transaction)


def cancel_sending(
    opened: OpenCase, cancelled: SendingCancelled, *, seen: int, in_transaction: InTransaction | None = None
) -> OpenCase:
    """An order cancelled before anything left; `in_transaction` refuses where it may have.

    Raises NothingUnderWay, MovedOn.
    """

    def make(case: Case) -> Value:
        if words := why_not.unknown_whether_it_left(case):
            raise NothingUnderWay(words)
        return cancelled

    return commit(opened, make, Precondition(seen=seen, on_everything=True, once=False), in_transaction=in_transaction)


def record_file_made(
    opened: OpenCase, made: FileMade, *, seen: int, in_transaction: InTransaction | None = None
) -> OpenCase:
    """That somebody makes the encrypted file now, and has it. Refused like any message that is about to leave.

    Raises NothingUnderWay, PolicyStandsInTheWay, DecisionMoved, NotAllowed; then no file may be given to anybody.
    """

    def make(case: Case) -> Value:
        order = _still_right(case, opened.rules)
        _require_by_hand(order)
        if order.value.message != made.message:
            raise NothingUnderWay(_("This file is not of the order that is under way."))
        return made

    return commit(opened, make, Precondition(seen=seen, once=False), in_transaction=in_transaction)


def record_delivered(
    opened: OpenCase, delivered: Delivered, *, seen: int, in_transaction: InTransaction | None = None
) -> OpenCase:
    """That the file was handed over. Never refused for what moved meanwhile.

    Raises NothingUnderWay, NoFileMade, and AnotherNow where the order that the page showed ended and another was given.
    """

    def make(case: Case) -> Value:
        require_same(case, seen, case.sending)
        if case.sending:
            _require_by_hand(case.sending)
            _require_made(case)
        return delivered

    return commit(opened, make, Precondition(seen=seen, once=False), in_transaction=in_transaction)


def _require_by_hand(order: RecordedAnswer[SendingOrdered]) -> None:
    if not order.value.goes_by_hand:
        raise NothingUnderWay(_("This goes by e-mail: nobody hands it over."))


def _require_made(case: Case) -> None:
    if not files_made(case):
        raise NoFileMade(_("No file was made for this order, so nobody can have handed it over. Save the file first."))


def _by_itself(opened: OpenCase, make: MakeValue, in_transaction: InTransaction | None) -> OpenCase:
    return commit(opened, make, Precondition(seen=opened.case.seq, once=False), in_transaction=in_transaction)


def _under_way(case: Case, message: str, value: Value) -> Value:
    if not (case.sending and case.sending.value.message == message):
        _correction(case, message)
    return value


def _correction(case: Case, message: str) -> RecordedAnswer[CorrectionOrdered]:
    for order in case.correcting:
        if order.value.message == message:
            return order
    raise NothingUnderWay(_("This message is not under way."))
