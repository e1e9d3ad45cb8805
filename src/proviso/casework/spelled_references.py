"""References as people write them: a case's own, with or without what stands in it, and a crime reference. Pure.

A force writes 01/0012345/26, an officer 1 12345 26: what stands between, capitals, and noughts before a number say
nothing. Nothing is looked up here.
"""

import re
import unicodedata

_OWN = re.compile(r"PV([0-9A-HJKMNP-TV-Z]{8})")
_SHORT = re.compile(r"([0-9A-HJKMNP-TV-Z]{4})[ -]([0-9A-HJKMNP-TV-Z]{4})")
_BETWEEN = re.compile(r"[\W_]+")
_MISREAD = str.maketrans("OIL", "011")
"""Crockford's base 32 has none of these letters: whoever writes one read a figure."""


def own_reference(typed: str) -> str:
    """The case's own reference that was meant, as PV-4K7Q-9TZM; empty where none was. `pv 4k7q 9tzm` and `4K7Q-9TZM`
    are one too; two groups of figures alone are not: many forces write crime references so."""
    plain = " ".join(_plain(typed).replace("–", "-").split())
    together = _BETWEEN.sub("", plain)
    if together.startswith("PV") and (whole := _OWN.fullmatch("PV" + together[2:].translate(_MISREAD))):
        return f"PV-{whole[1][:4]}-{whole[1][4:]}"
    short = _SHORT.fullmatch(plain)
    return f"PV-{short[1]}-{short[2]}" if short and not (short[1] + short[2]).isdigit() else ""


def crime_reference_parts(typed: str) -> str:
    """A crime reference as it is looked up: its parts in capitals, a point between, no noughts before a number."""
    parts = _BETWEEN.split(_plain(typed))
    return ".".join(re.sub(r"^0+(?=\d)", "", part) for part in parts if part)


def _plain(typed: str) -> str:
    """Capitals and figures of one kind only: an Arabic-Indic figure is the figure that it means."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in folded)
