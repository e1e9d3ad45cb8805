"""Lists go by the alphabet of the reader's language."""

import pytest
from django.utils.translation import override

from proviso.web.design.alphabetical import WELSH, place_of


@pytest.mark.parametrize(
    ("words", "in_order"),
    [
        (["chwarae", "cyn", "da", "cas"], ["cas", "cyn", "chwarae", "da"]),
        (["llais", "lwc", "mab", "lan"], ["lan", "lwc", "llais", "mab"]),
        (["dydd", "ddoe", "dwyn", "e"], ["dwyn", "dydd", "ddoe", "e"]),
        (["thema", "tŷ", "tân", "ugain"], ["tân", "tŷ", "thema", "ugain"]),
        (["rhestr", "rygbi", "safbwynt"], ["rygbi", "rhestr", "safbwynt"]),
        (["ngwaith", "gwaith", "haul"], ["gwaith", "ngwaith", "haul"]),
        (["pholisi", "pwy", "ffordd", "fan", "gan"], ["fan", "ffordd", "gan", "pwy", "pholisi"]),
        (["Êl", "eb", "Ef"], ["eb", "Ef", "Êl"]),
    ],
)
def test_welsh_letters_of_two_signs_come_after_the_first_of_them(words: list[str], in_order: list[str]) -> None:
    with override("cy"):
        assert sorted(words, key=place_of) == in_order


def test_english_goes_by_its_own_letters() -> None:
    assert sorted(["thin", "tune", "chalk", "cut", "élan", "egg"], key=place_of) == [
        "chalk", "cut", "egg", "élan", "thin", "tune",
    ]  # fmt: skip


def test_every_letter_is_in_its_own_place() -> None:
    with override("cy"):
        assert sorted(WELSH, key=place_of) == WELSH
        assert len({place_of(letter) for letter in WELSH}) == len(WELSH)
