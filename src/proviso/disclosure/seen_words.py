"""What of some words can be seen: a package says what somebody read and decided, and nothing that nobody could see.

Marks that only choose a direction, join lines or hold places come with what is pasted from telephones and pages. They
are left out; the letters stay as they were typed.
"""

import re

UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff]")
"""What has no shape and joins no letters. Two that do join them stay: Persian and Hindi are not right without."""

LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")

BLANK = "\u115f\u1160\u200c\u200d\u2800\u3164\uffa0"
"""What has a place on a page and nothing to see in it, besides what counts as space."""


def seen(words: str) -> str:
    """The words without what nobody could see and without space around them, each end of a line spelt one way. Empty
    where nothing can be seen."""
    shown = LINE_ENDS.sub("\n", UNSEEN.sub("", words)).strip()
    return shown if shown.translate(dict.fromkeys(map(ord, BLANK))).strip() else ""
