"""Words for the person as they are written down: what officers wrote *about* them is left out (9.1).

Such words are in the third person and in English. They are said by the officer or an interpreter; on paper, or on a
page that is turned to them, stand only words *to* them, which the officer types in the letter's language, or none.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from proviso.notices.wording import SOURCE, Language, Phrase
from proviso.notices.words import FieldLine, Words

SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "pa": "GURMUKHI"}
"""How Unicode names the letters of a language that is not written in Latin ones."""

SAYING_YOU = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)
"""What words to somebody in English have in them, and no words in another of our languages do."""

SHORTEST = 3
"""How many words of the officer's own in a row are known again."""


class NotToThem(ValueError):
    """Words that are not to the person, or not in the letter's language; the message says why and what to do."""


def own_words(all_words: Iterable[Words]) -> tuple[str, ...]:
    """What officers wrote about the person of what there is to tell, each once, in order."""
    lines = (line for words in all_words for line in (*words.what, *words.why))
    return tuple(dict.fromkeys(one.text for line in lines for one in line.own))


def written(all_words: Sequence[Words], to_them: str = "") -> tuple[Words, ...]:
    """The words without what officers wrote about the person, and with what they say to them, in the same language."""
    said = tuple(Phrase(line, all_words[-1].wording.language.code) for line in to_them.splitlines() if line.strip())
    *before, last = map(_without_own, all_words)
    return (*before, replace(last, to_them=said))


def _without_own(words: Words) -> Words:
    ask = words.wording.says("own_words")
    what, why = (tuple(_left(line, ask) for line in lines) for lines in (words.what, words.why))
    return replace(words, what=what, why=why)


def _left(line: FieldLine, ask: Phrase) -> FieldLine:
    """What is left of a line on paper, with `ask` in the place of what is left out."""
    return FieldLine(line.label, (*(one for one in line.words if one not in line.own), ask)) if line.own else line


def require_to_them(to_them: str, language: Language, about_them: Iterable[str]) -> None:
    """Raise NotToThem for words that are not to the person in this language: those on record, or those in English."""
    if not to_them.strip():
        return
    if any(_holds(to_them, one) for one in about_them):
        raise NotToThem(
            _(
                "These are the words that are on record, which are about them. Say it to them: “you”, "
                "not “she”, “he” or “the victim”."
            )
        )
    if language.code == SOURCE:
        if not SAYING_YOU.search(to_them):
            raise NotToThem(_("Say it to them: “you told us”, not “she told us” or “the victim told us”."))
    elif not _is_in(to_them, language):
        raise NotToThem(
            _(
                "The letter is in %(language)s. Have the interpreter or translator put these words into "
                "that language, or leave this empty: then the letter says that an interpreter can say "
                "them."
            )
            % {"language": _(language.name)}
        )


def _is_in(words: str, language: Language) -> bool:
    """Whether words can be in a language: in its letters, and not in English."""
    letters = [unicodedata.name(one, "") for one in words if one.isalpha()]
    script = SCRIPTS.get(language.code, "LATIN")
    return sum(name.startswith(script) for name in letters) * 2 > len(letters) and not SAYING_YOU.search(words)


def _holds(words: str, about_them: str) -> bool:
    """Whether some words have others in them, so far as that can be seen: three in a row, however spaced or written."""
    wanted, given = _plain(about_them), _plain(words)
    several = [wanted[place : place + SHORTEST + 2] for place in range(max(1, len(wanted) - SHORTEST - 1))]
    return len(wanted) >= SHORTEST and any(_follows(one, given) for one in several)


def _follows(wanted: list[str], given: list[str]) -> bool:
    return any(given[place : place + len(wanted)] == wanted for place in range(len(given)))


def _plain(words: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", words).casefold())
