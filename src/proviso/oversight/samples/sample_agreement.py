"""How often reviewers agreed, of a sample whose reviews are over: numbers from which no case can be told.

As in figures: fewer than the threshold is not shown, nor is none; the rest is rounded to five by the keys of exactly
those cases, all but a few look like all, and what would still narrow down a small number is withheld. How many cases
were reviewed is no secret: the size was ordered. It is told once nothing waits any more, since two versions of it would
differ by one review. What was found about a case is read by its unit, not here. Pure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from proviso.oversight.figures.bounds import MOST, Bounds, Relation, narrowed
from proviso.oversight.figures.cells import EMPTY, CellCount
from proviso.oversight.figures.suppressed import BASE, SMALL, WITHHELD, can_be, rounded
from proviso.oversight.figures.told_figures import CONFIDENTIAL, ToldCategory
from proviso.oversight.samples.kept_samples import Reviewed
from proviso.oversight.samples.sample_order import SampleAnswer, ToldAnswer


@dataclass(frozen=True, slots=True)
class Agreement:
    """One question: its words, how many cases were reviewed and how they were answered, as shown; None for what is
    not."""

    words: str
    of: int | None
    categories: tuple[ToldCategory, ...]


def _overall(one: Reviewed) -> str:
    """Whether the reviewer agreed with all that could be asked."""
    answers = {one.proportionate.value, one.reason.value, one.told.value}
    if SampleAnswer.NO.value in answers:
        return SampleAnswer.NO.value
    return SampleAnswer.CANNOT_TELL.value if SampleAnswer.CANNOT_TELL.value in answers else SampleAnswer.YES.value


@dataclass(frozen=True, slots=True)
class _Question:
    words: str
    answer: Callable[[Reviewed], str]
    categories: Mapping[str, str]


_FOUND = {one.value: one.label for one in SampleAnswer}
QUESTIONS = (
    _Question(
        "Did the reviewer agree?",
        _overall,
        {"yes": "With all of it", "no": "Not with all of it", "cannot_tell": "Something could not be told"},
    ),
    _Question("Was it proportionate?", lambda one: one.proportionate.value, _FOUND),
    _Question("Was the reason one?", lambda one: one.reason.value, _FOUND),
    _Question("Was the person told safely?", lambda one: one.told.value, {one.value: one.label for one in ToldAnswer}),
)


def stated_of_agreement(threshold: int) -> str:
    """How these numbers are kept from betraying anybody, in words for whoever reads them."""
    return _(
        "%(confidential)s means that a number is not shown: it is fewer than %(threshold)s "
        "cases, none, or a number from which another could be worked out. Every other is rounded "
        "to a multiple of %(base)s, and all but a few cases look like all of them. What was "
        "found about each case is for its unit to read."
    ) % {"confidential": CONFIDENTIAL, "threshold": threshold, "base": BASE}


def agreement(reviews: Sequence[tuple[Reviewed, int]], threshold: int) -> list[Agreement]:
    """How the reviewed cases of a sample were answered, each review with the key of its case."""
    many = len(reviews) if len(reviews) >= threshold else None
    told = []
    for question in QUESTIONS:
        parts = [_count(key for one, key in reviews if question.answer(one) == code) for code in question.categories]
        numbers = shown_of(len(reviews), parts, threshold)
        categories = tuple(
            ToldCategory(words, number, _share(number, many))
            for words, number in zip(question.categories.values(), numbers, strict=True)
        )
        told.append(Agreement(question.words, many, categories))
    return told


def shown_of(whole: int, parts: Sequence[CellCount], threshold: int) -> list[int | None]:
    """What is shown of the parts of a whole that everybody knows; None for what is not."""
    if whole < threshold:
        return [None] * len(parts)
    state = [rounded(part) if part.count >= threshold else SMALL for part in parts]
    large = [place for place, number in enumerate(state) if number != SMALL]
    if len(large) == 1 and whole - parts[large[0]].count < threshold:
        state[large[0]] = (
            whole  # all but a few look like all: from another number everybody would know that they differ
        )
    while _narrows(whole, state, parts, threshold):
        shown = [place for place, number in enumerate(state) if number >= 0]
        state[min(shown, key=lambda place: (parts[place].count, place))] = WITHHELD
    return [number if number >= 0 else None for number in state]


def _narrows(whole: int, state: Sequence[int], parts: Sequence[CellCount], threshold: int) -> bool:
    """Whether somebody who knows the whole could narrow down a small part, or all small parts where together they are
    few too: to no longer none, or to fewer than anybody may tell."""
    small = [place for place, number in enumerate(state) if number == SMALL]
    rest = sum(parts[place].count for place in small)
    cells = [(whole, whole), *(can_be(number, threshold) for number in state), (0, MOST)]
    others = tuple(place + 1 for place in range(len(state)) if place not in small)
    relations = [
        Relation(0, tuple(range(1, len(cells) - 1)), apart=True, complete=True),
        Relation(0, (*others, len(cells) - 1), apart=True, complete=True),
    ]
    least, most = map(list, zip(*cells, strict=True))
    bounds = narrowed(Bounds(least, most), relations)
    protected = [place + 1 for place in small] + ([len(cells) - 1] if small and rest < threshold else [])
    return any(bounds.least[place] > 0 or bounds.most[place] < BASE - 1 for place in protected)


def _count(keys: Iterator[int]) -> CellCount:
    return sum((CellCount(1, key) for key in keys), EMPTY)


def _share(number: int | None, of: int | None) -> int | None:
    return min(100, round(100 * number / of)) if number is not None and of else None
