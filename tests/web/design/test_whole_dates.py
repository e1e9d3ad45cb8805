"""A whole date typed or pasted into one of its boxes: read as it is written here, and shown as it was read."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation

from proviso.casework.clock import LONDON
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.value import Ask, Value, ask
from proviso.web.design.birth_fields import BirthDateField
from proviso.web.design.fields import Asked, DayField, Moment
from proviso.web.design.forms import form_for
from proviso.web.design.just_now import HappenedAt

ASKED = Ask("When was it?", "Enter when it was")
FIELDS = (DayField, Moment, HappenedAt, BirthDateField)


class Painted(Value):
    """One date."""

    kind = "painted"

    on: date = ask("When was it?", "Enter when it was")


def sent(field: Asked, **boxes: str) -> dict[str, str]:
    """What came in, as the form hands it to the field."""
    typed: dict[str, str] = field.widget.value_from_datadict({f"q-{box}": text for box, text in boxes.items()}, {}, "q")
    return typed


def refusal(field: Asked, **boxes: str) -> tuple[str, str]:
    with pytest.raises(ValidationError) as refused:
        field.clean(sent(field, **boxes))
    return str(refused.value.message), str(refused.value.code)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "01/12/2026",
            "1/12/2026",
            "1.12.2026",
            "01-12-2026",
            "1 12 2026",
            "01 / 12 / 2026",
            "1–12–2026",
            "1 / 12. 2026",
        ),
        *(
            "1 December 2026",
            "1st December 2026",
            "1 Dec 2026",
            "1-DEC-2026",
            "December 1, 2026",
            "Dec. 1st 2026",
            "1 december, 2026",
            "the 1st of December 2026",
        ),
        *(
            "Tuesday 1 December 2026",
            "Tue, 1 Dec 2026",
            "TUES. 01/12/2026",
            "Tuesday the 1st of December 2026",
            "Tuesday, December 1, 2026",
        ),
        *("2026-12-01", "2026/12/1", "2026.12.01"),
        *(
            "٠١/١٢/٢٠٢٦",
            "۲۰۲۶-۱۲-۰۱",
            "०१/१२/२०२६",
            "\u200f٠١\u200f/١٢\u200f/٢٠٢٦",
            "０１／１２／２０２６",
            "1\u00a0December\u00a02026",
        ),
    ],
)
@pytest.mark.parametrize("box", ["day", "month", "year"])
def test_a_whole_date_in_one_box_is_that_date(typed: str, box: str) -> None:
    assert DayField(ASKED).clean(sent(DayField(ASKED), **{box: typed})) == date(2026, 12, 1)


def test_the_day_comes_first_and_never_the_month() -> None:
    assert DayField(ASKED).clean(sent(DayField(ASKED), day="03/04/2026")) == date(2026, 4, 3)
    month = "When was it: enter the month in figures, from 1 to 12, or by its name"
    assert refusal(DayField(ASKED), day="12/31/2026") == (month, "month")


def test_every_question_of_a_date_reads_it() -> None:
    for kind in (Moment, HappenedAt):
        field = kind(ASKED)
        there = datetime(2026, 12, 1, 14, 30, tzinfo=LONDON)
        assert field.clean(sent(field, day="2026-12-01", time="14:30", when="other")) == there
    born = BirthDateField(ASKED)
    assert born.clean(sent(born, day="27 April 1990")) == BirthDate(1990, 4, 27)


def test_a_month_by_its_welsh_name_is_read_on_a_welsh_page() -> None:
    with translation.override("cy"):
        assert DayField(ASKED).clean(sent(DayField(ASKED), day="1 Rhagfyr 2026")) == date(2026, 12, 1)
        assert DayField(ASKED).clean(sent(DayField(ASKED), day="Dydd Llun 30 Tachwedd 2026")) == date(2026, 11, 30)
        assert DayField(ASKED).clean(sent(DayField(ASKED), day="Mawrth 1 Mawrth 2022")) == date(2022, 3, 1)


@pytest.mark.parametrize(
    ("typed", "shown", "says", "wrong"),
    [
        (
            "1/12/90",
            {"day": "1", "month": "12", "year": "90"},
            "90 was read as 2090, and 1 December 2090 is later than this can be; if you mean another year, enter it "
            "with four figures",
            "year",
        ),
        ("1/12/202", {"day": "1", "month": "12", "year": "202"}, "enter the year with four figures", "year"),
        (
            "31 Feb 2026",
            {"day": "31", "month": "Feb", "year": "2026"},
            "February 2026 has 28 days; enter a day that exists",
            "day",
        ),
    ],
)
def test_one_that_cannot_be_is_shown_in_its_boxes_and_says_which_is_wrong(
    typed: str, shown: dict[str, str], says: str, wrong: str
) -> None:
    assert refusal(DayField(ASKED), day=typed) == (f"When was it: {says}", wrong)
    form = form_for(Painted)(QueryDict(f"on-day={typed}"))
    assert not form.is_valid()
    assert form.question("on").value() == shown


def test_the_page_shows_it_in_its_boxes_when_it_comes_back() -> None:
    form = form_for(Painted)(QueryDict("on-day=01/12/2026"))
    assert form.is_valid()
    assert form.value().on == date(2026, 12, 1)
    assert form.question("on").value() == {"day": "01", "month": "12", "year": "2026"}
    kept: Any = form_for(Painted)(typed=QueryDict("on-day=01/12/2026"))
    assert kept.question("on").value() == {"day": "01", "month": "12", "year": "2026"}


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Monday 1 December 2026",
            "Tuesday 32 December 2026",
            "about 1 December 2026",
            "1 or 2 December 2026",
            "next Monday please",
            "1 Foo 2026",
            "Foo 1, 2026",
            "December 2026 1",
        ),
        *("1/12", "1 12", "20261201", "2026-12-01T14:30", "1/12/2026/3"),
    ],
)
def test_what_is_no_whole_date_stays_as_typed_and_says_what_each_box_takes(typed: str) -> None:
    assert sent(DayField(ASKED), day=typed) == {"day": typed, "month": "", "year": ""}
    says = "When was it: enter the day in figures, from 1 to 31; enter the month and the year as well"
    assert refusal(DayField(ASKED), day=typed) == (says, "day month year")


def test_a_whole_date_beside_another_box_is_asked_about_and_stays() -> None:
    typed = {"day": "01/12/2026", "month": "12", "year": ""}
    assert sent(DayField(ASKED), **typed) == typed
    says = "When was it: enter the day in figures, from 1 to 31; enter the year as well"
    assert refusal(DayField(ASKED), **typed) == (says, "day year")


def test_a_birth_date_that_is_none_is_told_what_each_box_takes() -> None:
    day, year = "enter the day in figures, from 1 to 31", "enter the year; where it is not known, leave all of it empty"
    typed = "Monday 1 May 1990"
    assert refusal(BirthDateField(ASKED), day=typed) == (f"When was it: {day}; {year}", "day year")
