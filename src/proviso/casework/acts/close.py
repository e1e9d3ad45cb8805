"""Closing a case, and opening it again (5.3.3, 5.5, 6.3.3; s.38)."""

from dataclasses import replace

from django.utils.translation import gettext as _

from proviso.casework.acts.decide import require_policy_allows
from proviso.casework.acts.look import require_nothing_outstanding
from proviso.casework.acts.why_not import look_outstanding
from proviso.casework.history.case import Case, Stage
from proviso.casework.models import CaseRow
from proviso.casework.reading.case_assessment import CaseAssessment, assess_case
from proviso.casework.reading.risk import to_weigh_again
from proviso.casework.reading.spelled_references import own_reference
from proviso.casework.reading.way_out import no_way_out
from proviso.casework.values.closing import Closed, ClosedUnshared, Reopened, WayOut
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase, can_access_row
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


def can_close(opened: OpenCase) -> bool:
    """Whether nothing is owed and nothing outstanding on the case as it is opened."""
    return what_is_left(opened) is None


def what_is_left(opened: OpenCase) -> ActRefused | None:
    """Why the case as it is opened cannot close yet, as closing it would be refused; None where it can."""
    try:
        _require_nothing_left(opened.case, opened.assessed)
    except ActRefused as refused:
        return refused
    return None


def waits_for_a_look(opened: OpenCase) -> bool:
    """Whether policy lets the case close, and a look alone holds it up."""
    return opened.assessed.allows(Act.CLOSE_CASE) and bool(look_outstanding(opened.case))


def close_case(opened: OpenCase, closed: Closed, *, seen: int) -> OpenCase:
    """The case closed. Raises PolicyStandsInTheWay while anything is owed, ReplyWaits, StillOnItsWay, RiskUnweighed,
    LookOutstanding, and MovedOn."""

    def make(case: Case) -> Value:
        _require_nothing_left(case, assess_case(case, opened.rules))
        return closed

    return commit(opened, make, Precondition(seen=seen, on_everything=True, once=False))


def _require_nothing_left(case: Case, assessed: CaseAssessment) -> None:
    if case.waiting_replies:
        raise ReplyWaits(_("A message came that nobody has looked at. Confirm it, or dismiss it, before you close."))
    if case.correcting or case.unclear:
        raise StillOnItsWay(
            _(
                "A message is on its way, or nobody knows whether it was sent. Wait until the case says "
                "whether it was sent, or cancel the order, before you close."
            )
        )
    if to_weigh_again(case):
        raise RiskUnweighed(_("A reply shows a risk. Answer the question about protection again before you close."))
    require_policy_allows((Act.CLOSE_CASE,), assessed)
    require_nothing_outstanding(case)


class NoWayOut(ActRefused):
    """Something was shared, tried or told, or protection comes first: the case does not end with nothing more asked."""

    code = "no_way_out"


def close_unshared(opened: OpenCase, closed: ClosedUnshared, *, seen: int) -> OpenCase:
    """The case closed before anything was shared, because it was opened in error or twice, or the person has withdrawn.

    Raises NoWayOut, ValueRefused where the other case is none that whoever closes this one could open, and MovedOn.
    """

    def make(case: Case) -> Value:
        if words := no_way_out(case):
            raise NoWayOut(words)
        if closed.why is WayOut.TWICE:
            return replace(closed, other=_other_case(opened, closed.other or ""))
        return closed

    return commit(opened, make, Precondition(seen=seen, on_everything=True, once=False))


def _other_case(opened: OpenCase, given: str) -> str:
    """The reference of another case, however it is written, which is open, and in the reach of whoever gives it: two
    cases do not end as each the other's double. Whether there is one that is out of reach is not said."""
    reference, _named = own_reference(given)
    row = CaseRow.objects.filter(reference=reference, force=opened.case.force).exclude(stage=Stage.CLOSED).first()
    if row is None or reference == opened.case.reference or not can_access_row(opened.actor, row):
        says = _("Enter the reference of the other case: one that is not closed, and that you can open")
        raise ValueRefused([Refusal("other", given, "the reference of another case", says)])
    return reference


def reopen_case(opened: OpenCase, reopened: Reopened, *, seen: int) -> OpenCase:
    """A closed case opened again."""
    return commit(opened, lambda _: reopened, Precondition(seen=seen, on_everything=True, once=False))
