"""The words for the person in each language, from one data file a language (3.3, 9.1).

A translation says which English each of its sentences translates, by a digest: when the English changes, the sentence
is stale, and so is the whole. Who may use a wording is `approving`'s to say. Nothing here guesses anybody's language.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from proviso.record.canonical import canonical

FILES = Path(__file__).resolve().parent / "languages"
SOURCE = "en"
NO_PROMISE = "no_promise"
"""The sentence without which there is no wording at all: nobody can promise what the Home Office will do (3.3)."""


class WordingRefused(ValueError):
    """A file of words that cannot be used; the message says which sentence is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language in which the person can be told. `direction` is "ltr" or "rtl"; `other_names` are exact too."""

    code: str
    name: str
    own_name: str
    direction: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words and their language: a BCP 47 code, or empty where nobody said which (what an officer typed)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """All sentences of one language, by their keys. `stale` are those whose English changed since, or that are missing.

    Raises WordingRefused where the sentence of 3.3 is missing, or a sentence asks for a value that English does not.
    """

    language: Language
    sentences: Mapping[str, str]
    english: Mapping[str, str]
    stale: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.sentences.get(NO_PROMISE, "").strip():
            raise WordingRefused(
                f"{self.language.name}: the sentence “{NO_PROMISE}” is missing. Without it nobody is told that no "
                "promise can be made (3.3), so none of this wording can be used or approved."
            )
        for key, text in self.sentences.items():
            if key not in self.english:
                raise WordingRefused(f"{self.language.name}: there is no English sentence “{key}”. Take it out.")
            if _values_in(text) != _values_in(self.english[key]):
                raise WordingRefused(f"{self.language.name}: “{key}” has other values in braces than its English.")

    def says(self, key: str, **values: str) -> Phrase:
        """One sentence; in English where this language has none. Raises KeyError for one that there is not."""
        if self.sentences.get(key):
            return Phrase(self.sentences[key].format(**values), self.language.code)
        return Phrase(self.english[key].format(**values), SOURCE)

    @property
    def digest(self) -> str:
        """What an approval is of: every sentence and the English it stands for, as 64 hexadecimal figures."""
        return sha256(canonical([dict(self.sentences), dict(self.english)])).hexdigest()


def _values_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def digest_of(english: str) -> str:
    """How a translation names the English that it translates: the first 12 hexadecimal figures of its SHA-256."""
    return sha256(english.encode()).hexdigest()[:12]


Kept = Mapping[str, Any]  # a file as TOML gives it; a test holds each file to its shape


def read(kept: Kept, code: str, english: Mapping[str, str] | None = None) -> Wording:
    """The wording that a file keeps; English itself where no `english` is given. Raises WordingRefused."""
    language = Language(code, kept["name"], kept["own_name"], kept["direction"], tuple(kept["also"]))
    sentences = {key: one["says"].strip() for key, one in kept["sentences"].items()}
    if english is None:
        return Wording(language, MappingProxyType(sentences), MappingProxyType(sentences))
    stale = tuple(key for key, text in english.items() if kept["sentences"].get(key, {}).get("of") != digest_of(text))
    return Wording(language, MappingProxyType(sentences), english, stale)


@cache
def wordings() -> Mapping[str, Wording]:
    """Every wording that there is, by its language's code, English first. Raises WordingRefused."""
    kept = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FILES.glob("*.toml"))}
    source = read(kept.pop(SOURCE), SOURCE)
    others = sorted(
        (read(one, code, source.sentences) for code, one in kept.items()), key=lambda one: one.language.name
    )
    return MappingProxyType({one.language.code: one for one in (source, *others)})


def language_named(typed: str) -> str:
    """The code of the language that somebody named, by its English or its own name and by nothing less exact; empty for
    any other name: then a person chooses."""
    wanted = " ".join(typed.split()).casefold()
    for code, wording in wordings().items():
        one = wording.language
        if wanted in {name.casefold() for name in (one.name, one.own_name, *one.other_names)}:
            return code
    return ""
