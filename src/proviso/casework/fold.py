"""The fold: what each entry makes of a case, in order. Pure: the same entries always give the same case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from types import MappingProxyType
from typing import Any

from proviso.casework.case import Answer, Case, Disclosure
from proviso.casework.kinds import value_of
from proviso.casework.values.afterwards import (
    Closed,
    HandedOver,
    LocalAnswer,
    Reopened,
    Reply,
    Said,
)
from proviso.casework.values.asking import Value
from proviso.casework.values.correcting import CorrectionOrdered, CorrectionSent, FoundWrong, Wrong
from proviso.casework.values.deciding import (
    DecisionWithdrawn,
    DelayDecided,
    DelayEnded,
    NotSharingDecided,
    SharingDecided,
)
from proviso.casework.values.dispatch import (
    Delivered,
    SendingCancelled,
    SendingOrdered,
    SendingSettled,
    SendingStopped,
    SendingUnclear,
    Sent,
)
from proviso.casework.values.opening import Start
from proviso.casework.values.replies import ReplyArrived, ReplyPutAside
from proviso.casework.values.sending import Acknowledged, AlreadyShared, CallEnded, CallStarted, Ended
from proviso.casework.values.suspicion import Source, SourceCorrected, Suspicion, SuspicionEnded
from proviso.casework.values.telling import ToldAfter
from proviso.record.entry import Entry


def fold(reference: str, force: str, entries: Iterable[Entry]) -> Case:
    """The case that these entries make. Entries outside the fold (openings, which have no seq) are passed over."""
    case = Case(reference=reference, force=force)
    for entry in entries:
        if entry.seq is not None:
            case = after(case, entry)
    return case


def after(case: Case, entry: Entry) -> Case:
    """The case once this entry is written. Raises UnknownKind for an entry that cannot be read."""
    return answered(case, Answer(value_of(entry), entry.seq or 0, entry.at, entry.actor))


def answered(case: Case, answer: Answer[Value]) -> Case:
    """The case once this answer stands in it."""
    case = replace(
        case,
        seq=answer.seq,
        answers=MappingProxyType({**case.answers, type(answer.value): answer}),
        history=(*case.history, answer),
    )
    return replace(case, **_changes(answer.value, case, answer))


def as_of(case: Case, seq: int) -> Case:
    """The case as it was once its entry at this place was written: what was known when something was decided or shown.

    Places beyond the last give the case as it is; 0 and below give a case on which nothing stands yet.
    """
    if seq >= case.seq:
        return case
    then = Case(reference=case.reference, force=case.force)
    for answer in case.history:
        if answer.seq <= seq:
            then = answered(then, answer)
    return then


Changes = dict[str, Any]


@singledispatch
def _changes(value: Value, case: Case, answer: Answer[Value]) -> Changes:
    """What else a value changes; a plain answer changes nothing else."""
    return {}


@_changes.register
def _(value: Start, case: Case, answer: Answer[Value]) -> Changes:
    return {"suspected": value.suspected, "unit": value.unit, "owner": value.owner, "opened_at": answer.at}


@_changes.register
def _(value: SourceCorrected, case: Case, answer: Answer[Value]) -> Changes:
    suspicion = case.latest(Suspicion)
    if suspicion is None:
        return {}
    # What the officer was never asked about the right source, the supervisor's reason stands in for.
    shown = value.reason[:200]
    corrected = replace(
        suspicion,
        arose_from=value.arose_from,
        status_check_was=value.status_check_was,
        search_purpose=(suspicion.search_purpose or shown) if value.arose_from is Source.INVESTIGATION_SEARCH else None,
        marker=suspicion.marker if value.arose_from is Source.INVESTIGATION_SEARCH else None,
        arose_otherwise=(suspicion.arose_otherwise or shown) if value.arose_from is Source.OTHER else None,
    )
    before = case.answers[Suspicion]
    return {"answers": MappingProxyType({**case.answers, Suspicion: replace(before, value=corrected)})}


@_changes.register
def _(value: Suspicion, case: Case, answer: Answer[Value]) -> Changes:
    return {"suspected": True}


@_changes.register
def _(value: SuspicionEnded, case: Case, answer: Answer[Value]) -> Changes:
    return {"suspected": False, **_wrong(case, answer)}


@_changes.register
def _(value: Reply, case: Case, answer: Answer[Value]) -> Changes:
    replies = {"replies": (*case.replies, answer), "closed": False, **_no_longer_waits(case, value.came_from)}
    if Said.NEGATED in value.said:
        return {**replies, "suspected": False, **_wrong(case, answer)}
    return replies


@_changes.register
def _(value: ReplyArrived, case: Case, answer: Answer[Value]) -> Changes:
    return {"waiting_replies": (*case.waiting_replies, answer)}


@_changes.register
def _(value: ReplyPutAside, case: Case, answer: Answer[Value]) -> Changes:
    return _no_longer_waits(case, value.digest)


def _no_longer_waits(case: Case, digest: str | None) -> Changes:
    return {"waiting_replies": tuple(one for one in case.waiting_replies if one.value.digest != digest)}


def _wrong(case: Case, answer: Answer[Value], parts: Iterable[Wrong] | None = None) -> Changes:
    """What was shared is wrong: each recipient of it is owed a correction, and the person is to be told. Without
    `parts`, because it all rested on a suspicion that is gone."""
    wrong = [one for one in case.disclosures if parts is None or any(one.has(part) for part in parts)]
    if not wrong:
        return {}
    disclosures = tuple(
        replace(one, wrong_since=one.wrong_since or answer.at) if one in wrong else one for one in case.disclosures
    )
    return {"disclosures": disclosures, "wrong_seq": answer.seq}


def _gone(case: Case, at: datetime) -> datetime | None:
    """Since when something shared now is wrong: from the first, where the suspicion was gone before it was given."""
    start = case.latest(Start)
    was = Suspicion in case.answers or (start is not None and start.suspected)
    return at if was and not case.suspected else None


@_changes.register
def _(value: FoundWrong, case: Case, answer: Answer[Value]) -> Changes:
    return {"closed": False, **_wrong(case, answer, value.wrong)}


@_changes.register
def _(value: CorrectionOrdered, case: Case, answer: Answer[Value]) -> Changes:
    return {"correcting": (*case.correcting, answer)}


@_changes.register
def _(value: CorrectionSent, case: Case, answer: Answer[Value]) -> Changes:
    """An earlier entry names no disclosures: then everybody was told of everything."""
    return {**_corrected(case, value.about), **_ended(case, value.message)}


def _corrected(case: Case, places: tuple[int, ...] | None) -> Changes:
    return {
        "disclosures": tuple(
            replace(one, wrong_since=None) if places is None or one.seq in places else one for one in case.disclosures
        )
    }


def _ended(case: Case, message: str | None) -> Changes:
    """The order of this message has ended, well or not: it is neither under way nor unclear."""
    return {
        "sending": None if case.sending and case.sending.value.message == message else case.sending,
        "correcting": tuple(one for one in case.correcting if one.value.message != message),
        "unclear": tuple(one for one in case.unclear if one.value.message != message),
    }


@_changes.register(SharingDecided)
@_changes.register(DelayDecided)
@_changes.register(NotSharingDecided)
def _(value: Value, case: Case, answer: Answer[Value]) -> Changes:
    return {"decision": answer}


@_changes.register(DecisionWithdrawn)
@_changes.register(DelayEnded)
def _(value: Value, case: Case, answer: Answer[Value]) -> Changes:
    return {"decision": None}


@_changes.register
def _(value: CallStarted, case: Case, answer: Answer[Value]) -> Changes:
    return {"call": answer}


@_changes.register
def _(value: CallEnded, case: Case, answer: Answer[Value]) -> Changes:
    if value.outcome is not Ended.GIVEN or case.decision is None:
        return {"call": None}
    return {"call": None, **_shared(case, answer, call=value)}


def _shared(case: Case, answer: Answer[Value], **how: Any) -> Changes:
    """What was decided has been shared. Where the suspicion went meanwhile it was wrong from the first."""
    decided = case.decision.value if case.decision and isinstance(case.decision.value, SharingDecided) else None
    gone = _gone(case, answer.at)
    shared = Disclosure(answer.seq, answer.at, answer.by, decided, how.pop("call", None), None, wrong_since=gone, **how)
    wrong = {"wrong_seq": answer.seq} if gone else {}
    return {"decision": None, "disclosures": (*case.disclosures, shared), **wrong}


@_changes.register
def _(value: SendingOrdered, case: Case, answer: Answer[Value]) -> Changes:
    return {"sending": answer}


@_changes.register
def _(value: SendingCancelled, case: Case, answer: Answer[Value]) -> Changes:
    return {"sending": None}


@_changes.register(Sent)
@_changes.register(Delivered)
def _(value: Sent | Delivered, case: Case, answer: Answer[Value]) -> Changes:
    order = case.sending.value if case.sending else None
    return {**_shared(case, answer, order=order, sent=value), **_ended(case, order.message if order else None)}


@_changes.register
def _(value: SendingStopped, case: Case, answer: Answer[Value]) -> Changes:
    return _ended(case, value.message)


@_changes.register
def _(value: SendingUnclear, case: Case, answer: Answer[Value]) -> Changes:
    return {"unclear": (*case.unclear, answer)}


@_changes.register
def _(value: SendingSettled, case: Case, answer: Answer[Value]) -> Changes:
    """What arrived has been shared, or corrected; what did not is still to be sent, by a new order."""
    ended = _ended(case, value.message)
    if not value.arrived:
        return ended
    order = case.sending.value if case.sending else None
    if order and order.message == value.message:
        return {**_shared(case, answer, order=order, sent=value), **ended}
    about = next((one.value.about for one in case.correcting if one.value.message == value.message), ())
    return {**_corrected(case, about), **ended}


@_changes.register
def _(value: AlreadyShared, case: Case, answer: Answer[Value]) -> Changes:
    gone = _gone(case, answer.at)
    shared = Disclosure(answer.seq, answer.at, answer.by, None, None, value, wrong_since=gone)
    wrong = {"wrong_seq": answer.seq} if gone else {}
    earlier = next((one for one in case.disclosures if one.late and one.seq == value.amends), None)
    if earlier is None:
        return {"disclosures": (*case.disclosures, shared), "closed": False, **wrong}
    # Whoever was told of less was not told of this.
    told = earlier.told_after if _told_of(value) == _told_of(earlier.late) else None
    fuller = replace(earlier, late=value, told_after=told)
    disclosures = tuple(fuller if one is earlier else one for one in case.disclosures)
    return {"disclosures": disclosures, "closed": False}


def _told_of(late: AlreadyShared | None) -> tuple[object, ...]:
    """What the person is told afterwards of something that was recorded late: what, why and with whom."""
    return (late.fields, late.beyond, late.why, late.department) if late else ()


@_changes.register
def _(value: Acknowledged, case: Case, answer: Answer[Value]) -> Changes:
    waiting = next((one for one in case.disclosures if one.awaits_acknowledgement), None)
    return {
        "disclosures": tuple(replace(one, acknowledged=value) if one is waiting else one for one in case.disclosures)
    }


@_changes.register
def _(value: ToldAfter, case: Case, answer: Answer[Value]) -> Changes:
    upto = int(value.about or 0)
    return {
        "disclosures": tuple(replace(one, told_after=value) if one.seq <= upto else one for one in case.disclosures)
    }


@_changes.register
def _(value: HandedOver, case: Case, answer: Answer[Value]) -> Changes:
    return {"owner": value.to}


@_changes.register
def _(value: LocalAnswer, case: Case, answer: Answer[Value]) -> Changes:
    return {"local": MappingProxyType({**case.local, value.fact: answer})}


@_changes.register
def _(value: Closed, case: Case, answer: Answer[Value]) -> Changes:
    return {"closed": True}


@_changes.register
def _(value: Reopened, case: Case, answer: Answer[Value]) -> Changes:
    return {"closed": False}
