"""What a pattern is: words, how it is made, its innocent explanation, a paragraph, who may see it. Data only.

A pattern is a rate: at how many of the occasions at which it could show it did. An occasion is one case of one officer,
or one day of theirs. It says what is so and never why: that is for whoever knows the work.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.conf import settings

from proviso.accounts.models import Role


class PatternLimits(Protocol):
    """From what on something makes a pattern: a force's settings."""

    officer_cases: int
    same_words_cases: int
    decided_within_minutes: int
    extended_times: int
    odd_hours_from: int
    odd_hours_to: int
    opened_a_day: int
    refusal_hours: int
    answer_days: int


def pattern_limits() -> PatternLimits:
    """The force's settings of these."""
    found: PatternLimits = settings.PROVISO_PATTERNS
    return found


class MadeOf(Enum):
    """What occasions a pattern is made of."""

    CASE = "case"
    """What was recorded on cases (`casework.reading.occasions.At`)."""
    SAME_WORDS = "same"
    """Reasons, by a digest that takes in whose they are: in how many cases their writer gave the same."""
    SHARED_WORDS = "shared"
    """Reasons, by a digest that does not: how many people gave the same."""
    OPENING = "opening"
    """Who opened which case, and when."""


class Shows(Enum):
    """When a pattern shows at an occasion, by its measure."""

    AT_LEAST = "at_least"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern. `at` is what kind of occasion it is made of; `limit` gives the number that its measure is held to.

    `occasion` and `shows_where` are the head of its two columns: of what, and how many of them.
    """

    code: str
    words: str
    paragraph: str
    source: MadeOf
    at: str
    occasion: str
    shows_where: str
    made: str
    innocent: str
    seen_by: frozenset[Role]
    limit: Callable[[PatternLimits], int] = lambda _limits: 1
    shows: Shows = Shows.AT_LEAST


SEES_ALL = frozenset({Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR})
"""A supervisor sees those of the unit, the data protection officer those of the force, the auditor no staff numbers."""

OF_PROTECTION = SEES_ALL | {Role.VULNERABILITY_LEAD}
"""The vulnerability lead sees what bears on protecting people, in the whole force."""
