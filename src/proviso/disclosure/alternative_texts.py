"""Which of several versions of the same text is shown, so that nothing that one of them says is lost. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """The text of one alternative, what it was sent as (“HTML”), and its size in bytes."""

    text: str
    sent_as: str
    size: int


@dataclass(frozen=True, slots=True)
class ChosenText:
    """What is shown, what says otherwise and is shown apart, and what says no more."""

    shown: Version
    otherwise: tuple[Version, ...]
    no_more: tuple[Version, ...]


def chosen(versions: Sequence[Version]) -> ChosenText:
    """The first version that no other goes beyond. At least one version.

    One goes beyond another where it says the same words in the same order, and others between them. Words count, not
    how they are set; what our reading marks as hidden or struck through counts as words.
    """
    words = [_words(one.text) for one in versions]
    shown: list[int] = []
    for number, these in enumerate(words):
        beyond = any(
            _within(these, those) and (len(these) < len(those) or other < number)
            for other, those in enumerate(words)
            if other != number
        )
        if not beyond:
            shown.append(number)
    rest = tuple(one for number, one in enumerate(versions) if number not in shown)
    return ChosenText(versions[shown[0]], tuple(versions[number] for number in shown[1:]), rest)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _within(these: list[str], those: list[str]) -> bool:
    """Whether the one list is in the other, in order."""
    rest = iter(those)
    return all(one in rest for one in these)
