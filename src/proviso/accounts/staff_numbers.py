"""How a staff number is spelled: it names who did what on the record. Our safeguard.

In signs that everybody reads alike; none looks like another; none is what the record calls the server, or nobody.
"""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError

SERVER = "the server"
NOBODY = "nobody known"
"""How an entry names who did it where that was no officer."""

_SIGN = "[0-9A-Za-zÀ-ÖØ-öø-ž]"
_SPELLED = re.compile(f"{_SIGN}(?:[-./' _]?{_SIGN})*")
_ALIKE = str.maketrans("IlOo", "1100")


def reject_unclear(number: str, others: Iterable[str]) -> None:
    """Raise ValidationError for a staff number that could be read as somebody else's. Whether another officer has this
    very number, in either case of its letters, is for the database to say."""
    if not _SPELLED.fullmatch(number):
        raise ValidationError(
            "Spell a staff number in the letters A to Z and the figures 0 to 9, with at most a single space, hyphen, "
            "underscore, slash or full stop between two of them."
        )
    look = look_of(number)
    if look in {look_of(SERVER), look_of(NOBODY)}:
        raise ValidationError(f"{number} is what the record calls the server itself, or nobody. Choose another number.")
    for other in others:
        if look_of(other) == look and other.upper() != number.upper():
            says = f"{number} looks like {other}, which another officer has. Choose one that nobody takes for it."
            raise ValidationError(says)


def look_of(number: str) -> str:
    """What the eye makes of a number: without spaces, in either case, figures and the letters like them the same."""
    one = "".join(number.split()).translate(_ALIKE)
    return "".join(sign.lower() if sign.isascii() else sign for sign in one)
