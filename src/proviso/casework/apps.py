"""Casework as a Django application: its tables, and the registry of acts, named when it starts."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from proviso.casework.named_acts import NamedActs


class CaseworkConfig(AppConfig):
    """Names the acts: what no act records cannot be written."""

    name = "proviso.casework"
    verbose_name = "Casework"

    def ready(self) -> None:
        """Say who names the acts."""
        from proviso.casework.named_acts import name_acts

        name_acts(_of_the_registry)


def _of_the_registry() -> "NamedActs":
    from proviso.casework.acts.registry import permission_of, plain_answers
    from proviso.casework.named_acts import NamedActs

    return NamedActs(permission_of(), plain_answers())
