"""What a date of birth's boxes take: as much as is known, in any writing; and what they ask back, at the right box."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.person import Person
from proviso.casework.values.value import question_of
from proviso.web.design.birth_fields import BirthDateField
from proviso.web.design.forms import form_for

FIELD = BirthDateField(question_of(Person, "date_of_birth"))


def boxes(day: str = "", month: str = "", year: str = "", about: str = "") -> dict[str, str]:
    return {"day": day, "month": month, "year": year, "about": about}


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        (boxes(), None),
        (boxes(year="1990"), BirthDate(1990)),
        (boxes(year="١٩٩٠"), BirthDate(1990)),
        (boxes(month="4", year="1990"), BirthDate(1990, 4)),
        (boxes(month="Apr.", year="1990"), BirthDate(1990, 4)),
        (boxes("27th", "Sept.", "1990"), BirthDate(1990, 9, 27)),
        (boxes("29", "2", "1992"), BirthDate(1992, 2, 29)),
        (boxes(year="1990", about="yes"), BirthDate(1990, about=True)),
        (boxes(month="april", year="1990", about="yes"), BirthDate(1990, 4, about=True)),
    ],
)
def test_what_is_known_is_read(typed: dict[str, str], born: BirthDate | None) -> None:
    assert FIELD.clean(typed) == born


TICK = "Date of birth: enter 1990 alone, and tick “About: it is not known exactly”"
YEAR = "Date of birth: enter the year; where it is not known, leave all of it empty"


@pytest.mark.parametrize(
    ("typed", "says", "wrong"),
    [
        (boxes(month="4"), YEAR, "year"),
        (boxes("27", "4"), YEAR, "year"),
        (boxes("27"), YEAR, "year"),
        (boxes(about="yes"), YEAR, "year"),
        (boxes("27", "", "1990"), "Date of birth: enter the month as well, or leave the day empty", "month"),
        (boxes(year="90"), "Date of birth: did you mean 1990 or 2090? Enter the year with four figures", "year"),
        (boxes(year="٩٠"), "Date of birth: did you mean 1990 or 2090? Enter the year with four figures", "year"),
        (boxes("31", "2", "1990"), "Date of birth: February 1990 has 28 days; enter a day that exists", "day"),
        (boxes("0", "2", "1990"), "Date of birth: enter the day in figures, from 1 to 31", "day"),
        (boxes("", "0", "1990"), "Date of birth: enter the month in figures, from 1 to 12, or by its name", "month"),
        (boxes("", "", "0"), "Date of birth: enter the year with four figures", "year"),
        (boxes(year="not known"), "Date of birth: enter the year with four figures", "year"),
        (
            boxes(year="circa 1990"),
            TICK,
            "year",
        ),
        (boxes(year="c.1990"), TICK, "year"),
        (boxes(year="1990?"), TICK, "year"),
        (boxes(year="1990s"), TICK, "year"),
        (
            boxes("1", "1", "1990", "yes"),
            "Date of birth: leave the day empty where it is not known exactly, or take the tick away",
            "day",
        ),
    ],
)
def test_what_cannot_be_read_is_asked_at_its_box(typed: dict[str, str], says: str, wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        FIELD.clean(typed)
    assert (str(refused.value.message), str(refused.value.code)) == (says, wrong)


@given(st.integers(1000, 9999), st.none() | st.integers(1, 12), st.none() | st.integers(1, 28), st.booleans())
def test_every_date_of_birth_comes_back_as_it_was_shown(
    year: int, month: int | None, day: int | None, about: bool
) -> None:
    born = BirthDate(year, month, day if month else None, about and not (month and day))
    assert FIELD.clean(FIELD.prepare_value(born)) == born


def test_the_tick_and_every_box_stay_as_they_were_typed() -> None:
    typed: dict[str, Any] = {f"date_of_birth-{box}": one for box, one in boxes("1", "x", "90", "yes").items()}
    drawn = str(form_for(Person)(typed | {"age": "adult"}, seq=1).questions())
    for shown in ('value="x"', 'value="90"', 'name="date_of_birth-about" type="checkbox" value="yes" checked'):
        assert shown in drawn, shown


@pytest.mark.parametrize(
    "typed", [{"month": "13", "year": "1990"}, {"month": "5"}, {"year": "91"}, {"day": "32", "month": "1"}], ids=str
)
def test_a_date_that_cannot_be_read_is_not_called_missing(typed: dict[str, str]) -> None:
    form = form_for(Person)({f"date_of_birth-{box}": words for box, words in typed.items()})
    assert not form.is_valid()
    assert list(form.errors) == ["date_of_birth"]


def test_the_age_is_asked_for_where_nothing_of_a_date_was_given() -> None:
    form = form_for(Person)({"name": "Imaginary Shearwater"})
    assert not form.is_valid()
    assert list(form.errors) == ["age"]
