"""A date of birth with as much of it as is known: kept and read again, said, shared, and never taken for more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.casework.reading.content_words import born_in_figures, born_in_words, said
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.content import BasicField
from proviso.casework.values.shared_content import BasicContent
from proviso.record.canonical import Json

EVERY_SHAPE: tuple[tuple[BirthDate, Json, str, str], ...] = (
    (BirthDate(1990, 4, 27), "1990-04-27", "1990-04-27", "27 April 1990"),
    (BirthDate(1990, 4), {"year": 1990, "month": 4}, "1990-04", "April 1990"),
    (BirthDate(1990), {"year": 1990}, "1990", "1990"),
    (BirthDate(1990, about=True), {"year": 1990, "about": True}, "1990~", "about 1990"),
    (BirthDate(1990, 4, about=True), {"year": 1990, "month": 4, "about": True}, "1990-04~", "about April 1990"),
)


@pytest.mark.parametrize(("born", "kept", "code", "words"), EVERY_SHAPE)
def test_what_is_known_is_kept_and_said_as_known(born: BirthDate, kept: Json, code: str, words: str) -> None:
    assert born.as_json() == kept
    assert BirthDate.read(kept) == born
    assert born.code == code
    assert BirthDate.of_code(code) == born
    assert born_in_words(born) == words
    assert said(BasicContent(BasicField.DATE_OF_BIRTH, codes=(code,))) == words


@given(st.dates(), st.sampled_from(["day", "month", "year", "about"]))
def test_every_date_comes_back_from_its_code_and_its_json(day: date, known: str) -> None:
    born = {
        "day": BirthDate.on(day),
        "month": BirthDate(day.year, day.month),
        "year": BirthDate(day.year),
        "about": BirthDate(day.year, day.month, about=True),
    }[known]
    assert BirthDate.of_code(born.code) == BirthDate.read(born.as_json()) == born
    assert born.first <= day <= born.last


@pytest.mark.parametrize(
    "kept",
    [
        "1990", "1990-02-30", "", 1990, None, [1990], {}, {"month": 4}, {"year": 0}, {"year": 1990, "month": 13},
        {"year": "1990"}, {"year": 1990, "day": 4}, {"year": 1990, "about": "yes"}, {"year": 10000},
    ],
)  # fmt: skip
def test_what_is_no_date_of_birth_is_not_read_as_one(kept: Json) -> None:
    with pytest.raises(ValueError, match=r"."):
        BirthDate.read(kept)


@pytest.mark.parametrize("code", ["", "90", "1990-4", "1990-04-27-01", "1990-02-30", "19x0", "~", "1990~~", "٢٠٢٦-٠٤"])
def test_what_is_no_code_is_not_read_as_one(code: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        BirthDate.of_code(code)


def test_a_day_has_its_month_and_is_not_about_right() -> None:
    with pytest.raises(ValueError, match="needs its month"):
        BirthDate(1990, day=4)
    with pytest.raises(ValueError, match="not about right"):
        BirthDate(1990, 4, 27, about=True)


@pytest.mark.parametrize(
    ("born", "ages", "child"),
    [
        (BirthDate(2008, 11, 22), (18, 18), False),
        (BirthDate(2008, 11, 23), (17, 17), True),
        (BirthDate(2008), (17, 18), None),
        (BirthDate(2009), (16, 17), True),
        (BirthDate(2007), (18, 19), False),
        (BirthDate(2008, 11), (17, 18), None),
        (BirthDate(2008, 2), (18, 18), False),
        (BirthDate(2004, 2, 29), (22, 22), False),
        (BirthDate(2008, about=True), (12, 23), None),
        (BirthDate(1990, about=True), (30, 41), False),
        (BirthDate(2020, 1, about=True), (1, 11), True),
    ],
)
def test_an_age_that_the_date_leaves_open_is_not_known(
    born: BirthDate, ages: tuple[int, int], child: bool | None
) -> None:
    assert born.ages(date(2026, 11, 22)) == ages
    assert born.is_under(18, date(2026, 11, 22)) is child


@pytest.mark.parametrize(
    ("born", "figures"),
    [(BirthDate(1991, 3, 27), "27/3/1991"), (BirthDate(1991, 3), "3/1991"), (BirthDate(1991, about=True), "1991")],
)
def test_as_much_as_is_known_is_said_in_figures_too(born: BirthDate, figures: str) -> None:
    assert born_in_figures(born) == figures
