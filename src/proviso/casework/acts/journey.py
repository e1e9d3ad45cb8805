"""The journey as data: each question, in order, with the act that records its answer and why it is asked.

One question a page, any order after the first; the task list is this list. A question that no paragraph or duty needs
is not asked (Data Protection Act 2018 s.37).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from proviso.casework.acts import answer, propose, record_person, suspect, tell
from proviso.casework.history.case import Case
from proviso.casework.reading.proposal import proposal_of
from proviso.casework.reading.risk import to_weigh_again
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.considerations import Views, Weighing
from proviso.casework.values.content import AdditionalInformation, BasicInformation
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.person import Address, Person, Reach
from proviso.casework.values.protection import Control, Protection, Support
from proviso.casework.values.reasons import LawfulBasis, Purposes
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import RecipientChosen, Timing
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.policy.case_facts import CaseFacts
from proviso.policy.conditions import FactValue


class TaskSection(StrEnum):
    """The parts of the task list, in order."""

    CRIME = "The crime and the person"
    PROTECTION = "Protection comes first"
    SUSPICION = "The suspicion, and why to share"
    CONTENT = "What, when and with whom"
    TELLING = "Tell the person"


class TaskStatus(StrEnum):
    """How a question stands in the task list."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    CANNOT_START = "cannot start yet"
    COMPLETED = "completed"


def _nothing_awaited(_: Case) -> str:
    return ""


def _no(_: Case) -> bool:
    return False


def _warned_since(case: Case) -> bool:
    return bool(to_weigh_again(case))


def _items_proposed(case: Case) -> str:
    if proposal_of(case).additional:
        return ""
    return "Only needed if additional information is proposed"


