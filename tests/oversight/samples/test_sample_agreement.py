"""How often reviewers agreed: with numbers, and none from which a case could be told."""

import itertools
from datetime import UTC, datetime

import pytest

from proviso.oversight.figures.cells import CellCount
from proviso.oversight.samples.kept_samples import Reviewed
from proviso.oversight.samples.sample_agreement import agreement, shown_of
from proviso.oversight.samples.sample_order import SampleAnswer, ToldAnswer


def found(proportionate: SampleAnswer = SampleAnswer.YES) -> Reviewed:
    return Reviewed(
        proportionate, SampleAnswer.YES, ToldAnswer.YES, "super-1", "north", datetime(2027, 1, 5, tzinfo=UTC), b""
    )


def test_the_share_of_agreement_is_told_with_its_numbers() -> None:
    findings = [(found(), number) for number in range(15)]
    findings += [(found(SampleAnswer.NO), 100 + number) for number in range(5)]
    overall, proportionate, reason, told = agreement(findings, 5)
    assert (overall.of, [(one.number, one.share) for one in overall.categories]) == (
        20,
        [(15, 75), (5, 25), (None, None)],
    )
    assert [one.words for one in overall.categories][:2] == ["With all of it", "Not with all of it"]
    assert [one.number for one in proportionate.categories] == [15, 5, None]
    assert [one.number for one in reason.categories] == [20, None, None]
    assert told.categories[-1].words.startswith("There was nothing to tell")


@pytest.mark.parametrize(("many", "shown"), [(5, None), (10, 10), (20, 20), (23, 23)])
def test_one_disagreement_is_not_told_from_none(many: int, shown: int | None) -> None:
    told = [
        agreement([(found(SampleAnswer.NO if number < no else SampleAnswer.YES), number) for number in range(many)], 5)
        for no in range(5)
    ]
    assert all(every == told[0] for every in told)
    assert [one.number for one in told[0][0].categories] == [shown, None, None]


def test_of_few_reviews_nothing_is_told() -> None:
    told = agreement([(found(), number) for number in range(4)], 5)
    assert all(one.of is None for one in told)
    assert all(category.number is None and category.share is None for one in told for category in one.categories)


def possible(whole: int, shown: list[int | None]) -> list[tuple[int, ...]]:
    """All that the parts can be, by trying: for somebody who knows the whole and how numbers are rounded."""

    def ways(number: int | None) -> range:
        return range(whole + 1) if number is None else range(max(5, number - 4), number + 5)

    return [parts for parts in itertools.product(*(ways(one) for one in shown)) if sum(parts) == whole]


def test_nobody_narrows_down_a_small_number_of_what_is_shown() -> None:
    """Neither one, nor how many all that are not shown are, where they are few."""
    for key, cells in enumerate(itertools.product((0, 1, 4, 5, 9, 12, 19), (0, 2, 4, 6), (0, 1, 4))):
        if (whole := sum(cells)) < 5:
            continue
        shown = shown_of(whole, [CellCount(many, 1000 * key + place) for place, many in enumerate(cells)], 5)
        every = possible(whole, shown)
        small = [place for place, many in enumerate(cells) if many < 5]
        for place in small:
            assert shown[place] is None
            assert {0, 4} <= {parts[place] for parts in every}, (cells, shown)
        if small and sum(cells[place] for place in small) < 5:
            assert {0, 4} <= {sum(parts[place] for place in small) for parts in every}, (cells, shown)
