"""Components of ours: what they are given becomes words, and each state is told in words and not by colour alone."""

from datetime import UTC, datetime

import pytest
from django.template import engines

from proviso.policy.explain import ANSWER_WORDS
from proviso.web.design.forms import form_for
from proviso.web.design.parts import AnswerRow, PanelAct, Reason, TimelineEntry, answers_of, in_words
from tests.web.design.examples import FILLED, Colour, Everything, OneChoice
from tests.web.design.gallery import typed

AT = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


def shown(call: str, **given: object) -> str:
    macro = call.partition("(")[0]
    text = f'{{% from "design/parts.jinja" import {macro} %}}{{{{ {call} }}}}'
    return engines["jinja2"].from_string(text).render(given)


def test_a_value_is_told_in_its_own_questions_and_labels() -> None:
    found = {answer.question: answer.lines for answer in answers_of(form_for(Everything)(typed(FILLED)).value())}
    assert found["Which fruit are there?"] == ("Apple", "Pear")
    assert found["Is it ripe?"] == ("Yes",)
    assert found["When was it painted?"] == ("1 February 2020",)
    assert found["When was it seen?"] == ("25 October 2026 at 01:30 GMT",)
    assert found["Its story"] == ("Found in the orchard", "behind the wall")
    assert found["How many pears?"] == ("3",)
    assert "Is it a calm colour?" not in found
    assert in_words(False) == ("No",)


def test_an_answer_is_shown_as_text() -> None:
    html = shown("answers(rows)", rows=[AnswerRow("Its name", ("<b>", "two"))])
    assert "&lt;b&gt;<br>two" in html
    assert "Change" not in html
    assert 'href="/q"' in shown("answers(rows, change='/q')", rows=[AnswerRow("Its name", ("x",))])


@pytest.mark.parametrize(("answer", "words"), ANSWER_WORDS.items())
def test_the_panel_says_each_answer_in_words_with_its_reason_and_where_to_go(answer: str, words: str) -> None:
    act = PanelAct("Share", answer, [Reason("Not considered.", "5.1.2", "/protection", "Consider it")])  # type: ignore[arg-type]
    html = shown("policy_panel(acts)", acts=[act])
    for part in (words, "Not considered.", "5.1.2", 'href="/protection"', "Consider it"):
        assert part in html


def test_a_panel_without_acts_says_so() -> None:
    assert "Nothing is decided here yet." in shown("policy_panel(acts)", acts=[])


def test_a_timeline_says_what_when_and_who() -> None:
    html = shown(
        "timeline(entries)", entries=[TimelineEntry("Case opened", AT, "PC Example"), TimelineEntry("Read", AT)]
    )
    assert html.count("<li") == 2
    assert '<time datetime="2026-11-20T14:30:00+00:00">20 November 2026 at 14:30 GMT</time>, PC Example' in html


def test_both_answers_to_one_question_stand_side_by_side() -> None:
    mine, theirs = (answers_of(OneChoice(colour=one)) for one in (Colour.RED, Colour.GREEN))
    html = shown("both_answers(theirs, 'Sgt Example', at, mine)", theirs=theirs, mine=mine, at=AT)
    told = ["Recorded since you opened this page", "Sgt Example", "Green", "Your answer, not recorded", "Red"]
    assert sorted(told, key=html.index) == told
