"""What our templates make words with from what is recorded as codes, in the language of the page."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from proviso.casework.reading import content_words, log_words
from proviso.casework.reading.content_words import Rows
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.shared_content import AdditionalContent, BasicContent, StatedPurpose
from proviso.casework.values.value import Choice
from proviso.casework.writing.access import USUAL


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


def cited(paragraphs: Sequence[str]) -> str:
    """Paragraphs as a list of them, each a number or an Act by its name: "Paragraph 6.1", "Paragraphs 5.1.2, 9.1"."""
    listed = ", ".join(one if one[:1].isdigit() else gettext(one) for one in paragraphs)
    return ngettext("Paragraph %(cited)s", "Paragraphs %(cited)s", len(paragraphs)) % {"cited": listed}


NO_PERSON = ("the server", "the outbox")
"""Whom an entry names that no person made, as it is recorded."""


def recorded_by(actor: str) -> str:
    """Who made an entry: a staff number as it is, and what is no person in words."""
    return gettext(actor) if actor in NO_PERSON else actor


def no_person_by(typed: str) -> str:
    """What is no person, by its words as a page shows them; empty where these are none."""
    return next((one for one in NO_PERSON if is_called(typed, one)), "")


def is_called(typed: str, words: str) -> bool:
    """Whether somebody typed what pages call `words`, in any language: addresses go from reader to reader."""
    return any(typed.casefold() == _said_in(language, words).casefold() for language, _name in settings.LANGUAGES)


def _said_in(language: str, words: str) -> str:
    with override(language):
        return gettext(words)


def opened_because(why: str) -> str:
    """Why somebody opened a case: as they typed it, or in words where it followed from whose case it was."""
    return gettext(why) if why in USUAL.values() else why


def noted(note: str) -> str:
    """What is to be known of a message before it is read; one that repeats something of the message stays as it is."""
    return gettext(note)


FILTERS = {
    "opened_because": opened_because,
    "recorded_by": recorded_by,
    "cited": cited,
    "content_rows": content_rows,
    "purpose_rows": purpose_rows,
    "named": named,
    "noted": noted,
    "why_shared": why_shared,
}
