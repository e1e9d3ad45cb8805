"""Dip samples: who may order what, that nobody chooses the cases, and that the record shows whoever tries."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from proviso.accounts.force_changes import NotTheirs, deactivate
from proviso.accounts.models import Force, Officer, Role
from proviso.accounts.reason_required import ReasonLacking
from proviso.casework import clock
from proviso.casework.values.decision import Decide
from proviso.casework.writing.permissions import Actor
from proviso.oversight.figures.suppressed import SMALL
from proviso.oversight.samples import kept_samples
from proviso.oversight.samples.kept_samples import NoSuchSample, listing_of, ordered_alike, sample_of, samples_of
from proviso.oversight.samples.sample_acts import order_sample, up_to_date
from proviso.oversight.samples.sample_draw import digest_of
from proviso.oversight.samples.sample_order import THE_FORCE, Reviewers, SampleOrder, Size, Strata, Which
from proviso.oversight.samples.sample_population import (
    LargerThanPopulation,
    NoCases,
    SampleRefused,
    TooFewCases,
    periods_for,
)
from proviso.record import read
from proviso.record.models import Entry
from proviso.record.read_consultations import at_places
from proviso.record.verify import verify
from tests.accounts.people import PROMPT
from tests.casework.conftest import Clock
from tests.casework.examples import begun, ready, shared
from tests.casework.stories import decides, delayed
from tests.oversight.figures.conftest import Filled

from .conftest import NEW_YEAR, Ordered, Person, order, somebody_signs_in
from .test_sample_draw import drawn_again

pytestmark = pytest.mark.django_db(databases="__all__")


def place(force: Force, asked: SampleOrder, by: Officer) -> str:
    return order_sample(force, asked, by=by, now=clock.now())


def kinds(force: Force) -> list[str]:
    return [one.kind for one in read.bodiless(force.code, at_most=500) if one.kind.startswith("sample_")]


def test_it_is_not_drawn_before_somebody_else_made_an_entry(
    force: Force, dpo: Officer, cases: list[str], person: Person
) -> None:
    """So that whoever orders can work nothing out, whatever they record themselves."""
    reference = place(force, order(), dpo)
    place(force, order(), dpo)
    assert [one.draw for one in up_to_date(force, now=clock.now())] == [None, None]
    somebody_signs_in(force, person)
    size = read.head(force.code).size
    somebody_signs_in(force, person, "admin-8")
    first, second = up_to_date(force, now=clock.now())
    assert first.draw
    assert second.draw
    assert (first.reference, first.draw.size, second.draw.size) == (reference, size, size)
    assert first.draw.root == read.root_at(force.code, size).hex()
    assert len(set(first.cases) & set(cases)) == 5


def test_code_that_shares_nothing_with_ours_draws_the_record_s_sample_again(force: Force, ordered: Ordered) -> None:
    sample = ordered(strata=Strata.UNIT)
    lines = [(stratum, case) for stratum, found in listing_of(force, sample).items() for case in found]
    assert sample.draw
    assert set(sample.cases) == drawn_again(sample.draw.root, sample.reference, lines, 5)
    assert digest_of(lines) == sample.digest


def test_looking_again_or_recording_more_changes_nothing_that_was_drawn(
    force: Force, ordered: Ordered, officer: Actor, time: Clock
) -> None:
    sample = ordered()
    begun(officer)
    assert up_to_date(force, now=clock.now()) == [sample]
    assert kinds(force) == ["sample_population_listed", "sample_ordered", "sample_drawn"]


def test_two_looks_at_once_draw_it_once(
    force: Force, ordered: Ordered, dpo: Officer, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proviso.oversight.samples import sample_acts

    place(force, order(), dpo)
    somebody_signs_in(force, person)
    undrawn = samples_of(force)
    up_to_date(force, now=clock.now())
    with monkeypatch.context() as patched:
        patched.setattr(sample_acts, "samples_of", lambda _force: undrawn)
        up_to_date(force, now=clock.now())
    assert kinds(force).count("sample_drawn") == 1


def test_ordering_again_is_another_sample_that_is_counted_and_seen(force: Force, ordered: Ordered) -> None:
    first, second, third = ordered(), ordered(), ordered(where="north")
    other = ordered(period="2026-Q4")
    every = samples_of(force)
    assert [one.number for one in every] == [1, 2, 3, 4]
    assert [one.reference for one in ordered_alike(third, every)] == [
        first.reference, second.reference, third.reference
    ]  # fmt: skip
    assert ordered_alike(other, every) == [other]


def test_what_was_ordered_cannot_be_erased_and_the_record_is_whole(force: Force, ordered: Ordered) -> None:
    sample = ordered()
    with pytest.raises(IntegrityError, match="nothing in the record is deleted"), transaction.atomic():
        Entry.objects.filter(kind="sample_ordered").delete()
    assert [one.reference for one in samples_of(force)] == [sample.reference]
    assert verify(force.code).whole


def test_a_list_that_is_not_the_one_that_was_ordered_draws_nothing(
    force: Force, dpo: Officer, cases: list[str], person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who can write to the database gains no case by it, and keeps nobody from their worklist."""
    reference = place(force, order(), dpo)
    somebody_signs_in(force, person)
    sample = sample_of(force, reference)
    (listed,) = at_places(force.code, {sample.listed}).values()
    shorter = replace(listed, body={"strata": {"all": [*cases[:5]]}})
    for found in ({sample.listed: shorter}, {}):
        with monkeypatch.context() as patched:
            patched.setattr(kept_samples, "at_places", lambda _log, _places, found=found: found)
            with pytest.raises(NoSuchSample, match="cannot be read: verify the record"):
                listing_of(force, sample)
            assert up_to_date(force, now=clock.now()) == [sample]
    assert up_to_date(force, now=clock.now())[0].draw


