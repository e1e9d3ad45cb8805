"""A language that is English between marks: what goes through gettext is seen to, and what does not stands bare."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override, trans_real

from scripts.catalogue import one_of
from scripts.catalogue_words import AFTER_THE_CONTEXT

BEGIN, END = "⟦", "⟧"


class Marks:
    """What stands in the place of a catalogue: it marks what the catalogue has, and keeps what it has not."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.unknown: set[str] = set()

    def gettext(self, message: str) -> str:
        """The message between marks; bare, where no catalogue could have it."""
        if message in self.known:
            return f"{BEGIN}{message.rpartition(AFTER_THE_CONTEXT)[2]}{END}"
        self.unknown.add(message)
        return message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of a number, between marks."""
        return self.gettext(singular).replace(singular, singular if number == 1 else plural)

    def to_language(self) -> str:
        """The language in whose place it stands."""
        return "cy"


@cache
def messages() -> set[str]:
    """Every message of the catalogue; those with a plural by the words of one."""
    with open(settings.LOCALE_PATHS[0] / "cy/LC_MESSAGES/django.po", "rb") as file:
        return {one_of(one) for one in read_po(file) if one.id}


@contextmanager
def marked() -> Iterator[Marks]:
    """Welsh is the marked language while this lasts."""
    marks = Marks(messages())
    before = trans_real.__dict__["_translations"].get("cy")
    trans_real.__dict__["_translations"]["cy"] = marks
    try:
        with override("cy"):
            yield marks
    finally:
        del trans_real.__dict__["_translations"]["cy"]
        if before is not None:
            trans_real.__dict__["_translations"]["cy"] = before


INNERMOST = re.compile(f"{BEGIN}[^{BEGIN}{END}]*{END}")


def bare(text: str) -> list[str]:
    """The pieces of a text that stand outside all marks."""
    while INNERMOST.search(text):
        text = INNERMOST.sub("\0", text)
    return [piece.strip() for piece in text.split("\0") if re.search(r"[^\W\d_]", piece)]
