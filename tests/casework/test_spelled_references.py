"""A reference is understood however it is written, and what is none is not taken for one."""

import pytest

from proviso.casework.spelled_references import crime_reference_parts, own_reference


@pytest.mark.parametrize(
    "typed",
    [
        "PV-E9MF-1GQT", "pv-e9mf-1gqt", " PV E9MF 1GQT ", "PVE9MF1GQT", "pv/e9mf/1gqt", "E9MF-1GQT", "e9mf 1gqt",
        "PV–E9MF–1GQT", "E9MF–1GQT", "PV-E9MF-IGQT", "PV-E9MF-lgqt", "ＰＶ-Ｅ9ＭＦ-1ＧＱＴ", "PV.E9MF.1GQT",
    ],
)  # fmt: skip
def test_a_case_is_found_by_its_reference_however_it_is_written(typed: str) -> None:
    assert own_reference(typed) == "PV-E9MF-1GQT"


def test_letters_that_are_read_for_figures_are_understood() -> None:
    assert own_reference("PV-O1IL-9TZM") == "PV-0111-9TZM"
    assert own_reference("pv ٤K7Q 9TZM") == "PV-4K7Q-9TZM"


@pytest.mark.parametrize(
    "typed",
    [
        "", "PV", "PV-E9MF", "PV-E9MF-1GQ", "PV-E9MF-1GQTX", "E9MF1GQT", "1234-5678", "PV-UUUU-1GQT", "WES/0421/26",
        "PW-E9MF-1GQT", "PV/123456/26", "PV-E9MF-1GQT PV-E9MF-1GQT",
    ],
)  # fmt: skip
def test_what_is_no_case_reference_is_not_taken_for_one(typed: str) -> None:
    assert own_reference(typed) == ""


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("1/12345/26", "01 12345 26"),
        ("1/12345/26", "01/0012345/26"),
        ("WES/0421/26", "wes 421 26"),
        ("WES/0421/26", " WES-0421-26 "),
        ("WES/0421/26", "WES.0421.26"),
        ("WES/0421/26", "ＷＥＳ／٠٤٢١／26"),
        ("WES/0421/26", "W E S 0421/26"),
        ("WES/0421/26", "wes0421/26"),
        ("C/00/26", "c 0 26"),
    ],
)
def test_one_crime_reference_is_one_however_it_is_written(written: str, asked: str) -> None:
    assert crime_reference_parts(written) == crime_reference_parts(asked)


@pytest.mark.parametrize(
    ("one", "another"), [("1/12345/26", "11/2345/26"), ("1/1/26", "1/126"), ("WES/421/26", "WES/4210/26"), ("1", "")]
)
def test_different_crime_references_stay_different(one: str, another: str) -> None:
    assert crime_reference_parts(one) != crime_reference_parts(another)
