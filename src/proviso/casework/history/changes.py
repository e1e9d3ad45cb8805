"""What a value changes in a case beside being the latest answer: the suspicion, decisions, replies, who carries it.

Pure. `CHANGES` is the table of them; what is shared, acknowledged and corrected is `sharing_changes`'s.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from proviso.casework.history.case import Case, Disclosure, Inaccuracy, RecordedAnswer
from proviso.casework.values.closing import (
    Closed,
    ClosedUnshared,
    HandedOver,
    HandoverAnswered,
    HandoverOffered,
    HandoverWithdrawn,
    Reopened,
    Takes,
)
from proviso.casework.values.correction import Wrong
from proviso.casework.values.decision import (
    DecisionWithdrawn,
    DelayDecided,
    DelayEnded,
    NotSharingDecided,
    SharingDecided,
)
from proviso.casework.values.local_answer import LocalAnswer
from proviso.casework.values.reply import Reply, ReplyArrived, ReplyDismissed, Said
from proviso.casework.values.role import Start
from proviso.casework.values.suspicion import Source, SourceCorrected, Suspicion, SuspicionEnded
from proviso.casework.values.value import Value

Changes = dict[str, Any]  # because every field has a type of its own
"""Fields of a case, each with what it becomes."""

Change = Callable[[Any, Case, RecordedAnswer[Value]], Changes]  # because each takes its own value
"""What one value changes. The table pairs them, and a test holds it to that."""


def _start(value: Start, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"suspected": value.suspected, "unit": value.unit, "owner": value.owner, "opened_at": answer.at}


def _source_corrected(value: SourceCorrected, case: Case, answer: RecordedAnswer[Value]) -> Changes:
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


def _suspicion(value: Suspicion, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"suspected": True}


def _suspicion_ended(value: SuspicionEnded, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"suspected": False, **all_wrong(case, answer)}


def _reply(value: Reply, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    replies = {"replies": (*case.replies, answer), "closed": False, **_no_longer_waits(case, value.came_from)}
    if Said.NEGATED in value.said:
        return {**replies, "suspected": False, **all_wrong(case, answer)}
    return replies


def all_wrong(case: Case, answer: RecordedAnswer[Value]) -> Changes:
    """All that was shared rested on a suspicion that is gone: everybody who received it, and the person, is told; once,
    however often that is said."""
    gone = {place for found in case.inaccuracies if found.parts == GONE and not found.words for place in found.places}
    return wrong(case, answer, GONE, [one for one in case.disclosures if one.seq not in gone])


GONE = (Wrong.SUSPICION,)


def wrong(
    case: Case, answer: RecordedAnswer[Value], parts: Iterable[Wrong], shared: Iterable[Disclosure], words: str = ""
) -> Changes:
    """These parts were wrong in these disclosures; nothing changes where there are none of either."""
    had = tuple(shared)
    found = Inaccuracy(
        seq=answer.seq,
        at=answer.at,
        parts=tuple(parts),
        places=tuple(one.seq for one in had),
        words=words,
        was=frozenset(part for one in had if one.decided for part in one.decided.content),
        was_told=all(one.decided for one in had),
    )
    return {"inaccuracies": (*case.inaccuracies, found)} if found.parts and found.places else {}


def _reply_arrived(value: ReplyArrived, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"waiting_replies": (*case.waiting_replies, answer)}


def _reply_dismissed(value: ReplyDismissed, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return _no_longer_waits(case, value.digest)


def _no_longer_waits(case: Case, digest: str | None) -> Changes:
    return {"waiting_replies": tuple(one for one in case.waiting_replies if one.value.digest != digest)}


def _decided(value: Value, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"decision": answer}


def _no_longer_decided(value: Value, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"decision": None}


def _handed_over(value: HandedOver, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"owner": value.to}


def _handover_offered(value: HandoverOffered, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"offered": answer}


def _handover_answered(value: HandoverAnswered, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    taken = {"unit": value.unit, "owner": value.owner} if value.takes is Takes.ACCEPTED else {}
    return {"offered": None, **taken}


def _handover_withdrawn(value: HandoverWithdrawn, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"offered": None}


def _local_answer(value: LocalAnswer, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    """Consent that is withdrawn is told to everybody who received what it was given for, once."""
    local = {"local": MappingProxyType({**case.local, value.fact: answer})}
    if (value.fact, value.answer) != ("consent", "withdrawn"):
        return local
    known = {place for found in case.inaccuracies if Wrong.CONSENT in found.parts for place in found.places}
    shared = [one for one in case.disclosures if one.seq not in known]
    owed = wrong(case, answer, (Wrong.CONSENT,), shared, value.reason)
    return {**local, "closed": case.closed and not owed, **owed}


def _closed(value: Closed | ClosedUnshared, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"closed": True, "offered": None}


def _reopened(value: Reopened, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"closed": False}


CHANGES: Mapping[type[Value], Change] = MappingProxyType(
    {
        Start: _start,
        SourceCorrected: _source_corrected,
        Suspicion: _suspicion,
        SuspicionEnded: _suspicion_ended,
        Reply: _reply,
        ReplyArrived: _reply_arrived,
        ReplyDismissed: _reply_dismissed,
        SharingDecided: _decided,
        DelayDecided: _decided,
        NotSharingDecided: _decided,
        DecisionWithdrawn: _no_longer_decided,
        DelayEnded: _no_longer_decided,
        HandedOver: _handed_over,
        HandoverOffered: _handover_offered,
        HandoverAnswered: _handover_answered,
        HandoverWithdrawn: _handover_withdrawn,
        LocalAnswer: _local_answer,
        Closed: _closed,
        ClosedUnshared: _closed,
        Reopened: _reopened,
    }
)
"""What each value changes, by its type; a value that is not here changes nothing but its own answer."""
