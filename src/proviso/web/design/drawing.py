"""How a question is drawn with the makers' components: radios, checkboxes, text, dates, and what an option reveals.

Without JavaScript what an option would reveal is simply shown. Labels, hints and limits are the value's own.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from proviso.casework.values.value import FOR_BOTH, FOR_THE_FILE, FOR_THE_PERSON, FOR_THE_RECIPIENT, Choice, Offered
from proviso.web.design.birth_fields import ABOUT, BirthDateField
from proviso.web.design.bound_question import BoundQuestion
from proviso.web.design.environment import component
from proviso.web.design.fields import (
    FIRST,
    NO,
    SECOND,
    YES,
    DayField,
    Moment,
    Number,
    OneOf,
    SomeOf,
    WordsField,
    YesOrNo,
)
from proviso.web.design.just_now import NOW, OTHER, WHEN, HappenedAt

Options = dict[str, object]

ONE_LINE = 200
"""How many characters a box of one line may take; more would be out of sight."""

# Browsers send what is spell-checked, or offer again what was typed before; neither may happen to personal data.
PRIVATE = {"spellcheck": "false", "autocomplete": "off"}


def draw(question: BoundQuestion, *, heading: bool = False, size: str = "m") -> Markup:
    """A question with all that depends on it. `size` is that of its label: "m", "s" on a page of
    several, or "" inside another question."""
    field = question.field
    size = "l" if heading else size
    if isinstance(field, SomeOf):
        drawn = component("checkboxes")(choices(question, heading, size, options_of(question)))
    elif isinstance(field, OneOf | YesOrNo):
        drawn = component("radios")(choices(question, heading, size, options_of(question)))
    elif isinstance(field, HappenedAt):
        drawn = happened(question, heading, size)
    elif isinstance(field, Moment):
        drawn = moment(question, heading, size)
    elif isinstance(field, BirthDateField):
        drawn = birth_date(question, heading, size)
    elif isinstance(field, DayField):
        drawn = component("date-input")(date_boxes(question) | around(question, heading, size))
    else:
        drawn = text(question, heading, size)
    return Markup("\n").join([drawn, *(follow(question, one) for one in question.followed_by)])


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
    if isinstance(question.field, WordsField) and asked.heard_by is not None:
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


def options_of(question: BoundQuestion) -> list[tuple[str, str, str, object]]:
    """The options as (value sent, label, hint, answer)."""
    if isinstance(question.field, OneOf):
        offered = [one for one in question.field.choices if one.offered is Offered.STILL]
        return [(one.value, _(one.label), _(one.hint) if one.hint else "", one) for one in offered]
    return [(YES, _("Yes"), "", True), (NO, _("No"), "", False)]


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
    if isinstance(question.field, YesOrNo) and not revealed:
        made["classes"] = "govuk-radios--inline"
    return made


def text(question: BoundQuestion, heading: bool, size: str) -> Markup:
    """One line, or several with a count of what is left."""
    made = common(question) | {
        "id": question.auto_id,
        "label": label(question, heading, size, "govuk-label"),
        "value": unindented("" if question.value() is None else str(question.value())),
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


def date_boxes(question: BoundQuestion) -> Options:
    """The three boxes of a date."""
    labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    typed = question.value()
    wrong = question.wrong_boxes
    return {
        "id": question.auto_id,
        "namePrefix": question.html_name,
        "items": [
            {
                "name": box,
                "label": words,
                "value": typed[box],
                "classes": " ".join(
                    [
                        f"govuk-input--width-{4 if box == 'year' else 2}",
                        *(["govuk-input--error"] if box in wrong else []),
                    ]
                ),
                "attributes": PRIVATE,
            }
            for box, words in labels.items()
        ],
    }


def happened(question: BoundQuestion, heading: bool, size: str) -> Markup:
    """When something happened: just now, or another time, which reveals its boxes."""
    chosen = question.value()[WHEN]
    boxes = {
        "attributes": {"aria-label": _("The day and the time")},
        "html": Markup("\n").join(boxes_of_moment(question)),
    }
    options = ((NOW, _("Just now"), ""), (OTHER, _("Another time"), component("fieldset")(boxes)))
    items = [
        {"value": sent, "text": words, "checked": sent == chosen, "conditional": {"html": more} if more else None}
        for sent, words, more in options
    ]
    name = {"name": f"{question.html_name}-{WHEN}", "idPrefix": f"{question.auto_id}-{WHEN}", "items": items}
    return component("radios")(around(question, heading, size) | name)


def boxes_of_moment(question: BoundQuestion) -> list[Markup]:
    """The boxes of a date and a time and, where the hour came twice, which of the two."""
    parts = [component("date-input")(date_boxes(question)), time_box(question)]
    if isinstance(question.field, Moment) and question.field.asks_which(question.value()):
        parts.append(which_hour(question))
    return parts


def moment(question: BoundQuestion, heading: bool, size: str) -> Markup:
    """A date, a time and, where the hour came twice, which of the two: one group under one question."""
    return grouped(question, heading, size, boxes_of_moment(question))


def birth_date(question: BoundQuestion, heading: bool, size: str) -> Markup:
    """A date of birth, and whether it is about right: one group under one question."""
    return grouped(question, heading, size, [component("date-input")(date_boxes(question)), about_box(question)])


def about_box(question: BoundQuestion) -> Markup:
    """The box to tick where the date is not known exactly."""
    return component("checkboxes")(
        {
            "idPrefix": f"{question.auto_id}-about",
            "name": f"{question.html_name}-about",
            "classes": "govuk-checkboxes--small",
            "items": [{"value": YES, "text": _(ABOUT), "checked": bool(question.value()["about"])}],
        }
    )


def grouped(question: BoundQuestion, heading: bool, size: str, parts: list[Markup]) -> Markup:
    """The boxes of one answer under its question, with its hint and its error above them."""
    described = []
    if question.asked.hint:
        described.append(component("hint")({"id": f"{question.auto_id}-hint", "text": _(question.asked.hint)}))
    if question.message:
        options = {"id": f"{question.auto_id}-error", "text": question.message, "visuallyHiddenText": _("Error")}
        described.append(component("error-message")(options))
    ids = [f"{question.auto_id}-hint"] * bool(question.asked.hint) + [f"{question.auto_id}-error"] * bool(
        question.message
    )
    fieldset = {
        "legend": label(question, heading, size, "govuk-fieldset__legend"),
        "role": "group",
        "describedBy": " ".join(ids),
        "html": Markup("\n").join(described + parts),
    }
    group = "govuk-form-group govuk-form-group--error" if question.message else "govuk-form-group"
    return Markup('<div class="{}">{}</div>').format(group, component("fieldset")(fieldset))


def time_box(question: BoundQuestion) -> Markup:
    """The box for the time of day, by the 24-hour clock."""
    wrong = " govuk-input--error" if "time" in question.wrong_boxes else ""
    return component("input")(
        {
            "id": f"{question.auto_id}-time",
            "name": f"{question.html_name}-time",
            "value": question.value()["time"],
            "label": {"text": _("Time")},
            "hint": {"text": _("24-hour clock, for example 14:30")},
            "classes": f"govuk-input--width-5{wrong}",
            "autocomplete": "off",
            "spellcheck": False,
        }
    )


def which_hour(question: BoundQuestion) -> Markup:
    """Which of the two: the clocks went back, and the hour came twice."""
    chosen = question.value()["which"]
    options = (
        (FIRST, _("The first time, still summer time (BST)")),
        (SECOND, _("The second time, an hour later (GMT)")),
    )
    return component("radios")(
        {
            "idPrefix": f"{question.auto_id}-which",
            "name": f"{question.html_name}-which",
            "fieldset": {"legend": {"text": _("The clocks went back that night. Which time was it?")}},
            "items": [{"value": sent, "text": words, "checked": sent == chosen} for sent, words in options],
        }
    )


def follow(parent: BoundQuestion, question: BoundQuestion) -> Markup:
    """A question that goes with several options of another. Our script shows it when one of them is chosen."""
    _parent, wanted = question.asked.only_where or ("", frozenset())
    fitting = [(sent, words) for sent, words, _hint, answer in options_of(parent) if answer in wanted]
    when = _("If you chose %(options)s") % {"options": _(" or ").join(f"“{words}”" for _sent, words in fitting)}
    return Markup(
        '<div class="proviso-follows" data-follows="{}" data-where="{}">'
        '<p class="govuk-body proviso-follows__when">{}:</p>{}</div>'
    ).format(parent.html_name, " ".join(sent for sent, _words in fitting), when, draw(question, size=""))
