"""Handing a case over: within a unit at once, to another unit once its receiver accepts (5.1.1).

What is due stays with whoever has the case until then. Whoever is asked to take it sees the note and what is due, and
nothing of the case: it opens once they accept.
"""

from dataclasses import replace

from django.db.models import QuerySet

from proviso.accounts.models import Officer
from proviso.casework.acts import why_not
from proviso.casework.history.case import Case
from proviso.casework.values.closing import HandedOver, HandoverAnswered, HandoverOffered, HandoverWithdrawn, Takes
from proviso.casework.values.value import Refusal, Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused, Precondition, commit
from proviso.casework.writing.permissions import CARRY


class HandoverWaits(ActRefused):
    """The case is handed over already, and its receiver has not answered."""

    code = "handover_waits"


class NothingHandedOver(ActRefused):
    """No handover of the case waits for an answer."""

    code = "nothing_handed_over"


def may_take(case: Case) -> QuerySet[Officer]:
    """The people of the force who could be given the case, by unit and name: whoever carries cases and does not have
    it, by an account that is in use."""
    carry = Officer.objects.filter(
        is_active=True, role__in=[role.value for role in CARRY], unit__force__code=case.force
    )
    return carry.exclude(staff_number=case.owner).order_by("unit__name", "unit__code", "name", "staff_number")


def hand_over(opened: OpenCase, handed: HandedOver, *, seen: int) -> OpenCase:
    """The case passed to somebody of its unit, or somebody of another unit asked to take it. Raises HandoverWaits, and
    ValueRefused where there is nobody who could take it by that staff number."""

    def make(case: Case) -> Value:
        if words := why_not.handover_waits(case):
            raise HandoverWaits(words)
        taker = may_take(case).filter(staff_number__iexact=handed.to).first()
        if taker is None:
            says = "Select another officer or supervisor of the force, from the list"
            raise ValueRefused([Refusal("to", handed.to, "somebody of the list", says)])
        if taker.unit.code == case.unit:
            return replace(handed, to=taker.staff_number)
        return HandoverOffered(to=taker.staff_number, note=handed.note, unit=taker.unit.code)

    return commit(opened, make, Precondition(seen=seen, once=False))


def answer_handover(opened: OpenCase, answered: HandoverAnswered, *, seen: int) -> OpenCase:
    """The case taken by whoever was asked to, or returned with why. Raises NotAllowed where it is not handed over to
    them any more."""

    def make(_case: Case) -> Value:
        if answered.takes is Takes.ACCEPTED:
            return replace(answered, unit=opened.actor.unit, owner=opened.actor.staff_number)
        return answered

    return commit(opened, make, Precondition(seen=seen, once=False))


def withdraw_handover(opened: OpenCase, withdrawn: HandoverWithdrawn, *, seen: int) -> OpenCase:
    """That the case is no longer handed over. Raises NothingHandedOver."""

    def make(case: Case) -> Value:
        if words := why_not.no_handover_waits(case):
            raise NothingHandedOver(words)
        return withdrawn

    return commit(opened, make, Precondition(seen=seen, once=False))
