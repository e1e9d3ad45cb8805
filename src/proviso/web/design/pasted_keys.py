"""A private key that somebody pasted into a box: it is taken out before anything else is done with what was posted.

It is not shown again, not retained over a sign-in, not offered to be sent again; only in which boxes one was.
"""

from typing import TypeVar

from django.http import QueryDict

from proviso.accounts.certificate_text import held_a_key
from proviso.accounts.private_keys import holds_private_key
from proviso.casework.values.value import Value
from proviso.web.design.forms import ValueForm

V = TypeVar("V", bound=Value)

HELD_A_KEY = "held_a_key"
"""The field that names, in what is left, the boxes that held a key."""


def without_keys(posted: QueryDict) -> QueryDict:
    """What was posted, with each box empty that held a private key, and the names of those boxes."""
    left, held = posted.copy(), list[str]()
    left.pop(HELD_A_KEY, None)
    for name, values in posted.lists():
        if holds_private_key(name):
            left.pop(name, None)
            held.append("")
        elif any(holds_private_key(value) for value in values):
            left[name] = ""
            held.append(name)
    if held:
        left.setlist(HELD_A_KEY, held)
    return left


def held_keys(left: QueryDict | None) -> list[str]:
    """The boxes that held a key, in what `without_keys` left."""
    return left.getlist(HELD_A_KEY) if left is not None else []


def refuse_keys(form: ValueForm[V], left: QueryDict) -> None:
    """Say at each box that held a key that nothing of it was taken; above them all for a box that is not shown."""
    held = held_keys(left)
    if not held:
        return
    form.full_clean()
    shown = {name for name in held if name in form.fields and form.goes(name)}
    for name in shown:
        form.errors.pop(name, None)
        form.add_error(name, held_a_key())
    if set(held) - shown:
        form.add_error(None, held_a_key())
