"""What a case's entries say left the force or was exchanged with the Home Office, and when: the case's part of the
register of disclosures (10.1, Data Protection Act 2018 s.62). Pure. What was shared, and about whom, is not in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from proviso.accounts.channel_codes import Channel
from proviso.casework.history.case import Case, Disclosure, RecordedAnswer, answers
from proviso.casework.row_codes import Exchange
from proviso.casework.values.correction import CorrectionSent
from proviso.casework.values.dispatch import Delivered, FileMade, SendingSettled, SendingUnclear, Sent
from proviso.casework.values.reply import Reply
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CallEnded, CallStarted, CameBack, Ended
from proviso.casework.values.value import Value


@dataclass(frozen=True, slots=True)
class CaseExchange:
    """One contact with the Home Office that the case accounts for. Times are in UTC; None where nobody knows.

    `how` is the code of a channel, "in_person" or "other"; "" where it is not recorded. `department` is a
    `Department`'s value or "". `recipient` is the force's recipient, where one was chosen from its list.
    """

    seq: int
    what: Exchange
    began_at: datetime | None
    ended_at: datetime | None
    how: str
    department: str = ""
    recipient: int | None = None


CHANGES_EXCHANGES: frozenset[type[Value]] = frozenset(
    {
        CallStarted, CallEnded, AlreadyShared, Sent, Delivered, SendingSettled, SendingUnclear,
        CorrectionSent, Acknowledged, CameBack, Reply,
    }
)  # fmt: skip
"""The values that can change what `shared_of` says; no other does, so that most acts need not ask."""


def exchanges_of(case: Case) -> tuple[CaseExchange, ...]:
    """Every contact that the case accounts for, in the order of its entries."""
    disclosed = {one.seq: one for one in case.disclosures}
    messages = {one.order.message for one in case.disclosures if one.order}
    started: datetime | None = None
    found: list[CaseExchange] = []
    for answer in case.history:
        value = answer.value
        if isinstance(value, CallStarted):
            started = answer.at
        elif answer.seq in disclosed:
            found.append(_disclosure(disclosed[answer.seq], started))
        elif not (isinstance(value, SendingUnclear) and value.message in messages):
            found += _other(answer, started)
    if case.call:
        found.append(CaseExchange(case.call.seq, Exchange.ATTEMPT, case.call.at, case.call.at, Channel.TELEPHONE.value))
    return tuple(found)


def _disclosure(one: Disclosure, started: datetime | None) -> CaseExchange:
    at = one.happened_at
    began = min(started, at) if one.call and started and at else at
    department = one.recipient.value if one.recipient else ""
    recipient = one.order.recipient if one.order else None
    return CaseExchange(one.seq, Exchange.DISCLOSURE, began, at, one.channel, department, recipient)


def _other(answer: RecordedAnswer[Value], started: datetime | None) -> Iterator[CaseExchange]:
    """What else the entry says about a contact, if anything."""
    match answer.value:
        case CallEnded(outcome=Ended.NOT_REACHED, happened_at=at):
            yield CaseExchange(answer.seq, Exchange.ATTEMPT, min(started or at, at), at, Channel.TELEPHONE.value)
        case Sent(happened_at=at):  # it came back, or its disclosure would say so
            yield CaseExchange(answer.seq, Exchange.ATTEMPT, at, at, Channel.EMAIL.value)
        case SendingUnclear():
            yield CaseExchange(answer.seq, Exchange.ATTEMPT, answer.at, answer.at, Channel.EMAIL.value)
        case CorrectionSent(happened_at=at, message=message):
            how = Channel.EMAIL.value if message else Channel.TELEPHONE.value
            yield CaseExchange(answer.seq, Exchange.CORRECTION, at, at, how)
        case Reply(happened_at=at) | Acknowledged(happened_at=at):
            yield CaseExchange(answer.seq, Exchange.REPLY, at, at, "")


def files_made(case: Case) -> tuple[RecordedAnswer[FileMade], ...]:
    """Each time that the file of the order under way was made, the earliest first."""
    ordered = case.sending.seq if case.sending else case.seq
    return tuple(one for one in case.history if one.seq > ordered and answers(one, FileMade))
