"""Each pattern, by an example of where it shows and where it does not; and rates of units and officers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from proviso.accounts.models import Force, Officer, Role
from proviso.oversight.figures.periods import Period, period_of
from proviso.oversight.patterns.pattern_list import BY_CODE, PATTERNS, patterns_for
from proviso.oversight.patterns.rates import PatternRates, gathered, rates_of
from proviso.oversight.patterns.suppressed_rates import pair_of, shown_rates, table_of
from proviso.oversight.patterns.told_rates import told_as_shown, told_rates
from proviso.record import keys
from proviso.record.append import append
from proviso.record.entry import Category, Draft

from .conftest import Keep, Line

pytestmark = pytest.mark.django_db(databases="__all__")
YEAR = Period(2026)
NIGHT, NOON = datetime(2026, 7, 1, 22, 30, tzinfo=UTC), datetime(2026, 7, 2, 12, tzinfo=UTC)
"""Half past eleven at night and one o'clock in London."""


def line(at: str, by: str = "W1", measure: int = 0, on: str = "2026-05-01", same: str = "", shared: str = "") -> Line:
    return at, by, on, measure, same, shared


def rates(force: Force, code: str, period: Period = YEAR) -> PatternRates:
    return rates_of(BY_CODE[code], gathered(force, period))


def counts(found: PatternRates) -> dict[str, tuple[int, int]]:
    """How many of how many, by staff number."""
    return {by: (one.shown.count, one.of.count) for (_, by), one in found.officers.items()}


def looks(force: Force, kind: str, case: str, by: str, at: datetime) -> None:
    keys.ensure(case)
    with transaction.atomic():
        told = Draft(
            log=force.code, case=case, kind=kind, category=Category.CONSULTATION, actor=by, body={}, seq=None, why=""
        )
        append(told, now=at)


SHOWS: dict[str, tuple[Line, Line]] = {
    "decided_to_share": (line("to_share", measure=1), line("to_share")),
    "decided_to_delay": (line("to_delay", measure=1), line("to_delay")),
    "additional": (line("more", measure=1), line("more")),
    "decided_at_once": (line("decided", measure=0), line("decided", measure=1)),
    "short_reasons": (line("reason", measure=1, same="a", shared="b"), line("reason", same="c", shared="d")),
    "views_not_sought": (line("more_proposed", measure=1), line("more_proposed")),
    "delays_extended": (line("delayed", measure=3), line("delayed", measure=2)),
    "impracticable": (line("told", measure=1), line("told")),
    "not_tried_again": (line("impracticable", measure=1), line("impracticable")),
}
OTHERWISE = {"same_words", "shared_words", "many_opened", "odd_hours", "never_their_own", "after_refusals"}


def test_every_pattern_has_an_example_and_says_all_of_itself() -> None:
    assert SHOWS.keys() | OTHERWISE == {one.code for one in PATTERNS}
    for one in PATTERNS:
        assert one.made.endswith(".")
        assert one.innocent.endswith(".")
        assert one.paragraph[0].isdigit()
        assert one.seen_by >= {Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR}


def test_who_sees_which_is_the_rows_to_say() -> None:
    assert {one.code for one in patterns_for(Role.VULNERABILITY_LEAD)} == {
        "decided_to_delay", "decided_at_once", "views_not_sought", "delays_extended", "impracticable",
        "not_tried_again",
    }  # fmt: skip
    assert patterns_for(Role.DATA_PROTECTION_OFFICER) == PATTERNS
    for role in (Role.OFFICER, Role.DISCLOSURE_DESK, Role.POLICY_OWNER, Role.ADMINISTRATOR):
        assert patterns_for(role) == ()


def test_each_shows_where_it_does_and_counts_a_case_once(force: Force, keep: Keep) -> None:
    """The first case has it, twice over; the second has the occasion without it."""
    for shows, not_there in SHOWS.values():
        keep(shows, not_there, shows)
        keep(not_there)
    every = gathered(force, YEAR)
    for code in SHOWS:
        found = rates_of(BY_CODE[code], every)
        many = 4 if code == "short_reasons" else 2
        assert counts(found)["W1"] == (1, 2), (code, many)


def test_the_same_words_are_found_without_the_words(force: Force, keep: Keep, settings: Settings) -> None:
    for number in range(3):
        keep(line("reason", same="w1-alike", shared="alike"), line("reason", same=f"own-{number}", shared=f"n{number}"))
    keep(line("reason", "W2", same="w2-alike", shared="alike"))
    keep(line("reason", "W2", same="w2-other", shared="other"))
    assert counts(rates(force, "same_words")) == {"W1": (3, 3), "W2": (0, 2)}
    assert counts(rates(force, "shared_words")) == {"W1": (3, 3), "W2": (1, 2)}
    settings.PROVISO_PATTERNS = settings.PROVISO_PATTERNS.model_copy(update={"same_words_cases": 4})
    assert counts(rates(force, "same_words"))["W1"] == (0, 3)


