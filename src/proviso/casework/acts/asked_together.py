"""Which questions one page asks: all of a part, or two that are answered in one thought. Each keeps its own act, and
its own entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from proviso.casework.acts.journey import BY_SLUG, QUESTIONS, open_questions
from proviso.casework.acts.question import Question, TaskSection
from proviso.casework.history.case import Case
from proviso.policy.typed_facts import CaseFacts


@dataclass(frozen=True, slots=True)
class AskedTogether:
    """Questions that one page can ask: all of a part, or two that are answered in one thought."""

    slug: str
    title: str
    section: TaskSection
    questions: tuple[Question, ...]

    def open_in(self, case: Case, facts: CaseFacts) -> tuple[Question, ...]:
        """Those of them that can be answered, and are not completed."""
        return tuple(one for one in open_questions(case, facts, self.section) if one in self.questions)


PARTS: tuple[AskedTogether, ...] = tuple(
    AskedTogether(part.slug, part.value, part, tuple(one for one in QUESTIONS if one.section is part))
    for part in TaskSection
)


def _pair(slug: str, title: str, *slugs: str) -> AskedTogether:
    questions = tuple(BY_SLUG[one] for one in slugs)
    return AskedTogether(slug, title, questions[0].section, questions)


PAIRS: tuple[AskedTogether, ...] = (
    _pair("person-and-place", "The person, and where they are", "person", "address"),
    _pair("measures-and-control", "Protective measures, and control", "protection", "control"),
    _pair("purpose-and-power", "What sharing is for, and the power to share", "purposes", "lawful-basis"),
    _pair("what", "What would be shared", "basic", "additional"),
    _pair("when-and-whom", "When, and with whom", "timing", "recipient"),
)
"""What belongs on one page also for whoever answers a question at a time (6.1; 5.1.2 and 2.6; 5.4 and 4.1; 6.1 and 6.2;
7.1 and 8.1)."""

ASKED_TOGETHER: Mapping[str, AskedTogether] = MappingProxyType({one.slug: one for one in (*PARTS, *PAIRS)})


def pair_to_ask(case: Case, facts: CaseFacts, following: Question) -> AskedTogether | None:
    """The two questions that are asked on one page when this one is next: where it is the first of them, and both are
    open."""
    pairs = (pair for pair in PAIRS if pair.questions[0] is following)
    return next((pair for pair in pairs if pair.open_in(case, facts) == pair.questions), None)
