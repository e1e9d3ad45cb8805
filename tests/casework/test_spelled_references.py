"""A reference is found however it is written, and never taken for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.casework.acts.start import LETTERS
from proviso.casework.reading.spelled_references import own_reference, spelled, with_whole_year


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


@pytest.mark.parametrize("given", ["1/12345/26", "1/12345/2026", "01 12345 2026", "1-12345-٢٠٢٦", "1/012345/2026"])
def test_a_year_at_the_end_is_the_same_with_its_century(given: str) -> None:
    assert (spelled(given), with_whole_year(given)) == ("1/12345/26", "1/12345/2026")


def test_a_year_before_2010_is_one_too() -> None:
    assert [spelled(one) for one in ("WES/0421/06", "WES/0421/2006")] == ["WES/421/6", "WES/421/6"]
    assert {with_whole_year(one) for one in ("WES/0421/06", "WES/0421/2006")} == {"WES/421/2006"}


@pytest.mark.parametrize(
    "given",
    [
        *("1/12345/1926", "1/12345/2126", "1/12345/20260", "1/12345/120", "1/12345/0026"),
        *("12345/2026", "NM-2026", "NM/26/2026", "1/NM/2026", "1/2/12345/2026", "2026", "12026", "1/12345/2026/1"),
    ],
)
def test_what_does_not_end_in_a_year_keeps_its_last_figures(given: str) -> None:
    assert spelled(given).endswith(given.rpartition("/")[2].rpartition("-")[2].lstrip("0"))
    assert with_whole_year(given) == spelled(given)
