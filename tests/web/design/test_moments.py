"""Days, times and how pressing something is, in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from proviso.web.design.moments import day, iso, moment, span, to_the_second, urgency

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_days_and_moments_are_in_words_with_the_zone() -> None:
    assert day(date(2026, 12, 4)) == "4 December 2026"
    assert moment(datetime(2026, 12, 4, 15, 5, tzinfo=UTC)) == "4 December 2026 at 15:05 GMT"
    assert moment(datetime(2026, 7, 4, 23, 0, tzinfo=UTC)) == "5 July 2026 at 00:00 BST"
    assert day(datetime(2026, 7, 4, 23, 0, tzinfo=UTC)) == "5 July 2026"
    assert iso(NOON) == "2026-11-20T12:00:00+00:00"
    assert iso(date(2026, 12, 4)) == "2026-12-04"


def test_a_moment_to_the_second_has_its_zone_too() -> None:
    assert to_the_second(datetime(2026, 12, 4, 15, 5, 9, tzinfo=UTC)) == "4 December 2026, 15:05:09 GMT"
    assert to_the_second(datetime(2026, 7, 4, 23, 5, 9, tzinfo=UTC)) == "5 July 2026, 00:05:09 BST"


def test_the_two_hours_of_autumn_are_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment(first) == "25 October 2026 at 01:30 BST"
    assert moment(first + timedelta(hours=1)) == "25 October 2026 at 01:30 GMT"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        moment(NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("hours", "state", "says"),
    [
        (-49, "overdue", "Overdue by 2 days"),
        (-24, "overdue", "Overdue by 1 day"),
        (-5.5, "overdue", "Overdue by 5 hours"),
        (0, "overdue", "Overdue by 1 minute"),
        (3, "soon", "Due today at 15:00 GMT"),
        (13, "soon", "Due tomorrow at 01:00 GMT"),
        (24 * 9, "later", "Due 29 November 2026"),
    ],
)
def test_how_pressing_something_is(hours: float, state: str, says: str) -> None:
    found = urgency(NOON + timedelta(hours=hours), NOON)
    assert (found.state, found.says) == (state, says)


def test_a_span_is_in_its_largest_whole_unit() -> None:
    assert [span(timedelta(minutes=one)) for one in (0, 1, 59, 60, 24 * 60)] == [
        "1 minute", "1 minute", "59 minutes", "1 hour", "1 day",
    ]  # fmt: skip
