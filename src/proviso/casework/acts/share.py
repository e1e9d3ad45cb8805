"""Sending by telephone: a call that starts, and how it ended; and a disclosure already made (10.1).

Before a call, policy is asked again under the lock; anything but yes, or anything that moved since the decision,
stops it and asks a person. A disclosure already made is never refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from django.utils.translation import gettext as _

from proviso.casework.acts import why_not
from proviso.casework.acts.decide import ACTS, PolicyStandsInTheWay, require_not_found_wrong, require_policy_allows
from proviso.casework.acts.look import require_looked_at
from proviso.casework.history.case import Case, Correction, Disclosure, RecordedAnswer
from proviso.casework.history.replay import as_of
from proviso.casework.reading.case_assessment import Rules, assess_case
from proviso.casework.reading.decision_in_force import decided_to_share, said_since
from proviso.casework.reading.outstanding_corrections import late_at
from proviso.casework.reading.who_sent import sent_by
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.sharing import Acknowledged, AlreadyShared, CallEnded, CallStarted, CameBack
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import (
    ActRefused,
    AnotherNow,
    MovedOn,
    Precondition,
    commit,
    reject_duplicate,
    require_same,
)


class DecisionMoved(ActRefused):
    """What was decided is no longer what the case says. Withdraw the decision, look again, and decide again."""

    code = "decision_moved"


class SentByYou(ActRefused):
    """Whoever sent something does not record that it was received: our safeguard."""

    code = "sent_by_you"


class NothingSent(ActRefused):
    """Nothing that was sent waits for an acknowledgement."""

    code = "nothing_sent"


def start_call(opened: OpenCase, started: CallStarted, *, seen: int) -> OpenCase:
    """The call begins. Raises PolicyStandsInTheWay, DecisionMoved, FoundWrongBefore, MovedOn; then no call should be
    made."""

    def make(case: Case) -> Value:
        decision = decided_to_share(case)
        if decision is None:
            return started
        require_as_decided(case, decision, opened.rules)
        return replace(started, decision=decision.seq)

    return commit(opened, make, Precondition(seen=seen, on_everything=True, once=False))


def require_as_decided(case: Case, decision: RecordedAnswer[SharingDecided], rules: Rules) -> None:
    """Raise PolicyStandsInTheWay, DecisionMoved, SecondLookNeeded or FoundWrongBefore unless what was decided may leave
    now, nothing was said or found since, whoever has to look has looked, and nothing was found wrong meanwhile."""
    assessed = assess_case(case, rules)
    require_policy_allows(tuple(ACTS[one] for one in decision.value.acts), assessed)
    if said_since(case):
        raise DecisionMoved(_("Something was said or found since it was decided. Look at the case, and decide again."))
    require_looked_at(case)
    require_not_found_wrong(case, decision.value.content)
    if _rested_on(decision.value.facts) != _rested_on(assessed.facts):
        raise DecisionMoved(
            _("What the force brings has changed since it was decided. Withdraw it, look, and decide again.")
        )


def why_not_now(case: Case, rules: Rules) -> str:
    """Why what was decided would be refused if it were to leave now, in words for a person; empty where it would not,
    or where nothing waits to be sent."""
    decision = decided_to_share(case)
    if decision is None:
        return ""
    try:
        require_as_decided(case, decision, rules)
    except PolicyStandsInTheWay:
        return _("Policy no longer allows what was decided. Check and decide says what prevents it, and what to do.")
    except ActRefused as refused:
        return str(refused)
    return ""


def _rested_on(facts: Mapping[str, object] | None) -> Mapping[str, object]:
    """The facts of a decision, but for the one that deciding to share itself makes untrue."""
    return {name: fact for name, fact in (facts or {}).items() if name != "not_sharing_decided"}


def end_call(opened: OpenCase, ended: CallEnded, *, seen: int) -> OpenCase:
    """How the call that the page showed ended. Never refused for what moved meanwhile: what was said was said. Raises
    AnotherNow where that call ended, and another began."""

    def make(case: Case) -> Value:
        require_same(case, seen, case.call)
        decision = decided_to_share(case)
        return replace(ended, decision=decision.seq if decision else None)

    return commit(opened, make, Precondition(seen=seen, once=False))


def record_already_shared(opened: OpenCase, shared: AlreadyShared, *, seen: int) -> OpenCase:
    """A disclosure already made, or more about the one that it amends or, where it names none, that lacks something.
    What should have come first shows as a finding, and a supervisor reviews it."""

    def make(case: Case) -> Value:
        known = late_at(case, shared.amends)
        if known is None or known.late is None:
            return replace(shared, amends=None)
        same = known.late is case.latest(AlreadyShared) and replace(shared, amends=known.late.amends) == known.late
        return known.late if same else replace(shared, amends=known.seq)

    return commit(opened, make, Precondition(seen=seen))


def record_another_disclosure(opened: OpenCase, shared: AlreadyShared, *, seen: int) -> OpenCase:
    """One more disclosure already made, apart from those on record. Raises RecordedAlready for a form sent twice."""

    def make(case: Case) -> Value:
        reject_duplicate(case, shared, seen)
        return shared

    return commit(opened, make, Precondition(seen=seen, once=False))


def record_acknowledgement(opened: OpenCase, acknowledged: Acknowledged, *, seen: int) -> OpenCase:
    """The recipient's acknowledgement of what was sent at the place `about` or, without one, of the earliest that has
    none.

    Raises NothingSent, SentByYou, and MovedOn where that is no longer what the page was about: somebody else recorded
    it first.
    """

    def make(case: Case) -> Value:
        waits = _one_of(case, acknowledged.about, seen, lambda case: case.awaiting)
        if sent_by(case, waits) == opened.actor.staff_number:
            raise SentByYou(_("You sent it: a colleague or the disclosure desk records that it was received."))
        return replace(acknowledged, about=waits.seq)

    return commit(opened, make, Precondition(seen=seen, once=False))


def record_came_back(opened: OpenCase, came_back: CameBack, *, seen: int) -> OpenCase:
    """That a message which had left came back undelivered: what it shared or corrected is still to be. Somebody may
    have acknowledged it by mistake; then whoever sent it does not say so alone.

    Raises NothingSent where it is no message, and what `record_acknowledgement` raises.
    """

    def make(case: Case) -> Value:
        if words := why_not.nothing_can_come_back(case):
            raise NothingSent(words)
        one = _one_of(case, came_back.about, seen, lambda case: case.can_come_back)
        if one.acknowledged and sent_by(case, one) == opened.actor.staff_number:
            raise SentByYou(
                _(
                    "You sent it, and it is recorded that it was received: a colleague or the disclosure desk "
                    "records that it came back."
                )
            )
        return replace(came_back, about=one.seq)

    return commit(opened, make, Precondition(seen=seen, once=False))


WasSent: TypeAlias = Disclosure | Correction


def _one_of(case: Case, about: int | None, seen: int, which: Callable[[Case], tuple[WasSent, ...]]) -> WasSent:
    """Which of what was sent it is about: the one at this place or, without one, the first when the page was shown."""
    shown = [one.seq for one in which(as_of(case, seen))]
    place = about or next(iter(shown), None)
    found = next((one for one in which(case) if one.seq == place), None)
    if found is not None:
        return found
    if place in shown and which(case) and not about:
        raise AnotherNow(case.history[seen:])
    if place in shown:
        raise MovedOn(case.history[seen:])
    raise NothingSent(_(why_not.NOTHING_AWAITED))


class NothingShared(ActRefused):
    """Nothing has been shared, so there is no reply to it and nothing to correct."""

    code = "nothing_shared"


def require_shared(case: Case) -> None:
    """Raise NothingShared where nothing has been shared on the case."""
    if words := why_not.nothing_shared(case):
        raise NothingShared(words)
