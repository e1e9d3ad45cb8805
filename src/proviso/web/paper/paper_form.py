"""The same questions as the pages ask, as an accessible PDF to write on where there is no signal (10.1).

It is made from the rows and the values that the pages are made from, and so has no question of its own but one: when
each was answered. What was written is recorded on the pages afterwards.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from django.utils.translation import gettext as _

from proviso.casework.acts.act import CaseAct
from proviso.casework.acts.case_rows import STARTING
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.acts.registry import ACT_BY_SLUG
from proviso.casework.reading.floors import HAPPENED
from proviso.casework.values.considerations import Views
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.value import Ask, Choice, Offered, Value, asked_fields
from proviso.record.canonical import Json
from proviso.web.design.birth_fields import ABOUT, BirthDateField
from proviso.web.design.coded_words import cited
from proviso.web.design.field_for import field_for
from proviso.web.design.fields import Asked, OneOf, SomeOf, WordsField, YesOrNo
from proviso.web.design.question_words import heard_elsewhere
from proviso.web.design.reader_language import language

TEMPLATE = "web/paper/paper_form.typ"

AFTERWARDS: tuple[CaseAct, ...] = (ACT_BY_SLUG["already-shared"], ACT_BY_SLUG["tell-after"])
"""What may have happened before there was a signal, though it is no question of the journey."""

ONLY_ONCE_ENTERED = frozenset({Views, ToldBefore})
"""What the pages take with no earlier time than that at which what would be shared was recorded: our safeguard."""

ONE_LINE = 75
"""How many characters of options stand beside one another; more, or any hint, takes a line each."""

BOXES = {"day": "Day", "month": "Month", "year": "Year", "time": "Time"}
"""The boxes of an answer that has several; which of two hours was meant is asked where it is entered."""

Data: TypeAlias = dict[str, Json]


def paper_form(*, at: datetime, marking: str, large: bool = False) -> bytes:
    """The form as PDF; `at` is its date, `marking` what it bears once somebody wrote on it, `large` is 18 point."""
    tag = {"en": "en-GB"}.get(language(), language())
    from proviso.typesetting.typeset import typeset

    return typeset(TEMPLATE, form_data(marking), at=at, language=tag, large=large)


def form_data(marking: str) -> Data:
    """Everything that the form says, in order."""
    sections: dict[str, list[Json]] = {_("Check whether you need to start a case"): [_task(STARTING)]}
    for question in QUESTIONS:
        sections.setdefault(_(question.section), []).append(_task(question))
    sections[_("Only if it has happened already")] = [_task(act) for act in AFTERWARDS]
    return {
        "title": _("Paper form for a place without signal"),
        "marking": marking,
        "number": _("Page {page} of {of}"),
        "tick": _("(tick all that apply)"),
        "rules": [
            _("Keep the person safe first. Leave empty what you do not know, and what is not needed."),
            _("If you do not already suspect that the person is an immigration offender, stop. Do not check."),
            _("What you write is for the file alone, unless the question says who will hear or read it."),
            _("Write the day and the time beside each answer, by the 24-hour clock, such as 14:30."),
            _("This paper holds what the record holds. Carry it, enter it and destroy it as your force says."),
        ],
        "sections": [{"title": title, "tasks": tasks} for title, tasks in sections.items()],
        "enter_heading": _("When there is a signal: how to enter it"),
        "enter": [
            _("Start a case, and answer the first questions as they are here. Write its reference on this paper."),
            _("Answer each question on its page. Its title is the same as here, and so is the order."),
            _("Where a page asks when something happened, enter the time that is written here, not the present one."),
            _("Where it asks no time, the record says when it was entered. If the time matters, say it in a reason."),
            _("If something was shared by telephone or otherwise, record it with “Record a disclosure already made”."),
            _("Tell your supervisor if anything was shared before the questions were answered."),
        ],
        "answered": _("When was this answered?"),
        "boxes": [_("Day"), _("Month"), _("Year"), _("Time")],
        "head": [_("Written by (staff number)"), _("Case reference, once there is one"), _("Entered by, and when")],
        "guidance": _("The guidance followed here is of April 2020; its review was due on 1 April 2022."),
    }


def _task(act: CaseAct) -> Data:
    """One page of the service: its title, what stands above it, and its questions."""
    return {
        "title": _("Start a case") if act is STARTING else _(act.title),
        "lead": _(act.lead) if act.lead else "",
        "note": note_of(act.value),
        "paragraphs": cited(act.paragraphs) if act.paragraphs else "",
        "fields": [
            _field(act.value, name, asked, field_for(asked, kind)) for name, asked, kind in asked_fields(act.value)
        ],
    }


def note_of(value: type[Value]) -> str:
    """What has to be known of the time of an answer, where the pages take not every earlier one."""
    if value in ONLY_ONCE_ENTERED:
        return _(
            "The pages take this only once what would be shared is recorded there, and with no earlier time (our "
            "safeguard). What you write here helps you to ask or tell them again then, before anything is shared."
        )
    return _("The page asks when it happened: enter that time, though it is past.") if value in HAPPENED else ""


def _field(value: type[Value], name: str, asked: Ask, field: Asked) -> Data:
    """One question: its words, when it is asked, and what there is to tick or to fill in."""
    options = _options(field)
    hints = [_(asked.hint)] if asked.hint else []
    if leaves := heard_elsewhere(field):
        hints.append(leaves)
    return {
        "name": name,
        "label": _("%(question)s (optional)") % {"question": _(asked.label)} if asked.optional else _(asked.label),
        "hint": ". ".join(hints),
        "when": _when(value, asked),
        "depth": _depth(value, asked),
        "options": [{"label": words, "hint": hint} for words, hint in options],
        "short": bool(options) and sum(len(words) + 5 * (1 + len(hint)) for words, hint in options) <= ONE_LINE,
        "many": isinstance(field, SomeOf),
        "boxes": [_(BOXES[part]) for part in getattr(field.widget, "parts", ()) if part in BOXES],
        "lines": 0 if not isinstance(field, WordsField) else 3 if asked.long else 1,
    }


def _options(field: Asked) -> list[tuple[str, str]]:
    """What can be ticked, each with its hint."""
    if isinstance(field, BirthDateField):
        return [(_(ABOUT), "")]
    if isinstance(field, YesOrNo):
        return [(_("Yes"), ""), (_("No"), "")]
    if not isinstance(field, OneOf):
        return []
    offered = [one for one in field.choices if one.offered is Offered.STILL]
    return [(_(one.label), _(one.hint) if one.hint else "") for one in offered]


def _when(value: type[Value], asked: Ask) -> str:
    """With which answers a question goes: “Only if you chose “Yes” above”; empty where it is always asked."""
    if asked.only_where is None:
        return ""
    parent, wanted = asked.only_where
    _name, about, kind = next(one for one in asked_fields(value) if one[0] == parent)
    chosen = _words(field_for(about, kind), wanted)
    options = _(" or ").join(f"“{words}”" for words in chosen)
    return _("Only if you chose %(options)s at “%(question)s”") % {"options": options, "question": _(about.label)}


def _words(parent: Asked, wanted: frozenset[object]) -> Sequence[str]:
    if isinstance(parent, YesOrNo):
        return [words for answer, words in ((True, _("Yes")), (False, _("No"))) if answer in wanted]
    return [_(one.label) for one in wanted_in_order(parent, wanted)]


def wanted_in_order(parent: Asked, wanted: frozenset[object]) -> Sequence[Choice]:
    """The options among `wanted` that are still offered, in the order of the page."""
    choices = parent.choices if isinstance(parent, OneOf) else ()
    return [one for one in choices if one in wanted and one.offered is Offered.STILL]


def _depth(value: type[Value], asked: Ask) -> int:
    """How many answers a question depends on, one above the other."""
    if asked.only_where is None:
        return 0
    parent = next(one for name, one, _kind in asked_fields(value) if name == asked.only_where[0])
    return 1 + _depth(value, parent)
