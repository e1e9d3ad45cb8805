"""Just now, or another time: what either means, that neither is chosen beforehand, and what comes back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from proviso.casework import clock
from proviso.casework.acts.registry import ACTS
from proviso.casework.values.notification import AttemptFailed
from proviso.casework.values.sharing import AlreadyShared
from proviso.casework.values.value import Ask, asked_fields
from proviso.web.design.forms import form_for
from proviso.web.design.just_now import HAPPENED_AT, HappenedAt, at_its_time

ASKED = Ask("When was it?", "Enter when it was")
AT = datetime(2026, 11, 22, 14, 30, 59, tzinfo=UTC)
MINUTE = AT.replace(second=0)
BOXES = {"when": "", "day": "", "month": "", "year": "", "time": "", "which": ""}
FILLED = BOXES | {"day": "22", "month": "11", "year": "2026", "time": "14:30"}


@pytest.fixture(autouse=True)
def _clock() -> object:
    with clock.driven(lambda: AT):
        yield


def test_just_now_is_the_minute_at_which_it_came_in() -> None:
    assert HappenedAt(ASKED).clean(BOXES | {"when": "now"}) == MINUTE
    assert HappenedAt(ASKED).clean(FILLED | {"when": "now", "year": "1999"}) == MINUTE


@pytest.mark.parametrize("when", ["other", ""])
def test_a_time_in_the_boxes_counts_chosen_or_not(when: str) -> None:
    assert HappenedAt(ASKED).clean(FILLED | {"when": when}) == MINUTE


def test_another_time_without_one_is_asked_for_at_its_boxes() -> None:
    with pytest.raises(ValidationError) as refused:
        HappenedAt(ASKED).clean(BOXES | {"when": "other"})
    assert (refused.value.message, refused.value.code) == ("Enter when it was", "day month year time")
    assert HappenedAt(Ask("When was it?", "", optional=True)).clean(BOXES | {"when": "other"}) is None
    assert HappenedAt(ASKED).clean(BOXES) is None


def test_neither_is_chosen_beforehand() -> None:
    html = form_for(AttemptFailed)().questions()
    assert html.index("Just now") < html.index("Another time")
    assert 'value="now" checked' not in html
    assert 'value="other" checked' not in html


def test_every_question_of_when_something_happened_offers_it() -> None:
    asking = [act.value for act in ACTS if HAPPENED_AT in {name for name, _, _ in asked_fields(act.value)}]
    assert len(asking) > 10
    assert AlreadyShared in asking
    for value in asking:
        assert isinstance(form_for(value)().fields[HAPPENED_AT], HappenedAt)


def test_just_now_that_could_not_be_recorded_comes_back_as_the_time_that_it_meant() -> None:
    form = form_for(AttemptFailed)({"happened_at-when": "now"})
    assert not form.is_valid()
    with clock.driven(lambda: AT):
        html = form.questions()
    assert 'value="other" checked' in html
    assert 'value="14:30"' in html


def test_just_now_kept_for_later_is_kept_as_its_time() -> None:
    kept = at_its_time(QueryDict("happened_at-when=now&told=yes&happened_at-day=1&other-when=other"))
    assert kept.dict() == {
        "happened_at-when": "other",
        "told": "yes",
        "happened_at-day": "22",
        "happened_at-month": "11",
        "happened_at-year": "2026",
        "happened_at-time": "14:30",
        "happened_at-which": "",
        "other-when": "other",
    }


def test_just_now_in_the_hour_that_comes_twice_keeps_which() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    with clock.driven(lambda: second):
        boxes = HappenedAt(ASKED).prepare_value(BOXES | {"when": "now"})
    assert HappenedAt(ASKED).clean(boxes) == second
    with clock.driven(lambda: second - timedelta(hours=1)):
        assert HappenedAt(ASKED).clean(BOXES | {"when": "now"}) == second - timedelta(hours=1)
