"""Several answers at once: what is right is recorded in one go, what is not says so of its own question alone."""

from dataclasses import replace

import pytest

from proviso.casework.acts.answer_together import Answered, answer_together
from proviso.casework.acts.asked_together import ASKED_TOGETHER, pair_to_ask
from proviso.casework.acts.journey import BY_SLUG, next_part, open_questions
from proviso.casework.acts.question import TaskSection
from proviso.casework.answering_way import Way, choose_way, way_of
from proviso.casework.case_error import CaseError
from proviso.casework.models import CaseRow
from proviso.casework.values.person import Age
from proviso.casework.values.value import Value, ValueRefused
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import AnsweredSince
from proviso.casework.writing.permissions import Actor

from .every import NEEDED
from .examples import ADDRESS, ALLEGATION, ANSWERS, MEASURES_TOO, PERSON, REACH, UNTOLD, answer, begun
from .folding import facts, folded

database = pytest.mark.django_db(databases="__all__")


def answered(value: Value, seen: int = 1) -> Answered:
    return Answered(next(one for one in BY_SLUG.values() if one.value is type(value)), value, seen)


def kinds(opened: OpenCase) -> list[str]:
    return [one.value.kind for one in opened.case.history]


@database
def test_each_answer_is_an_entry_of_its_own(officer: Actor) -> None:
    opened = begun(officer)
    together = answer_together(opened, [answered(one) for one in (ALLEGATION, PERSON, ADDRESS, REACH)])
    assert [one.slug for one in together.recorded] == ["allegation", "person", "address", "reach"]
    assert together.refused == {}
    assert kinds(together.opened)[1:] == [one.kind for one in (ALLEGATION, PERSON, ADDRESS, REACH)]
    assert CaseRow.objects.get(reference=opened.case.reference).seq == 5
    again = answer_together(together.opened, [answered(one) for one in (ALLEGATION, PERSON)])
    assert len(again.recorded) == 2
    assert again.opened.case.seq == 5, "the same again writes nothing"


@database
def test_what_is_refused_is_refused_alone(officer: Actor) -> None:
    child = replace(PERSON, age=Age.UNDER_18)
    together = answer_together(begun(officer), [answered(one) for one in (ALLEGATION, child, ADDRESS)])
    assert [one.slug for one in together.recorded] == ["allegation", "address"]
    assert isinstance(together.refused["person"], ValueRefused)
    assert kinds(together.opened)[1:] == [ALLEGATION.kind, ADDRESS.kind]


@database
def test_whoever_answered_one_meanwhile_stops_that_one_alone(officer: Actor) -> None:
    opened = begun(officer)
    answer(opened, (replace(ADDRESS, address="2 Invented Row, Wessmere"),))
    together = answer_together(opened, [answered(one) for one in (ALLEGATION, ADDRESS, REACH)])
    assert [one.slug for one in together.recorded] == ["allegation", "reach"]
    assert isinstance(together.refused["address"], AnsweredSince)
    assert together.opened.case.seq == 4


class Broken(CaseError):
    code, status = "broken", 500


def breaks(opened: OpenCase, value: Value, *, seen: int) -> OpenCase:
    raise Broken("A fault of ours.")


@database
def test_a_fault_of_ours_leaves_nothing_written(officer: Actor) -> None:
    opened = begun(officer)
    broken = replace(BY_SLUG["address"], record=breaks)
    with pytest.raises(Broken):
        answer_together(opened, [answered(ALLEGATION), Answered(broken, ADDRESS, 1)])
    assert CaseRow.objects.get(reference=opened.case.reference).seq == 1


def test_a_part_has_open_what_is_asked_and_not_completed() -> None:
    begins = folded()
    assert [one.slug for one in open_questions(begins, facts(begins), TaskSection.CONTENT)] == [
        "basic",
        "additional",
        "timing",
        "recipient",
    ]
    assert open_questions(begins, facts(begins), TaskSection.TELLING) == ()
    more = folded(*ANSWERS, MEASURES_TOO)
    assert [one.slug for one in open_questions(more, facts(more), TaskSection.CONTENT)] == ["views", "weighing"]


def test_the_next_part_is_the_next_with_something_open() -> None:
    begins, needed, untold, all_told = folded(), folded(*ANSWERS, NEEDED), folded(*UNTOLD), folded(*ANSWERS)
    assert next_part(begins, facts(begins)) is TaskSection.CRIME
    assert next_part(begins, facts(begins), TaskSection.CRIME) is TaskSection.PROTECTION
    assert next_part(needed, facts(needed)) is TaskSection.PROTECTION
    assert next_part(needed, facts(needed), TaskSection.PROTECTION) is None
    assert next_part(untold, facts(untold), TaskSection.CRIME) is TaskSection.TELLING
    assert next_part(all_told, facts(all_told)) is None


@database
def test_how_an_officer_answers_is_remembered_and_is_theirs_alone() -> None:
    assert way_of("N101") is Way.QUESTION
    choose_way("N101", Way.PART)
    choose_way("N102", Way.QUESTION)
    assert (way_of("N101"), way_of("N102")) == (Way.PART, Way.QUESTION)
    choose_way("N101", Way.QUESTION)
    assert way_of("N101") is Way.QUESTION


def test_a_pair_is_asked_on_one_page_while_both_are_open() -> None:
    pair, begun_with = ASKED_TOGETHER["person-and-place"], folded(ALLEGATION)
    person, address = (BY_SLUG[slug] for slug in ("person", "address"))
    assert pair.open_in(begun_with, facts(begun_with)) == (person, address)
    assert pair_to_ask(begun_with, facts(begun_with), person) == pair
    assert pair_to_ask(begun_with, facts(begun_with), address) is None, "it begins no pair"
    half = folded(ALLEGATION, ADDRESS)
    assert pair.open_in(half, facts(half)) == (person,)
    assert pair_to_ask(half, facts(half), person) is None, "what is left is asked by itself"
