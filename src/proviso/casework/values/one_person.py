"""Whether an answer may be about two people: a question back to whoever typed it, never a bar. Our safeguard, for 5.5.

Each person has a case of their own. It looks for “and” and the like in the box of the name, and elsewhere for two
labelled names or dates of birth. Nobody is inferred: two names in a sentence are not known for what they are.
"""

import re

from proviso.casework.values.person import Person
from proviso.casework.values.reason_answers import typed_into
from proviso.casework.values.value import Refusal, Value

NAMES = (
    "Each person has a case of their own. If this is one person’s name, save it again as it is. If not, leave one "
    "person here, and start a case for the other"
)
BOXES = (
    "Each person has a case of their own, and this may be about two. If it is about one, save it again as it is. If "
    "not, take the other person out"
)

_BETWEEN_TWO = re.compile(r"\w\W*(?:\s(?:and|plus)\s|[&+;|\n]|(?<!\b[sdw])/|,[^,]*\w[^,]*,)\W*\w", re.IGNORECASE)
"""Between two names; not one comma, which stands after a surname, nor s/o and d/o, which are part of a name."""

_TWICE = (
    re.compile(r"\b(?:name|surname)\s*[:=]", re.IGNORECASE),
    re.compile(r"\b(?:d\.?o\.?b\b|date of birth\b|born (?:on|in)\b)", re.IGNORECASE),
)


def asked_back(value: Value) -> list[Refusal]:
    """What to ask before it is taken: the same answers sent once more confirm that it is one person."""
    found = ((name, words, _asks(value, name, words)) for name, _asked, words in typed_into(value))
    return [Refusal(name, words, "one person", says) for name, words, says in found if says]


def _asks(value: Value, name: str, words: str) -> str:
    if isinstance(value, Person) and name == "name":
        return NAMES if _BETWEEN_TWO.search(words) else ""
    return BOXES if any(len(pattern.findall(words)) > 1 for pattern in _TWICE) else ""
