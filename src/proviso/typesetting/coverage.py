"""Whether words can be printed, asked while somebody types: read from our fonts, without making a page.

It says of words what typesetting them would say; a test holds the two against each other.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from

FONTS = Path(__file__).resolve().parent / "fonts"

SCRIPTS = "Latin, Greek, Cyrillic, Arabic, Gurmukhi, Devanagari, Bengali, Ethiopic or Chinese"
"""The scripts that our fonts show, as a person is told of them."""

LINES = "\n\r\t"
TURNING = "\u202d\u202e"
"""They show what follows in another order than it was typed in, and are not seen themselves."""

DIRECTING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Every character that does nothing but change the direction of what stands beside it."""

JOINERS = "\u200c\u200d"
UNDRAWN = frozenset(LINES + "\u061c" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""What has no shape of its own: ends of lines, and marks that choose between two shapes or directions of a letter."""


class CannotBeShown(ValueError):
    """Something to be printed has characters that no font here shows, or that nobody could see: `characters`.

    Nothing was made; the words have to be written otherwise.
    """

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(
            f"This cannot be printed: {', '.join(map(named, characters))}. Write it in {SCRIPTS} "
            "characters, as in a passport, or leave it out."
        )
        self.characters = characters


def not_shown(words: str) -> tuple[str, ...]:
    """What of these words no font here shows, or nobody could see: each once, in order; empty where all can be printed.

    A letter and the marks on it are one: they are shown by one font or not at all.
    """
    return tuple(dict.fromkeys(one for one in _clusters(words) if not _is_shown(one)))


def directing(words: str) -> tuple[str, ...]:
    """The characters of these words that change the direction of writing, each once."""
    return tuple(dict.fromkeys(one for one in words if one in DIRECTING))


def unseen(character: str) -> bool:
    """Whether nobody could see a character, or no two programs agree on it: controls, halves, private and none."""
    if character in LINES:
        return False
    return character in TURNING or unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}


def named(character: str) -> str:
    """A character as it is told to a person: itself where it can be seen, and its code points."""
    points = " ".join(f"U+{ord(one):04X}" for one in character)
    return f"“{character}” ({points})" if character.isprintable() and not character.isspace() else points


def _clusters(words: str) -> Iterator[str]:
    """Words parted into letters with the marks that stand on them."""
    cluster = ""
    for one in words:
        if cluster and not (unicodedata.category(one).startswith("M") or one in JOINERS):
            yield cluster
            cluster = ""
        cluster += one
    if cluster:
        yield cluster


def _is_shown(cluster: str) -> bool:
    if any(map(unseen, cluster)):
        return False
    wanted = {ord(one) for one in cluster if one not in UNDRAWN}
    whole = {ord(one) for one in unicodedata.normalize("NFC", cluster) if one not in UNDRAWN}
    return any(wanted <= font or whole <= font for font in _fonts())


@cache
def _fonts() -> tuple[frozenset[int], ...]:
    """The characters that each of our fonts has a glyph for."""
    return tuple(frozenset(_characters(path.read_bytes())) for path in sorted(FONTS.glob("*-Regular.?tf")))


def _characters(font: bytes) -> Iterable[int]:
    """The code points of a font's table of characters: format 4, which each of ours has (OpenType, `cmap`)."""
    (tables,) = unpack_from(">H", font, 4)
    start = next(
        offset for tag, _sum, offset, _length in iter_unpack(">4sLLL", font[12 : 12 + 16 * tables]) if tag == b"cmap"
    )
    (many,) = unpack_from(">H", font, start + 2)
    found = iter_unpack(">HHL", font[start + 4 : start + 4 + 8 * many])
    at = start + next(offset for platform, encoding, offset in found if (platform, encoding) == (3, 1))
    (twice,) = unpack_from(">H", font, at + 6)
    ends = unpack_from(f">{twice // 2}H", font, at + 14)
    starts, deltas, offsets = (unpack_from(f">{twice // 2}H", font, at + 16 + twice * column) for column in (1, 2, 3))
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[place]:
                beyond = at + 16 + twice * 3 + 2 * place + offsets[place] + 2 * (code - first)
                (glyph,) = unpack_from(">H", font, beyond)
                glyph = glyph and glyph + deltas[place] & 0xFFFF
            else:
                glyph = code + deltas[place] & 0xFFFF
            if glyph:
                yield code
