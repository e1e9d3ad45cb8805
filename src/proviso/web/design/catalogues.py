"""What is looked into for a sentence in the reader's language, without what holds none.

Django hangs an empty catalogue of plain English behind ours for each of its own applications, and asks all of them anew
for every sentence that a page says: a tenth of what a page cost.
"""

from gettext import GNUTranslations, NullTranslations

from django.conf import settings
from django.utils.translation import trans_real

HEAD = ""
"""Of every catalogue, what says who made it."""


def leave_out_empty() -> None:
    """Ask no catalogue that holds nothing. Done once in a process; whatever holds a sentence stays."""
    asked: NullTranslations = trans_real.translation(settings.LANGUAGE_CODE)
    while (after := _after(asked)) is not None:
        if _is_empty(after):
            asked.__dict__["_fallback"] = _after(after)
        else:
            asked = after


def _after(one: NullTranslations) -> NullTranslations | None:
    """The catalogue that is asked when this one has no answer."""
    after = one.__dict__["_fallback"]
    return after if isinstance(after, NullTranslations) else None


def _is_empty(one: NullTranslations) -> bool:
    return isinstance(one, GNUTranslations) and set(one.__dict__["_catalog"]) <= {HEAD}
