"""Afterwards: replies, corrections, reviews, handing over, closing and opening again (5.3.3, 5.5, 6.3.3; s.38)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from proviso.accounts.models import Officer
from proviso.casework import clock
from proviso.casework.access import OpenCase
from proviso.casework.acts.deciding import demand_open
from proviso.casework.acts.suspicion import NothingToReview
from proviso.casework.case import Case, Disclosure, Stage
from proviso.casework.commit import ActRefused, Resting, commit, not_before, refuse_twice
from proviso.casework.permissions import CARRY
from proviso.casework.risk import to_weigh_again
from proviso.casework.standing import standing
from proviso.casework.values.afterwards import (
    Closed,
    DelayReviewed,
    HandedOver,
    LateDisclosureReviewed,
    Reopened,
    Reply,
)
from proviso.casework.values.asking import Refusal, Value, ValueRefused


class NothingShared(ActRefused):
    """Nothing has been shared, so there is no reply to it and nothing to correct."""


class ReplyWaits(ActRefused):
    """A message that came in a file waits to be confirmed: it may say anything."""


class StillOnItsWay(ActRefused):
    """A message of the case has not ended: what becomes of it could not be recorded on a closed case."""


class RiskUnweighed(ActRefused):
    """A reply shows a risk, and protection was not weighed again since (5.1.2)."""


def earliest(disclosures: Iterable[Disclosure]) -> datetime | None:
    """When the first of them was shared; None where nobody knows of one of them."""
    times = [one.happened_at for one in disclosures]
    known = [at for at in times if at]
    return min(known) if known and len(known) == len(times) else None


def demand_shared(case: Case) -> None:
    """Raise NothingShared where nothing has been shared on the case."""
    if not case.disclosures:
        raise NothingShared("Nothing has been shared on this case.")


def record_reply(opened: OpenCase, reply: Reply, *, seen: int) -> OpenCase:
    """A reply of the Home Office. It reopens 6.3.3; one that negates ends the suspicion.

    Raises NothingShared, RecordedAlready for a form that was sent twice, and ValueRefused for a time before anything
    was shared.
    """

    def make(case: Case) -> Value:
        refuse_twice(case, reply, seen)
        demand_shared(case)
        not_before(reply.happened_at, earliest(case.disclosures), "Enter a time after it was shared")
        return reply

    return commit(opened, make, Resting(seen=seen, once=False))


def review_delay(opened: OpenCase, review: DelayReviewed, *, seen: int) -> OpenCase:
    """A supervisor's review of a delay (7.2). Raises NothingToReview, ValueRefused for a review in the past."""
    if review.next_review_at and review.next_review_at <= clock.now():
        says = "Enter a time for the next review that is still to come"
        raise ValueRefused([Refusal("next_review_at", review.next_review_at.isoformat(), "a time to come", says)])

    def make(case: Case) -> Value:
        if case.stage is not Stage.DELAYED:
            raise NothingToReview("No delay is in force on this case.")
        return review

    return commit(opened, make, Resting(seen=seen, once=False))


def review_late_disclosure(opened: OpenCase, review: LateDisclosureReviewed, *, seen: int) -> OpenCase:
    """A supervisor's review of a disclosure that came before what should have come first. Raises NothingToReview."""

    def make(case: Case) -> Value:
        if not any(one.late for one in case.disclosures):
            raise NothingToReview("No disclosure was recorded late on this case.")
        return review

    return commit(opened, make, Resting(seen=seen, once=False))


def hand_over(opened: OpenCase, handed: HandedOver, *, seen: int) -> OpenCase:
    """The case passed to another officer of its unit. Raises ValueRefused where there is no such officer."""

    def make(case: Case) -> Value:
        colleague = Officer.objects.filter(
            staff_number__iexact=handed.to,
            is_active=True,
            role__in=[role.value for role in CARRY],
            unit__code=case.unit,
            unit__force__code=case.force,
        ).first()
        if colleague is None or colleague.staff_number == case.owner:
            says = "Enter the staff number of another officer or supervisor of this unit"
            raise ValueRefused([Refusal("to", handed.to, "a staff number of this unit", says)])
        return replace(handed, to=colleague.staff_number)

    return commit(opened, make, Resting(seen=seen, once=False))


def close_case(opened: OpenCase, closed: Closed, *, seen: int) -> OpenCase:
    """The case closed. Raises PolicyStandsInTheWay while anything is owed, ReplyWaits, StillOnItsWay, RiskUnweighed,
    and MovedOn."""

    def make(case: Case) -> Value:
        if case.waiting_replies:
            raise ReplyWaits("A message came that nobody has looked at. Confirm it, or put it aside, before you close.")
        if case.correcting or case.unclear:
            raise StillOnItsWay(
                "A message is on its way, or nobody knows whether it left. Wait until the case says what became of it, "
                "or take it back, before you close."
            )
        if to_weigh_again(case):
            raise RiskUnweighed("A reply shows a risk. Answer the question about protection again before you close.")
        demand_open(("close_case",), standing(case, opened.rules))
        return closed

    return commit(opened, make, Resting(seen=seen, on_everything=True, once=False))


def reopen_case(opened: OpenCase, reopened: Reopened, *, seen: int) -> OpenCase:
    """A closed case opened again."""
    return commit(opened, lambda _: reopened, Resting(seen=seen, on_everything=True, once=False))
