"""Cases folded from answers alone: no database, no acts, one minute apart unless said otherwise."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from proviso.casework.history.case import Case
from proviso.casework.history.kinds import body_of
from proviso.casework.history.replay import apply_entry, replay
from proviso.casework.reading.case_facts import ForceSetting, facts_of
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.values.considerations import Views, Weighing
from proviso.casework.values.correction import ToldCorrection
from proviso.casework.values.decision import Decide, SharingDecided
from proviso.casework.values.notification import ToldAfter, ToldBefore
from proviso.casework.values.value import Value
from proviso.policy.typed_facts import CaseFacts
from proviso.record.entry import Entry

from .examples import NOW, START

SETTING = ForceSetting("england_wales", True)


def entry(value: Value, seq: int | None, at: datetime = NOW, by: str = "officer-north") -> Entry:
    """The entry that keeps a value."""
    return Entry(
        index=seq or 0,
        log="wessmere",
        case="PV-TEST-0000",
        seq=seq,
        kind=value.kind,
        category=value.category,
        actor=by,
        at=at,
        body=body_of(value),
        with_whom="",
        why="",
    )


def folded(*values: Value, start: Value = START, first: datetime = NOW - timedelta(days=1)) -> Case:
    """The case of these answers after its start; an answer that is about something is about what stands then."""
    return onto(replay("PV-TEST-0000", "wessmere", [entry(start, 1, first)]), values)


def onto(case: Case, values: Iterable[Value]) -> Case:
    """The case once these are answered too."""
    for value in values:
        at = case.history[-1].at + timedelta(minutes=1)
        case = apply_entry(case, entry(about(case, value), case.seq + 1, at))
    return case


def about(case: Case, value: Value) -> Any:
    """The value, about what its act would say that it is about."""
    if getattr(value, "about", "") is not None:
        return value
    if isinstance(value, Views | Weighing):
        return replace(value, about=proposal_of(case).items_digest)
    if isinstance(value, ToldBefore):
        return replace(value, about=proposal_of(case).digest)
    if isinstance(value, ToldCorrection):
        return replace(value, about=str(case.wrong_seq))
    if not isinstance(value, ToldAfter):
        return value
    return replace(value, about=str(case.disclosures[-1].seq)) if case.disclosures else value


def all_corrected(case: Case) -> bool:
    """Whether everybody who received something wrong was told, or written to."""
    return not any(case.still_wrong(one) for one in case.disclosures)


def sharing(case: Case, *acts: Decide) -> SharingDecided:
    """A decision to share what is proposed."""
    acts = acts or (Decide.SHARE_BASIC,)
    proposal = proposal_of(case)
    approved = proposal.limited_to(acts)
    return SharingDecided(
        reason="All is in place",
        acts=acts,
        digest=proposal.digest,
        basic=approved.basic,
        additional=approved.additional,
        recipient=proposal.recipient,
    )


def facts(case: Case, setting: ForceSetting = SETTING) -> CaseFacts:
    """The facts of a case in an invented force."""
    return facts_of(case, setting)
