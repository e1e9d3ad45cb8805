"""The registry of acts: one row an act. What is not here cannot be done, and `commit` refuses to write it.

The rows are in `journey` (the questions) and in the modules that end in `_rows`. A new act
takes one module for its function and its value, and one row.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from proviso.casework.acts import after_sharing_rows, carrying_rows, case_rows, review_rows, sharing_rows
from proviso.casework.acts.act import CaseAct, CasePage, Priority
from proviso.casework.acts.answer import record_answer
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Permission

PAGES: tuple[CasePage, ...] = (
    *review_rows.REVIEWS,
    *after_sharing_rows.AFTERWARDS,
    *case_rows.REPLIES,
    *sharing_rows.SENDING,
    *after_sharing_rows.CORRECTING,
    *case_rows.TELLING,
    *sharing_rows.DECIDING,
    *carrying_rows.HANDING_OVER,
    *carrying_rows.LINKING,
    *case_rows.CARRYING,
    *case_rows.READING,
)
"""What the page of a case can lead to, in the order in which equally pressing things are offered."""

ON_A_PAGE: tuple[CaseAct, ...] = tuple(page for page in PAGES if isinstance(page, CaseAct))
"""Every act of a person on a case but its questions."""

ACTS: tuple[CaseAct, ...] = (
    case_rows.STARTING,
    *QUESTIONS,
    case_rows.LOCAL,
    carrying_rows.RECEIVING,
    *ON_A_PAGE,
    *after_sharing_rows.BY_THE_SERVICE,
    *case_rows.BY_THE_SERVICE,
)
"""Every act."""

ACT_BY_SLUG: Mapping[str, CaseAct] = MappingProxyType({act.slug: act for act in ACTS})


def permission_of() -> Mapping[type[Value], Permission]:
    """Which permission each value needs to be committed. Raises ValueError where two acts disagree."""
    needed: dict[type[Value], Permission] = {}
    for act in ACTS:
        for value in act.recorded:
            if needed.setdefault(value, act.permission) is not act.permission:
                raise ValueError(f"Two acts record a {value.__name__}, each with a permission of its own.")
    return needed


def plain_answers() -> frozenset[type[Value]]:
    """The values that `record_answer` may record, as their rows say."""
    return frozenset(act.value for act in ACTS if act.record is record_answer)


def offered(opened: OpenCase, *, due: bool) -> Iterator[tuple[CasePage, str]]:
    """What this person is offered on the case now, each page with the words of its link: what is due, the most pressing
    first; or what else can be done."""
    offers = [
        (offer.urgency, page, offer.words)
        for page in PAGES
        for offer in page.offers
        if (offer.urgency is not Priority.NOT_DUE) is due and page.is_offered(offer, opened)
    ]
    for _urgency, page, words in sorted(offers, key=lambda one: one[0]):
        yield page, words
