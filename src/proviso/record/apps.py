"""The record as a Django application: its tables, and its checks of the database."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class RecordConfig(AppConfig):
    """Registers the checks that run when a database is asked about."""

    name = "proviso.record"
    verbose_name = "The record"

    def ready(self) -> None:
        """Register both checks."""
        from proviso.record.checks import databases_fit, triggers_in_place

        register(databases_fit, Tags.database)
        register(triggers_in_place, Tags.database)
