"""Control limits against what is published and against a sum over every count."""

from math import comb

import pytest

from proviso.oversight.patterns.control_limits import INNER, OUTER, ControlLimits, limits_of


def summed(many: int, rate: float, outside: float) -> ControlLimits:
    """The same, by adding up every chance from both ends."""
    chances = [comb(many, count) * rate**count * (1 - rate) ** (many - count) for count in range(many + 1)]
    least = next(count for count in range(many + 1) if sum(chances[: count + 1]) > outside / 2)
    most = next(count for count in range(many, -1, -1) if sum(chances[count:]) > outside / 2)
    return ControlLimits(least, most)


@pytest.mark.parametrize("many", [1, 7, 20, 150])
@pytest.mark.parametrize("rate", [0.01, 0.2, 0.5, 0.97])
@pytest.mark.parametrize("outside", [INNER, OUTER])
def test_limits_are_those_of_a_sum_over_every_count(many: int, rate: float, outside: float) -> None:
    assert limits_of(many, rate, outside) == summed(many, rate, outside)


def test_limits_are_as_binomial_tables_have_them() -> None:
    """Of 20 at one half: 6 to 14 (P(X <= 5) = 0.0207); of 100 at one tenth: 5 to 16."""
    assert limits_of(20, 0.5, INNER) == ControlLimits(6, 14)
    assert limits_of(100, 0.1, INNER) == ControlLimits(5, 16)


def test_nobody_stands_out_by_one_of_few() -> None:
    """The bell curve would put 3 of 20 outside where the force has 2 in a hundred."""
    assert limits_of(20, 0.02, OUTER).holds(3)


def test_where_there_is_nothing_to_tell_apart_the_limits_are_the_count() -> None:
    assert limits_of(0, 0.5, OUTER) == ControlLimits(0, 0)
    assert limits_of(30, 0.0, OUTER) == ControlLimits(0, 0)
    assert limits_of(30, 1.0, OUTER) == ControlLimits(30, 30)


def test_limits_narrow_as_cases_grow_and_are_quick_for_many() -> None:
    wide = [limits_of(many, 0.3, OUTER) for many in (100, 10_000, 1_000_000)]
    shares = [(one.most - one.least) / many for one, many in zip(wide, (100, 10_000, 1_000_000), strict=True)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0.003
