"""How a day, a moment and a date of birth are asked for: the boxes, and what stands beside them."""

from django.utils.translation import gettext as _
from markupsafe import Markup

from proviso.web.design.birth_fields import ABOUT
from proviso.web.design.bound_question import BoundQuestion
from proviso.web.design.environment import component
from proviso.web.design.fields import FIRST, SECOND, YES, Moment
from proviso.web.design.just_now import NOW, OTHER, WHEN
from proviso.web.design.question_words import EMPTY, Options, around, hint_of, label

# Browsers send what is spell-checked, or offer again what was typed before; neither may happen to personal data.
PRIVATE = EMPTY | {"spellcheck": "false", "autocomplete": "off"}


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
    if hint := hint_of(question):
        described.append(component("hint")({"id": f"{question.auto_id}-hint"} | hint))
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
            "attributes": EMPTY,
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
