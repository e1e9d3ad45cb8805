"""Casework as a Django application: its tables, and the registry of acts, named when it starts."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Names the acts: what no act records cannot be written."""

    name = "proviso.casework"
    verbose_name = "Casework"

    def ready(self) -> None:
        """Name the acts."""
        from proviso.casework.acts.registry import permission_of, plain_answers
        from proviso.casework.writing.permissions import name_acts

        name_acts(permission_of(), plain_answers())
