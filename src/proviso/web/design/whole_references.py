"""References as a page shows them: on one line, where they fit on it. Broken at a hyphen or a stroke, one reads as two.

What is copied from the page is the reference as it is: no sign is put in it that nobody sees.
"""

import re

from markupsafe import Markup, escape

LONGEST = 20
"""How many signs stand on one line of the narrowest page (320 px) in any case; a longer one may be broken."""

OURS = re.compile(r"\b[A-Z]{2}(?:-[0-9A-Z]{4}){2,3}(?:/\d+)?\b")
"""A reference that we made: of a case, a package, a message, a sample, a reconciliation."""

WHOLE = Markup('<span class="proviso-whole">{}</span>')


def whole(reference: str) -> Markup:
    """One reference, ours or the force's own, kept on one line."""
    return WHOLE.format(reference) if len(reference) <= LONGEST else escape(reference)


def references_whole(words: str) -> Markup:
    """Words with each of our references in them kept on one line."""
    return Markup(OURS.sub(lambda found: whole(found[0]), escape(words)))  # noqa: S704  escaped before
