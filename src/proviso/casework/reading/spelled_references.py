"""References however they are written: found with other spaces, signs, capitals, figures or zeros. Pure.

What was typed is kept as it was typed; only looking for it goes by this.
"""

import re
import unicodedata

from proviso.accounts.typed_figures import plain_figures

OWN = re.compile(r"(PV)?([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})")
"""Our own reference: Crockford's base 32, with or without what it begins with."""

MISTAKEN = str.maketrans("OIL", "011")
"""Letters that it does not have, and the figures for which they are taken."""

PLACE = re.compile(r"/\d+$")
"""A decision's place in its case, which the reference of a package has at its end."""

YEAR_LAST = re.compile(r"([^/]+/[0-9]{3,})/(20)?([0-9]{2})")
"""A crime reference that ends in its year, as 47/12345/26 does: a station or letters, a number of three figures or more
as it is written, the year with its century or without. No other last figures are taken for a year."""


def plain_signs(given: str) -> str:
    """What was typed, in capitals, with its figures as 0 to 9 and without what nobody sees."""
    return plain_figures(unicodedata.normalize("NFKC", given)).upper().strip()


def own_reference(given: str) -> tuple[str, bool]:
    """Our own reference as we write it, and whether it was named as one by its beginning; empty where it is none."""
    signs = re.sub(r"[\W_]", "", PLACE.sub("", plain_signs(given)))
    begins = "PV" if signs.startswith("PV") and len(signs) > len("PV-4K7Q") else ""
    found = OWN.fullmatch(begins + signs.removeprefix(begins).translate(MISTAKEN))
    return (f"PV-{found[2]}-{found[3]}", bool(found[1])) if found else ("", False)


def spelled(given: str) -> str:
    """A crime reference in one spelling: its groups of letters and of figures, these without zeros before them, and a
    year at its end without its century."""
    return _spelled(given, century="")


def with_whole_year(given: str) -> str:
    """The same, but with the century of a year at its end: as one that was typed so was spelled before."""
    return _spelled(given, century="20")


def _spelled(given: str, *, century: str) -> str:
    groups = re.findall(r"(?:[^\W\d_]\s*)+|\d+", plain_signs(given))
    written = "/".join("".join(one.split()) for one in groups)
    if ends := YEAR_LAST.fullmatch(written):
        written = f"{ends[1]}/{century}{ends[3]}"
    return "/".join(one.lstrip("0") or "0" if one.isdecimal() else one for one in written.split("/"))
