"""Control limits of a rate: between which numbers chance alone would bring whoever does as the force does. Pure.

The funnel plot of Spiegelhalter (Statistics in Medicine 24, 2005): the limits of a binomial count about the force's own
rate, exact, so that few cases make nobody stand out. Between the inner limits lie 19 of 20, between the outer 998 of
1,000. Who lies outside is not explained by chance alone; by what else, no number says.
"""

from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

INNER, OUTER = 0.05, 0.002
"""How many lie outside by chance alone: on both sides together."""


@dataclass(frozen=True, slots=True)
class ControlLimits:
    """The least and the most that chance alone explains, as counts out of so many."""

    least: int
    most: int

    def holds(self, count: int) -> bool:
        """Whether a count is explained by chance alone."""
        return self.least <= count <= self.most


def limits_of(many: int, rate: float, outside: float) -> ControlLimits:
    """Between which counts out of so many all but `outside` lie by chance, where the rate is the force's."""
    if many <= 0 or rate <= 0:
        return ControlLimits(0, 0)
    if rate >= 1:
        return ControlLimits(many, many)
    middle, wide = many * rate, 12 * sqrt(many * rate * (1 - rate)) + 12
    first, last = max(0, int(middle - wide)), min(many, int(middle + wide))
    counts = range(first, last + 1)
    chances = [_chance(count, many, rate) for count in counts]
    least, most = last, first
    tail = 0.0
    for count, chance in zip(counts, chances, strict=True):
        tail += chance
        if tail > outside / 2:
            least = count
            break
    tail = 0.0
    for count, chance in zip(reversed(counts), reversed(chances), strict=True):
        tail += chance
        if tail > outside / 2:
            most = count
            break
    return ControlLimits(least, most)


def _chance(count: int, many: int, rate: float) -> float:
    """The chance of exactly this count."""
    ways = lgamma(many + 1) - lgamma(count + 1) - lgamma(many - count + 1)
    return exp(ways + count * log(rate) + (many - count) * log(1 - rate))
