"""Forms made from values: what goes, what is refused and where it is said, what stays, and the value itself."""

import importlib
import pkgutil
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict

from proviso.casework import values
from proviso.casework.values.value import Refusal, Value, ValueRefused, asked_fields
from proviso.web.design.forms import ValueForm, form_for
from tests.web.design.examples import FILLED, WRONG, Colour, Everything, Fruit, OneChoice
from tests.web.design.gallery import typed

for module in pkgutil.iter_modules(values.__path__, f"{values.__name__}."):
    importlib.import_module(module.name)
OURS = sorted(
    {one for one in Value.__subclasses__() if one.__module__.startswith(values.__name__)}, key=lambda one: one.__name__
)


def filled(**other: Any) -> ValueForm[Everything]:
    return form_for(Everything)(typed(FILLED | other), seq=7)


def errors(form: ValueForm[Any]) -> dict[str, str]:
    return {error.get("href", ""): error["text"] for error in form.error_list()}


def test_what_is_answered_becomes_the_value() -> None:
    form = filled()
    assert form.is_valid()
    assert form.seq() == 7
    assert form.value() == Everything(
        colour=Colour.RED,
        shade="Pillar box",
        since=date(2020, 2, 1),
        fruit=(Fruit.APPLE, Fruit.PEAR),
        pears=3,
        ripe=True,
        tasted=datetime(2026, 7, 4, 13, 30, tzinfo=UTC),
        name="Granny’s",
        story="Found in the orchard\nbehind the wall",
        picked=date(2026, 7, 3),
        seen=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )


def test_a_recorded_value_fills_the_boxes_and_comes_back_the_same() -> None:
    recorded = filled().value()
    form = form_for(Everything)(answered=recorded, seq=8)
    html = form.questions()
    for shown in (
        'value="Pillar box"',
        'value="2020"',
        'value="14:30"',
        'value="01:30"',
        'name="seen-which"',
        "Granny",
    ):
        assert shown in html
    assert html.count(" checked") == 1 + 2 + 1 + 1
    assert 'name="last_seq" value="8"' in html


def test_what_does_not_go_with_the_other_answers_is_neither_kept_nor_refused() -> None:
    form = filled(colour="blue", calm="no", fruit=["none"], ripe="no", unripe="Green", **{"tasted-month": "99"})
    value = form.value()
    assert (value.shade, value.since, value.pears, value.tasted) == (None, None, None, None)
    assert value.calm is False


def test_every_missing_answer_is_named_in_its_own_words_in_the_order_asked() -> None:
    form = form_for(Everything)(typed({"last_seq": "7"}), seq=7)
    assert errors(form) == {
        "#q-colour": "Select which colour it is",
        "#q-fruit": "Select which fruit there are",
        "#q-ripe": "Select yes if it is ripe",
        "#q-story": "Enter its story",
        "#q-picked-day": "Enter when it was picked",
        "#q-seen-day": "Enter when it was seen",
    }
    assert list(errors(form)) == ["#q-colour", "#q-fruit", "#q-ripe", "#q-story", "#q-picked-day", "#q-seen-day"]


def test_all_that_is_wrong_shows_at_once_and_each_link_leads_to_its_box() -> None:
    assert errors(form_for(Everything)(typed(WRONG), seq=7)) == {
        "#q-calm": "Select yes if it is calm",
        "#q-fruit": "Select “None of these” alone, or the others without it",
        "#q-tasted-day": "When was it tasted: February 2026 has 28 days; enter a day that exists",
        "#q-story": "Its story must be 60 characters or fewer; there are 61",
        "#q-picked-year": "When was it picked: enter the year as well",
        "#q-seen-which": "When was it seen: the clocks went back that night; choose the first or the second time",
    }


def test_what_the_value_refuses_as_a_whole_shows_at_its_question() -> None:
    form = filled(colour="blue", calm="yes", fruit=["apple"])
    assert errors(form) == {"#q-fruit": "An apple is not blue"}


