"""Whether what was typed where somebody is asked why, what for or how is words at all. Our safeguard, for 5.5.

`accounts` and `casework` both ask why. It counts words in any script and knows no language: it judges neither length
nor sense, and an ordinary short answer passes. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import category, normalize

FEWEST = 3
"""A reason has at least so many different words."""

Words = tuple[str, ...]

_HAN_AND_KANA = re.compile("[\u3040-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd]")
_THAI_LAO_BURMESE_KHMER = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
UNSPACED = ((_HAN_AND_KANA, 3, 4), (_THAI_LAO_BURMESE_KHMER, 3, 8))
"""Scripts that put no space between words, and about how many words there are (the second) in so many signs (third)."""

SAYS_NOTHING = re.compile(r"\b(?:n\W?a|not applicable|as above|see above|no reason|no comment)\b")
"""What people type into a box that must not stay empty: no word of it counts, whatever stands around it."""

_ELSEWHERE = (
    "above", "case", "case file", "crime report", "email", "file", "incident log", "log", "logs", "niche", "note",
    "notebook", "notes", "pnb", "pocket notebook", "record", "records", "report", "statement",
)  # fmt: skip
_IN_WELSH = ("achos", "adroddiad", "cofnod", "datganiad", "ffeil", "log", "nodiadau", "nodyn", "uchod")
_POINTING = (
    (("as per", "per", "see", "refer to"), ("", "the", "my"), _ELSEWHERE),
    (("gweler", "fel"), ("", "y", "yr", "fy"), _IN_WELSH),
)
PASTED: frozenset[Words] = frozenset(
    tuple(f"{pointing} {the} {place}".split())
    for pointings, articles, places in _POINTING
    for pointing in pointings
    for the in articles
    for place in places
)
"""Words that are pasted where a reason belongs, and point elsewhere: none of them counts. Whoever reads the record has
that log as little as the person has."""

WHOLE: frozenset[Words] = frozenset(
    {tuple(said.split()) for said in (
        "none at all", "nothing at all", "nothing to add", "self explanatory", "this is the reason",
        "that is the reason", "this is my reason",
        "to be completed", "to be completed later", "to be confirmed", "to be added later",
        "to follow", "tba", "tbc", "tbd",
    )}
)  # fmt: skip
"""What says nothing where it is all that is said; in a sentence these are words like any others."""

READ = 600
"""How many signs of a text are read: the longest question and enough after it, however long the rest is."""

NO_WORDS = "bcdfghjlmnpqrtx"
"""Letters that are a word by themselves in no language that we know; the others are in some: I, a, y, w, z, k."""

KEYBOARD = "qwertyuiop asdfghjkl zxcvbnm qaz wsx edc rfv tgb yhn ujm abcdefghijklmnopqr"
"""Rows and columns of keys, and the alphabet up to where it would hold a name: Stu."""

_AGAIN = re.compile("(.{3,}?)\\1+")


def is_reason(given: str, question: Sequence[str] = (), hint: str = "") -> bool:
    """Whether this is at least three different words, and not those of the question: its label and its error.

    The words of a hint may be used; the hint itself is no answer.
    """
    words = _not_pasted(_words_that_count(given[:READ]))
    for asked in (*question, hint):
        words = _without(words, _words_asked(asked))
    return _enough(words) and not all(any(word in _words_asked(asked) for asked in question) for word in words)


def says_nothing(given: str) -> bool:
    """Whether nothing is left of what was typed but signs, “n/a” and the like, or words that point elsewhere."""
    if len(given) > READ:
        return False
    plain = SAYS_NOTHING.sub(" ", _plain(given))
    return not any(sign.isdigit() for sign in plain) and not _not_pasted(words_of(plain))


def words_of(plain: str) -> Words:
    """The runs of letters, in order, of a text that `_plain` made; figures are no words."""
    if plain.isascii():
        return tuple(_ASCII_WORD.findall(plain))
    return tuple("".join(sign if sign.isalpha() or _is_mark(sign) else " " for sign in plain).split())


def same_words(given: str) -> str:
    """A text as it is whatever way it is typed: without capitals, signs, marks or spaces. "" where nothing is left."""
    plain = _plain(given)
    if plain.isascii():
        return _NO_ASCII_WORD.sub("", plain)
    return "".join(sign for sign in plain if sign.isalnum() or _is_mark(sign))


_ASCII_WORD = re.compile("[a-z]+")
_NO_ASCII_WORD = re.compile("[^a-z0-9]+")
_APOSTROPHES = re.compile("['’ʼ]")
_FREE_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
"""Marks that go on any letter, or that readers of Hebrew and Arabic do without: none of them makes a word longer."""


def _plain(given: str) -> str:
    """In small letters, each spelled one way, without what cannot be seen."""
    if given.isascii():
        return given.lower().replace("'", "")
    folded = normalize("NFKD", normalize("NFKC", given).casefold())
    seen = _FREE_MARKS.sub("", _APOSTROPHES.sub("", folded))
    return "".join(_seen(seen))


def _is_mark(sign: str) -> bool:
    return sign >= "\u0900" and category(sign)[0] == "M"


def _seen(text: str) -> Iterator[str]:
    """What can be seen of it, without marks of other scripts: on a Latin or an Arabic letter they spell nothing."""
    carries = False
    for sign in text:
        if sign < "\u0080" or sign.isalpha():
            carries = sign >= "\u0900"
        elif (kind := category(sign)) == "Cf" or (kind[0] == "M" and not carries):
            continue
        yield sign


def _words_that_count(text: str) -> Words:
    """Its words without those that say nothing, and those drummed on the keyboard."""
    words = words_of(SAYS_NOTHING.sub(" ", _plain(text)))
    return tuple(word for word in words if not (word.isascii() and _is_drummed(word)))


_words_asked = lru_cache(maxsize=1024)(_words_that_count)
"""The words of a question. What counts in an answer alone counts in it: Welsh has the word “na”."""


def _not_pasted(words: Words) -> Words:
    """The words without those that point elsewhere, the longest of them first; but for “as per” they point where the
    answer begins with them: she can see the notes, too. Nothing, where what is left says nothing."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        points = words[at] == "as" or not kept
        long = points and next((many for many in range(_LONGEST, 0, -1) if words[at : at + many] in PASTED), 0)
        if not long:
            kept.append(words[at])
        at += long or 1
    return () if tuple(dict.fromkeys(kept)) in WHOLE else tuple(kept)


