"""What a value changes in what was shared: calls, messages, late records, acknowledgements, corrections and tellings.

Pure. Nothing that was found wrong is lost on the way: what leaves, or is recorded late, is held against it too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from proviso.casework.history.case import Case, Correction, Disclosure, Inaccuracy, RecordedAnswer, answers
from proviso.casework.history.changes import Change, Changes, wrong
from proviso.casework.values.correction import CorrectionCancelled, CorrectionOrdered, CorrectionSent, FoundWrong, Wrong
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.dispatch import (
    Delivered,
    SendingCancelled,
    SendingOrdered,
    SendingSettled,
    SendingStopped,
    SendingUnclear,
    Sent,
)
from proviso.casework.values.notification import ToldAfter
from proviso.casework.values.role import Start
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CallEnded, CallStarted, CameBack, Ended
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.value import Value


def _call_started(value: CallStarted, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"call": answer}


def _call_ended(value: CallEnded, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    if value.outcome is not Ended.GIVEN or case.decision is None:
        return {"call": None}
    return {"call": None, **_shared(case, answer, call=value)}


def _sending_ordered(value: SendingOrdered, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"sending": answer}


def _sending_cancelled(value: SendingCancelled, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"sending": None}


def _sent_or_delivered(value: Sent | Delivered, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    order = case.sending.value if case.sending else None
    return {**_shared(case, answer, order=order, sent=value), **_ended(case, order.message if order else None)}


def _shared(
    case: Case,
    answer: RecordedAnswer[Value],
    *,
    call: CallEnded | None = None,
    order: SendingOrdered | None = None,
    sent: Sent | Delivered | SendingSettled | None = None,
) -> Changes:
    """What was decided has been shared. What was found wrong after it was decided is wrong in it from the first."""
    decision = case.decision if answers(case.decision, SharingDecided) else None
    decided = decision.value if decision else None
    shared = Disclosure(answer.seq, answer.at, answer.by, decided, call, None, order=order, sent=sent)
    since = decision.seq if decision else 0
    parts = {part for found in _found(case) if found.seq > since for part in found.value.wrong if shared.has(part)}
    return {
        "decision": None,
        "disclosures": (*case.disclosures, shared),
        **_wrong_from_the_first(case, answer, parts, shared),
    }


def _found(case: Case) -> Iterator[RecordedAnswer[FoundWrong]]:
    for answer in case.history:
        if answers(answer, FoundWrong):
            yield answer


def _wrong_from_the_first(case: Case, answer: RecordedAnswer[Value], parts: set[Wrong], one: Disclosure) -> Changes:
    """What is wrong in a disclosure that is only recorded now: these parts, and all of it where the suspicion was gone
    by then."""
    start = case.latest(Start)
    was_suspected = Suspicion in case.answers or (start is not None and start.suspected)
    gone = {Wrong.SUSPICION} if was_suspected and not case.suspected else set()
    return wrong(case, answer, sorted(parts | gone), [one])


def _sending_stopped(value: SendingStopped, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return _ended(case, value.message)


def _sending_unclear(value: SendingUnclear, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"unclear": (*case.unclear, answer)}


def _sending_settled(value: SendingSettled, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    """What arrived has been shared, or corrected; what did not is still to be sent, by a new order."""
    ended = _ended(case, value.message)
    if not value.arrived:
        return ended
    order = case.sending.value if case.sending else None
    if order and order.message == value.message:
        return {**_shared(case, answer, order=order, sent=value), **ended}
    correction = next((one for one in case.correcting if one.value.message == value.message), None)
    return {**(_corrected(case, answer, correction) if correction else {}), **ended}


def _ended(case: Case, message: str | None) -> Changes:
    """The order of this message has ended, well or not: it is neither under way nor unclear."""
    return {
        "sending": None if case.sending and case.sending.value.message == message else case.sending,
        "correcting": tuple(one for one in case.correcting if one.value.message != message),
        "unclear": tuple(one for one in case.unclear if one.value.message != message),
    }


def _already_shared(value: AlreadyShared, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    earlier = next((one for one in case.disclosures if one.late and one.seq == value.amends), None)
    if earlier is None:
        late = Disclosure(answer.seq, answer.at, answer.by, None, None, value)
        found = _wrong_from_the_first(case, answer, _found_in(case, late), late)
        return {"disclosures": (*case.disclosures, late), "closed": False, **found}
    # Whoever was told of less was not told of this.
    tellings = earlier.tellings if _told_of(value) == _told_of(earlier.late) else ()
    late = replace(earlier, late=value, tellings=tellings)
    known = {part for found in case.inaccuracies if late.seq in found.places for part in found.parts}
    disclosures = tuple(late if one is earlier else one for one in case.disclosures)
    more = wrong(case, answer, sorted(_found_in(case, late) - known), [late])
    return {"disclosures": disclosures, "closed": False, **more, **_told_another(case, earlier, late)}


def _told_another(case: Case, before: Disclosure, now: Disclosure) -> Changes:
    """What was put right, or is being, with somebody who did not receive it after all: whoever did is to be told. Who
    took it at a department, where that was not known, is filled in and makes nobody else of it."""
    filled_in = before.receiver and now.receiver and before.receiver == replace(now.receiver, name="")
    if before.receiver == now.receiver or filled_in:
        return {}
    others = tuple(one.seq for one in case.disclosures if one is not before)

    def without(about: tuple[int, ...] | None) -> tuple[int, ...]:
        return others if about is None else tuple(one for one in about if one != before.seq)

    return {
        "corrections": tuple(replace(one, about=without(one.about)) for one in case.corrections),
        "correcting": tuple(
            replace(one, value=replace(one.value, about=without(one.value.about))) for one in case.correcting
        ),
    }


def _found_in(case: Case, late: Disclosure) -> set[Wrong]:
    """What was found wrong, before it was recorded late, of what it shared; unless it was shared only afterwards."""
    return {
        part
        for found in _found(case)
        if late.happened_at is None or late.happened_at <= found.at
        for part in found.value.wrong
        if late.has(part)
    }


def _told_of(late: AlreadyShared | None) -> tuple[object, ...]:
    """What the person is told afterwards of something that was recorded late: what, why and with whom."""
    return (late.fields, late.beyond, late.why, late.shared_with, late.who) if late else ()


def _acknowledged(value: Acknowledged, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    """An earlier entry does not say of what: then of the earliest that had no acknowledgement."""
    about = value.about or next((one.seq for one in case.awaiting), 0)
    return {
        "disclosures": tuple(replace(one, acknowledged=value) if one.seq == about else one for one in case.disclosures),
        "corrections": tuple(replace(one, acknowledged=value) if one.seq == about else one for one in case.corrections),
    }


def _came_back(value: CameBack, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    """What came back was not shared after all: it is decided and waits to be sent, unless something else is decided by
    now. A correction that came back corrected nothing."""
    returned = next((one for one in case.disclosures if one.seq == value.about), None)
    corrections = tuple(replace(one, came_back=True) if one.seq == value.about else one for one in case.corrections)
    if returned is None:
        return {"corrections": corrections, "closed": False}
    decided = next((one for one in case.history if one.value is returned.decided), None)
    return {
        "disclosures": tuple(one for one in case.disclosures if one is not returned),
        "inaccuracies": tuple(_without(found, returned.seq) for found in case.inaccuracies),
        "decision": case.decision or decided,
        "closed": False,
    }


def _without(found: Inaccuracy, place: int) -> Inaccuracy:
    return replace(found, places=tuple(one for one in found.places if one != place))


def _told_after(value: ToldAfter, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    upto = int(value.about or 0)
    return {"disclosures": tuple(_told(one, value) if one.seq <= upto else one for one in case.disclosures)}


def _told(one: Disclosure, value: ToldAfter) -> Disclosure:
    return replace(one, tellings=(*(told for told in one.tellings if told.about != value.about), value))


def _found_wrong(value: FoundWrong, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    """Only what was shared is wrong in it: of the rest nobody is told."""
    parts = [part for part in value.wrong if any(one.has(part) for one in case.disclosures)]
    had = [one for one in case.disclosures if any(one.has(part) for part in parts)]
    return {"closed": False, **wrong(case, answer, parts, had, value.words)}


def _correction_ordered(value: CorrectionOrdered, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"correcting": (*case.correcting, answer)}


def _correction_cancelled(value: CorrectionCancelled, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return _ended(case, value.message)


def _correction_sent(value: CorrectionSent, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    """A message tells of what had been found when it was ordered; an earlier entry names no disclosures: of all."""
    order = (
        next((one for one in case.correcting if one.value.message == value.message), None) if value.message else None
    )
    return {**_corrected(case, answer, order, value.about), **_ended(case, value.message)}


def _corrected(
    case: Case,
    answer: RecordedAnswer[Value],
    order: RecordedAnswer[CorrectionOrdered] | None,
    about: tuple[int, ...] | None = None,
) -> Changes:
    """A recipient was told, or written to by this order. Who ordered it says no more than that it went: that it was
    received, somebody else says."""
    if order is None:
        told = Correction(answer.seq, answer.at, about, answer.seq, getattr(answer.value, "who", ""))
    else:
        by_another = isinstance(answer.value, SendingSettled) and answer.by != order.by
        arrived = Acknowledged(by=answer.by, happened_at=answer.at) if by_another else None
        told = Correction(
            answer.seq,
            answer.at,
            order.value.about,
            order.seq,
            order.value.to or "",
            order.value.message or "",
            arrived,
        )
    return {"corrections": (*case.corrections, told)}


SHARING_CHANGES: Mapping[type[Value], Change] = MappingProxyType(
    {
        CallStarted: _call_started,
        CallEnded: _call_ended,
        SendingOrdered: _sending_ordered,
        SendingCancelled: _sending_cancelled,
        Sent: _sent_or_delivered,
        Delivered: _sent_or_delivered,
        SendingStopped: _sending_stopped,
        SendingUnclear: _sending_unclear,
        SendingSettled: _sending_settled,
        AlreadyShared: _already_shared,
        Acknowledged: _acknowledged,
        CameBack: _came_back,
        ToldAfter: _told_after,
        FoundWrong: _found_wrong,
        CorrectionOrdered: _correction_ordered,
        CorrectionCancelled: _correction_cancelled,
        CorrectionSent: _correction_sent,
    }
)
"""What each value changes in what was shared, by its type."""
