"""What a value changes in a case beside being the latest answer: the suspicion, decisions, replies, who carries it.

Pure. What is shared, acknowledged and corrected is `changes_in_sharing`'s, which registers its own here.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch
from types import MappingProxyType
from typing import Any

from proviso.casework.history.case import Case, Disclosure, Inaccuracy, RecordedAnswer
from proviso.casework.values.closing import Closed, HandedOver, Reopened
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

Changes = dict[str, Any]


@singledispatch
def changes(value: Value, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    """What else a value changes; a plain answer changes nothing else."""
    return {}


@changes.register
def _(value: Start, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"suspected": value.suspected, "unit": value.unit, "owner": value.owner, "opened_at": answer.at}


@changes.register
def _(value: SourceCorrected, case: Case, answer: RecordedAnswer[Value]) -> Changes:
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


@changes.register
def _(value: Suspicion, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"suspected": True}


@changes.register
def _(value: SuspicionEnded, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"suspected": False, **all_wrong(case, answer)}


@changes.register
def _(value: Reply, case: Case, answer: RecordedAnswer[Value]) -> Changes:
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
        was=frozenset(pair for one in had if one.decided for pair in one.decided.content),
        was_told=all(one.decided for one in had),
    )
    return {"inaccuracies": (*case.inaccuracies, found)} if found.parts and found.places else {}


@changes.register
def _(value: ReplyArrived, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"waiting_replies": (*case.waiting_replies, answer)}


@changes.register
def _(value: ReplyDismissed, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return _no_longer_waits(case, value.digest)


def _no_longer_waits(case: Case, digest: str | None) -> Changes:
    return {"waiting_replies": tuple(one for one in case.waiting_replies if one.value.digest != digest)}


@changes.register(SharingDecided)
@changes.register(DelayDecided)
@changes.register(NotSharingDecided)
def _(value: Value, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"decision": answer}


@changes.register(DecisionWithdrawn)
@changes.register(DelayEnded)
def _(value: Value, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"decision": None}


@changes.register
def _(value: HandedOver, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"owner": value.to}


@changes.register
def _(value: LocalAnswer, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"local": MappingProxyType({**case.local, value.fact: answer})}


@changes.register
def _(value: Closed, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"closed": True}


@changes.register
def _(value: Reopened, case: Case, answer: RecordedAnswer[Value]) -> Changes:
    return {"closed": False}
