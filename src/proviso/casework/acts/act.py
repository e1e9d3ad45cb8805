"""What a row of the registry says of an act: what it records, who may do it and when, and its words for a person.

Pages, links, permissions, the task list and the reference of questions read rows; none keeps a table of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from proviso.accounts.models import Role
from proviso.casework.history.case import Case, Stage
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import GRANTS, Permission, Service, may, why_not_permitted

Record = Callable[..., OpenCase]
"""The function of an act: `record(opened, value, *, seen)`, each with a value of its own and some with more to say."""


class Priority(IntEnum):
    """How soon something is to be done, the most pressing first; what can be done and is not due comes last."""

    SAFETY = 1
    RECORD = 2
    UNDER_WAY = 3
    REPLY = 4
    SEND = 5
    CORRECT = 6
    TELL = 7
    REVIEW = 8
    DECIDE = 9
    CLOSE = 10
    NOT_DUE = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """When the page of a case offers a link, and in which words.

    An offer is made to whoever may do the act and finds it available, unless it is `to_all` who read the case.
    """

    words: str
    urgency: Priority = Priority.NOT_DUE
    when: Callable[[OpenCase], bool] = lambda _opened: True
    to_all: bool = False


def _always(_case: Case) -> str:
    return ""


def _nothing(_case: Case) -> Value | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A page of a case that records nothing: `slug` is the name of its address."""

    slug: str
    offers: tuple[Offer, ...] = ()

    def is_offered(self, offer: Offer, opened: OpenCase) -> bool:
        """Whether this person is offered the page now."""
        return offer.when(opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAct(CasePage):
    """One act: what is not in the registry cannot be done.

    `value` is what its page asks, `records` what the record then holds where that is something else. `why_not` says why
    there is nothing to do it to, in words (empty where there is). `shows` is the earlier answer in the boxes at first.
    `done` is said when it is over, by the stage that the case is then in where that matters; `leads_to` is the name of
    the address where it leads. `because`, `used_by` and `paragraphs` are for whoever asks why something is asked.
    """

    value: type[Value]
    record: Record
    permission: Permission
    title: str
    records: tuple[type[Value], ...] = ()
    why_not: Callable[[Case], str] = _always
    shows: Callable[[Case], Value | None] = _nothing
    lead: str = ""
    submit: str = ""
    done: str | Mapping[Stage, str] = ""
    leads_to: str = "case"
    because: str = ""
    used_by: str = ""
    paragraphs: tuple[str, ...] = ()

    @property
    def recorded(self) -> tuple[type[Value], ...]:
        """The values that the act can write."""
        return self.records or (self.value,)

    @property
    def roles(self) -> frozenset[Role | Service]:
        """Who may do it."""
        return GRANTS[self.permission].roles

    @property
    def stages(self) -> frozenset[Stage]:
        """The stages of a case at which it may be done."""
        return GRANTS[self.permission].stages

    @property
    def by_a_person(self) -> bool:
        """Whether somebody who signs in does it; the rest the service does by itself."""
        return any(isinstance(role, Role) for role in self.roles)

    def refusal(self, opened: OpenCase) -> str:
        """Why this person cannot do it to the case now, in words; empty where they can."""
        return why_not_permitted(opened.actor, self.permission, opened.case) or self.why_not(opened.case)

    def done_words(self, case: Case) -> str:
        """What is said when it is over, on the case as it then is."""
        return self.done if isinstance(self.done, str) else self.done.get(case.stage, "")

    def is_offered(self, offer: Offer, opened: OpenCase) -> bool:
        """Whether this person is offered the act now."""
        can = may(opened.actor, self.permission, opened.case) and not self.why_not(opened.case)
        return (can or offer.to_all) and offer.when(opened)
