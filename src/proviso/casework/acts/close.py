"""Closing a case, and opening it again (5.3.3, 5.5, 6.3.3; s.38)."""

from proviso.casework.acts.decide import require_policy_allows
from proviso.casework.acts.look import require_nothing_outstanding
from proviso.casework.history.case import Case
from proviso.casework.reading.case_assessment import assess_case
from proviso.casework.reading.risk import to_weigh_again
from proviso.casework.values.closing import Closed, Reopened
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, Precondition, commit
from proviso.policy.norms import Act


class ReplyWaits(ActRefused):
    """A message that came in a file waits to be confirmed: it may say anything."""

    code = "reply_waits"


class StillOnItsWay(ActRefused):
    """A message of the case has not ended: what becomes of it could not be recorded on a closed case."""

    code = "still_on_its_way"


class RiskUnweighed(ActRefused):
    """A reply shows a risk, and protection was not weighed again since (5.1.2)."""

    code = "risk_unweighed"


def close_case(opened: OpenCase, closed: Closed, *, seen: int) -> OpenCase:
    """The case closed. Raises PolicyStandsInTheWay while anything is owed, ReplyWaits, StillOnItsWay, RiskUnweighed,
    LookOutstanding, and MovedOn."""

    def make(case: Case) -> Value:
        if case.waiting_replies:
            raise ReplyWaits("A message came that nobody has looked at. Confirm it, or dismiss it, before you close.")
        if case.correcting or case.unclear:
            raise StillOnItsWay(
                "A message is on its way, or nobody knows whether it left. Wait until the case says whether it left, "
                "or cancel the order, before you close."
            )
        if to_weigh_again(case):
            raise RiskUnweighed("A reply shows a risk. Answer the question about protection again before you close.")
        require_policy_allows((Act.CLOSE_CASE,), assess_case(case, opened.rules))
        require_nothing_outstanding(case)
        return closed

    return commit(opened, make, Precondition(seen=seen, on_everything=True, once=False))


def reopen_case(opened: OpenCase, reopened: Reopened, *, seen: int) -> OpenCase:
    """A closed case opened again."""
    return commit(opened, lambda _: reopened, Precondition(seen=seen, on_everything=True, once=False))