_LONGEST = max(map(len, PASTED))


def _without(words: Words, asked: Words) -> Words:
    """The words without the question, wherever it stands among them word for word; a short one may well be needed."""
    many = len(asked)
    if many < FEWEST or asked[0] not in words:
        return words
    for at in range(len(words) - many + 1):
        if words[at : at + many] == asked:
            return _without(words[:at] + words[at + many :], asked)
    return words


def _enough(words: Words) -> bool:
    """Whether these make three. One letter alone is a word in many languages, and counts beside two longer ones."""
    text, unspaced = " ".join(words), 0
    for script, many, signs in () if text.isascii() else UNSPACED:
        found = script.findall(text)
        unspaced += min(len(found) * many // signs, len(set(found)))
        text = script.sub(" ", text)
    spaced = {word for word in text.split() if not _is_drummed(word)}
    longer = sum(len(word) > 1 for word in spaced)
    return unspaced + (len(spaced) if longer >= FEWEST - 1 else longer) >= FEWEST


def _is_drummed(word: str) -> bool:
    """Whether it is a letter that is no word, one letter again and again, or keys that stand side by side, which may be
    struck again and again."""
    if again := _AGAIN.fullmatch(word):
        word = again[1]
    if len(set(word)) == 1:
        return len(word) > 1 or word in NO_WORDS
    along = word in KEYBOARD
    back = len(word) > FEWEST and word[::-1] in KEYBOARD
    return len(word) >= FEWEST and (along or back)
