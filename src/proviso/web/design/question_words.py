"""The words around a question: its label, its hint, who hears what is typed, and what is wrong with it.

A box whose words leave says so itself, in a line that stands out. Of those for the file alone the page says it once.
"""

from collections.abc import Iterable

from django.conf import settings
from django.forms import Field
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from proviso.casework.values.allegation import Allegation
from proviso.casework.values.value import (
    FOR_BOTH,
    FOR_THE_FILE,
    FOR_THE_PERSON,
    FOR_THE_RECIPIENT,
    HeardBy,
    question_of,
)
from proviso.web.design.birth_fields import BirthDateField
from proviso.web.design.bound_question import BoundQuestion, QuestionForm
from proviso.web.design.fields import WordsField
from proviso.web.design.from_list import FromList

Options = dict[str, object]
EMPTY = {"placeholder": " "}
"""By this print.css tells an empty box from one that something is typed into; it is neither seen nor heard."""


def common(question: BoundQuestion) -> Options:
    """What every component takes: the name, the hint and the error."""
    made: Options = {"name": question.html_name}
    if hint := hint_of(question):
        made["hint"] = hint
    if question.message:
        made["errorMessage"] = {"text": question.message, "visuallyHiddenText": _("Error")}
    return made


CRIME_REFERENCE = question_of(Allegation, "crime_reference")
"""It leaves with what is shared, so that the recipient can ask about it, where the force has approved that."""

HEARD_BY = {
    FOR_THE_FILE: "For the file alone",
    FOR_THE_PERSON: "The person will hear or read this, word for word",
    FOR_THE_RECIPIENT: "The Home Office will hear or read this, word for word",
    FOR_BOTH: "If it is shared, the person and the Home Office will hear or read it, word for word",
}
"""What a box says of who hears or reads what is typed into it."""

DATE_HEARD_BY_BOTH = "If it is shared, the person and the Home Office will hear or read it"
"""What a date of birth says of it, which is typed and is no word."""


def hint_of(question: BoundQuestion) -> Options:
    """The question's own hint and, for a box that words are typed into on a case, who will hear or read them."""
    hint = _(question.asked.hint) if question.asked.hint else ""
    if words := heard_elsewhere(question.field):
        leaves = Markup('<strong class="proviso-heard">{}</strong>').format(words)
        return {"html": Markup(" ").join([escape(hint), leaves]) if hint else leaves}
    if _heard_by(question.field) is None or _is_said_once(question.form):
        return {"text": hint} if hint else {}
    words = _(HEARD_BY[FOR_THE_FILE])
    return {"text": f"{hint}. {words}" if hint else words}


def heard_elsewhere(field: Field) -> str:
    """Who else hears or reads what is typed into a box; empty where it is for the file alone, or nothing is typed."""
    heard_by = _heard_by(field)
    if heard_by is None or heard_by == FOR_THE_FILE:
        return ""
    return _(DATE_HEARD_BY_BOTH) if isinstance(field, BirthDateField) else _(HEARD_BY[heard_by])


def said_once(forms: Iterable[QuestionForm], *, of_one: bool = False) -> str:
    """What a page says above its boxes of all whose words are for the file alone; empty where a single box is, which
    says so itself, unless it is to be said of one too."""
    heard = [by for form in forms for by in _all_heard_by(form)]
    if heard.count(FOR_THE_FILE) < (1 if of_one else 2):
        return ""
    if heard.count(FOR_THE_FILE) == len(heard):
        return _("What you type here is for the file alone.")
    return _("What you type here is for the file alone, unless its box says who will hear or read it.")


def _is_said_once(form: QuestionForm) -> bool:
    return form.said_above or bool(said_once([form]))


def _all_heard_by(form: QuestionForm) -> list[frozenset[HeardBy]]:
    """Who hears what is typed, of each box of words, and of a date of birth, that the form may show."""
    shown = (field for name, field in form.fields.items() if name not in form.known)
    return [by for field in shown if (by := _heard_by(field)) is not None]


def _heard_by(field: Field) -> frozenset[HeardBy] | None:
    if not isinstance(field, WordsField | BirthDateField) or isinstance(field, FromList):
        return None
    if field.asked is CRIME_REFERENCE and settings.PROVISO_CONTACT.crime_reference_in_packages:
        return FOR_THE_RECIPIENT
    return field.asked.heard_by


def label(question: BoundQuestion, heading: bool, size: str, block: str) -> Options:
    """The question's own words, and whether they are the page's heading."""
    words = _(question.asked.label)
    if question.asked.optional:
        words = _("%(question)s (optional)") % {"question": words}
    return {"text": words, "isPageHeading": heading, "classes": f"{block}--{size}" if size else ""}


def around(question: BoundQuestion, heading: bool, size: str) -> Options:
    """A fieldset whose legend is the question."""
    return common(question) | {"fieldset": {"legend": label(question, heading, size, "govuk-fieldset__legend")}}
