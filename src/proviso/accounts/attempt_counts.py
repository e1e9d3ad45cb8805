"""How many attempts failed lately: counted in the database, under a lock, for every process of the service at once.

It knows digests and times, and decides nothing: what is counted by what is `web.signing_in.attempts`'s to say. A
database that cannot be written to raises what it raises: that is no sign of too many attempts.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction
from django.utils.crypto import salted_hmac

from proviso.accounts.models import Counted, FailedAttempts

LONGEST_SECONDS = 600
"""No attempt counts for longer than this."""


@dataclass(frozen=True)
class AttemptLimit:
    """So many failures within so many seconds hold."""

    failures: int
    seconds: int


LIMITS: Mapping[Counted, AttemptLimit] = MappingProxyType(
    {
        Counted.UNKNOWN_DEVICE: AttemptLimit(5, 600),
        Counted.KNOWN_DEVICE: AttemptLimit(5, 600),
        Counted.CONFIRMATION: AttemptLimit(5, 600),
        Counted.ADDRESS: AttemptLimit(20, 60),
        Counted.SIGN_IN_PAGE: AttemptLimit(60, 60),
        Counted.SEEN_NUMBER: AttemptLimit(1, LONGEST_SECONDS),
        Counted.SEEN_ADDRESS: AttemptLimit(1, LONGEST_SECONDS),
    }
)
SEEN = (Counted.SEEN_NUMBER, Counted.SEEN_ADDRESS)
"""These stay until the summary that they are for is written."""


@dataclass(frozen=True)
class Count:
    """One count: by what, for whom (a digest), and of which staff number (a digest, or nothing)."""

    counted: Counted
    whom: str
    number: str = ""

    @property
    def limit(self) -> AttemptLimit:
        """What holds it."""
        return LIMITS[self.counted]


@dataclass(frozen=True)
class Taken:
    """An attempt that is counted: by what, when, and whether nothing more is answered should it fail."""

    count: Count
    at: float
    fills: bool


def digest(whom: str) -> str:
    """What the table knows of a staff number, a device, an address or a session."""
    return salted_hmac("proviso.attempts", whom, algorithm="sha256").hexdigest()


def number_digest(staff_number: str) -> str:
    """The digest of a staff number, however it was typed."""
    return digest(f"number {staff_number.strip().casefold()}")


def take(count: Count) -> Taken | None:
    """Count an attempt before it is known whether it is right. None where the count is held."""
    at = time.time()
    with transaction.atomic():
        _forget_old(at)
        row = _row(count, at)
        if len(row.times) >= count.limit.failures:
            return None
        _write(row, [*row.times, at], at)
        return Taken(count, at, fills=len(row.times) == count.limit.failures)


def give_back(taken: Taken) -> None:
    """An attempt that was taken was right: it does not count."""
    with transaction.atomic():
        row = _row(taken.count, time.time())
        _write(row, [one for one in row.times if one != taken.at], row.last)


def add(count: Count) -> bool:
    """Count what failed. True where this one begins a hold."""
    at = time.time()
    with transaction.atomic():
        row = _row(count, at)
        was, most = len(row.times), count.limit.failures
        _write(row, [*row.times, at][-most:], at)
    return was == most - 1


def is_held(count: Count) -> bool:
    """Whether so many failed lately that nothing more is answered for now."""
    row = FailedAttempts.objects.filter(counted=count.counted, whom=count.whom).first()
    return row is not None and _holds(row, time.time())


def holds_of(staff_number: str) -> frozenset[Counted]:
    """What of a staff number is held now: sign-ins from devices unknown or known, confirmations."""
    now, rows = time.time(), FailedAttempts.objects.filter(number=number_digest(staff_number)).exclude(counted__in=SEEN)
    held = (Counted(row.counted) for row in rows if _holds(row, now))
    return frozenset(held)


def clear(staff_number: str) -> None:
    """Forget every failure that was counted for a staff number."""
    FailedAttempts.objects.filter(number=number_digest(staff_number)).exclude(counted__in=SEEN).delete()


def _holds(row: FailedAttempts, now: float) -> bool:
    limit = LIMITS[Counted(row.counted)]
    return len(_recent(row, limit, now)) >= limit.failures


def _recent(row: FailedAttempts, limit: AttemptLimit, now: float) -> list[float]:
    """The times that still count. A clock that was set back holds nobody for longer."""
    return [at for at in row.times if abs(now - at) < limit.seconds]


def _row(count: Count, now: float) -> FailedAttempts:
    row, _ = FailedAttempts.objects.select_for_update().get_or_create(
        counted=count.counted, whom=count.whom, defaults={"number": count.number, "last": now}
    )
    row.times = _recent(row, count.limit, now)
    return row


def _write(row: FailedAttempts, times: list[float], last: float) -> None:
    row.times, row.last = times, last
    row.save(update_fields=["times", "last"])


def _forget_old(now: float) -> None:
    FailedAttempts.objects.filter(last__lt=now - LONGEST_SECONDS).exclude(counted__in=SEEN).delete()
