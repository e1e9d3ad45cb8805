"""Every paragraph of the guidance, what it asks in our words, and what carries it out: norms, pages, tests.

Which norms and facts belong to a paragraph is read from the policy itself. A row says its pages (by slug) and tests (by
node id), or why nothing formal can carry it out, and keeps its place for ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from proviso.policy.conditions import Condition, JsonTree, mentions
from proviso.policy.facts import FACTS
from proviso.policy.library import policy_in_force
from proviso.policy.norms import Guard, Norm, Provision
from proviso.policy.register_rows import ROWS, Row


class ParagraphStatus(StrEnum):
    """How far a paragraph is carried out."""

    DONE = "done"
    IN_PART = "done in part"
    PLANNED = "planned"
    EXPLAINED = "explained"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Covered:
    """A row with what the policy itself has for its paragraph."""

    row: Row
    norms: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def status(self) -> ParagraphStatus:
        """Done where a norm or page carries it out and a test proves it, in part where something is left out of it;
        explained where nothing formal can."""
        if self.row.why_nothing:
            return ParagraphStatus.EXPLAINED
        if not (self.norms or self.row.pages):
            return ParagraphStatus.NOTHING
        if self.row.planned:
            return ParagraphStatus.PLANNED
        if not self.row.tests:
            return ParagraphStatus.NOTHING
        return ParagraphStatus.IN_PART if self.row.left_out else ParagraphStatus.DONE

    def as_json(self) -> JsonTree:
        """The row as plain values."""
        return {
            "paragraph": self.row.paragraph,
            "asks": self.row.asks,
            "norms": list(self.norms),
            "facts": list(self.facts),
            "pages": list(self.row.pages),
            "tests": list(self.row.tests),
            "why_nothing": self.row.why_nothing,
            "planned": self.row.planned,
            "left_out": self.row.left_out,
            "standing": self.status.value,
        }


def coverage(on: date) -> tuple[Covered, ...]:
    """Every paragraph, in order, with what carries it out under the edition of a day. Raises NoEdition."""
    sections = policy_in_force(on).sections
    provisions = [item for section in sections for item in section.provisions]
    return tuple(_covered(row, provisions) for row in ROWS)


def _covered(row: Row, provisions: list[Provision]) -> Covered:
    named = {row.paragraph, row.under}
    ours = [item for item in provisions if _paragraph(item) in named]
    facts = {name for item in ours for name in _facts(item)}
    facts |= {name for name, fact in FACTS.items() if fact.paragraph == row.paragraph}
    names = dict.fromkeys(_name(item) for item in ours)
    return Covered(row, tuple(names), tuple(name for name in FACTS if name in facts))


def _paragraph(item: Provision) -> str:
    return item.citation if isinstance(item, Guard) else item.paragraph


def _name(item: Provision) -> str:
    return f"guard {item.citation}" if isinstance(item, Guard) else item.name


def _facts(item: Provision) -> Iterator[str]:
    if isinstance(item, Guard):
        conditions: tuple[Condition, ...] = (item.condition,)
    elif isinstance(item, Norm):
        wordings = (each.where for each in item.wordings)
        lifting = (each.where for each in item.lifted_by)
        breach = (item.breach.where, item.breach.unless) if item.breach else ()
        conditions = (item.applies, item.satisfied, *lifting, *wordings, *breach)
    else:
        conditions = (item.when, *item.unless)
    for condition in conditions:
        yield from mentions(condition)
