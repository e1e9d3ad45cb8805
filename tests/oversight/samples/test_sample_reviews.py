"""Reviewing a drawn case: opened for that, by nobody who acted in it, answered once; and read by its unit."""

from dataclasses import replace
from typing import Any

import pytest

from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Force, Officer, Role
from proviso.casework import clock
from proviso.casework.erasure import erase_case
from proviso.casework.models import CaseRow
from proviso.casework.values.value import ValueRefused
from proviso.casework.writing.access import open_case
from proviso.casework.writing.permissions import Actor
from proviso.oversight.samples.kept_samples import NoSuchSample, Sample, findings_in_words, sample_of
from proviso.oversight.samples.sample_acts import (
    NotYours,
    findings_for,
    is_done,
    note_unit_learning,
    open_to_review,
    order_sample,
    record_review,
    to_note,
    up_to_date,
)
from proviso.oversight.samples.sample_order import Reviewers, SampleAnswer, SampleFinding, SampleLearning, ToldAnswer
from proviso.oversight.samples.sample_reviewers import State, drawn_cases, waiting_for
from proviso.record import read
from tests.casework.conftest import Clock
from tests.casework.examples import ALLEGATION, answer

from .conftest import Ordered, Person, order, somebody_signs_in

pytestmark = pytest.mark.django_db(databases="__all__")

FINDING = SampleFinding(
    proportionate=SampleAnswer.NO,
    not_proportionate="The address was not needed",
    reason=SampleAnswer.YES,
    told=ToldAnswer.CANNOT_TELL,
    learning="Ask first who else is at home",
)
LEARNING = SampleLearning(words="It is said at the next briefing")
BOTH = (Reviewers.DATA_PROTECTION, Reviewers.SUPERVISORS)


def reviewer_of(force: Force, sample: Sample, place: int) -> Officer:
    return Officer.objects.get(staff_number=drawn_cases(force, sample)[place - 1].reviewer)


def gone(case: str) -> None:
    erase_case(case, by="Mx Yew", second="Mx Oak", why="The time for it is over", in_transaction=lambda _entry: None)


def review_all(force: Force, sample: Sample) -> Sample:
    for one in drawn_cases(force, sample_of(force, sample.reference)):
        if one.state is State.WAITS:
            by = Officer.objects.get(staff_number=one.reviewer)
            record_review(force, sample, one.place, FINDING, by=by, now=clock.now())
    return sample_of(force, sample.reference)


def test_a_case_is_opened_for_the_sample_and_the_finding_is_an_entry(force: Force, ordered: Ordered) -> None:
    sample = ordered()
    by = reviewer_of(force, sample, 1)
    opened = open_to_review(force, sample, 1, by=by, session="a session")
    (looked,) = [one for one in read.entries(opened.case.reference, with_openings=True) if one.actor == by.staff_number]
    assert (looked.kind, looked.body["standing"]) == ("case_consulted", "sampled")
    assert looked.why == f"Dip sample {sample.reference}: drawn at random to be reviewed"
    record_review(force, sample, 1, FINDING, by=by, now=clock.now())
    kept = sample_of(force, sample.reference)
    found = kept.reviewed[opened.case.reference]
    assert (found.proportionate, found.by, found.unit) == (SampleAnswer.NO, by.staff_number, "north")
    assert findings_in_words(kept, kept.cases) == {opened.case.reference: FINDING}


def test_whose_turn_it_is_is_drawn_among_all_who_may(force: Force, ordered: Ordered, person: Person) -> None:
    person(Role.SUPERVISOR, "super-2")
    person(Role.SUPERVISOR, "super-3", unit="south")
    person(Role.AUDITOR, "auditor-1")
    reviewers = {one.reviewer for _ in range(12) for one in drawn_cases(force, ordered())}
    assert reviewers == {"dpo-1", "super-1", "super-2"}


@pytest.mark.parametrize("acted", ["recorded something in it", "has it"])
def test_nobody_reviews_a_case_in_which_they_acted(
    force: Force, ordered: Ordered, supervisor: Officer, acted: str
) -> None:
    """It goes to another reviewer, even where the turn was theirs already."""
    sample = ordered()
    for one in drawn_cases(force, sample):
        if acted == "has it":
            CaseRow.objects.filter(reference=one.case).update(owner="super-1")
        else:
            opened = open_case(Actor.of(supervisor), one.case, reason=f"Covering {one.case} today", session="s")
            answer(opened, (ALLEGATION,))
    assert {(one.state, one.reviewer) for one in drawn_cases(force, sample)} == {(State.WAITS, "dpo-1")}
    with pytest.raises(NotYours, match="not yours to review, or no longer"):
        open_to_review(force, sample, 1, by=supervisor, session="a session")
    with pytest.raises(NotYours):
        record_review(force, sample, 1, FINDING, by=supervisor, now=clock.now())


