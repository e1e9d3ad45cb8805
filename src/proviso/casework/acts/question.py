"""A question of the journey: an act with a place in the task list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from proviso.casework.acts.act import CaseAct
from proviso.casework.history.case import Case, Stage
from proviso.policy.conditions import FactValue
from proviso.policy.typed_facts import CaseFacts


class TaskSection(StrEnum):
    """The parts of the task list, in order."""

    CRIME = "The crime and the person"
    PROTECTION = "Protection comes first"
    SUSPICION = "The suspicion, and why to share"
    CONTENT = "What, when and with whom"
    TELLING = "Tell the person"

    @property
    def slug(self) -> str:
        """Its name in the address of its page."""
        return self.name.lower()


class TaskStatus(StrEnum):
    """The status of a question in the task list. What cannot start may start later; what is not needed will not. On a
    closed case nothing starts or goes on unless it is opened again: there a question is completed, not completed, or
    was not answered, which says nothing of whether what it asks about was needed."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    CANNOT_START = "cannot start yet"
    NOT_NEEDED = "not needed"
    NOT_ANSWERED = "not answered"
    NOT_COMPLETED = "not completed"
    COMPLETED = "completed"


TO_COME = frozenset({Stage.OPEN, Stage.DELAYED})
"""The stages at which what a question waits for can still come."""


def _no(_: Case) -> bool:
    return False


def _yes(_: Case) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(CaseAct):
    """One question of the journey, which is an act too: `why_not` says what has to come first.

    `asked` is whether it arises on a case at all: one that does not is in no task list. `settled` are facts and the
    values at which the question is done with; `again` whether the answer has to be given again, since something came
    after it.
    """

    section: TaskSection
    settled: Mapping[str, frozenset[FactValue | None]] = field(default_factory=lambda: MappingProxyType({}))
    again: Callable[[Case], bool] = _no
    asked: Callable[[Case], bool] = _yes

    def is_in(self, section: TaskSection, case: Case) -> bool:
        """Whether this part of a case's task list asks it."""
        return self.section is section and self.asked(case)

    def state(self, case: Case, facts: CaseFacts) -> TaskStatus:
        """How the question stands: an answer that no longer counts, or settles nothing, is in progress. On a closed
        case, where nobody answers any more, that is not completed, and what has no answer was not answered."""
        if self.why_not(case):
            return TaskStatus.CANNOT_START if self.asked(case) and case.stage in TO_COME else TaskStatus.NOT_NEEDED
        if case.latest(self.value) is None:
            if case.stage in self.stages:
                return TaskStatus.NOT_STARTED
            return TaskStatus.NOT_ANSWERED if case.stage is Stage.CLOSED else TaskStatus.NOT_NEEDED
        done = not self.again(case) and all(facts.get(fact) in values for fact, values in self.settled.items())
        return TaskStatus.COMPLETED if done else begun(case)


def begun(case: Case) -> TaskStatus:
    """How a question stands whose answer does not settle it."""
    return TaskStatus.NOT_COMPLETED if case.stage is Stage.CLOSED else TaskStatus.IN_PROGRESS
