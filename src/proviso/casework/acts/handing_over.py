"""Handing a case over: within a unit at once, to another unit once its receiver accepts (5.1.1).

What is due stays with whoever has the case until then. Whoever is asked to take it sees the note and what is due, and
nothing of the case: it opens once they accept.
"""

from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer
from proviso.casework.acts import why_not
from proviso.casework.history.case import Case
from proviso.casework.values.closing import HandedOver, HandoverAnswered, HandoverOffered, HandoverWithdrawn, Takes
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, Precondition, commit, require_same
from proviso.casework.writing.permissions import CARRY


class HandoverWaits(ActRefused):
    """The case is handed over already, and its receiver has not answered."""

    code = "handover_waits"


class NothingHandedOver(ActRefused):
    """No handover of the case waits for an answer."""

    code = "nothing_handed_over"


class NotTheirsAnyMore(ActRefused):
    """The case is closed, or not with the officer whose cases are handed over: it went elsewhere, or never was."""

    code = "not_theirs_any_more"

    def __init__(self, owner: str) -> None:
        super().__init__(
            _("It is not an open case of %(owner)s in your unit, or no longer is. Nothing was done to it.")
            % {"owner": owner}
        )


def may_take(case: Case) -> QuerySet[Officer]:
    """The people of the force who could be given the case, by unit and name: whoever carries cases and does not have
    it, by an account that is in use."""
    return could_take(case.force, case.owner)


def could_take(force: str, owner: str) -> QuerySet[Officer]:
    """The people of a force who could be given the cases of one of them, by unit and name."""
    carry = Officer.objects.filter(is_active=True, role__in=[role.value for role in CARRY], unit__force__code=force)
    return carry.exclude(staff_number=owner).order_by("unit__name", "unit__code", "name", "staff_number")


def hand_over(opened: OpenCase, handed: HandedOver, *, seen: int) -> OpenCase:
    """The case passed to somebody of its unit, or somebody of another unit asked to take it. Raises HandoverWaits, and
    ValueRefused where there is nobody who could take it by that staff number."""
    return commit(opened, lambda case: _passed(case, handed), Precondition(seen=seen, once=False))


def hand_over_from(owner: str, opened: OpenCase, handed: HandedOver) -> OpenCase:
    """The same, of a case that has to be this officer's still. Raises NotTheirsAnyMore, and what `hand_over` raises."""

    def make(case: Case) -> Value:
        if case.owner != owner or case.unit != opened.actor.unit:
            raise NotTheirsAnyMore(owner)
        return _passed(case, handed)

    return commit(opened, make, Precondition(seen=opened.case.seq, once=False))


def _passed(case: Case, handed: HandedOver) -> Value:
    """What is recorded: passed on, or offered."""
    if words := why_not.handover_waits(case):
        raise HandoverWaits(words)
    taker = may_take(case).filter(staff_number__iexact=handed.to).first()
    if taker is None:
        says = _("Select another officer or supervisor of the force, from the list")
        raise ValueRefused([Refusal("to", handed.to, "somebody of the list", says)])
    if taker.unit.code == case.unit:
        return replace(handed, to=taker.staff_number)
    return HandoverOffered(to=taker.staff_number, note=handed.note, unit=taker.unit.code)


def answer_handover(opened: OpenCase, answered: HandoverAnswered, *, seen: int) -> OpenCase:
    """The case taken by whoever was asked to, or returned with why. Raises NotAllowed where it is not handed over to
    them any more, and MovedOn where it was handed over again since, with another note."""

    def make(case: Case) -> Value:
        require_same(case, seen, case.offered)
        if answered.takes is Takes.ACCEPTED:
            return replace(answered, unit=opened.actor.unit, owner=opened.actor.staff_number)
        return answered

    return commit(opened, make, Precondition(seen=seen, once=False))


def withdraw_handover(opened: OpenCase, withdrawn: HandoverWithdrawn, *, seen: int) -> OpenCase:
    """That the case is no longer handed over as the page showed. Raises NothingHandedOver, and MovedOn where that had
    ended, and it is handed over again."""

    def make(case: Case) -> Value:
        if words := why_not.no_handover_waits(case):
            raise NothingHandedOver(words)
        require_same(case, seen, case.offered)
        return withdrawn

    return commit(opened, make, Precondition(seen=seen, once=False))
