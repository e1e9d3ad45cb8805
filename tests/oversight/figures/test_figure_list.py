"""The list of figures: each under a paragraph of the guidance, with a category for everything that can be recorded."""

from dataclasses import replace

import pytest

from proviso.casework.history.case import Case
from proviso.casework.reading.counted_case import CountedCase, counted
from proviso.oversight.figures.figure import BANDS, Figure, Kind
from proviso.oversight.figures.figure_list import CASES, FIGURES, NOT_COUNTED, POPULATIONS
from proviso.oversight.figures.periods import NoSuchPeriod, Period, by_year, period_of, periods_of
from proviso.policy.register_rows import ROWS
from tests.casework.carried import CLOSINGS
from tests.casework.every import AFTER_THE_START
from tests.casework.examples import ANSWERS, START
from tests.casework.folding import folded, onto

KNOWN = {figure.column: {one.code for one in figure.every_category} for figure in FIGURES}


def every_case() -> list[Case]:
    """A case after each answer of every kind that there is, in one long life."""
    case = folded(*ANSWERS, start=replace(START, unit="north", owner="officer-north"))
    lives = [case]
    for value in (*AFTER_THE_START, *CLOSINGS):
        case = onto(case, (value,))
        lives.append(case)
    return lives


def test_every_code_that_a_case_can_have_is_counted_by_name() -> None:
    for case in every_case():
        told = counted(case)
        for figure in FIGURES:
            if figure.kind is Kind.BAND:
                continue
            given = getattr(told, figure.column)
            codes = set(given if isinstance(given, tuple) else (given,)) - {""}
            assert codes <= KNOWN[figure.column], figure.code


def test_every_figure_has_a_column_a_paragraph_and_words_of_its_own() -> None:
    assert len({figure.code for figure in FIGURES}) == len({figure.words for figure in FIGURES}) == len(FIGURES)
    columns = set(CountedCase.__slots__)
    paragraphs = {row.paragraph for row in ROWS}
    for figure in FIGURES:
        assert figure.column in columns
        assert any(one == figure.paragraph or one.startswith(f"{figure.paragraph}.") for one in paragraphs), figure.code
        assert figure.population in POPULATIONS
        assert len({one.code for one in figure.every_category}) == len(figure.every_category)
    assert next(iter(POPULATIONS)) is CASES
    assert all(one.what and one.why for one in NOT_COUNTED)


def test_the_register_says_what_is_counted_of_a_paragraph() -> None:
    assert {one.code: one.paragraph for one in FIGURES}["engaged"] == "2.5"
    left_out = {row.paragraph: row.left_out for row in ROWS}
    assert "only where something was shared" in left_out["2.5"]
    assert "only where a force joins" in left_out["11.1"]


def test_what_is_not_counted_sends_nobody_to_a_page_that_they_may_not_have() -> None:
    assert not [one for one in NOT_COUNTED if "page" in f"{one.what} {one.why}".split()]
    assert "the data protection officer has it" in {one.what: one.why for one in NOT_COUNTED}["What reconciling found"]


@pytest.mark.parametrize("figure", [figure for figure in FIGURES if figure.kind is Kind.BAND], ids=lambda one: one.code)
def test_how_long_something_took_is_in_the_bands_that_are_worked_out(figure: Figure) -> None:
    codes = [one.code for one in figure.categories]
    assert codes[: len(BANDS) + 1] == [*(code for code, _ in BANDS), "longer"]
    assert codes[len(BANDS) + 1 :] in ([], ["not_yet"])


def test_periods_are_listed_by_year_then_quarters_then_months_latest_first() -> None:
    every = [one for year in (2025, 2026) for one in periods_of(year) if one.last_day.isoformat() < "2026-05-01"]
    latest, before = by_year(reversed(every))
    assert (latest[0], [one.code for one in latest[1]]) == (
        2026,
        ["2026-Q1", "2026-04", "2026-03", "2026-02", "2026-01"],
    )
    assert before[0] == 2025
    codes = [one.code for one in before[1]]
    assert codes[:7] == ["2025", "2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1", "2025-12", "2025-11"]
    assert len(codes) == 17
    assert by_year([]) == []


def test_periods_are_those_of_the_calendar_and_no_other() -> None:
    every = periods_of(2026)
    assert len(every) == 17
    assert [one.code for one in every[:5]] == ["2026-01", "2026-02", "2026-Q1", "2026-03", "2026-04"]
    assert [one.code for one in every[-3:]] == ["2026", "2026-Q4", "2026-12"]
    assert all(period_of(one.code) == one for one in every)
    assert [one.code for one in Period(2026, 4, 3).parts] == ["2026-04", "2026-05", "2026-06"]
    assert Period(2026, 4, 1).parts == ()
    assert {str(one.last_day) for one in (Period(2026), Period(2024, 2, 1))} == {"2026-12-31", "2024-02-29"}
    for wrong in ("", "26", "2026-Q5", "2026-13", "2026-1", "1999", "2026-Q1 ", "٢٠٢٦"):
        with pytest.raises(NoSuchPeriod, match="Give a year, a quarter or a month"):
            period_of(wrong)
