"""What our templates make words with from what is recorded as codes, in the language of the page."""

from collections.abc import Iterable

from django.utils.translation import gettext

from proviso.casework.reading import content_words, log_words
from proviso.casework.reading.content_words import Rows
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.value import Choice


def content_rows(content: Iterable[BasicContent | AdditionalContent]) -> Rows:
    """Each field by its name, and what it says."""
    return content_words.content_rows(content, gettext)


def purpose_rows(purposes: Iterable[StatedPurpose]) -> Rows:
    """Each purpose by its name, and what it is for in this case."""
    return content_words.purpose_rows(purposes, gettext)


def named(chosen: Choice | None, typed: str | None = None) -> str:
    """A choice in words: those that were typed where it is none of the list; empty where nothing is recorded."""
    return content_words.named(chosen, typed, gettext)


def why_shared(decided: SharingDecided) -> str:
    """Why something was decided to be shared, whole (10.1.4), a reason a line."""
    return "\n".join(log_words.reasons_shared(decided, gettext))


FILTERS = {"content_rows": content_rows, "purpose_rows": purpose_rows, "named": named, "why_shared": why_shared}