def test_words_of_another_year_count_as_the_same_and_their_case_does_not(force: Force, keep: Keep) -> None:
    for on in ("2024-03-01", "2025-03-01", "2026-03-01"):
        keep(line("reason", same="alike", shared="alike", on=on))
    assert counts(rates(force, "same_words")) == {"W1": (1, 1)}
    assert counts(rates(force, "same_words", period_of("2026-Q2"))) == {}


def test_who_opens_what_is_made_of_officers_openings_alone(
    force: Force, keep: Keep, people: dict[str, Officer], settings: Settings
) -> None:
    settings.PROVISO_PATTERNS = settings.PROVISO_PATTERNS.model_copy(update={"opened_a_day": 2})
    own, *theirs = (keep(line("had", by)) for by in ("W1", "W2", "W2", "W2"))
    far = keep(line("had", "W3"), unit="south")
    for case in (own, theirs[0], theirs[0]):
        looks(force, "case_consulted", case, "W1", NIGHT)
    looks(force, "case_consulted", theirs[1], "W1", NIGHT)
    looks(force, "case_refused", far, "W1", NOON)
    looks(force, "case_consulted", theirs[2], "W1", NOON + timedelta(hours=1))
    looks(force, "case_consulted", theirs[0], "S1", NOON + timedelta(hours=1))
    looks(force, "case_consulted", "PV-GONE", "W1", NOON + timedelta(hours=1))
    assert counts(rates(force, "odd_hours")) == {"W1": (3, 4)}
    assert counts(rates(force, "never_their_own")) == {"W1": (3, 4)}
    assert counts(rates(force, "many_opened")) == {"W1": (1, 2)}
    assert counts(rates(force, "after_refusals")) == {"W1": (1, 3)}
    assert counts(rates(force, "odd_hours", period_of("2026-Q2"))) == {}
    settings.PROVISO_PATTERNS = settings.PROVISO_PATTERNS.model_copy(update={"odd_hours_from": 10, "odd_hours_to": 15})
    assert counts(rates(force, "odd_hours")) == {"W1": (1, 4)}


def test_a_unit_and_the_force_are_the_sums_of_their_officers(force: Force, keep: Keep) -> None:
    for by, unit in (("W1", "north"), ("W2", "north"), ("W3", "south")):
        keep(line("told", by, 1), unit=unit)
    found = rates(force, "impracticable")
    assert {code: one.of.count for code, one in found.units.items()} == {"north": 2, "south": 1}
    assert (found.force.of.count, found.force.share) == (3, 1.0)
    assert rates(force, "additional").force.share == 0.0


def test_rows_stand_by_name_beside_the_range_of_the_force(force: Force, keep: Keep) -> None:
    for number in range(30):
        keep(line("told", "W1", int(number < 18)), line("told", "W2", 0))
    found = rates(force, "impracticable")
    rows = told_rates(
        {by: one for (_, by), one in found.officers.items()}, {"W1": "Yarrow", "W2": "alder"}, found.force.share
    )
    assert [(row.name, row.shown, row.of, row.share) for row in rows] == [("alder", 0, 30, 0), ("Yarrow", 18, 30, 60)]
    assert rows[0].outer == rows[1].outer
    assert [row.within for row in rows] == [False, False]


def test_without_small_numbers_nothing_is_given_but_what_is_shown(force: Force, keep: Keep) -> None:
    """Few, all but few and none look alike; others are rounded by their cases; the range follows from those alone."""
    for number in range(40):
        keep(line("told", "W1", int(number < 13)), unit="north")
        keep(line("told", "W2", int(number < 4)), unit="south")
        keep(line("told", "W3", int(number < 37)), unit="west")
    found = rates(force, "impracticable")
    tables = {("2026", unit): table_of([found], unit) for unit in ("north", "south", "west")}
    figures = {("2026", "north"): {("of", "impracticable"): 15}}
    shown = shown_rates(tables, 2026, 5, figures, (found.pattern,))
    pairs = {unit: pair_of(cells, found.pattern) for (_, unit), cells in shown.items()}
    north, south, west = told_as_shown(pairs, {})
    assert (south.of, west.of, south.outer, west.within) == (None, None, None, None)
    assert (north.of, north.shown, north.within) == (40, 15, True), "as the figures show the same cases"


def test_what_the_figures_do_not_show_no_pattern_shows(force: Force, keep: Keep) -> None:
    for number in range(40):
        keep(line("told", "W1", int(number < 13)))
        keep(line("to_share", "W1", int(number < 13)))
    for code, figures in (
        ("impracticable", {("of", "impracticable"): -2}),
        ("decided_to_share", {("of", "decided_to_share"): 15, ("of", "suspected"): 60, ("decided", "not_known"): -1}),
    ):
        found = rates(force, code)
        tables = {("2026", "north"): table_of([found], "north")}
        beside = shown_rates(tables, 2026, 5, {("2026", "north"): figures}, (found.pattern,))
        assert pair_of(beside["2026", "north"], found.pattern) is None
        alone = shown_rates(tables, 2026, 5, {}, (found.pattern,))
        assert pair_of(alone["2026", "north"], found.pattern) is not None
