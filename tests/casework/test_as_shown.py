"""Telling, views and weighing count for what the page showed, not for what somebody else has recorded since."""

from dataclasses import replace

import pytest

from proviso.casework.acts.propose import record_views, weigh_considerations
from proviso.casework.acts.receive import record_reply
from proviso.casework.acts.tell import tell_before
from proviso.casework.history.replay import as_of
from proviso.casework.writing.commit import MovedOn
from proviso.casework.writing.permissions import Actor

from .examples import (
    ADDRESS,
    ALLEGATION,
    MEASURES_TOO,
    PERSON,
    REPLY,
    TOLD_BEFORE,
    UNTOLD,
    VIEWS,
    WEIGHING,
    answer,
    begun,
    ready,
    shared,
)

pytestmark = pytest.mark.django_db(databases="__all__")


FIRST_ANSWERS = (ALLEGATION, PERSON, ADDRESS)


def test_being_told_counts_for_what_the_page_showed(officer: Actor) -> None:
    opened = answer(begun(officer), UNTOLD)
    seen = opened.case.seq
    opened = answer(opened, (replace(ADDRESS, address="2 Invented Row, Wessmere"),))
    opened = tell_before(opened, TOLD_BEFORE, seen=seen)
    assert "informed_before" not in opened.assessed.facts


def test_views_count_for_the_items_that_the_page_showed(officer: Actor) -> None:
    opened = answer(ready(officer), (MEASURES_TOO,))
    seen = opened.case.seq
    opened = answer(opened, (replace(MEASURES_TOO, measures="A marker, and an alarm"),))
    opened = record_views(opened, VIEWS, seen=seen)
    assert "views" not in opened.assessed.facts


def test_a_reply_that_the_page_did_not_show_has_not_been_weighed(officer: Actor) -> None:
    opened = answer(shared(officer), (MEASURES_TOO,))
    seen = opened.case.seq
    opened = record_reply(opened, REPLY, seen=seen)
    with pytest.raises(MovedOn):
        weigh_considerations(opened, WEIGHING, seen=seen)


def test_a_case_is_known_as_it_was_at_any_of_its_entries(officer: Actor) -> None:
    before = answer(begun(officer), FIRST_ANSWERS).case
    opened = ready(officer)
    assert [one.value for one in as_of(opened.case, before.seq).history[1:]] == list(FIRST_ANSWERS)
    assert as_of(opened.case, opened.case.seq) == opened.case
    assert as_of(opened.case, 0).seq == 0