def _something_to_tell(case: Case) -> str:
    if proposal_of(case).can_be_told:
        return ""
    return "Choose first what would be shared, why and with whom"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the journey.

    `settled` are facts and the values at which the question is done with; `waits_for` says, in words, what has to come
    first (empty where nothing does); `again` whether the answer has to be given again, since something came after it;
    `because` and `used_by` are for whoever asks why the question is there.
    """

    slug: str
    title: str
    section: TaskSection
    value: type[Value]
    record: Callable[..., OpenCase]
    paragraphs: tuple[str, ...]
    because: str
    used_by: str
    settled: Mapping[str, frozenset[FactValue]] = field(default_factory=lambda: MappingProxyType({}))
    waits_for: Callable[[Case], str] = _nothing_awaited
    again: Callable[[Case], bool] = _no

    def state(self, case: Case, facts: CaseFacts) -> TaskStatus:
        """How the question stands: an answer that no longer counts, or settles nothing, is in progress."""
        if self.waits_for(case):
            return TaskStatus.CANNOT_START
        if case.latest(self.value) is None:
            return TaskStatus.NOT_STARTED
        done = not self.again(case) and all(facts.get(fact) in values for fact, values in self.settled.items())
        return TaskStatus.COMPLETED if done else TaskStatus.IN_PROGRESS

    @property
    def settles(self) -> frozenset[str]:
        """The facts that an answer can settle."""
        return frozenset(self.settled)


def _settled(**facts: FactValue | tuple[FactValue, ...]) -> Mapping[str, frozenset[FactValue]]:
    return MappingProxyType(
        {name: frozenset(values if isinstance(values, tuple) else (values,)) for name, values in facts.items()}
    )


QUESTIONS: tuple[Question, ...] = (
    Question(
        "allegation", "The allegation", TaskSection.CRIME, Allegation, answer.record_answer, ("1.2.1", "5.1.1", "6.1"),
        "The crime comes first, and its type is one of the five fields that are usually shared",
        "The officer, the supervisor and, where it is shared, the Home Office",
        _settled(allegation_recorded=True),
    ),
    Question(
        "person", "The person", TaskSection.CRIME, Person, record_person.record_person, ("6.1",),
        "Name and date of birth are usually shared; a child is treated differently",
        "The officer and, where it is shared, the Home Office",
    ),
    Question(
        "address", "Where they are", TaskSection.CRIME, Address, answer.record_answer, ("6.1",),
        "An address or location is usually shared; a confidential one can be left out",
        "The officer and, where it is shared, the Home Office",
    ),
    Question(
        "reach", "The safe way to reach them", TaskSection.CRIME, Reach, answer.record_answer, ("5.1.2", "9.1"),
        "The person is told before and after, and never by a way that could harm them",
        "Whoever tells the person",
    ),
    Question(
        "protection", "Protective measures", TaskSection.PROTECTION, Protection, answer.record_answer,
        ("5.1.2", "7.2"),
        "Protecting them is the focus; sharing can wait while immediate measures are put in place",
        "The officer and the vulnerability lead",
        _settled(immediate_protection=("not_needed", "in_place")),
        again=_warned_since,
    ),
    Question(
        "control", "Status used against them", TaskSection.PROTECTION, Control, answer.record_answer, ("2.6", "5.4.5"),
        "Someone may use the person's status to control them, and the Home Office may help to end that",
        "The officer and the vulnerability lead",
    ),
    Question(
        "support", "Support and referrals", TaskSection.PROTECTION, Support, answer.record_answer, ("3.2", "11.2"),
        "The person may have a route of their own, and is offered support that is independent of the police",
        "The officer and the vulnerability lead",
        _settled(support_offered=True),
    ),
    Question(
        "suspicion", "The suspicion", TaskSection.SUSPICION, Suspicion, suspect.record_suspicion,
        ("1.2.3", "5.2", "5.3.1", "5.3.2"),
        "What is suspected, how it arose, and what is fact and what is opinion",
        "The officer, the supervisor and, where it is shared, the Home Office",
    ),
    Question(
        "purposes", "What sharing is for", TaskSection.SUSPICION, Purposes, answer.record_answer, ("5.4", "10.1.4"),
        "Sharing has a purpose in each case, and the record says which",
        "The officer, the person and the Home Office",
    ),
    Question(
        "lawful-basis", "The power to share", TaskSection.SUSPICION, LawfulBasis, answer.record_answer, ("4.1", "4.2"),
        "There is a power to share, not a duty, and it has to apply to this case",
        "The officer and the data protection officer",
    ),
    Question(
        "basic", "Basic information", TaskSection.CONTENT, BasicInformation, propose.choose_basic_information, ("6.1",),
        "Five fields are usually shared; each is chosen, and leaving one out takes a reason",
        "The officer and the disclosure desk",
        _settled(basic_information=("all", "some", "none")),
    ),
    Question(
        "additional", "Additional information", TaskSection.CONTENT, AdditionalInformation,
        propose.choose_additional_information, ("6.2",),
        "More is shared only where it is needed, item by item",
        "The officer and the disclosure desk",
    ),
    Question(
        "views", "The person’s views", TaskSection.CONTENT, Views, propose.record_views, ("6.3.1",),
        "Their views on additional information are sought and weighed; they do not decide",
        "The officer",
        _settled(views=("given", "declined", "impracticable")),
        _items_proposed,
    ),
    Question(
        "weighing", "What else to weigh", TaskSection.CONTENT, Weighing, propose.weigh_considerations,
        ("6.3.2", "6.3.3", "6.3.4"),
        "Additional information takes a proportionate approach",
        "The officer",
        _settled(gravity_weighed=True, home_office_information_weighed=True, protection_weighed=True),
        _items_proposed,
    ),
    Question(
        "timing", "When", TaskSection.CONTENT, Timing, propose.weigh_timing, ("7.1", "7.2"),
        "In many cases without delay; a delay has a reason, an end and a review",
        "The officer and the supervisor",
    ),
    Question(
        "recipient", "With whom", TaskSection.CONTENT, RecipientChosen, answer.record_answer, ("1.2.4", "8.1"),
        "In most cases the national unit comes first; another takes a reason",
        "The officer and the disclosure desk",
    ),
    Question(
        "tell-before", "Tell them beforehand", TaskSection.TELLING, ToldBefore, tell.tell_before, ("3.3", "9.1.1"),
        "The person is told that it is intended to share, what and why, unless that is impracticable",
        "The officer",
        _settled(informed_before=("yes", "impracticable")),
        _something_to_tell,
    ),
)  # fmt: skip
"""Every question of a case, in the order of the journey."""

BY_SLUG: Mapping[str, Question] = MappingProxyType({question.slug: question for question in QUESTIONS})


def task_list(case: Case, facts: CaseFacts) -> Mapping[TaskSection, tuple[tuple[Question, TaskStatus, str], ...]]:
    """The task list: by section, each question with how it stands and what it waits for, if anything."""
    return {
        section: tuple(
            (one, one.state(case, facts), one.waits_for(case)) for one in QUESTIONS if one.section is section
        )
        for section in TaskSection
    }


def next_question(case: Case, facts: CaseFacts, after: str) -> Question | None:
    """The next question that is not completed and can be started, in order, beginning after one; None where none is."""
    order = [one.slug for one in QUESTIONS]
    start = order.index(after) + 1 if after in order else 0
    for one in (*QUESTIONS[start:], *QUESTIONS[:start]):
        if one.slug != after and one.state(case, facts) in (TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS):
            return one
    return None
