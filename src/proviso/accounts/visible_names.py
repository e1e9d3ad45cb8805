"""What a name of somebody or something of the force may hold: nothing that cannot be seen (our safeguard).

A sign that turns the direction of writing would show another name than the one that was approved, and two names that
look the same would be two. Joiners stay: some scripts need them to be spelled right.
"""

from collections.abc import Mapping
from unicodedata import category

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proviso.typesetting.coverage import JOINERS, named

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode's categories of what nobody sees, or no two programs show alike."""


def reject_unseen(names: Mapping[str, str]) -> None:
    """Raise ValidationError, by the name of the field, for each name that holds something that cannot be seen, a space
    at its beginning or end included."""
    faults = {field: says for field, name in names.items() if (says := _wrong_with(name))}
    if faults:
        raise ValidationError(faults)


def _wrong_with(name: str) -> str:
    if found := _unseen(name):
        return _says(found)
    if name != name.strip():
        return _(
            "Take out the space at the beginning or the end of the name: nobody sees it, and it makes another name."
        )
    return ""


def _unseen(name: str) -> list[str]:
    return [one for one in dict.fromkeys(name) if category(one) in UNSEEN and one not in JOINERS]


def _says(found: list[str]) -> str:
    says = _("Take out %(signs)s from the name. It cannot be seen, and another reader would see another name.")
    return says % {"signs": ", ".join(map(named, found))}
