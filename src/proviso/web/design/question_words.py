"""The words around a question: its label, its hint, who hears what is typed, and what is wrong with it."""

from django.utils.translation import gettext as _

from proviso.casework.values.value import FOR_BOTH, FOR_THE_FILE, FOR_THE_PERSON, FOR_THE_RECIPIENT
from proviso.web.design.bound_question import BoundQuestion
from proviso.web.design.fields import WordsField
from proviso.web.design.from_list import FromList

Options = dict[str, object]


def common(question: BoundQuestion) -> Options:
    """What every component takes: the name, the hint and the error."""
    made: Options = {"name": question.html_name}
    if hint := hint_of(question):
        made["hint"] = {"text": hint}
    if question.message:
        made["errorMessage"] = {"text": question.message, "visuallyHiddenText": _("Error")}
    return made


HEARD_BY = {
    FOR_THE_FILE: "For the file alone",
    FOR_THE_PERSON: "The person will hear or read this, word for word",
    FOR_THE_RECIPIENT: "The Home Office will hear or read this, word for word",
    FOR_BOTH: "If it is shared, the person and the Home Office will hear or read it, word for word",
}
"""What a box says of who hears or reads what is typed into it."""


def hint_of(question: BoundQuestion) -> str:
    """The question's own hint and, for a box that words are typed into on a case, who will hear or read them."""
    asked = question.asked
    said = [_(asked.hint)] if asked.hint else []
    typed = isinstance(question.field, WordsField) and not isinstance(question.field, FromList)
    if typed and asked.heard_by is not None:
        said.append(_(HEARD_BY[asked.heard_by]))
    return ". ".join(said)


def label(question: BoundQuestion, heading: bool, size: str, block: str) -> Options:
    """The question's own words, and whether they are the page's heading."""
    words = _(question.asked.label)
    if question.asked.optional:
        words = _("%(question)s (optional)") % {"question": words}
    return {"text": words, "isPageHeading": heading, "classes": f"{block}--{size}" if size else ""}


def around(question: BoundQuestion, heading: bool, size: str) -> Options:
    """A fieldset whose legend is the question."""
    return common(question) | {"fieldset": {"legend": label(question, heading, size, "govuk-fieldset__legend")}}
