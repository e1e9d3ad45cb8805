"""A year of two figures: of this century where something happened or is to come, and asked about in a date of birth."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from proviso.casework import clock
from proviso.casework.clock import LONDON
from proviso.casework.values.value import Value, ask
from proviso.web.design.birth_fields import BirthDateField
from proviso.web.design.fields import Asked, DayField, Moment
from proviso.web.design.forms import form_for
from proviso.web.design.just_now import HappenedAt
from proviso.web.record.record_filter import day_of

from .test_whole_dates import ASKED, sent

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.driven(lambda: datetime(2026, 11, 22, 14, 30, tzinfo=UTC)):
        yield


class Painted(Value):
    """When something happened."""

    kind = "painted"

    happened_at: datetime = ask("When was it?", "Enter when it was")


@pytest.mark.parametrize(
    "boxes",
    [
        {"day": "12", "month": "5", "year": "26"},
        {"day": "12", "month": "May", "year": "’26"},
        {"day": "١٢", "month": "٥", "year": "٢٦"},
        *({"day": whole} for whole in ("12/5/26", "12.05.26", "12-5-26", "12 May 26", "12th May '26", "١٢/٥/٢٦")),
    ],
)
@pytest.mark.parametrize("kind", [DayField, Moment, HappenedAt])
def test_it_is_of_this_century_and_stands_in_its_box_so(kind: type[Asked], boxes: dict[str, str]) -> None:
    field = kind(ASKED)
    typed = sent(field, **boxes, time="14:30", when="other")
    assert typed["year"] == "2026"
    read = field.clean(typed)
    assert read == (date(2026, 5, 12) if kind is DayField else datetime(2026, 5, 12, 14, 30, tzinfo=LONDON))


@pytest.mark.parametrize(
    ("kind", "year", "last"), [(HappenedAt, 2026, TODAY), (DayField, 2036, date(2036, 12, 31)), (Moment, 2036, None)]
)
def test_what_happened_is_no_later_than_today_and_what_is_planned_within_ten_years(
    kind: type[Asked], year: int, last: date | None
) -> None:
    last = last or date(year, 12, 31)
    boxes = {"day": f"{last.day}", "month": f"{last.month}", "year": f"{year % 100}", "time": "09:00", "when": "other"}
    assert sent(kind(ASKED), **boxes)["year"] == f"{year}"
    assert sent(kind(ASKED), **boxes | {"year": f"{year % 100 + 1}"})["year"] == f"{year % 100 + 1}"


@pytest.mark.parametrize("typed", [{"day": "23", "month": "11", "year": "26"}, {"day": "23/11/26"}])
def test_a_day_that_cannot_be_meant_is_said_as_it_was_read(typed: dict[str, str]) -> None:
    field = HappenedAt(ASKED)
    with pytest.raises(ValidationError) as refused:
        field.clean(sent(field, **typed, time="09:00", when="other"))
    assert refused.value.message == (
        "When was it: 26 was read as 2026, and 23 November 2026 is later than this can be; if you mean another year, "
        "enter it with four figures"
    )
    assert refused.value.code == "year"


def test_what_is_wrong_beside_it_is_said_and_nothing_of_the_year() -> None:
    field = HappenedAt(ASKED)
    for typed, says in (
        ({"day": "32", "month": "5"}, "enter the day in figures, from 1 to 31"),
        ({"day": "31", "month": "2"}, "February 2026 has 28 days; enter a day that exists"),
        ({"day": "12"}, "enter the month as well"),
    ):
        with pytest.raises(ValidationError) as refused:
            field.clean(sent(field, **typed, year="26", time="09:00", when="other"))
        assert refused.value.message == f"When was it: {says}"


def test_the_page_shows_the_year_as_it_was_read() -> None:
    form = form_for(Painted)(QueryDict("happened_at-when=other&happened_at-day=12/5/26&happened_at-time=25:00"))
    assert not form.is_valid()
    shown = form.question("happened_at").value()
    assert [shown[box] for box in ("day", "month", "year")] == ["12", "5", "2026"]


@pytest.mark.parametrize(("typed", "asked"), [("12/5/90", "90"), ("12/5/26", "26"), ("12 May ’05", "05")])
def test_in_a_date_of_birth_it_is_asked_about(typed: str, asked: str) -> None:
    field = BirthDateField(ASKED)
    assert sent(field, day=typed)["year"].endswith(asked)
    with pytest.raises(ValidationError) as refused:
        field.clean(sent(field, day=typed))
    assert refused.value.message == (
        f"When was it: did you mean 19{asked} or 20{asked}? Enter the year with four figures"
    )


def test_a_day_of_the_record_is_asked_for_so_too() -> None:
    assert day_of("27/11/26") == day_of("27 11 2026") == date(2026, 11, 27)
