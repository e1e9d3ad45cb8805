"""Deciding to share, to delay or not to share (5.5, 7.2). People decide; policy is asked first, under the lock.

A decision keeps its facts and its assessment, and rests on everything that the page showed.
"""

from proviso.casework.access import OpenCase
from proviso.casework.accuracy import found_wrong_in
from proviso.casework.case import Case
from proviso.casework.commit import ActRefused, Also, Resting, commit
from proviso.casework.proposal import Proposal, proposal_of
from proviso.casework.standing import Standing, standing
from proviso.casework.values.asking import Value
from proviso.casework.values.deciding import (
    Decide,
    Decision,
    DecisionWithdrawn,
    DelayDecided,
    DelayEnded,
    NotSharingDecided,
    SharingDecided,
)

ACTS = {Decide.SHARE_BASIC: "share_basic", Decide.SHARE_ADDITIONAL: "share_additional", Decide.DELAY: "delay_sharing"}
"""Which act of policy each decision asks about; deciding not to share asks none: it is always open (5.5)."""


class PolicyStandsInTheWay(Exception):
    """Policy does not say yes to the act now. Carries the acts that are not open, and where the case stands."""

    def __init__(self, acts: tuple[str, ...], now_stands: Standing) -> None:
        super().__init__("Policy does not allow this now. The page says what closes it and what would open it.")
        self.acts, self.standing = acts, now_stands


class FoundWrongBefore(ActRefused):
    """What would leave was found wrong after it was shared, and is still the same (s.38)."""


def decide(
    opened: OpenCase, decision: Decision, *, seen: int, package: str | None = None, also: Also | None = None
) -> OpenCase:
    """The decision, recorded with the exact content, the facts and the assessment.

    `package` is the digest of what was made of the case as it was shown; `also` keeps it, in the same transaction.
    Raises PolicyStandsInTheWay, FoundWrongBefore, and MovedOn where anything was recorded since the page was shown.
    """
    return commit(
        opened,
        lambda case: _decided(case, decision, standing(case, opened.rules), package),
        Resting(seen=seen, on_everything=True, once=False),
        also=also,
    )


def _decided(case: Case, decision: Decision, now_stands: Standing, package: str | None) -> Value:
    demand_open(tuple(ACTS[one] for one in decision.decide if one in ACTS), now_stands)
    facts, assessment = dict(now_stands.facts), now_stands.assessment.as_json()
    if Decide.DELAY in decision.decide:
        return DelayDecided(reason=decision.reason, facts=facts, assessment=assessment)
    if Decide.NOT_SHARE in decision.decide:
        return NotSharingDecided(reason=decision.reason, facts=facts, assessment=assessment)
    proposal = proposal_of(case)
    demand_right(case, content_of(proposal, decision.decide))
    return SharingDecided(
        reason=decision.reason,
        facts=facts,
        assessment=assessment,
        acts=decision.decide,
        digest=proposal.digest,
        content=content_of(proposal, decision.decide),
        purposes=proposal.purposes,
        recipient=proposal.recipient,
        power=proposal.power,
        package=package,
    )


def content_of(proposal: Proposal, acts: tuple[Decide, ...]) -> tuple[tuple[str, str], ...]:
    """Exactly what leaves by these acts, and nothing that was not decided."""
    basic = proposal.basic if Decide.SHARE_BASIC in acts else ()
    additional = proposal.additional if Decide.SHARE_ADDITIONAL in acts else ()
    return (*basic, *additional)


def demand_right(case: Case, content: tuple[tuple[str, str], ...]) -> None:
    """Raise FoundWrongBefore where something would leave as it was when it was found wrong."""
    wrong = found_wrong_in(case, content)
    if wrong:
        raise FoundWrongBefore(
            f"This was found wrong after it was shared, and is still the same: {'; '.join(wrong)}. Correct it first. "
            "If it is right after all, record the same answer again."
        )


def demand_open(acts: tuple[str, ...], now_stands: Standing) -> None:
    """Raise PolicyStandsInTheWay unless policy says yes to each act. Unknown is not yes."""
    closed = tuple(act for act in acts if not now_stands.allows(act))
    if closed:
        raise PolicyStandsInTheWay(closed, now_stands)


def withdraw_decision(opened: OpenCase, withdrawn: DecisionWithdrawn, *, seen: int) -> OpenCase:
    """A decision to share, taken back before anything was sent."""
    return commit(opened, lambda _: withdrawn, Resting(seen=seen, on_everything=True, once=False))


def end_delay(opened: OpenCase, ended: DelayEnded, *, seen: int) -> OpenCase:
    """What ended the delay: sharing is due at once (7.2)."""
    return commit(opened, lambda _: ended, Resting(seen=seen, once=False))
