"""An answer that is one of a list which the force keeps, such as its people: a list in groups, to choose from.

Which ones are in it is for whoever makes the page to say, and whether the one that comes back may be it for the act.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from django.utils.translation import gettext as _
from markupsafe import Markup

from proviso.casework.values.value import Ask
from proviso.web.design.bound_question import BoundQuestion
from proviso.web.design.environment import component
from proviso.web.design.fields import WordsField

Groups: TypeAlias = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""The list: the name of each group with its members, each as (what is sent, words)."""


class FromList(WordsField):
    """One of a list in groups."""

    def __init__(self, asked: Ask, groups: Groups) -> None:
        super().__init__(asked)
        self.groups = groups


DRAWN = Markup('<div class="govuk-form-group{}">{}<select class="govuk-select{}" id="{}" name="{}"{}>{}</select></div>')


def select(
    question: BoundQuestion, groups: Groups, label: Mapping[str, object], common: Mapping[str, object]
) -> Markup:
    """The list as the makers' select, whose own component knows no groups."""
    place, wrong = question.auto_id, bool(question.message)
    described = [name for name in ("hint", "errorMessage") if name in common]
    ids = {"hint": f"{place}-hint", "errorMessage": f"{place}-error"}
    parts = {"hint": "hint", "errorMessage": "error-message"}
    above = [
        component("label")({**label, "for": place}),
        *(component(parts[name])({**as_options(common[name]), "id": ids[name]}) for name in described),
    ]
    about = Markup(' aria-describedby="{}"').format(" ".join(ids[name] for name in described)) if described else ""
    return DRAWN.format(
        " govuk-form-group--error" if wrong else "",
        Markup("").join(above),
        " govuk-select--error" if wrong else "",
        place,
        question.html_name,
        about,
        options(groups, str(question.value() or "")),
    )


def as_options(given: object) -> dict[str, object]:
    """The options of one of the makers' components."""
    assert isinstance(given, dict)  # noqa: S101  for the reader: `question_words.common` makes them
    return given


def options(groups: Groups, chosen: str) -> Markup:
    """The options of the list, in their groups; the first chooses nobody. What was chosen and is in the list no longer
    stands last, beside the error that says so."""
    one = Markup('<option value="{}"{}>{}</option>')
    selected = Markup(" selected")
    made = [one.format("", "", _("Choose from the list"))]
    for name, members in groups:
        inside = [one.format(sent, selected if sent == chosen else "", words) for sent, words in members]
        made.append(Markup('<optgroup label="{}">{}</optgroup>').format(name, Markup("").join(inside)))
    if chosen and not any(sent == chosen for _name, members in groups for sent, _words in members):
        made.append(one.format(chosen, selected, chosen))
    return Markup("").join(made)
