"""What is counted of the person: an age band and a language, as far as they are recorded, and nothing inferred."""

from dataclasses import replace
from datetime import date

import pytest

from proviso.casework.reading.counted_person import age_band, language_counted
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.person import Age, Person

from .examples import REACH

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("born", "age", "band"),
    [
        (BirthDate(2008, 11, 22), None, "under_18"),
        (BirthDate(2008, 11, 21), None, "18_24"),
        (BirthDate(2001, 11, 21), None, "25_39"),
        (BirthDate(1986), None, "adult"),
        (BirthDate(1980), None, "40_59"),
        (BirthDate(1901, 1, 1), None, "60_over"),
        (BirthDate(1990, about=True), None, "adult"),
        (BirthDate(2008), None, ""),
        (BirthDate(2008), Age.ADULT, "adult"),
        (BirthDate(1980), Age.DISPUTED, "disputed"),
        (None, Age.UNDER_18, "under_18"),
        (None, Age.ADULT, "adult"),
    ],
)
def test_an_age_band_is_what_is_known_on_the_day(born: BirthDate | None, age: Age | None, band: str) -> None:
    assert age_band(Person(date_of_birth=born, age=age), ON) == band


def test_where_nothing_is_recorded_there_is_no_band_and_no_language() -> None:
    assert (age_band(None, ON), language_counted(None)) == ("", "")
    assert age_band(Person(date_of_birth=BirthDate(1980)), None) == ""


@pytest.mark.parametrize(
    ("said", "counted"), [(" English ", "english"), ("welsh", "welsh"), ("Cymraeg", "welsh"), ("Tigrinya", "other")]
)
def test_a_language_is_english_welsh_or_another(said: str, counted: str) -> None:
    assert language_counted(replace(REACH, language=said)) == counted
