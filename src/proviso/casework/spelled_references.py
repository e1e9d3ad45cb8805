"""References as people write them: a case's own, with or without what stands in it, and a crime reference. Pure.

A force writes 01/0012345/26, an officer 1 12345 26: what stands between, capitals, and noughts before a number say
nothing. Nothing is looked up here.
"""

import re
import unicodedata

_FOUR = "([0-9A-TV-Z]{4})"
_OWN = re.compile(rf"PV[\W_]*{_FOUR}[\W_]*{_FOUR}")
_SHORT = re.compile(rf"{_FOUR}[ -]{_FOUR}")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_MISREAD = str.maketrans("OIL", "011")
"""Crockford's base 32 has none of these letters: whoever writes one read a figure."""


def own_reference(typed: str) -> str:
    """The case's own reference that was meant, as PV-4K7Q-9TZM; empty where none was. `pv 4k7q 9tzm` and `4K7Q-9TZM`
    are one too; two groups of figures alone are not: many forces write crime references so."""
    plain = " ".join(_plain(typed).replace("–", "-").split())
    whole = _OWN.fullmatch(plain)
    groups = whole or _SHORT.fullmatch(plain)
    if not groups or (not whole and "".join(groups.groups()).isdigit()):
        return ""
    return "-".join(["PV", *(group.translate(_MISREAD) for group in groups.groups())])


def crime_reference_parts(typed: str) -> str:
    """A crime reference as it is looked up: its letters and its numbers in turn, in capitals, with a point between and
    no noughts before a number."""
    parts: list[str] = []
    for part in _PARTS.findall(_plain(typed)):
        if part.isdigit():
            parts.append(part.lstrip("0") or "0")
        elif parts and not parts[-1].isdigit():
            parts[-1] += part
        else:
            parts.append(part)
    return ".".join(parts)


def _plain(typed: str) -> str:
    """Capitals and figures of one kind only: an Arabic-Indic figure is the figure that it means."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in folded)