def test_a_supervisor_orders_of_their_own_unit_alone(force: Force, supervisor: Officer, cases: list[str]) -> None:
    for where in (THE_FORCE, "south"):
        with pytest.raises(NotTheirs, match="orders samples of their own unit"):
            place(force, order(where=where), supervisor)
    place(force, order(where="north"), supervisor)
    assert [(one.by, one.order.where) for one in samples_of(force)] == [("super-1", "north")]


@pytest.mark.parametrize("role", [one for one in Role if one not in (Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR)])
def test_nobody_else_orders(force: Force, person: Person, cases: list[str], dpo: Officer, role: Role) -> None:
    with pytest.raises(NotTheirs):
        place(force, order(), person(role, "somebody"))
    assert not kinds(force)


def test_an_account_that_was_closed_orders_nothing(force: Force, person: Person, cases: list[str]) -> None:
    by = person(Role.DATA_PROTECTION_OFFICER, "dpo-2")
    person(Role.DATA_PROTECTION_OFFICER, "dpo-1")
    deactivate(by, by=PROMPT, now=clock.now(), why="She left the force in May")
    with pytest.raises(NotTheirs):
        place(force, order(), by)


def test_without_a_reason_in_words_nothing_is_ordered(force: Force, dpo: Officer, cases: list[str]) -> None:
    with pytest.raises(ReasonLacking):
        place(force, order(why="n/a"), dpo)
    assert not samples_of(force)


def test_a_population_that_is_empty_too_few_or_less_than_the_sample_says_so(
    force: Force, dpo: Officer, cases: list[str], officer: Actor
) -> None:
    with pytest.raises(NoCases, match="There are no such cases in this period"):
        place(force, order(period="2025"), dpo)
    with pytest.raises(NoCases):
        place(force, order(where="south"), dpo)
    with pytest.raises(LargerThanPopulation, match="fewer than 10 cases to draw from"):
        place(force, order(size=Size.TEN), dpo)
    with pytest.raises(SampleRefused, match="no such unit"):
        place(force, order(where="nowhere"), dpo)
    assert not kinds(force)


def test_so_few_cases_that_a_sample_names_them_are_refused(
    force: Force, dpo: Officer, officer: Actor, time: Clock
) -> None:
    """Choosing a unit, a period or an outcome until a colleague's case is left."""
    for _ in range(4):
        begun(officer)
    shared(officer)
    time.now = NEW_YEAR
    with pytest.raises(TooFewCases, match="fewer than 5 such cases, so that a sample would name them"):
        place(force, order(which=Which.SHARED), dpo)
    place(force, order(), dpo)


def test_a_month_of_one_unit_and_a_period_that_goes_on_are_refused(
    force: Force, dpo: Officer, cases: list[str]
) -> None:
    with pytest.raises(SampleRefused, match="A month of one unit has too few"):
        place(force, order(where="north", period="2026-11"), dpo)
    with pytest.raises(SampleRefused, match="has not ended"):
        place(force, order(period="2027-Q1"), dpo)
    with pytest.raises(SampleRefused, match="is no period"):
        place(force, order(period="soon"), dpo)
    listed = periods_for("north", NEW_YEAR.date(), None)
    assert "2026" in {one.code for one in listed}
    assert all(one.months > 1 for one in listed)
    assert "2026-11" in {one.code for one in periods_for(THE_FORCE, NEW_YEAR.date(), None)}


def test_strata_are_by_what_came_of_a_case_and_small_ones_are_together(
    force: Force, dpo: Officer, officer: Actor, time: Clock
) -> None:
    by_outcome = {
        "shared": [shared(officer).case.reference for _ in range(5)],
        "not_shared": [decides(ready(officer), Decide.NOT_SHARE).case.reference],
        "delayed": [delayed(officer).case.reference],
        "undecided": [begun(officer).case.reference for _ in range(5)],
    }
    time.now = NEW_YEAR
    sample = sample_of(force, place(force, order(strata=Strata.OUTCOME), dpo))
    listing = listing_of(force, sample)
    smallest = min(("shared", "undecided"))
    together = "+".join(sorted({"delayed", "not_shared", smallest}))
    assert set(listing) == {together, "undecided"}
    assert set(listing["undecided"]) == set(by_outcome["undecided"])
    assert set(listing[together]) == {*by_outcome["shared"], *by_outcome["not_shared"], *by_outcome["delayed"]}
    assert sample.shown["undecided"] == 5
    assert sample.shown_of_all in (10, 15)


def test_numbers_of_a_population_are_shown_as_figures_show_them(force: Force, dpo: Officer, filled: Filled) -> None:
    filled(63)
    sample = sample_of(force, place(force, order(strata=Strata.UNIT), dpo))
    assert sample.shown_of_all in (60, 65)
    assert all(many % 5 == 0 or many == SMALL for many in sample.shown.values())


def test_there_is_somebody_to_review_or_nothing_is_ordered(force: Force, dpo: Officer, cases: list[str]) -> None:
    with pytest.raises(SampleRefused, match="Nobody of that role has an account in use"):
        place(force, order(reviewers=(Reviewers.SUPERVISORS,)), dpo)


def test_a_sample_that_nobody_ordered_is_not_there(force: Force, dpo: Officer) -> None:
    with pytest.raises(NoSuchSample):
        sample_of(force, "DS-0000-0000")


def test_nothing_of_an_order_or_its_cases_stands_in_the_clear(force: Force, ordered: Ordered) -> None:
    sample = ordered()
    for entry in Entry.objects.filter(kind__startswith="sample_"):
        for told in (sample.cases[0], sample.reference, "yearly look"):
            assert told.encode() not in bytes(entry.body or b"")
