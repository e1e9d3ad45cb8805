"""What a form reads: dates that exist, the hour that comes twice, the hour that never was, figures and words."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from proviso.casework import clock
from proviso.casework.values.value import Ask
from proviso.web.design.field_for import field_for
from proviso.web.design.fields import Asked, DayField, Moment, Number, OneOf, SomeOf, WordsField, YesOrNo
from tests.web.design.examples import Colour, Fruit

ASKED = Ask("When was it?", "Enter when it was")


@pytest.fixture(autouse=True, scope="module")
def _clock() -> Iterator[None]:
    with clock.driven(lambda: datetime(2026, 11, 22, tzinfo=UTC)):
        yield


def boxes(day: str = "", month: str = "", year: str = "", time: str = "", which: str = "") -> dict[str, str]:
    return {"day": day, "month": month, "year": year, "time": time, "which": which}


def refusal(field: Asked, typed: Any) -> tuple[str, str]:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.message), str(refused.value.code)


@pytest.mark.parametrize("month", ["3", "03", "Mar", "march", "MARCH", "Mar.", " 3.", "٣", "۳", "३", "３", "Ｍarch"])
def test_a_month_is_read_in_figures_or_by_name(month: str) -> None:
    assert DayField(ASKED).clean(boxes("27", month, "1991")) == date(1991, 3, 27)


@pytest.mark.parametrize("month", ["9", "09", "Sep", "Sept", "sept", "Sept.", "SEPT.", "September", "september,"])
def test_september_is_read_however_it_is_shortened(month: str) -> None:
    assert DayField(ASKED).clean(boxes("27", month, "1991")) == date(1991, 9, 27)


@pytest.mark.parametrize(
    "day",
    [
        *("27", "027", "27th", "27 th", "27TH", "27ᵗʰ", "the 27th", "27th of", "27.", "27,"),
        *("٢٧", "۲۷", "२७", "২৭", "੨੭", "２７"),
        *("\u200e27", "27\u200f", "\u206627\u2069", "27\u00a0"),
    ],
)
def test_a_day_is_read_as_people_write_it(day: str) -> None:
    assert DayField(ASKED).clean(boxes(day, "3", "1991")) == date(1991, 3, 27)


@pytest.mark.parametrize("year", ["1991", "1991.", "١٩٩١", "۱۹۹۱", "१९९१", "１９９１", "\u200f1991"])
def test_a_year_is_read_in_the_figures_of_any_script(year: str) -> None:
    assert DayField(ASKED).clean(boxes("1st", "January", year)) == date(1991, 1, 1)


def test_a_time_is_read_in_the_figures_of_any_script() -> None:
    typed = boxes("٥", "١", "٢٠٢٦", "١٤:٣٠")
    assert Moment(ASKED).clean(typed) == datetime(2026, 1, 5, 14, 30, tzinfo=UTC)


def test_empty_boxes_are_no_answer_and_never_an_error() -> None:
    assert DayField(ASKED).clean(boxes()) is None
    assert Moment(ASKED).clean(boxes(which="first")) is None


DAY = "When was it: enter the day in figures, from 1 to 31"
MONTH = "When was it: enter the month in figures, from 1 to 12, or by its name"
LATER = "is later than this can be; if you mean another year, enter it with four figures"


@pytest.mark.parametrize(
    ("typed", "says", "wrong"),
    [
        (boxes("27", "3", ""), "When was it: enter the year as well", "year"),
        (boxes("27", "", ""), "When was it: enter the month and the year as well", "month year"),
        (boxes("", "3", "1991"), "When was it: enter the day as well", "day"),
        (boxes("27", "3", "91"), f"When was it: 91 was read as 2091, and 27 March 2091 {LATER}", "year"),
        (boxes("1", "1", "’37"), f"When was it: 37 was read as 2037, and 1 January 2037 {LATER}", "year"),
        (boxes("27", "3", "٩٠"), f"When was it: 90 was read as 2090, and 27 March 2090 {LATER}", "year"),
        (boxes("29", "2", "25"), "When was it: February 2025 has 28 days; enter a day that exists", "day"),
        (boxes("27", "3", "190"), "When was it: enter the year with four figures", "year"),
        (boxes("27", "3", "19910"), "When was it: enter the year with four figures", "year"),
        (boxes("27", "3", "nineteen"), "When was it: enter the year with four figures", "year"),
        (boxes("31", "2", "2026"), "When was it: February 2026 has 28 days; enter a day that exists", "day"),
        (boxes("29", "2", "2025"), "When was it: February 2025 has 28 days; enter a day that exists", "day"),
        (boxes("31", "2", "2027"), "When was it: February 2027 has 28 days; enter a day that exists", "day"),
        (boxes("29", "2", "1900"), "When was it: February 1900 has 28 days; enter a day that exists", "day"),
        (boxes("31", "April", "1990"), "When was it: April 1990 has 30 days; enter a day that exists", "day"),
        (boxes("1", "Ma", "2026"), MONTH, "month"),
        (boxes("1", "Juli", "2026"), MONTH, "month"),
        (boxes("1", "13", "2026"), MONTH, "month"),
        (boxes("1", "0", "2026"), MONTH, "month"),
        (boxes("x", "1", "2026"), DAY, "day"),
        (boxes("0", "1", "2026"), DAY, "day"),
        (boxes("32", "1", "2026"), DAY, "day"),
        (boxes("-1", "1", "2026"), DAY, "day"),
        (boxes("1.5", "1", "2026"), DAY, "day"),
        (boxes("27/3/1991", "3", "1991"), DAY, "day"),
        (boxes("27", "27 March", "1991"), MONTH, "month"),
        (boxes("1", "1", "0000"), "When was it: enter a year that exists, such as 1991", "year"),
        (
            boxes("32", "13", "190"),
            f"{DAY}; {MONTH.removeprefix('When was it: ')}; enter the year with four figures",
            "day month year",
        ),
    ],
)
def test_a_date_that_cannot_be_says_what_is_wrong_and_in_which_box(
    typed: dict[str, str], says: str, wrong: str
) -> None:
    assert refusal(DayField(ASKED), typed) == (says, wrong)


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("14:30", 14, 30),
        ("1430", 14, 30),
        ("1430hrs", 14, 30),
        ("0905 Hrs.", 9, 5),
        ("14:30 hours", 14, 30),
        ("1430h", 14, 30),
        ("14.30", 14, 30),
        ("2:30pm", 14, 30),
        ("2.30 p.m.", 14, 30),
        ("2pm", 14, 0),
        ("12am", 0, 0),
        ("12:05 pm", 12, 5),
        ("00:00", 0, 0),
        ("9:05", 9, 5),
        ("905", 9, 5),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, hour: int, minute: int) -> None:
    assert Moment(ASKED).clean(boxes("5", "1", "2026", typed)) == datetime(2026, 1, 5, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ["25:00", "14:60", "14", "13pm", "0pm", "noonish", "14:30:00", "-1:00", "14 hrs", "2pm hrs", "2400hrs"]
)
def test_a_time_that_cannot_be_is_refused(typed: str) -> None:
    says = "When was it: enter a time that exists, such as 14:30"
    assert refusal(Moment(ASKED), boxes("5", "1", "2026", typed)) == (says, "time")


def test_a_date_without_its_time_is_refused_and_a_time_without_its_date() -> None:
    assert refusal(Moment(ASKED), boxes("5", "1", "2026")) == ("When was it: enter the time as well", "time")
    assert refusal(Moment(ASKED), boxes(time="14:30"))[1] == "day month year"


def test_the_hour_that_comes_twice_is_asked_about() -> None:
    says, wrong = refusal(Moment(ASKED), boxes("25", "10", "2026", "1:30"))
    assert says == "When was it: the clocks went back that night; choose the first or the second time"
    assert wrong == "which"
    first = Moment(ASKED).clean(boxes("25", "10", "2026", "1:30", "first"))
    second = Moment(ASKED).clean(boxes("25", "10", "2026", "1:30", "second"))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second
    assert second - first == timedelta(hours=1)
    assert Moment(ASKED).asks_which(boxes("25", "10", "2026", "1:30"))
    assert not Moment(ASKED).asks_which(boxes("25", "10", "2026", "2:30"))
    assert not Moment(ASKED).asks_which(boxes("31", "2", "2026", "1:30"))


def test_the_hour_that_never_was_is_refused() -> None:
    says = "When was it: the clocks went forward that night and this time did not happen"
    assert refusal(Moment(ASKED), boxes("29", "3", "2026", "1:30")) == (says, "time")
    assert Moment(ASKED).clean(boxes("29", "3", "2026", "2:00")) == datetime(2026, 3, 29, 1, tzinfo=UTC)


MINUTES = st.integers(0, 68 * 365 * 24 * 60)


@given(MINUTES.map(lambda minutes: datetime(1972, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)))
def test_every_minute_comes_back_as_it_was_shown(moment: datetime) -> None:
    assert Moment(ASKED).clean(Moment(ASKED).prepare_value(moment)) == moment


@given(st.dates(date(1000, 1, 1)))
def test_every_day_comes_back_as_it_was_shown(day: date) -> None:
    assert DayField(ASKED).clean(DayField(ASKED).prepare_value(day)) == day


def test_choices_are_members_in_the_order_of_their_list() -> None:
    assert OneOf(ASKED, Colour).clean("red") is Colour.RED
    assert OneOf(ASKED, Colour).clean("") is None
    assert SomeOf(ASKED, Fruit).clean(["pear", "apple"]) == (Fruit.APPLE, Fruit.PEAR)
    assert SomeOf(ASKED, Fruit).clean([]) == ()
    assert SomeOf(ASKED, Fruit).prepare_value((Fruit.PEAR,)) == ["pear"]
    assert [YesOrNo(ASKED).clean(one) for one in ("yes", "no", "")] == [True, False, None]
    assert [YesOrNo(ASKED).prepare_value(one) for one in (True, False, None)] == ["yes", "no", ""]


def test_an_option_that_was_never_offered_is_refused() -> None:
    assert refusal(OneOf(ASKED, Colour), "pink")[0] == "When was it: choose one of those shown"
    assert refusal(SomeOf(ASKED, Fruit), ["apple", "plum"])[0] == "When was it: choose one of those shown"
    assert refusal(YesOrNo(ASKED), "perhaps")[0] == "When was it: choose yes or no"


def test_words_keep_their_lines_and_numbers_their_figures() -> None:
    assert WordsField(ASKED).clean("one\r\ntwo\rthree") == "one\ntwo\nthree"
    assert WordsField(ASKED).clean(" \n ") is None
    assert refusal(WordsField(ASKED), "a\0b")[0] == "When was it: take out the character that cannot be shown"
    assert [Number(ASKED).clean(one) for one in ("1,200", " 7 ", "", "-3")] == [1200, 7, None, -3]
    for typed in ("seven", "1.5", "9" * 10, "٣"):
        assert refusal(Number(ASKED), typed)[0] == "When was it: enter a whole number, in figures"


def test_a_type_that_no_page_asks_for_is_refused() -> None:
    with pytest.raises(TypeError, match="no page asks for"):
        field_for(ASKED, float)
