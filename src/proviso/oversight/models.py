"""What is kept of checking: each reconciliation, what was found about it, and the figures that were given of a period.

Each is sealed under the force's own key.

In clear stand only our own references, times and who it was.
"""

from typing import ClassVar

from django.db import models


class ReconciliationRow(models.Model):
    """One log that was held against the register; `listing` is sealed."""

    reference = models.CharField(max_length=20, primary_key=True)
    force = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    listing = models.BinaryField()

    class Meta:
        db_table = "oversight_reconciliation"
        indexes: ClassVar = [models.Index(fields=["force", "-made_at"], name="reconciliations_of_a_force")]


class FoundRow(models.Model):
    """What was found about one thing that nothing explained: `about` is "contact-3" or "disclosure-0"."""

    reconciliation = models.ForeignKey(ReconciliationRow, on_delete=models.PROTECT, related_name="found")
    about = models.CharField(max_length=24)
    made_at = models.DateTimeField()
    by = models.CharField(max_length=64)
    found = models.BinaryField()

    class Meta:
        db_table = "oversight_found"
        indexes: ClassVar = [models.Index(fields=["reconciliation", "about", "id"], name="found_about_one_thing")]


class FiguresRow(models.Model):
    """The figures of one period as they were worked out, once and for all; `sealed` is what is shown of each cell."""

    force = models.CharField(max_length=40)
    period = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "oversight_figures"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["force", "period"], name="figures_of_a_period_are_made_once")
        ]
