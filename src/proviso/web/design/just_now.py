"""When something happened: just now, which is the minute at which the answer came in, or another time, in boxes.

Neither is chosen beforehand. What was answered "just now" and could not be recorded comes back as the time that it
meant, so that it means the same when it is sent again.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from proviso.casework import clock
from proviso.casework.values.value import Ask
from proviso.web.design.combined_options import answers_meant
from proviso.web.design.fields import EventBoxes, Given, Moment, Parts

NOW, OTHER = "now", "other"
WHEN = "when"
HAPPENED_AT = "happened_at"
"""The field of a value that says when something happened."""


class HappenedAt(Moment):
    """A moment that has passed. A time in the boxes counts also where nobody chose that it is there."""

    def __init__(self, asked: Ask) -> None:
        super().__init__(asked)
        self.widget = EventBoxes(WHEN, "day", "month", "year", "time", "which", latest=self.latest)

    def latest(self) -> date:
        """Today: what is still to come has not happened."""
        return clock.today()

    def clean(self, value: Given) -> datetime | None:
        """The moment in UTC, or None where nothing was chosen and the boxes are empty."""
        if value[WHEN] == NOW:
            return this_minute()
        moment = super().clean(value)
        if moment is None and value[WHEN] and self.asked.missing:
            raise ValidationError(_(self.asked.missing), code="day month year time")
        return moment

    def boxes_of(self, typed: Given) -> tuple[str, ...]:
        """The boxes of another time where it is chosen, else the choice."""
        return ("day", "month", "year", "time") if typed[WHEN] == OTHER else (WHEN,)

    def prepare_value(self, value: Given) -> Parts:
        """What is chosen, and what stands in the boxes."""
        if isinstance(value, Mapping) and value[WHEN] == NOW:
            return self.prepare_value(this_minute())
        boxes = super().prepare_value(value)
        filled = any(boxes[box] for box in ("day", "month", "year", "time"))
        return {**boxes, WHEN: OTHER if filled else boxes.get(WHEN, "")}


def this_minute() -> datetime:
    """The present moment as a form says it: to the minute, in UTC."""
    return clock.now().astimezone(UTC).replace(second=0, microsecond=0)


def at_its_time(typed: QueryDict) -> QueryDict:
    """What was typed, each "just now" of it as the time that it is now: for whoever sends it again later."""
    told = typed.copy()
    for name, answer in answers_meant(typed).items():
        told[name] = answer
    asked = Moment(Ask("", ""))
    for name in [one for one in told if one.endswith(f"-{WHEN}") and told[one] == NOW]:
        told[name] = OTHER
        for box, words in asked.prepare_value(this_minute()).items():
            told[f"{name.removesuffix(WHEN)}{box}"] = words
    return told
