"""A case: a fold over its entries, in order. Pure: the same entries always give the same case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import singledispatch
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from proviso.casework.kinds import value_of
from proviso.casework.values.afterwards import (
    Closed,
    CorrectionSent,
    HandedOver,
    LocalAnswer,
    Reopened,
    Reply,
    Said,
)
from proviso.casework.values.asking import Value
from proviso.casework.values.deciding import (
    DecisionWithdrawn,
    DelayDecided,
    DelayEnded,
    NotSharingDecided,
    SharingDecided,
)
from proviso.casework.values.opening import RoleCorrected, RoleInCase, Start
from proviso.casework.values.sending import Acknowledged, AlreadyShared, CallEnded, CallStarted, Ended
from proviso.casework.values.suspicion import Source, SourceCorrected, Suspicion, SuspicionEnded
from proviso.casework.values.telling import ToldAfter
from proviso.record.entry import Entry

V = TypeVar("V", bound=Value)
V_co = TypeVar("V_co", bound=Value, covariant=True)


class Stage(StrEnum):
    """Where a case stands, in the order of the journey."""

    OPEN = "open"
    DELAYED = "delayed"
    NOT_SHARING = "not_sharing"
    DECIDED = "decided"
    CALLING = "calling"
    SHARED = "shared"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Answer(Generic[V_co]):
    """What was recorded, by whom (staff number), when (UTC), and its place in the case."""

    value: V_co
    seq: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something that was shared. `decided` is what was decided; None where it was recorded late (`late`).

    `told_after` is the latest telling that covers it. `wrong_since` is when the suspicion that it rested on was gone,
    until every recipient has been told.
    """

    seq: int
    at: datetime
    by: str
    decided: SharingDecided | None
    call: CallEnded | None
    late: AlreadyShared | None
    acknowledged: Acknowledged | None = None
    told_after: ToldAfter | None = None
    wrong_since: datetime | None = None

    @property
    def corrected(self) -> bool:
        """Whether nothing of it is wrong, or everybody who received it was told so."""
        return self.wrong_since is None

    @property
    def awaits_acknowledgement(self) -> bool:
        """Whether its recipient has yet to say that it came; one recorded late was received before it was recorded."""
        return self.acknowledged is None and self.late is None

    @property
    def happened_at(self) -> datetime | None:
        """When it was shared, where that is known."""
        source = self.call or self.late
        return source.happened_at if source else None


@dataclass(frozen=True, slots=True)
class Case:
    """One person in one crime, as the entries so far make it."""

    reference: str
    force: str = ""
    unit: str = ""
    owner: str = ""
    opened_at: datetime | None = None
    seq: int = 0
    answers: Mapping[type[Value], Answer[Value]] = field(default_factory=lambda: MappingProxyType({}))
    local: Mapping[str, Answer[LocalAnswer]] = field(default_factory=lambda: MappingProxyType({}))
    decision: Answer[Value] | None = None
    call: Answer[CallStarted] | None = None
    disclosures: tuple[Disclosure, ...] = ()
    replies: tuple[Answer[Reply], ...] = ()
    suspected: bool = False
    closed: bool = False
    history: tuple[Answer[Value], ...] = ()

    def latest(self, value: type[V]) -> V | None:
        """The latest answer to a question, if there is one."""
        answer = self.answers.get(value)
        return answer.value if answer else None  # type: ignore[return-value]

    def seq_of(self, value: type[Value]) -> int:
        """Where the latest answer to a question stands; 0 where nobody has answered."""
        answer = self.answers.get(value)
        return answer.seq if answer else 0

    @property
    def role(self) -> RoleInCase:
        """What the person is to the crime."""
        corrected = self.latest(RoleCorrected)
        start = self.latest(Start)
        return corrected.role if corrected else start.role if start else RoleInCase.NEITHER

    @property
    def stage(self) -> Stage:
        """Where the case stands."""
        if self.closed:
            return Stage.CLOSED
        if self.call:
            return Stage.CALLING
        decided = type(self.decision.value) if self.decision else None
        if decided is SharingDecided:
            return Stage.DECIDED
        if decided is DelayDecided:
            return Stage.DELAYED
        if decided is NotSharingDecided:
            return Stage.NOT_SHARING
        return Stage.SHARED if self.disclosures else Stage.OPEN


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
    return {"suspected": False, **_wrong(case, answer.at)}


@_changes.register
def _(value: Reply, case: Case, answer: Answer[Value]) -> Changes:
    replies = {"replies": (*case.replies, answer), "closed": False}
    if Said.NEGATED in value.said:
        return {**replies, "suspected": False, **_wrong(case, answer.at)}
    return replies


def _wrong(case: Case, at: datetime) -> Changes:
    """What was shared rested on a suspicion that is gone: every recipient is owed a correction."""
    return {"disclosures": tuple(replace(one, wrong_since=one.wrong_since or at) for one in case.disclosures)}


def _gone(case: Case, at: datetime) -> datetime | None:
    """Since when something shared now is wrong: from the first, where the suspicion was gone before it was given."""
    start = case.latest(Start)
    was = Suspicion in case.answers or (start is not None and start.suspected)
    return at if was and not case.suspected else None


@_changes.register
def _(value: CorrectionSent, case: Case, answer: Answer[Value]) -> Changes:
    return {"disclosures": tuple(replace(one, wrong_since=None) for one in case.disclosures)}


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
    decided = case.decision.value if isinstance(case.decision.value, SharingDecided) else None
    shared = Disclosure(answer.seq, answer.at, answer.by, decided, value, None, wrong_since=_gone(case, answer.at))
    return {"call": None, "decision": None, "disclosures": (*case.disclosures, shared)}


@_changes.register
def _(value: AlreadyShared, case: Case, answer: Answer[Value]) -> Changes:
    shared = Disclosure(answer.seq, answer.at, answer.by, None, None, value, wrong_since=_gone(case, answer.at))
    earlier = next((one for one in case.disclosures if one.late), None)
    if earlier is None:
        return {"disclosures": (*case.disclosures, shared), "closed": False}
    fuller = replace(earlier, late=value)
    disclosures = tuple(fuller if one is earlier else one for one in case.disclosures)
    return {"disclosures": disclosures, "closed": case.closed and value == earlier.late}


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
