"""What is kept beside the record of what leaves: the outbox, how each destination fares, and the packages.

Nothing here is personal in clear: packages are sealed, references and numbers are opaque, and what is said of a failure
is the mail server's.
"""

from enum import StrEnum
from typing import ClassVar

from django.db import models


class MessageState(StrEnum):
    """Where a message stands. Only `sent`, `stopped` and `withdrawn` are ends; `unclear` waits for a person."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    HANDING_OVER = "handing_over"
    SENT = "sent"
    UNCLEAR = "unclear"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class MessageKind(StrEnum):
    """What a message is."""

    DISCLOSURE = "disclosure"
    CORRECTION = "correction"


class OutboxRow(models.Model):
    """A message that a person ordered: `message` is our number of it, which it carries for ever. Made in the
    transaction of the order; `claimed_by` and `lease_until` are of the worker that has it in hand; `raised_at` is when
    a worker said that it has waited too long, which is said once; `alarm`: what keeps it is about how this service is
    set up, which somebody has to mend."""

    message = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=20)
    case = models.CharField(max_length=20)
    force = models.CharField(max_length=40)
    recipient = models.BigIntegerField()
    channel = models.CharField(max_length=20)
    ordered_at = models.DateTimeField()
    state = models.CharField(max_length=20, default=MessageState.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()
    claimed_by = models.CharField(max_length=32, default="")
    lease_until = models.DateTimeField(null=True)
    says = models.CharField(max_length=400, default="")
    raised_at = models.DateTimeField(null=True)
    alarm = models.BooleanField(default=False)

    class Meta:
        db_table = "disclosure_outbox"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=list(MessageState)), name="outbox_state_is_known"),
            models.CheckConstraint(condition=models.Q(kind__in=list(MessageKind)), name="outbox_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=[MessageState.CLAIMED, MessageState.HANDING_OVER])
                | models.Q(claimed_by="", lease_until=None),
                name="outbox_nobody_holds_what_is_not_under_way",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "not_before"], name="outbox_what_is_next"),
            models.Index(fields=["case"], name="outbox_of_a_case"),
        ]


class Destination(models.Model):
    """A recipient to whom sending failed last time: how often in a row, since when, and when it is tried again."""

    recipient = models.BigIntegerField(primary_key=True)
    failures = models.PositiveIntegerField()
    failing_since = models.DateTimeField()
    not_before = models.DateTimeField()

    class Meta:
        db_table = "disclosure_destination"


class KeptPackage(models.Model):
    """A package as it was decided, known by the SHA-256 of its JSON; both renderings are sealed."""

    digest = models.CharField(max_length=64, primary_key=True)
    case = models.CharField(max_length=20)
    force = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    document = models.BinaryField()
    data = models.BinaryField()

    class Meta:
        db_table = "disclosure_package"
        indexes: ClassVar = [models.Index(fields=["case"], name="package_of_a_case")]


class WaitingReply(models.Model):
    """A message that names a case and came in a file: as it came, sealed under the case's key; once, by its digest."""

    digest = models.CharField(max_length=64)
    case = models.CharField(max_length=20)
    force = models.CharField(max_length=40)
    came_at = models.DateTimeField()
    told = models.BinaryField()

    class Meta:
        db_table = "disclosure_reply_waiting"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "digest"], name="one_message_once_on_a_case"),
        ]
