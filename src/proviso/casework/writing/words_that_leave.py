"""What is typed to be heard or read outside is checked while it is typed, not at the last button (5.5, 9.1).

What nobody could print would stop the package or the letter, and what turns the direction of writing would show other
words than were typed. What the file alone has may hold anything.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from proviso.casework.values.person import Person
from proviso.casework.values.value import Ask, Refusal, Value, ValueRefused, asked_fields
from proviso.typesetting.coverage import directing, named, not_shown


def reject_unprintable(value: Value) -> None:
    """Raise ValueRefused where words that somebody outside is to hear or read cannot be printed as they were typed."""
    refusals = [*_refusals(value)]
    if refusals:
        raise ValueRefused(refusals)


MARKS = "\u200e\u200f\u061c"
"""Marks that nobody sees and that change the direction of a sign beside them: a name needs none, and is compared."""


def _refusals(value: Value) -> Iterator[Refusal]:
    for name, asked, kind in asked_fields(type(value)):
        words = getattr(value, name)
        if kind is str and words and asked.heard_by and (says := _wrong_with(asked, words, _turning(value, words))):
            yield Refusal(name, words, "words that can be printed", says)


def _turning(value: Value, words: str) -> tuple[str, ...]:
    """What turns the direction of writing; in a name, marks too."""
    marks = (one for one in MARKS if isinstance(value, Person) and one in words)
    return (*directing(words), *marks)


def _wrong_with(asked: Ask, words: str, turning: tuple[str, ...]) -> str:
    """What is wrong with the words, and what to do; empty where nothing is."""
    what = _(asked.label).removesuffix("?")
    if turning:
        return _(
            "%(what)s: take out %(signs)s. It cannot be seen and turns the direction of writing, so "
            "that another reader would see other words"
        ) % {"what": what, "signs": _all(turning)}
    if hidden := not_shown(words):
        return _("%(what)s: our fonts cannot print %(signs)s. Write it in Latin letters, or leave it out") % {
            "what": what,
            "signs": _all(hidden),
        }
    return ""


def _all(characters: tuple[str, ...]) -> str:
    return ", ".join(map(named, characters))
