"""Deciding to share, to delay or not to share (5.5, 7.2). People decide; policy is asked first, under the lock.

A decision keeps its facts and its assessment, and rests on everything that the page showed.
"""

from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.acts import why_not
from proviso.casework.history.case import Case
from proviso.casework.reading.accuracy import found_wrong_in
from proviso.casework.reading.case_assessment import CaseAssessment, assess_case
from proviso.casework.reading.content_words import content_rows, named, purpose_rows
from proviso.casework.reading.proposal import Proposal, proposal_of
from proviso.casework.values.decision import (
    Decide,
    Decision,
    DecisionWithdrawn,
    DelayDecided,
    DelayEnded,
    NotSharingDecided,
    SharingDecided,
)
from proviso.casework.values.shared_content import Content
from proviso.casework.values.timing import Timing
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, InTransaction, Precondition, commit, require_as_shown
from proviso.casework.writing.pace import pace_of
from proviso.casework.writing.permissions import Actor
from proviso.policy.norms import Act

ACTS = {
    Decide.SHARE_BASIC: Act.SHARE_BASIC,
    Decide.SHARE_ADDITIONAL: Act.SHARE_ADDITIONAL,
    Decide.DELAY: Act.DELAY_SHARING,
}
"""Which act of policy each decision asks about; deciding not to share asks none: it is always open (5.5)."""


class DecidedAlready(ActRefused):
    """It is decided, and nothing was said or found since: withdraw it first, with the reason."""

    code = "decided_already"


class PolicyStandsInTheWay(ActRefused):
    """Policy does not say yes to the act now. Carries the acts that are not open, and where the case stands."""

    code = "policy_stands_in_the_way"

    def __init__(self, acts: tuple[Act, ...], assessed: CaseAssessment) -> None:
        super().__init__(_("Policy does not allow this now. The page says what prevents it and what would allow it."))
        self.acts, self.assessed = acts, assessed


class FoundWrongBefore(ActRefused):
    """What would leave was found wrong after it was shared, and is still the same (s.38)."""

    code = "found_wrong_before"


def decide(
    opened: OpenCase,
    decision: Decision,
    *,
    seen: int,
    package: str | None = None,
    in_transaction: InTransaction | None = None,
) -> OpenCase:
    """The decision, recorded with the exact content, the facts and the assessment.

    `package` is the digest of what was made of the case as it was shown; `in_transaction` keeps it.
    Raises DecidedAlready, PolicyStandsInTheWay, FoundWrongBefore, and MovedOn where anything was recorded since the
    page was shown.
    """
    return commit(
        opened,
        lambda case: _decided(opened.actor, case, decision, assess_case(case, opened.rules), package),
        Precondition(seen=seen, on_everything=True, once=False),
        in_transaction=in_transaction,
    )


def _decided(actor: Actor, case: Case, decision: Decision, assessed: CaseAssessment, package: str | None) -> Value:
    if words := why_not.decided_already(case):
        raise DecidedAlready(words)
    require_policy_allows(tuple(ACTS[one] for one in decision.decide if one in ACTS), assessed)
    facts, assessment = dict(assessed.assessment.facts), assessed.assessment.as_json()
    if Decide.DELAY in decision.decide:
        return DelayDecided(reason=decision.reason, facts=facts, assessment=assessment)
    if Decide.NOT_SHARE in decision.decide:
        return NotSharingDecided(reason=decision.reason, facts=facts, assessment=assessment)
    proposal = proposal_of(case)
    approved = proposal.limited_to(decision.decide)
    require_not_found_wrong(case, approved.content)
    return SharingDecided(
        reason=decision.reason,
        facts=facts,
        assessment=assessment,
        acts=decision.decide,
        digest=proposal.digest,
        basic=approved.basic,
        additional=approved.additional,
        purposes=approved.purposes,
        recipient=approved.recipient,
        power=approved.power,
        other_power=approved.other_power,
        package=package,
        pace=pace_of(actor, case, clock.now()),
        shown=_shown(approved),
    )


def _shown(proposal: Proposal) -> dict[str, object]:
    """What the screen said, as it goes beside the codes: evidence, which nothing reads."""
    return {
        "content": [list(row) for row in content_rows(proposal.content)],
        "purposes": [list(row) for row in purpose_rows(proposal.purposes)],
        "recipient": named(proposal.recipient),
        "power": named(proposal.power, proposal.other_power),
    }


def require_not_found_wrong(case: Case, content: Content) -> None:
    """Raise FoundWrongBefore where something would leave as it was when it was found wrong."""
    wrong = found_wrong_in(case, content)
    if wrong:
        raise FoundWrongBefore(
            _(
                "This was found wrong after it was shared, and is still the same: %(what)s. Correct it "
                "first. If it is right after all, record the same answer again."
            )
            % {"what": "; ".join(named(one, say=_) for one in wrong)}
        )


def require_policy_allows(acts: tuple[Act, ...], assessed: CaseAssessment) -> None:
    """Raise PolicyStandsInTheWay unless policy says yes to each act. Unknown is not yes."""
    closed = tuple(act for act in acts if not assessed.allows(act))
    if closed:
        raise PolicyStandsInTheWay(closed, assessed)


def withdraw_decision(opened: OpenCase, withdrawn: DecisionWithdrawn, *, seen: int) -> OpenCase:
    """A decision to share, withdrawn before anything was sent."""
    return commit(opened, lambda _: withdrawn, Precondition(seen=seen, on_everything=True, once=False))


def end_delay(opened: OpenCase, ended: DelayEnded, *, seen: int) -> OpenCase:
    """What ended the delay that the page showed: sharing is due at once (7.2). Raises MovedOn."""

    def make(case: Case) -> Value:
        require_as_shown(case, seen, Timing, DelayDecided)
        return ended

    return commit(opened, make, Precondition(seen=seen, once=False))
