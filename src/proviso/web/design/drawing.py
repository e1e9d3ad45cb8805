"""How a question is drawn with the makers' components: radios, checkboxes, text, dates, and what an option reveals.

Without JavaScript what an option would reveal is simply shown. Labels, hints and limits are the value's own.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from proviso.casework.values.value import Choice, Offered
from proviso.web.design.alphabetical import place_of
from proviso.web.design.birth_fields import BirthDateField
from proviso.web.design.bound_question import BoundQuestion
from proviso.web.design.date_boxes import birth_date, date_boxes, happened, moment
from proviso.web.design.environment import component
from proviso.web.design.fields import (
    NO,
    YES,
    DayField,
    Moment,
    Number,
    OneOf,
    SomeOf,
    YesOrNo,
)
from proviso.web.design.from_list import FromList, select
from proviso.web.design.just_now import HappenedAt
from proviso.web.design.question_words import EMPTY, Options, around, common, label

ONE_LINE = 200
"""How many characters a box of one line may take; more would be out of sight."""


def draw(question: BoundQuestion, *, heading: bool = False, size: str = "m") -> Markup:
    """A question with all that depends on it. `size` is that of its label: "m", "s" on a page of
    several, or "" inside another question."""
    field = question.field
    size = "l" if heading else size
    if isinstance(field, SomeOf):
        drawn = component("checkboxes")(choices(question, heading, size, offered(question)))
    elif isinstance(field, OneOf | YesOrNo):
        drawn = component("radios")(choices(question, heading, size, offered(question)))
    elif isinstance(field, HappenedAt):
        drawn = happened(question, heading, size)
    elif isinstance(field, Moment):
        drawn = moment(question, heading, size)
    elif isinstance(field, BirthDateField):
        drawn = birth_date(question, heading, size)
    elif isinstance(field, DayField):
        drawn = component("date-input")(date_boxes(question) | around(question, heading, size))
    elif isinstance(field, FromList):
        drawn = select(question, field.groups, label(question, heading, size, "govuk-label"), common(question))
    else:
        drawn = text(question, heading, size)
    follows = [follow(question, where, together) for where, together in question.followed_by]
    return Markup("\n").join([drawn, *follows, *(stand_beside(question, one, size) for one in question.beside)])


def options_of(question: BoundQuestion) -> list[tuple[str, str, str, object]]:
    """The options as (value sent, label, hint, answer)."""
    if isinstance(question.field, OneOf):
        offered = [one for one in question.field.choices if one.offered is Offered.STILL]
        offered = [one for one in offered if one not in question.asked.without]
        if question.field.choices.by_name():
            offered[1:] = sorted(offered[1:], key=lambda one: place_of(_(one.label)))
        said = {one: question.form.said_of.get(one) or (_(one.hint) if one.hint else "") for one in offered}
        return [(one.value, _(one.label), said[one], one) for one in offered]
    return [(YES, _("Yes"), "", True), (NO, _("No"), "", False)]


def offered(question: BoundQuestion) -> list[tuple[str, str, str, object]]:
    """The options, those first that answer other questions too."""
    return [(one.code, _(one.words), "", None) for one in question.combined] + options_of(question)


def choices(
    question: BoundQuestion, heading: bool, size: str, options: Iterable[tuple[str, str, str, object]]
) -> Options:
    """Radio buttons or checkboxes, each with what it reveals."""
    revealed = question.revealed
    typed = question.value()
    chosen = typed if isinstance(typed, list) else [typed]
    items: list[Options] = []
    for sent, words, hint, answer in options:
        item: Options = {"value": sent, "text": words, "checked": sent in chosen}
        if hint:
            item["hint"] = {"text": hint}
        if answer in revealed:
            item["conditional"] = {"html": Markup("\n").join(draw(one, size="") for one in revealed[answer])}
        if isinstance(answer, Choice) and question.asked.exclusive == answer:
            # Between it and the others, wherever it stands; never first, or the error summary would lead to nothing.
            item["behaviour"] = "exclusive"
            items += [{"divider": _("or")}, item] if items else [item, {"divider": _("or")}]
        else:
            items.append(item)
    made = around(question, heading, size) | {"idPrefix": question.auto_id, "items": items}
    if isinstance(question.field, YesOrNo) and not (revealed or question.combined):
        made["classes"] = "govuk-radios--inline"
    return made


def text(question: BoundQuestion, heading: bool, size: str) -> Markup:
    """One line, or several with a count of what is left."""
    made = common(question) | {
        "id": question.auto_id,
        "label": label(question, heading, size, "govuk-label"),
        "value": unindented("" if question.value() is None else str(question.value())),
        "attributes": EMPTY,
    }
    if isinstance(question.field, Number):
        # Not `type=number`: it throws away what was typed when it is not a number, and turns with the mouse wheel.
        return component("input")(
            made
            | {"inputmode": "numeric", "classes": "govuk-input--width-5", "autocomplete": "off", "spellcheck": False}
        )
    if not question.asked.long and question.asked.most <= ONE_LINE:
        return component("input")(made | {"autocomplete": "off", "spellcheck": False})
    rows = 3 if question.asked.most <= 500 else 5
    return component("character-count")(
        made | {"maxlength": question.asked.most, "rows": rows, "autocomplete": "off", "spellcheck": False} | counted()
    )


def unindented(typed: str) -> Markup:
    """Text whose line ends the makers' macros do not see: they indent what is nested, typed text included.

    Browsers send a line end as two characters; were both shown again, one line would become two at each showing.
    """
    return Markup("&#10;").join(typed.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def counted() -> Options:
    """What the counter of characters says; the makers' script puts the number in the place of %{count}."""
    return {
        "textareaDescriptionText": _("You can enter up to %{count} characters"),
        "charactersUnderLimitText": plural(
            "You have %{count} character remaining", "You have %{count} characters remaining"
        ),
        "charactersAtLimitText": _("You have 0 characters remaining"),
        "charactersOverLimitText": plural(
            "You have %{count} character too many", "You have %{count} characters too many"
        ),
    }


def plural(one: str, other: str) -> dict[str, str]:
    """Both forms of a sentence that a script completes."""
    return {"one": ngettext(one, other, 1), "other": ngettext(one, other, 2)}


def follow(parent: BoundQuestion, where: frozenset[str], questions: Iterable[BoundQuestion]) -> Markup:
    """Questions that go with several options of another. Our script shows them when one of those is chosen."""
    return Markup(
        '<div class="proviso-follows" data-follows="{}" data-where="{}">'
        '<p class="govuk-body proviso-follows__when">{}:</p>{}</div>'
    ).format(
        parent.html_name,
        " ".join(sent for sent, _words, _hint, _answer in offered(parent) if sent in where),
        _("If you chose %(options)s") % {"options": named(parent, where)},
        Markup("\n").join(draw(one, size="") for one in questions),
    )


def stand_beside(other: BoundQuestion, question: BoundQuestion, size: str) -> Markup:
    """A question that an option of another answers too. Our script hides it when that option is chosen."""
    where = frozenset(one.code for one in other.combined if question.name in one.others)
    return Markup(
        '<div class="proviso-beside" data-follows="{}" data-unless="{}">'
        '<p class="govuk-body proviso-follows__when">{}:</p>{}</div>'
    ).format(
        other.html_name,
        " ".join(where),
        _("Unless you chose %(options)s") % {"options": named(other, where)},
        draw(question, size=size),
    )


def named(question: BoundQuestion, where: frozenset[str]) -> str:
    """Some of the options of a question, by their words."""
    return _(" or ").join(f"“{words}”" for sent, words, _hint, _answer in offered(question) if sent in where)
