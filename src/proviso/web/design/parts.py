"""What our own components are given: an act's answer with its reasons, what happened, an answer in words.

Plain data; pages make it from the case and the assessment, `parts.jinja` shows it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext as _

from proviso.casework.reading.content_words import born_in_words
from proviso.casework.values.birth_date import BirthDate
from proviso.casework.values.value import Choice, Value, asked_fields
from proviso.web.design.isolating import Labelled
from proviso.web.design.moments import day, moment

SAME_WORDS = "The same officer wrote exactly this in another case (5.5)"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act is not allowed or not known yet: in words, with its paragraph and on what it rests, and where to
    answer what would allow it."""

    says: str
    paragraph: str = ""
    href: str = ""
    link: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PanelAct:
    """One act as the panel shows it; `answer` is the engine's, never the page's."""

    title: str
    answer: Literal["yes", "no", "unknown"]
    reasons: Sequence[Reason] = ()


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question and its answer in words, a line each; `remark` is what a reader has to know of how it was given."""

    question: str
    lines: tuple[str | Labelled, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a timeline: what was done, when (aware), by whom, and what was recorded."""

    title: str
    at: datetime
    by: str = ""
    answers: Sequence[AnswerRow] = ()


def answers_of(value: Value, repeated: Collection[str] = ()) -> list[AnswerRow]:
    """A value as questions and answers in words; a question without an answer is left out.

    `repeated` are the fields whose words the same officer wrote in another case.
    """
    given = [(asked.label, getattr(value, name), name in repeated) for name, asked, _kind in asked_fields(type(value))]
    return [
        AnswerRow(_(label), in_words(one), _(SAME_WORDS) if same else "")
        for label, one, same in given
        if one is not None and one != ()
    ]


def in_words(given: object) -> tuple[str, ...]:
    """One answer in words: labels for choices, yes or no, days and moments in London's time, text line by line."""
    if isinstance(given, tuple):
        return tuple(line for one in given for line in in_words(one))
    if isinstance(given, Choice):
        return (_(given.label),)
    if isinstance(given, bool):
        return (_("Yes") if given else _("No"),)
    if isinstance(given, datetime):
        return (moment(given),)
    if isinstance(given, date):
        return (day(given),)
    if isinstance(given, BirthDate):
        return (born_in_words(given, _),)
    return tuple(str(given).splitlines())
