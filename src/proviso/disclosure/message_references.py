"""Which of our cases a message names: by our own reference, and by our own number of a message. Pure.

A reference counts with any kind of hyphen, and across the end of a line. One with something hung on it, or written with
letters for figures, is told apart: it counts where exactly one case of the force is called so.
"""

import re
import unicodedata

MOST_REFERENCES = 10
MOST_CANDIDATES = 50

_LETTER = "[0-9A-HJKMNP-TV-Z]"
_GAP = r"(?:[ \t]*\r?\n[> \t]*)?"
_HYPHEN = rf"(?:[ \t]|{_GAP})-(?:[ \t]|{_GAP})"  # of a header that was folded there a space or a tab is left
REFERENCE = re.compile(
    rf"(?<![0-9A-Z-])PV{_HYPHEN}{_LETTER}{{4}}{_HYPHEN}{_LETTER}{{4}}(?![0-9A-Z]|-[0-9A-Z-])", re.IGNORECASE
)
"""Our own reference of a case, which everything that leaves carries. Crockford's letters."""

_ANY = rf"(?:{_GAP}[0-9A-Z])"
_BETWEEN = rf"{_GAP}[-_. ]?{_GAP}"
_LOOSELY = re.compile(rf"(?=(P{_GAP}V{_BETWEEN}[0-9A-Z]{_ANY}{{3}}{_BETWEEN}[0-9A-Z]{_ANY}{{3}}))", re.IGNORECASE)
_MEANT = str.maketrans("OIL", "011")
_HYPHENS = re.compile("[\u2010-\u2015\u2043\u2212\u02d7\ufe58\ufe63\uff0d\u00ad]")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OURS = re.compile(rf"(PV-{_LETTER}{{4}}-{_LETTER}{{4}})\.(PM(?:-[0-9A-Z]{{4}}){{1,6}})@", re.IGNORECASE)


def references(told: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The references in texts, by the order of the texts, each once; and what could be others, looked at loosely."""
    sure: dict[str, None] = {}
    perhaps: dict[str, None] = {}
    for text in map(_even, told):
        for found in REFERENCE.finditer(text):
            sure[_bare(found.group())] = None
        for loose in _LOOSELY.finditer(text):
            if len(perhaps) >= MOST_CANDIDATES:
                break
            if as_meant := _as_meant(loose.group(1)):
                perhaps[as_meant] = None
    first = tuple(sure)[:MOST_REFERENCES]
    return first, tuple(one for one in perhaps if one not in sure)


def our_message(told: tuple[str, ...]) -> tuple[str, str] | None:
    """The case and our number of the message that texts name by our Message-ID; the first of them."""
    for text in told:
        if found := _OURS.search(_even(text)):
            return found.group(1).upper(), found.group(2).upper()
    return None


def _even(text: str) -> str:
    """Text with one kind of hyphen, of letter and of figure."""
    if text.isascii():
        return text
    bare = _HYPHENS.sub("-", _UNSEEN.sub("", text))
    return _HYPHENS.sub("-", unicodedata.normalize("NFKC", bare))


def _bare(found: str) -> str:
    return re.sub(r"[\s>]", "", found).upper()


def _as_meant(found: str) -> str:
    """A reference that was written loosely, as ours is written; "" where it cannot be one."""
    letters = re.sub(r"[^0-9A-Z]", "", found.upper())[2:].translate(_MEANT)
    return "" if "U" in letters else f"PV-{letters[:4]}-{letters[4:]}"
