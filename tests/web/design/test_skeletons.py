"""Components drawn once for each shape: a page shows what the makers' macros draw, and retains none of it."""

from collections.abc import Mapping
from typing import Any

import pytest
from markupsafe import Markup

from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.values.value import Value
from proviso.web.design import date_boxes, drawing, from_list
from proviso.web.design.environment import component, macro
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.design.skeletons import skeletal
from tests.casework.examples import ANSWERS
from tests.web.design.test_fixtures import seen
from tests.web.in_process import retained

CANARY = "Kanarie"


def forms() -> dict[str, ValueForm[Any]]:
    """The form of every question: empty, refused for being empty, and with each answer of a plain case."""
    empty = {f"{one.slug}, empty": form_for(one.value)(seq=1) for one in QUESTIONS}
    refused = {f"{one.slug}, refused": form_for(one.value)({}, seq=1) for one in QUESTIONS}
    answered = {f"{type(one).__name__}, answered": answered_form(one) for one in ANSWERS}
    return empty | refused | answered


def answered_form(value: Value) -> ValueForm[Any]:
    made: ValueForm[Any] = form_for(type(value))(answered=value, seq=1)
    return made


FORMS = forms()


@pytest.mark.parametrize("name", FORMS)
def test_a_question_is_drawn_as_the_makers_macros_draw_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once = seen(FORMS[name].questions())
    again = seen(FORMS[name].questions())
    for module in (drawing, date_boxes, from_list):
        monkeypatch.setattr(module, "component", macro)
    anew = seen(FORMS[name].questions())
    assert without_token(once) == without_token(anew)
    assert without_token(again) == without_token(anew)


def without_token(parts: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """All but what comes back hidden, whose token is another at each drawing."""
    return [part for part in parts if part[:2] != ("open", "input") or ("type", "hidden") not in set(attributes(part))]


def attributes(part: tuple[object, ...]) -> tuple[object, ...]:
    assert isinstance(part[2], tuple)
    return part[2]


def test_a_shape_is_drawn_once_whatever_stands_in_it() -> None:
    drawn = []

    def draw(options: Mapping[str, Any]) -> Markup:
        drawn.append(options)
        return Markup('<b class="{}">{}</b>').format(options["classes"], options["text"])

    tag = skeletal("tag", draw)
    assert tag({"classes": "blue", "text": "one"}) == '<b class="blue">one</b>'
    assert tag({"classes": "blue", "text": "<two>"}) == '<b class="blue">&lt;two&gt;</b>'
    assert len(drawn) == 1
    assert tag({"classes": "grey", "text": "one"}) == '<b class="grey">one</b>'
    assert len(drawn) == 2


def test_html_is_not_escaped_twice_and_text_is_escaped_once() -> None:
    inset = component("inset-text")
    assert "<em>a</em>" in inset({"html": Markup("<em>a</em>")})
    assert "&lt;em&gt;a" in inset({"text": "<em>a"})
    assert "<em>a</em>" in inset({"text": Markup("<em>a</em>")})


def test_a_component_stands_around_what_a_template_puts_in_it() -> None:
    inset = component("inset-text")
    for said in ("<em>first</em>", "<em>second</em>"):
        drawn = inset({"classes": "proviso-note"}, caller=lambda said=said: Markup(said))
        assert seen(drawn) == seen(macro("inset-text")({"classes": "proviso-note", "html": Markup(said)}))


def test_a_mark_in_what_was_typed_is_no_gap() -> None:
    box = component("input")({"id": "a", "name": "a", "label": {"text": "Name"}, "value": "\ue0000\ue000 %s {0}"})
    assert "\ue0000\ue000 %s {0}" in box


def test_nothing_that_was_shown_or_chosen_is_retained() -> None:
    def drawn(number: int, chosen: str) -> None:
        options = {"value": "a", "text": f"{CANARY} {number}", "checked": chosen == "a", "hint": {"text": CANARY}}
        other = {"value": "b", "text": "B", "checked": chosen == "b", "conditional": {"html": Markup(CANARY)}}
        radios({"name": "n", "fieldset": {"legend": {"text": CANARY}}, "items": [options, other]})

    radios = skeletal("radios", counted := Counting(macro("radios")))
    for number, chosen in enumerate(("", "a", "b")):
        drawn(number, chosen)
    assert counted.times == 1, "what is chosen is no part of a shape"
    assert retained(CANARY, [radios]) == []
    assert retained("govuk-radios__conditional", [radios]) != [], "the look reaches what is retained"


class Counting:
    """A macro that is counted."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.times = 0

    def __call__(self, options: Mapping[str, object]) -> Markup:
        self.times += 1
        drawn: Markup = self.draw(options)
        return drawn


def test_a_macro_that_marks_boxes_in_another_way_is_refused() -> None:
    radios = skeletal("radios", lambda _options: Markup('<input type="radio" aria-checked>'))
    with pytest.raises(ValueError, match="in another way"):
        radios({"name": "n", "items": [{"value": "a", "text": "A", "checked": True}]})
