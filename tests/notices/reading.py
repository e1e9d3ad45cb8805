"""How hard English is to read: the Flesch–Kincaid grade (Kincaid and others, 1975), and the reading age that it gives.

grade = 0.39 words/sentences + 11.8 syllables/words − 15.59; the age is five years more.
"""

import re

_VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; at least one."""
    bare = word.lower()
    if bare.endswith("ed") and bare[-3:-2] not in "dt":
        bare = bare[:-2]
    elif bare.endswith("e") and not bare.endswith("le"):
        bare = bare[:-1]
    return max(1, len(_VOWELS.findall(bare)))


def reading_age(text: str) -> float:
    """The age at which most children read this, in years."""
    sentences = [one for one in re.split(r"[.!?:\n]+", text) if re.search(r"[A-Za-z]", one)]
    words = re.findall(r"[A-Za-z’']+", text)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5
