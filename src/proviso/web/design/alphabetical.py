"""The order of the alphabet in the reader's language. In Welsh ch, dd, ff, ng, ll, ph, rh and th are letters of their
own, each after the one with which it is written first; ng comes after g.

It goes by how a word is written: an n and a g that meet in one (Bangor) are taken for the letter ng.
"""

import re
import unicodedata

from django.utils.translation import get_language

WELSH = [
    "a",
    "b",
    "c",
    "ch",
    "d",
    "dd",
    "e",
    "f",
    "ff",
    "g",
    "ng",
    "h",
    "i",
    "j",
    "k",
    "l",
    "ll",
    "m",
    "n",
    "o",
    "p",
    "ph",
    "q",
    "r",
    "rh",
    "s",
    "t",
    "th",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
]
"""The alphabet, with the letters of loan words in their place."""

_PLACES = {letter: f"{place:02}" for place, letter in enumerate(WELSH)}
_LETTER = re.compile("ch|dd|ff|ng|ll|ph|rh|th|[a-z]")


def place_of(words: str) -> str:
    """What words are sorted by, in the language of the page."""
    plain = "".join(one for one in unicodedata.normalize("NFD", words.casefold()) if not unicodedata.combining(one))
    if get_language() != "cy":
        return plain
    return _LETTER.sub(lambda found: f"{_PLACES[found[0]]}", plain)
