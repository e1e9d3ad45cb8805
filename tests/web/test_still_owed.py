"""A case on which nothing more is to be shared shows first what is still owed, when, and by whom."""

from dataclasses import replace

import pytest

from proviso.casework.acts.handing_over import hand_over
from proviso.casework.history.case import Stage
from proviso.casework.row_codes import Queue
from proviso.casework.values.closing import HandedOver
from proviso.casework.values.person import Knows
from proviso.casework.writing.permissions import Actor
from proviso.web.asking.still_owed import WITH

from ..casework.examples import CONTROL, TOLD_AFTER, answer, shared
from .conftest import Browse, Cases, Where, officer_of
from .reading import read

pytestmark = pytest.mark.django_db(databases="__all__")


def shown(browse: Browse, reference: str) -> str:
    return read(browse().get(f"/cases/{reference}/")).words


def test_a_shared_case_shows_what_is_owed_before_anything_else(officer: Actor, browse: Browse) -> None:
    words = shown(browse, shared(officer).case.reference)
    owed = words.index("Still owed")
    assert owed < words.index("What to do now") < words.index("The allegation")
    assert "Due 24 November 2026 Tell the person: the officer" in words
    assert "Record the acknowledgement: the disclosure desk" in words


def test_what_several_may_do_is_said_once_with_all_of_them(cases: Cases, browse: Browse) -> None:
    words = shown(browse, cases[Where.WRONG].case.reference)
    assert words.count("Correct what was shared: the officer or the disclosure desk") == 1


def test_a_closed_case_says_what_no_closing_took_away_or_that_nothing_is_owed(cases: Cases, browse: Browse) -> None:
    words = shown(browse, cases[Stage.CLOSED].case.reference)
    assert "Record the acknowledgement: the disclosure desk" in words or "Nothing is owed on this case." in words
    assert "Still owed" in words


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.DELAYED, Stage.DECIDED, Stage.CALLING, Stage.SENDING])
def test_a_case_that_is_still_to_be_carried_shows_its_questions(cases: Cases, browse: Browse, stage: Stage) -> None:
    assert "Still owed" not in shown(browse, cases[stage].case.reference)


def test_a_case_that_is_not_to_be_shared_shows_what_is_owed(cases: Cases, browse: Browse) -> None:
    assert "Still owed" in shown(browse, cases[Stage.NOT_SHARING].case.reference)


def test_what_another_unit_owes_is_not_said_as_if_the_reader_owed_it(officer: Actor, browse: Browse) -> None:
    officer_of(unit="south", number="southerner")
    opened = shared(officer)
    hand_over(opened, HandedOver(to="southerner", note="She rings on Tuesdays"), seen=opened.case.seq)
    words = shown(browse, opened.case.reference)
    assert "who has not accepted it yet" in words
    assert "Another unit has not accepted a case: a supervisor" in words
    assert "A case is handed over to you" not in words
    assert "A case waits for your unit" not in words


def test_nobody_is_asked_why_a_case_can_close_that_cannot(cases: Cases, officer: Actor, browse: Browse) -> None:
    for opened in (cases[Where.WRONG], shared(officer)):
        page = read(browse().get(f"/cases/{opened.case.reference}/close"))
        assert "It cannot close yet. “What policy says now” has what is still to be done" in page.words
        assert "Why can it close?" not in page.words
        assert "reason" not in page.boxes


def test_whose_look_a_case_waits_for_is_said_before_anybody_closes_it(officer: Actor, browse: Browse) -> None:
    used = replace(CONTROL, used=Knows.YES, how="He keeps her passport")
    opened = answer(shared(officer), (TOLD_AFTER, used))
    page = read(browse().get(f"/cases/{opened.case.reference}/close"))
    assert "A look is outstanding, our safeguard: the vulnerability lead" in page.words
    assert "Why can it close?" not in page.words


def test_every_list_has_a_name_for_those_who_have_it() -> None:
    assert set(WITH) == set(Queue)
