"""What the units of a force are called: pages say a unit's name, where the record and the rows keep its code."""

from collections.abc import Mapping

from proviso.accounts.models import Unit


def unit_names(force: str) -> Mapping[str, str]:
    """The name of each unit of a force, by the unit's code."""
    return dict(Unit.objects.filter(force__code=force).values_list("code", "name"))
