"""An officer types a full stop in every box, as fast as pages answer: no question that asks for words takes it."""

from typing import Any

import pytest

from proviso.casework.values.content import Additional, AdditionalInformation
from proviso.casework.values.decision import Decide
from proviso.casework.values.person import Knows
from proviso.casework.values.protection import Control
from proviso.casework.values.reasons import Purpose, Purposes
from proviso.casework.values.timing import Department, RecipientChosen
from proviso.casework.values.value import Value, asked_fields
from proviso.demonstration.force import BRAMBLE
from tests.casework import examples
from tests.casework.every import BY_COMMON_LAW, DECLINED, EVERY, WAITING
from tests.misuse.conftest import Insiders
from tests.misuse.insider import path_of, problems
from tests.web.forms import typed as typed_as

ITEMS = tuple(one for one in Additional if one is not Additional.NOTHING)
WANTED: tuple[Value, ...] = (
    examples.ALLEGATION,
    examples.PERSON,
    examples.ADDRESS,
    examples.REACH,
    Control(used=Knows.YES, how="He keeps her papers"),
    examples.SUSPICION,
    Purposes(purposes=tuple(Purpose), **{one.value: "In my words" for one in Purpose}),
    BY_COMMON_LAW,
    AdditionalInformation(
        wanted=ITEMS, **{f"{one.value}{end}": "All that there is" for one in ITEMS for end in ("", "_needed")}
    ),
    examples.VIEWS,
    DECLINED,
    examples.WEIGHING,
    WAITING,
    RecipientChosen(department=Department.BORDER_FORCE, why="They asked for it first"),
    next(one for one in EVERY if one.kind == "person_told_before"),
)
"""What the officer with the full stop recorded in a trial: everything, to Border Force, telling and views left out."""


def stopped(value: Value, by: str) -> dict[str, Any]:
    """Every box of this value that was typed into, with this in it."""
    return {
        name: by for name, _, kind in asked_fields(type(value)) if kind is str and isinstance(getattr(value, name), str)
    }


@pytest.mark.parametrize("typed", [".", "…", "\u200b.\u200b", "- - -"])
def test_a_full_stop_in_every_box_answers_no_question(insider: Insiders, typed: str) -> None:
    bramble = insider(BRAMBLE)
    reference = bramble.opens_a_case()
    refused = 0
    for value in WANTED:
        if boxes := stopped(value, typed):
            reply = bramble.answers(reference, value, **boxes)
            if reply.status == 200:  # what waits for another answer asks nothing: sent from an old page all the same
                reply = bramble.posts(f"/cases/{reference}/{path_of(type(value))}", typed_as(value, 1) | boxes)
            assert reply.status == 422, (path_of(type(value)), reply.status)
            assert len(problems(reply)) > len(boxes), "each box says what to write instead"
            refused += 1
    assert refused >= 12
    decided = bramble.decides(reference, typed)
    assert decided.status == 422
    assert "Use at least three words of your own" in decided.page
    assert bramble.decides(reference, typed, Decide.NOT_SHARE).status == 422
    assert "<h1" in bramble.reads(f"/cases/{reference}/timeline").page
    assert bramble.said[-1].page.count("proviso-timeline__entry") == 1, "only that the case was opened is on the record"


@pytest.mark.parametrize("typed", [".", "n/a", "xxxx xxxx xxxx", "a b c", "Enter why", "asdf qwer zxcv", "N/A N/A N/A"])
def test_what_else_says_nothing_is_no_reason_either(insider: Insiders, typed: str) -> None:
    bramble = insider(BRAMBLE)
    reference = bramble.opens_a_case()
    reply = bramble.answers(reference, BY_COMMON_LAW, why=typed)
    assert reply.status == 422
    assert "Enter why it applies here. Use at least three words of your own" in reply.page
    assert f">{typed}</textarea>" in reply.page, "what was typed stays in its box"
    assert bramble.decides(reference, typed, Decide.NOT_SHARE).status == 422


def test_the_question_back_as_its_own_answer_is_refused(insider: Insiders) -> None:
    bramble = insider(BRAMBLE)
    reference = bramble.opens_a_case()
    for asked in (
        "Why does it apply here?",
        "enter why it applies here",
        "Why does it apply here? Why? It applies here.",
    ):
        assert bramble.answers(reference, BY_COMMON_LAW, why=asked).status == 422, asked
    purpose = Purposes(purposes=(Purpose.ADVICE,), advice="To get advice on what steps, if any, to take")
    assert bramble.answers(reference, purpose).status == 422


def test_a_colleagues_case_is_not_opened_for_a_full_stop(insider: Insiders) -> None:
    reference = insider(BRAMBLE).opens_a_case()
    ashdown = insider("N101")
    for reason in (".", "x", "work", "Why are you opening it", "1 2 3"):
        reply = ashdown.posts(f"/cases/{reference}/reason", {"reason": reason})
        assert reply.status == 422, reason
        assert "Use at least three words of your own" in reply.page
