"""Failed sign-ins in the force's log: the first of ten minutes at once, the rest in one sum; each hold that begins.

However many fail, ten minutes make at most two entries and `HOLDS_NAMED` of holds. What was typed is kept nowhere: a
staff number is named only where an officer has it.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from proviso.accounts import attempt_counts
from proviso.accounts.attempt_counts import Count, digest, number_digest
from proviso.accounts.entries import NOBODY, Changer, note
from proviso.accounts.force_changes import ChangeRefused, allowed
from proviso.accounts.models import Counted, FailedAttempts, FailurePeriod, Force, Officer, Role
from proviso.record.entry import Json

SECONDS = 600
"""How long failures are summed up."""
HOLDS_NAMED = 10
"""So many holds in one such time are entries of their own; the sum tells of all."""


class NotHeld(ChangeRefused):
    """There is no hold on that staff number."""


@dataclass(frozen=True)
class Failure:
    """One sign-in that failed: as typed (never written), whose number it is, from where, and the holds it began."""

    typed: str
    officer: Officer | None
    address: str
    began: Sequence[Counted]


def enter_failure(force: Force, failure: Failure, *, now: datetime) -> None:
    """Enter the first failure of a time, count each, and enter the holds that this one began."""
    number = failure.officer.staff_number if failure.officer else None
    with _period(force, failure.typed, failure.address, now) as period:
        period.failures += 1
        if period.failures == 1:
            body: dict[str, Json] = {"staff_number": number, "address": failure.address}
            note(force, "sign_in_failed", actor=NOBODY, body=body, now=now)
        for counted in failure.began:
            _enter_hold(period, counted, number, failure.address, now)


def count_refused(force: Force, typed: str, address: str, *, now: datetime) -> None:
    """Count an attempt that was not looked at because of a hold. The sum tells of it."""
    with _period(force, typed, address, now) as period:
        period.refused += 1


@contextmanager
def _period(force: Force, typed: str, address: str, now: datetime) -> Iterator[FailurePeriod]:
    """The sums so far, locked; what is added to them is saved."""
    sum_up(force, now=now)
    with transaction.atomic():
        period, _new = FailurePeriod.objects.select_for_update().get_or_create(
            force=force, defaults={"began_at": time.time()}
        )
        attempt_counts.add(Count(Counted.SEEN_NUMBER, number_digest(typed)))
        attempt_counts.add(Count(Counted.SEEN_ADDRESS, digest(address)))
        yield period
        period.save()


def _enter_hold(period: FailurePeriod, counted: Counted, number: str | None, address: str, now: datetime) -> None:
    """Enter that a number, a device or an address is held from now on."""
    period.holds += 1
    if number is not None and counted != Counted.ADDRESS:
        period.held = sorted({*period.held, number})
    if period.holds <= HOLDS_NAMED:
        body: dict[str, Json] = {"held": counted.value, "staff_number": number, "address": address}
        note(period.force, "attempts_held", actor=NOBODY, body=body, now=now)


def sum_up(force: Force, *, now: datetime) -> None:
    """Enter the sum of a time that is over: how many failed or were refused, over how many numbers and addresses."""
    at = time.time()
    over = FailurePeriod.objects.filter(
        Q(began_at__lte=at - SECONDS) | Q(began_at__gt=at + SECONDS),  # or the clock was set back
        force=force,
    )
    if not over.exists():
        return
    with transaction.atomic():
        period = over.select_for_update().first()
        if period is None:  # somebody else has just entered it
            return
        if period.failures > 1 or period.refused:
            note(force, "sign_ins_failed", actor=NOBODY, body=_sum(period), now=now)
        FailedAttempts.objects.filter(counted__in=attempt_counts.SEEN).delete()
        period.delete()


def lift_hold(force: Force, staff_number: str, *, by: Changer, now: datetime, why: str) -> None:
    """Let a staff number be tried again at once, whether or not anybody has it. Raises `NotTheirs`, `NotHeld`."""
    with transaction.atomic():
        actor = allowed(force, by, Role.ADMINISTRATOR)
        held = attempt_counts.holds_of(staff_number)
        if not held:
            raise NotHeld(_("Nothing is held for %s now.") % staff_number)
        attempt_counts.clear(staff_number)
        officer = Officer.objects.filter(staff_number__iexact=staff_number.strip(), unit__force=force).first()
        body: dict[str, Json] = {
            "staff_number": officer.staff_number if officer else None,
            "held": [one.value for one in sorted(held)],
        }
        note(force, "hold_lifted", actor=actor, body=body, now=now, why=why)


def _sum(period: FailurePeriod) -> dict[str, Json]:
    seen = FailedAttempts.objects.all()
    began, until = (datetime.fromtimestamp(at, UTC) for at in (period.began_at, period.began_at + SECONDS))
    return {
        "failures": period.failures,
        "refused": period.refused,
        "staff_numbers": seen.filter(counted=Counted.SEEN_NUMBER).count(),
        "addresses": seen.filter(counted=Counted.SEEN_ADDRESS).count(),
        "holds": period.holds,
        "held": period.held,
        "since": began.isoformat(timespec="seconds"),
        "until": until.isoformat(timespec="seconds"),
    }