def test_where_every_reviewer_acted_a_case_is_passed_over_and_counted(
    force: Force, ordered: Ordered, supervisor: Officer
) -> None:
    sample = ordered(reviewers=(Reviewers.SUPERVISORS,))
    assert len(waiting_for(force, "super-1", [sample])) == 5
    opened = open_case(Actor.of(supervisor), sample.cases[0], reason="Covering for her today", session="s")
    answer(opened, (ALLEGATION,))
    states = [one.state for one in drawn_cases(force, sample)]
    assert states == [State.PASSED_OVER, *[State.WAITS] * 4]
    assert len(waiting_for(force, "super-1", [sample])) == 4
    done = review_all(force, sample)
    assert is_done(force, done)
    assert len(done.reviewed) == 4


def test_a_supervisor_of_another_unit_gets_no_case(force: Force, ordered: Ordered, person: Person) -> None:
    person(Role.SUPERVISOR, "super-3", unit="south")
    sample = ordered(reviewers=(Reviewers.SUPERVISORS,))
    assert not waiting_for(force, "super-3", [sample])


def test_a_reviewer_who_came_since_takes_no_turn_from_another(
    force: Force, ordered: Ordered, person: Person, dpo: Officer
) -> None:
    sample = ordered()
    before = [one.reviewer for one in drawn_cases(force, sample)]
    for number in range(5):
        person(Role.SUPERVISOR, f"super-new-{number}")
    assert [one.reviewer for one in drawn_cases(force, sample)] == before
    Officer.objects.filter(staff_number__in=("dpo-1", "super-1")).update(is_active=False)
    assert all(one.reviewer.startswith("super-new-") for one in drawn_cases(force, sample))


def test_a_case_is_answered_once_and_by_whose_turn_it_is(
    force: Force, ordered: Ordered, dpo: Officer, supervisor: Officer
) -> None:
    sample = ordered()
    by = reviewer_of(force, sample, 1)
    other = supervisor if by == dpo else dpo
    with pytest.raises(NotYours):
        record_review(force, sample, 1, FINDING, by=other, now=clock.now())
    record_review(force, sample, 1, FINDING, by=by, now=clock.now())
    with pytest.raises(NotYours):
        record_review(force, sample, 1, FINDING, by=by, now=clock.now())  # from the page as it was before
    with pytest.raises(NoSuchSample):
        record_review(force, sample, 6, FINDING, by=by, now=clock.now())


def test_an_erased_case_waits_for_nobody(force: Force, ordered: Ordered, dpo: Officer) -> None:
    sample = ordered()
    gone(sample.cases[2])
    assert [one.state for one in drawn_cases(force, sample)].count(State.ERASED) == 1
    assert is_done(force, review_all(force, sample))


def test_what_was_found_in_words_goes_with_its_case_and_the_answers_stay(force: Force, ordered: Ordered) -> None:
    done = review_all(force, ordered())
    assert set(findings_in_words(done, done.cases).values()) == {FINDING}
    gone(done.cases[2])
    again = sample_of(force, done.reference)
    assert findings_in_words(again, again.cases).keys() == set(done.cases) - {done.cases[2]}
    assert again.reviewed[done.cases[2]].proportionate is SampleAnswer.NO


def test_a_unit_reads_what_was_found_once_nothing_waits(
    force: Force, ordered: Ordered, supervisor: Officer, person: Person
) -> None:
    sample = ordered()
    with pytest.raises(NotYours, match="Nothing was found"):
        note_unit_learning(force, sample, LEARNING, by=supervisor, now=clock.now())
    record_review(force, sample, 1, FINDING, by=reviewer_of(force, sample, 1), now=clock.now())
    assert not to_note(force, "north", up_to_date(force, now=clock.now()))
    done = review_all(force, sample)
    assert [one.reference for one in to_note(force, "north", [done])] == [sample.reference]
    assert not to_note(force, "south", [done])
    assert [one.case for one in findings_for(done, "north")] == list(done.cases)
    assert len(findings_for(done, "")) == 5
    note_unit_learning(force, done, LEARNING, by=supervisor, now=clock.now())
    noted = sample_of(force, sample.reference)
    assert (noted.noted["north"].learning, noted.noted["north"].by) == (LEARNING, "super-1")
    assert not to_note(force, "north", [noted])
    with pytest.raises(NotYours):
        note_unit_learning(force, noted, LEARNING, by=supervisor, now=clock.now())
    with pytest.raises(NotTheirs):
        note_unit_learning(force, done, LEARNING, by=person(Role.OFFICER, "pc-1", "south"), now=clock.now())


def test_before_it_is_drawn_nothing_waits_and_nothing_is_done(
    force: Force, dpo: Officer, supervisor: Officer, cases: list[str], person: Person, time: Clock
) -> None:
    reference = order_sample(force, order(reviewers=BOTH), by=dpo, now=clock.now())
    sample = sample_of(force, reference)
    assert (drawn_cases(force, sample), is_done(force, sample), findings_for(sample, "")) == ([], False, [])
    somebody_signs_in(force, person)
    assert len(up_to_date(force, now=clock.now())[0].cases) == 5


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"proportionate": SampleAnswer.NO, "not_proportionate": None}, "Enter what was not proportionate"),
        ({"reason": SampleAnswer.NO}, "Enter what was missing from the reason"),
        ({"told": ToldAnswer.NO}, "Enter what was not safe, or not told"),
    ],
)
def test_a_no_takes_words(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueRefused, match=says):
        replace(FINDING, **changed)
