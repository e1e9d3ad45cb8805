"""The record as a Django application: its tables, and its check of the triggers."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class RecordConfig(AppConfig):
    """Registers the check of the triggers, which runs when the database is asked about."""

    name = "proviso.record"
    verbose_name = "The record"

    def ready(self) -> None:
        """Register the check."""
        from proviso.record.checks import triggers_in_place

        register(triggers_in_place, Tags.database)
