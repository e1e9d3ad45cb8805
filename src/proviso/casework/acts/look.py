"""Taking a second look, and declaring that what was decided cannot wait for one (our safeguards).

Whoever looks carries neither the case nor what is looked at: `permissions` says so. What keeps something from leaving
is asked again whenever it is about to leave.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from proviso.casework.acts import why_not
from proviso.casework.history.case import Case
from proviso.casework.outstanding_looks import holding_up, open_to, to_change
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.second_look import LOOKS, Looker
from proviso.casework.values.looks import LeadLooked, Looked, SupervisorLooked, UrgencyDeclared
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, Precondition, commit


class NothingToLookAt(ActRefused):
    """No look is this person's to take on the case now."""

    code = "nothing_to_look_at"


class SecondLookNeeded(ActRefused):
    """Somebody else has to look before this leaves; the words say who, and why."""

    code = "second_look_needed"


class LookOutstanding(ActRefused):
    """A case does not close while somebody's look is outstanding."""

    code = "look_outstanding"


class NothingHeldUp(ActRefused):
    """Nothing keeps what was decided from leaving, so there is nothing to declare urgent."""

    code = "nothing_held_up"


def look_as_supervisor(opened: OpenCase, looked: SupervisorLooked, *, seen: int) -> OpenCase:
    """A supervisor's look. Raises NothingToLookAt, and MovedOn where anything was recorded since the page was shown."""
    return _look(opened, looked, Looker.SUPERVISOR, seen)


def look_as_lead(opened: OpenCase, looked: LeadLooked, *, seen: int) -> OpenCase:
    """The vulnerability lead's look. Raises what `look_as_supervisor` raises."""
    return _look(opened, looked, Looker.LEAD, seen)


def _look(opened: OpenCase, looked: Looked, by: Looker, seen: int) -> OpenCase:
    """The look, at everything that waits for one and that the page showed."""

    def make(case: Case) -> Value:
        if words := why_not.nothing_to_look_at(by)(case):
            raise NothingToLookAt(words)
        return replace(looked, about=tuple(one.row.code for one in open_to(case, by)))

    assert isinstance(looked, LOOKS[by])  # noqa: S101 -- each act has its own value
    return commit(opened, make, Precondition(seen=seen, on_everything=True, once=False))


def declare_urgency(opened: OpenCase, urgency: UrgencyDeclared, *, seen: int) -> OpenCase:
    """That what was decided leaves before anybody looked, to protect the person. Never refused for want of anybody's
    agreement. Raises NothingHeldUp, and MovedOn."""

    def make(case: Case) -> Value:
        if words := why_not.nothing_held_up(case):
            raise NothingHeldUp(words)
        decision = decided_to_share(case)
        return replace(urgency, decision=decision.seq if decision else None)

    return commit(opened, make, Precondition(seen=seen, on_everything=True, once=False))


def require_looked_at(case: Case) -> None:
    """Raise SecondLookNeeded while somebody has to look before what was decided may leave."""
    if change := to_change(case):
        raise SecondLookNeeded(
            _("%(by)s looked, and found that something must change: “%(found)s” Decide again.")
            % {"by": change.by, "found": change.value.found}
        )
    if waits := holding_up(case):
        raise SecondLookNeeded(
            _(
                "A supervisor who carries neither the case nor the decision looks before this is sent, "
                "our safeguard: %(waits)s If protecting them cannot wait, say so on the case."
            )
            % {"waits": " ".join(_(one.row.says) for one in waits)}
        )


def require_nothing_outstanding(case: Case) -> None:
    """Raise LookOutstanding while a look is outstanding on the case."""
    if words := why_not.look_outstanding(case):
        raise LookOutstanding(words)
