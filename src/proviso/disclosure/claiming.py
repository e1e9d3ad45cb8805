"""Who has which message in hand: claims with a lease, so that none is in two hands and none is lost with a worker.

A lease that runs out before the message began to leave gives it back to the queue; one that runs out afterwards makes
it a question to a person. Backoff belongs to the destination. Moves rows only; what a case says of it is `carrying`'s.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, Q

from proviso.disclosure.models import Destination, MessageKind, MessageState, OutboxRow
from proviso.record.backends import backend_of

LEASE = timedelta(minutes=20)
"""How long a worker has a message in hand: longer than any conversation with a mail server may last."""

SHORTEST, LONGEST = timedelta(seconds=30), timedelta(hours=1)
"""How long a destination is left alone after its first failure, and at most; it is tried again for ever."""

CLOCKS = 2
"""So many times as long as a lease, or as anything is left alone, is longer than the clocks of machines that differ a
little can make it: what ends later was counted by a clock that was set back since, and holds nothing up."""

_READY = (
    "FROM disclosure_outbox o LEFT JOIN disclosure_destination d ON d.recipient = o.recipient "
    "WHERE o.state = 'queued' AND o.force = %s AND o.channel = %s AND (o.not_before <= %s OR o.not_before > %s) "
    "AND (d.not_before IS NULL OR d.not_before <= %s OR d.not_before > %s)"
)
_ANY_READY = f"SELECT 1 {_READY} LIMIT 1"
_NEXT = f"SELECT o.message {_READY} ORDER BY o.not_before, o.message LIMIT 1"
_CLAIM = (
    "UPDATE disclosure_outbox SET state = 'claimed', claimed_by = %s, lease_until = %s, attempts = attempts + 1 "
    "WHERE message = ({next}) "
    'RETURNING message, kind, "case", force, recipient, channel, attempts'
)


class ClaimLost(Exception):
    """The message is no longer in this worker's hands: its lease ran out, or a person took the order back."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A message in a worker's hands; `attempts` counts this one."""

    message: str
    kind: MessageKind
    case: str
    force: str
    recipient: int
    channel: str
    attempts: int
    by: str


def waits(channel: str, *, force: str, now: datetime) -> bool:
    """Whether a message of a force may be tried now by this channel. Asked before claiming one, which takes a lock,
    in some databases of everything."""
    with connection.cursor() as cursor:
        cursor.execute(_ANY_READY, (force, channel, *_moments(now)))
        return cursor.fetchone() is not None


def claim(channel: str, *, force: str, by: str, now: datetime) -> Claim | None:
    """The message of a force that has waited longest and may be tried now by this channel, taken in hand; None for
    none. A channel signs for one force, so that no other's message may leave by it."""
    until = connection.ops.adapt_datetimefield_value(now + LEASE)
    following = backend_of(connection).skipping_locked(_NEXT, "o")
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM.format(next=following), (by, until, force, channel, *_moments(now)))
        row = cursor.fetchone()
    if row is None:
        return None
    message, kind, case, of, recipient, way, attempts = row
    return Claim(message, MessageKind(kind), case, of, recipient, way, attempts, by)


def begin_handing_over(claim: Claim, *, now: datetime) -> None:
    """From here on nobody can know whether it left, until it is known. Raises ClaimLost. To be committed at once."""
    _move(claim, MessageState.HANDING_OVER, from_states=[MessageState.CLAIMED], lease_until=now + LEASE)


def end(claim: Claim, state: MessageState, says: str = "") -> None:
    """What became of it. Raises ClaimLost. Called in the transaction of the case's entry."""
    _move(claim, state, claimed_by="", lease_until=None, says=says)


def arrived_there(claim: Claim) -> None:
    """The destination answers again: nothing else is held back because of it."""
    Destination.objects.filter(recipient=claim.recipient).delete()


def let_go(claim: Claim, says: str, *, now: datetime, alarm: bool = False) -> datetime:
    """Back to the queue, to be tried again; the destination is left alone for a while, longer each time. `alarm`: it
    is about this service's own set-up. Returns until when. Raises ClaimLost."""
    fares, _ = Destination.objects.get_or_create(
        recipient=claim.recipient, defaults={"failures": 0, "failing_since": now, "not_before": now}
    )
    again = now + backoff(fares.failures + 1)
    Destination.objects.filter(pk=fares.pk).update(failures=F("failures") + 1, not_before=again)
    return max(again, postpone(claim, says, now=now, alarm=alarm))


def postpone(claim: Claim, says: str, *, now: datetime, alarm: bool = False) -> datetime:
    """Back to the queue for a reason of its own; it holds nothing else back. Returns until when. Raises ClaimLost."""
    again = now + backoff(claim.attempts)
    _move(claim, MessageState.QUEUED, claimed_by="", lease_until=None, says=says, not_before=again, alarm=alarm)
    return again


def backoff(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: doubled each time, up to an hour."""
    doubled: int = 2 ** min(failures - 1, 20)
    return min(SHORTEST * doubled, LONGEST)


def give_back(*, by: str, now: datetime) -> int:
    """What a worker had in hand and had not begun to hand over waits again, once its lease ran out; and what the worker
    who asks took while the database went away, who has nothing in hand now. How many."""
    lost = OutboxRow.objects.filter(_over(now) | Q(claimed_by=by), state=MessageState.CLAIMED)
    if not lost.exists():
        return 0
    return lost.update(state=MessageState.QUEUED, claimed_by="", lease_until=None)


def lost_while_leaving(*, force: str, by: str, now: datetime) -> Claim | None:
    """A message of a force whose worker was lost while it was handed over, taken in hand to ask a person about it."""
    lost = OutboxRow.objects.filter(_over(now), state=MessageState.HANDING_OVER, force=force)
    row = lost.order_by("lease_until", "message").first()
    if row is None or not lost.filter(pk=row.pk).update(claimed_by=by, lease_until=now + LEASE):
        return None
    return Claim(row.message, MessageKind(row.kind), row.case, row.force, row.recipient, row.channel, row.attempts, by)


def _moments(now: datetime) -> list[str | None]:
    """What `_READY` holds what waits against: the message, then its destination."""
    return [connection.ops.adapt_datetimefield_value(one) for one in (now, now + CLOCKS * LONGEST)] * 2


def _over(now: datetime) -> Q:
    """Whose lease ran out, or was counted by a clock that was set back since."""
    return Q(lease_until__lte=now) | Q(lease_until__gt=now + CLOCKS * LEASE)


def _move(claim: Claim, state: MessageState, *, from_states: list[MessageState] | None = None, **more: object) -> None:
    held = OutboxRow.objects.filter(
        message=claim.message,
        claimed_by=claim.by,
        state__in=from_states or [MessageState.CLAIMED, MessageState.HANDING_OVER],
    )
    if not held.update(state=state, **{"alarm": False, **more}):
        raise ClaimLost(f"Message {claim.message} is no longer in this worker's hands.")
