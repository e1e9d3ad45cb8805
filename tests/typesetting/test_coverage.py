"""Whether words can be printed is said while they are typed, and is what typesetting them would say."""

import random
import unicodedata
from collections.abc import Callable

import pytest

from proviso.typesetting import coverage
from proviso.typesetting.coverage import CannotBeShown, directing, named, not_shown, unseen

Set = Callable[..., bytes]

NAMES = (
    "Nguyễn Thị Hạnh",
    "Nguye\u0302\u0303n",
    "Ștefan Ţîrle",
    "محمد بن سلمان",
    "علی\u200cرضا",
    "ਪੰਜਾਬੀ",
    "श्रीक्षत्रिय",
    "নাজমুল হক",
    "ሰላም ኃይሉ",
    "王小明",
    "陳大文",
    "Οδυσσέας",
    "Володимир",
)


def is_set(leaflet: Set, words: str) -> bool:
    """Whether typesetting takes these words."""
    try:
        leaflet(words)
    except CannotBeShown:
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_can_be_typed_can_be_printed(leaflet: Set, name: str) -> None:
    assert not not_shown(name)
    assert is_set(leaflet, name)


@pytest.mark.parametrize("name", ["𠮷田", "김민준", "தமிழ்", "မောင်", "A \U0001f600", "tab\x07", "half \ud800"])
def test_a_name_that_no_page_shows_is_known_without_making_one(leaflet: Set, name: str) -> None:
    assert not_shown(name)
    assert not is_set(leaflet, name)


def test_every_character_of_every_font_is_set(leaflet: Set) -> None:
    every = sorted(set[int]().union(*coverage._fonts()))
    assert len(every) > 25_000
    assert is_set(leaflet, " ".join(chr(one) for one in every if not not_shown(chr(one))))


def test_nothing_is_taken_at_entry_that_typesetting_would_refuse(leaflet: Set) -> None:
    chosen = random.Random(8)
    every = [chr(one) for font in coverage._fonts() for one in font if not unseen(chr(one))]
    marks = [one for one in every if unicodedata.category(one).startswith("M")]
    words = ["".join((*chosen.choices(every, k=3), *chosen.choices(marks, k=2))) for _ in range(3_000)]
    taken = [one for one in words if not not_shown(one)]
    assert len(taken) > 100
    assert is_set(leaflet, "\n".join(taken))


def test_a_mark_of_another_script_is_not_printed_away() -> None:
    assert not_shown("a\u0abf") == ("a\u0abf",)


def test_what_changes_the_direction_is_found_and_what_only_joins_is_not() -> None:
    assert directing("turned \u202eround\u202c \u2068and") == ("\u202e", "\u202c", "\u2068")
    assert not directing("علی\u200cرضا \u200e")


def test_a_character_is_named_by_its_code_and_shown_where_it_can_be_seen() -> None:
    assert (named("𠮷"), named("\u202e")) == ("“𠮷” (U+20BB7)", "U+202E")
