"""What casework keeps beside the record: the row that is locked, and projections that can be made again from it.

Nothing here is personal in clear: references are opaque, summaries are sealed, crime references are keyed hashes. The
other rows of a case point at its own, and live as long; what takes it away names each of them, so nothing cascades.
"""

from typing import ClassVar

from django.db import models

from proviso.casework.raised import Audience, Raised
from proviso.casework.row_codes import Exchange, Queue, What


class CaseRow(models.Model):
    """One row a case: what is locked before anything is written, and what decides who may open it."""

    reference = models.CharField(max_length=20, primary_key=True)
    force = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    owner = models.CharField(max_length=20)
    seq = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=20)
    unacknowledged = models.BooleanField(default=False)
    seen_by_lead = models.BooleanField(default=False)

    class Meta:
        db_table = "casework_case"
        indexes: ClassVar = [models.Index(fields=["force", "unit", "owner", "stage"], name="case_of_a_unit_by_owner")]


class WorklistRow(models.Model):
    """Something that is due: an opaque reference, a neutral act, a time, and a summary sealed under the case's key.

    `not_by`: the one person who may not do it, who sees that it waits for a colleague; empty where anybody may.
    """

    case = models.ForeignKey(CaseRow, models.DO_NOTHING, db_column="case", db_index=False, related_name="+")
    queue = models.CharField(max_length=40)
    what = models.CharField(max_length=40)
    force = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    owner = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    summary = models.BinaryField()
    not_by = models.CharField(max_length=20, default="", db_default="")

    class Meta:
        db_table = "casework_worklist"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "queue", "what"], name="one_row_for_each_thing_due"),
            models.CheckConstraint(condition=models.Q(queue__in=list(Queue)), name="worklist_queue_is_known"),
            models.CheckConstraint(condition=models.Q(what__in=list(What)), name="worklist_act_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["queue", "force", "owner", "due_at", "id"], name="worklist_of_an_owner"),
            models.Index(fields=["queue", "force", "unit", "due_at", "id"], name="worklist_of_a_unit"),
            models.Index(fields=["queue", "force", "due_at", "id"], name="worklist_of_a_force"),
        ]


class Opening(models.Model):
    """An opening that still holds, for a session, a case and a reason: 15 minutes. What was typed is sealed.

    `out_of_unit`: by it somebody reads a case of another unit, who could not without it.
    """

    session = models.CharField(max_length=64)
    staff_number = models.CharField(max_length=20)
    case = models.ForeignKey(CaseRow, models.DO_NOTHING, db_column="case", db_index=False, related_name="+")
    reason = models.BinaryField()
    until = models.DateTimeField()
    out_of_unit = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "casework_opening"
        indexes: ClassVar = [
            models.Index(fields=["session", "case"], name="opening_of_a_session"),
            models.Index(
                fields=["until"], name="opening_until"
            ),  # by it those that are over are found, at each opening
        ]


class CrimeReference(models.Model):
    """Finds a case by its exact crime reference, through a hash under a key that is not in the database."""

    case = models.OneToOneField(CaseRow, models.DO_NOTHING, primary_key=True, db_column="case", related_name="+")
    force = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "casework_crime_reference"
        indexes: ClassVar = [models.Index(fields=["force", "digest"], name="crime_reference_of_a_force")]


class ReasonWords(models.Model):
    """That a reason in some words is in a case, by a keyed digest that takes in whose they are; never the words."""

    case = models.ForeignKey(CaseRow, models.DO_NOTHING, db_column="case", db_index=False, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "casework_reason_words"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "case"], name="words_are_kept_once_in_a_case"),
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="reason_words_of_a_case")]


class SentForm(models.Model):
    """That a form that begins something was sent, by a digest of whose it was, and where it led; kept for a week."""

    digest = models.CharField(max_length=64, primary_key=True)
    led_to = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "casework_sent_form"
        indexes: ClassVar = [models.Index(fields=["at"], name="sent_form_by_time")]


class SharedRow(models.Model):
    """A line of the register: one contact with the Home Office that a case accounts for. Nothing of what was shared."""

    case = models.ForeignKey(CaseRow, models.DO_NOTHING, db_column="case", db_index=False, related_name="+")
    force = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    what = models.CharField(max_length=20)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=20)
    department = models.CharField(max_length=40)
    recipient = models.PositiveBigIntegerField(null=True)

    class Meta:
        db_table = "casework_shared"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_line_for_each_exchange"),
            models.CheckConstraint(condition=models.Q(what__in=list(Exchange)), name="exchange_is_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["force", "began_at"], name="register_of_a_force")]


class RaisedRow(models.Model):
    """Something that somebody's looking raised with somebody else, until that is looked at. Nothing of a person of a
    case: its reference, or nothing where it is about no one case, so that it points at no row of its own."""

    force = models.CharField(max_length=40)
    audience = models.CharField(max_length=40)
    whose = models.CharField(max_length=40)
    what = models.CharField(max_length=20)
    staff_number = models.CharField(max_length=20)
    case = models.CharField(max_length=20, db_column="case")
    times = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    place = models.PositiveBigIntegerField()

    class Meta:
        db_table = "casework_raised"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["force", "audience", "whose", "what", "staff_number", "case"], name="one_row_for_each_concern"
            ),
            models.CheckConstraint(condition=models.Q(audience__in=list(Audience)), name="raised_audience_is_known"),
            models.CheckConstraint(condition=models.Q(what__in=list(Raised)), name="raised_act_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["force", "audience", "whose", "-place"], name="raised_with_somebody"),
            models.Index(fields=["case"], name="raised_of_a_case"),
        ]


class CountedRow(models.Model):
    """What is counted of a case, up to its entry at `seq`: codes and hours, sealed under the force's own key."""

    case = models.OneToOneField(CaseRow, models.DO_NOTHING, primary_key=True, db_column="case", related_name="+")
    force = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "casework_counted"
        indexes: ClassVar = [models.Index(fields=["force", "case"], name="counted_of_a_force")]


class OccasionsRow(models.Model):
    """At what in a case a pattern could show, up to its entry at `seq`: sealed under the force's own key."""

    case = models.OneToOneField(CaseRow, models.DO_NOTHING, primary_key=True, db_column="case", related_name="+")
    force = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "casework_occasions"
        indexes: ClassVar = [models.Index(fields=["force", "case"], name="occasions_of_a_force")]


class AnsweringWay(models.Model):
    """How an officer answers questions, as they last chose."""

    staff_number = models.CharField(max_length=20, primary_key=True)
    a_part_at_a_time = models.BooleanField()

    class Meta:
        db_table = "casework_answering_way"
