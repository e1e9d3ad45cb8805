"""A reference is found however it is written, and never taken for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.casework.acts.start import LETTERS
from proviso.casework.reading.spelled_references import own_reference, spelled


@pytest.mark.parametrize(
    ("given", "named"),
    [
        *((one, True) for one in ("PV-E9MF-1GQT", "pv-e9mf-1gqt", "PV E9MF1GQT", "pv e9mf 1gqt", "PVE9MF1GQT")),
        *((one, True) for one in ("PV–E9MF–1GQT", "PV\u2011E9MF\u20111GQT", " PV-E9MF-1GQT.", "PV-E9MF-1GQT/17")),
        *(
            (one, True)
            for one in ("ＰＶ－Ｅ９ＭＦ－１ＧＱＴ", "\u2066PV-E9MF-1GQT\u2069", "PV-E9MF-IGQT", "pv-e9mf-lgqt")
        ),
        *((one, False) for one in ("e9mf 1gqt", "E9MF-1GQT", "E9MF1GQT", "e9mf_igqt", "E٩MF-١GQT")),
    ],
)
def test_our_own_reference_is_known_however_it_is_written(given: str, named: bool) -> None:
    assert own_reference(given) == ("PV-E9MF-1GQT", named)


@pytest.mark.parametrize(
    "given", ["", "PV", "PV-", "PV-E9MF", "E9MF-1GQ", "PV-E9MF-1GQTX", "PV-E9MF-1GQU", "47/12345/26", "E9MF-1GQT-PV"]
)
def test_what_is_no_reference_of_ours_is_not_taken_for_one(given: str) -> None:
    assert own_reference(given) == ("", False)


def test_an_o_is_a_nought_and_a_reference_may_itself_begin_with_pv() -> None:
    assert own_reference("PV-OOOO-ILIL") == ("PV-0000-1111", True)
    assert own_reference("PV12-3456") == ("PV-PV12-3456", False)
    assert own_reference("PV-PV12-3456") == ("PV-PV12-3456", True)


@given(st.text(LETTERS, min_size=8, max_size=8))
def test_every_reference_that_we_draw_is_known(drawn: str) -> None:
    reference = f"PV-{drawn[:4]}-{drawn[4:]}"
    assert own_reference(reference) == (reference, True)
    assert own_reference(reference.lower().replace("-", " ")) == (reference, True)


@pytest.mark.parametrize(
    "given",
    [
        "1/12345/26",
        "01/12345/26",
        "01 12345 26",
        "1-12345-26",
        " 1 / 12345 / 26 ",
        "01.12345.26",
        "١/١٢٣٤٥/٢٦",
        "1\u201112345\u201126",
    ],
)
def test_a_crime_reference_is_the_same_however_it_is_written(given: str) -> None:
    assert spelled(given) == "1/12345/26"


@pytest.mark.parametrize("given", ["NM-20040", "nm 20040", "NM20040", "nm/020040", "N M 20040"])
def test_letters_and_figures_are_groups_of_their_own(given: str) -> None:
    assert spelled(given) == "NM/20040"


@pytest.mark.parametrize(
    ("one", "other"), [("1/12345/26", "11/2345/26"), ("1/23", "12/3"), ("10/5", "1/05"), ("NM-4", "MN-4"), ("0/1", "1")]
)
def test_another_reference_is_another(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)