def test_a_refusal_by_an_act_shows_at_its_question_or_above_them_all() -> None:
    form = filled()
    assert form.is_valid()
    form.refuse(ValueRefused([Refusal("name", "x", "y", "Name taken"), Refusal("case", "x", "y", "Closed meanwhile")]))
    assert form.error_list() == [
        {"text": "Closed meanwhile", "href": "#q-colour"},
        {"text": "Name taken", "href": "#q-name"},
    ]
    with pytest.raises(ValueError, match="Everything"):
        form.value()


@pytest.mark.parametrize("text", ["<b>bold</b>", '" onfocus="x', "Ünïcödé 漢字", "two\nlines"])
def test_what_was_typed_stays_as_it_was_and_as_text(text: str) -> None:
    form = filled(shade="", story=text, name=text)
    html = str(form.questions())
    assert not form.is_valid()
    assert "<b>" not in html
    assert 'onfocus="x"' not in html.replace("&#34; onfocus=&#34;x", "")
    assert form.question("story").value() == text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_stay_as_they_were_typed_wherever_the_box_stands(line_end: str) -> None:
    lines = "one\ntwo\n   three"
    sent = lines.replace("\n", line_end)
    html = str(filled(ripe="no", unripe=sent, story=sent).questions())
    shown = [unescape(box.split("</textarea>")[0].partition(">")[2]) for box in html.split("<textarea")[1:]]
    assert shown == [lines, lines], "the makers' macros indent what is nested, and would indent it again each time"


def test_an_error_stands_beside_its_question_and_is_announced_with_it() -> None:
    html = str(form_for(Everything)(typed({"last_seq": "7"}), seq=7).questions())
    for name in ("colour", "fruit", "story", "picked", "seen"):
        assert f'id="q-{name}-error"' in html
        assert any(f"q-{name}-error" in chunk.split('"')[0] for chunk in html.split('aria-describedby="')[1:]), (
            f"{name}: nothing is described by its error"
        )


def test_the_last_entry_that_the_officer_saw_comes_back() -> None:
    assert filled(last_seq="3").seq() == 3
    for lost in ("", "x", "-1", "1" * 10):
        form = filled(last_seq=lost)
        says = "This page came back incomplete. Open the question again"
        assert form.error_list() == [{"text": says, "href": "#q-colour"}]
    form = filled(last_seq="3")
    form.carry(9)
    assert 'name="last_seq" value="9"' in form.questions()
    assert "last_seq" not in form_for(Everything)().questions()
    with pytest.raises(ValueError, match="carries no sequence number"):
        form_for(Everything)(typed(FILLED)).seq()


def test_what_was_typed_before_a_sign_in_ended_is_shown_and_not_judged() -> None:
    kept = typed(WRONG | {"last_seq": "3"})
    form = form_for(Everything)(typed=kept, seq=7)
    assert form.error_list() == []
    html = form.questions()
    assert "x" * 61 in html
    assert 'value="July"' in html
    assert 'name="last_seq" value="3"' in html, "an entry made meanwhile is still a conflict"


def test_two_forms_on_a_page_keep_their_answers_apart() -> None:
    data = QueryDict("a-colour=red")
    one, two = form_for(OneChoice)(data, prefix="a"), form_for(OneChoice)(data, prefix="b")
    assert one.is_valid()
    assert one.error_list() == []
    assert two.error_list() == [{"text": "Select which colour it is", "href": "#q-b-colour"}]
    assert 'name="b-colour"' in two.questions()


def test_a_page_with_one_question_makes_it_the_heading() -> None:
    assert "<h1" in form_for(OneChoice)().questions(heading=True)
    assert "<h1" not in form_for(OneChoice)().questions()
    assert "<h1" not in form_for(Everything)().questions(heading=True)


@pytest.mark.parametrize("value", OURS, ids=lambda value: value.__name__)
def test_every_value_of_a_case_can_be_asked_on_a_page(value: type[Value]) -> None:
    form = form_for(value)(QueryDict())
    html = str(form.questions())
    told = {error.get("href"): error["text"] for error in form.error_list()}
    for name, asked, _kind in asked_fields(value):
        assert f'name="{name}"' in html or f'name="{name}-day"' in html, f"{name} is not on the page"
        if asked.only_where is None and not asked.optional:
            assert asked.missing in told.values(), f"{name}: its absence goes unsaid"


def test_there_are_values_to_ask() -> None:
    assert len(OURS) > 15
