"""Handing several cases of one officer over at once, when somebody leaves: by a supervisor of the unit (5.1.1).

Each case is opened with the one reason and handed over by the act for one, in a transaction of its own: what could not
go says why, and stays where it was. That so many go at once is recorded, and raised with others, before the first does.
Our safeguard: a supervisor gives themselves no case this way, and hands none of their own over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer, Role
from proviso.casework.acts.handing_over import NotTheirsAnyMore, could_take, hand_over_from
from proviso.casework.case_error import CaseError
from proviso.casework.cases_by_owner import open_cases
from proviso.casework.values.closing import HandedOver
from proviso.casework.values.value import Refusal, ValueRefused
from proviso.casework.writing.access import OpenCase, reason_given
from proviso.casework.writing.handing_on import open_to_hand_over, raise_handed_on
from proviso.casework.writing.permissions import Actor, NotAllowed

AT_ONCE = 25
"""So many cases are handed over at once: as many as a page of them shows."""


@dataclass(frozen=True, slots=True)
class ManyToHandOver:
    """Which cases of whom go to whom (staff numbers), why, and the note that whoever takes them sees first."""

    owner: str
    to: str
    cases: tuple[str, ...]
    reason: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ManyHandedOver:
    """What became of each case: those that were handed over, those that somebody of another unit is asked to take, and
    why each of the others stayed where it was."""

    handed: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    refused: Mapping[str, CaseError] = field(default_factory=lambda: MappingProxyType({}))


def require_may_hand_over_many(actor: Actor, owner: str) -> None:
    """Raise NotAllowed unless this person hands over the cases of that officer."""
    if actor.role is not Role.SUPERVISOR:
        raise NotAllowed(_("Your role (%(role)s) does not do this.") % {"role": _(str(actor.role.label)).lower()})
    if owner == actor.staff_number:
        raise NotAllowed(_("These are your own cases: hand each of them over on its own page."))


def takers(actor: Actor, owner: str) -> QuerySet[Officer]:
    """Whom a supervisor can give the cases of an officer: anybody who could take them but themselves."""
    return could_take(actor.force, owner).exclude(staff_number=actor.staff_number)


def hand_over_many(actor: Actor, wanted: ManyToHandOver) -> ManyHandedOver:
    """Hand over each of these cases that can be. Raises NotAllowed, ReasonNeeded, and ValueRefused (`cases`, `to`)
    where nothing can be done at all."""
    require_may_hand_over_many(actor, wanted.owner)
    reason = reason_given(wanted.reason)
    cases = tuple(dict.fromkeys(wanted.cases))
    taker = _taker(actor, wanted)
    if not 0 < len(cases) <= AT_ONCE:
        says = _("Select the cases to hand over, %(number)s at most") % {"number": AT_ONCE}
        raise ValueRefused([Refusal("cases", str(len(cases)), f"1 to {AT_ONCE} cases", says)])
    there = _there(actor, wanted.owner, cases)
    if there:
        raise_handed_on(actor, there, reason, owner=wanted.owner, to=taker.staff_number, unit=taker.unit.code)
    refused: dict[str, CaseError] = {one: NotTheirsAnyMore(wanted.owner) for one in cases if one not in there}
    handed: list[OpenCase] = []
    for one in there:
        try:
            opened = open_to_hand_over(actor, one, reason=reason)
            passed = HandedOver(to=taker.staff_number, note=wanted.note)
            handed.append(hand_over_from(wanted.owner, opened, passed))
        except CaseError as error:
            refused[one] = error
    asked = {opened.case.reference for opened in handed if opened.case.offered}
    done = [opened.case.reference for opened in handed]
    return ManyHandedOver(
        tuple(one for one in done if one not in asked), tuple(one for one in done if one in asked), refused
    )


def _taker(actor: Actor, wanted: ManyToHandOver) -> Officer:
    for one in takers(actor, wanted.owner):
        if one.staff_number == wanted.to:
            return one
    says = _("Select another officer or supervisor of the force, from the list")
    raise ValueRefused([Refusal("to", wanted.to, "somebody of the list", says)])


def _there(actor: Actor, owner: str, cases: tuple[str, ...]) -> list[str]:
    """Those of these cases that are open and the officer's, in the supervisor's unit; of any other nothing is said."""
    theirs = set(open_cases(actor).filter(owner=owner, reference__in=cases).values_list("reference", flat=True))
    return [one for one in cases if one in theirs]
