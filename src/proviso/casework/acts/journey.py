"""The journey as data: each question, in order, with the act that records its answer and why it is asked.

One question a page, any order after the first; the task list is this list. A question that no paragraph or duty needs
is not asked (Data Protection Act 2018 s.37).
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from proviso.casework.acts import answer, propose, record_person, suspect, tell
from proviso.casework.acts.question import TO_COME, Question, TaskSection, TaskStatus
from proviso.casework.history.case import Case
from proviso.casework.reading.proposal import known_by_now, proposal_of
from proviso.casework.reading.risk import to_consider_again, to_weigh_again
from proviso.casework.values.allegation import Allegation
from proviso.casework.values.considerations import Views, Weighing
from proviso.casework.values.content import AdditionalInformation, BasicInformation
from proviso.casework.values.notification import ToldBefore
from proviso.casework.values.person import Address, Person, Reach
from proviso.casework.values.protection import Control, Protection, Support
from proviso.casework.values.reasons import LawfulBasis, Purposes
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.timing import RecipientChosen, Timing
from proviso.casework.writing.permissions import Permission
from proviso.policy.conditions import FactValue
from proviso.policy.typed_facts import CaseFacts


def _warned_since(case: Case) -> bool:
    return bool(to_weigh_again(case))


def _crime_recorded_since(case: Case) -> bool:
    return bool(to_consider_again(case))


def _to_choose_again(case: Case) -> bool:
    """Something is to be shared of which nothing is recorded any more, or left out as not known and known by now."""
    return case.stage in TO_COME and bool(proposal_of(case).missing or known_by_now(case))


def _more_is_proposed(case: Case) -> bool:
    return bool(proposal_of(case).additional)


def _items_proposed(case: Case) -> str:
    if _more_is_proposed(case):
        return ""
    return _("Only needed if additional information is proposed")


def _something_to_tell(case: Case) -> str:
    if proposal_of(case).can_be_told:
        return ""
    return _("Choose first what would be shared, why and with whom")


def _settled(**facts: FactValue | tuple[FactValue | None, ...]) -> Mapping[str, frozenset[FactValue | None]]:
    return MappingProxyType(
        {name: frozenset(values if isinstance(values, tuple) else (values,)) for name, values in facts.items()}
    )


QUESTIONS: tuple[Question, ...] = (
    Question(
        slug="allegation",
        section=TaskSection.CRIME,
        value=Allegation,
        record=answer.record_answer,
        permission=Permission.ANSWER_QUESTION,
        title="The allegation",
        lead="Investigating what they reported comes first, whatever their status.",
        settled=_settled(allegation_recorded=True),
        because="The crime comes first, and its type is one of the five fields that are usually shared",
        used_by="The officer, the supervisor and, where it is shared, the Home Office",
        paragraphs=("1.2.1", "5.1.1", "6.1"),
    ),
    Question(
        slug="person",
        section=TaskSection.CRIME,
        value=Person,
        record=record_person.record_person,
        permission=Permission.ANSWER_QUESTION,
        title="The person",
        because="Name and date of birth are usually shared; a child is treated differently",
        used_by="The officer and, where it is shared, the Home Office",
        paragraphs=("6.1",),
    ),
    Question(
        slug="address",
        section=TaskSection.CRIME,
        value=Address,
        record=answer.record_answer,
        permission=Permission.ANSWER_QUESTION,
        title="Where they are",
        because="An address or location is usually shared; a confidential one can be left out",
        used_by="The officer and, where it is shared, the Home Office",
        paragraphs=("6.1",),
    ),
    Question(
        slug="reach",
        section=TaskSection.CRIME,
        value=Reach,
        record=record_person.record_reach,
        permission=Permission.ANSWER_QUESTION,
        title="The safe way to reach them",
        because="The person is told before and after, and never by a way that could harm them",
        used_by="Whoever tells the person",
        paragraphs=("5.1.2", "9.1"),
    ),
    Question(
        slug="protection",
        section=TaskSection.PROTECTION,
        value=Protection,
        record=answer.record_answer,
        permission=Permission.RECORD_PROTECTION,
        title="Protective measures",
        lead="Keeping them safe comes first. Sharing can wait for it.",
        settled=_settled(immediate_protection=("not_needed", "in_place")),
        again=_warned_since,
        because="Protecting them is the focus; sharing can wait while immediate measures are put in place",
        used_by="The officer and the vulnerability lead",
        paragraphs=("5.1.2", "7.2"),
    ),
    Question(
        slug="control",
        section=TaskSection.PROTECTION,
        value=Control,
        record=answer.record_answer,
        permission=Permission.RECORD_PROTECTION,
        title="Status used against them",
        because="Someone may use the person's status to control them, and the Home Office may help to end that",
        used_by="The officer and the vulnerability lead",
        paragraphs=("2.6", "5.4.5"),
    ),
    Question(
        slug="support",
        section=TaskSection.PROTECTION,
        value=Support,
        record=answer.record_answer,
        permission=Permission.RECORD_PROTECTION,
        title="Support and referrals",
        settled=_settled(support_offered=(True, None)),  # None where it does not apply
        again=_crime_recorded_since,
        because="The person may have a route of their own, and is offered support that is independent of the police",
        used_by="The officer and the vulnerability lead",
        paragraphs=("3.2", "11.2"),
    ),
    Question(
        slug="suspicion",
        section=TaskSection.SUSPICION,
        value=Suspicion,
        record=suspect.record_suspicion,
        permission=Permission.ANSWER_QUESTION,
        title="The suspicion",
        lead="This is a suspicion, not a finding. They are still a victim or a witness.",
        because="What is suspected, how it arose, and what is fact and what is opinion",
        used_by="The officer, the supervisor and, where it is shared, the Home Office",
        paragraphs=("1.2.3", "5.2", "5.3.1", "5.3.2"),
    ),
    Question(
        slug="purposes",
        section=TaskSection.SUSPICION,
        value=Purposes,
        record=answer.record_answer,
        permission=Permission.ANSWER_QUESTION,
        title="What sharing is for",
        because="Sharing has a purpose in each case, and the record says which",
        used_by="The officer, the person and the Home Office",
        paragraphs=("5.4", "10.1.4"),
    ),
    Question(
        slug="lawful-basis",
        section=TaskSection.SUSPICION,
        value=LawfulBasis,
        record=answer.record_answer,
        permission=Permission.ANSWER_QUESTION,
        title="The power to share",
        because="There is a power to share, not a duty, and it has to apply to this case",
        used_by="The officer and the data protection officer",
        paragraphs=("4.1", "4.2"),
    ),
    Question(
        slug="basic",
        section=TaskSection.CONTENT,
        value=BasicInformation,
        record=propose.choose_basic_information,
        permission=Permission.ANSWER_QUESTION,
        title="Basic information",
        lead="Choose each field by itself. What is already recorded is shown; nothing is typed again.",
        settled=_settled(basic_information=("all", "some", "none")),
        again=_to_choose_again,
        because="Five fields are usually shared; each is chosen, and leaving one out takes a reason",
        used_by="The officer and the disclosure desk",
        paragraphs=("6.1",),
    ),
    Question(
        slug="additional",
        section=TaskSection.CONTENT,
        value=AdditionalInformation,
        record=propose.choose_additional_information,
        permission=Permission.ANSWER_QUESTION,
        title="Additional information",
        lead="Share no more than is needed.",
        because="More is shared only where it is needed, item by item",
        used_by="The officer and the disclosure desk",
        paragraphs=("6.2",),
    ),
    Question(
        slug="views",
        section=TaskSection.CONTENT,
        value=Views,
        record=propose.record_views,
        permission=Permission.ANSWER_QUESTION,
        title="The person’s views",
        lead="Their views count. They are weighed and answered; they do not decide.",
        why_not=_items_proposed,
        asked=_more_is_proposed,
        settled=_settled(views=("given", "declined", "impracticable")),
        because="Their views on additional information are sought and weighed; they do not decide",
        used_by="The officer",
        paragraphs=("6.3.1",),
    ),
    Question(
        slug="weighing",
        section=TaskSection.CONTENT,
        value=Weighing,
        record=propose.weigh_considerations,
        permission=Permission.ANSWER_QUESTION,
        title="What else to weigh",
        why_not=_items_proposed,
        asked=_more_is_proposed,
        settled=_settled(gravity_weighed=True, home_office_information_weighed=True, protection_weighed=True),
        because="Additional information takes a proportionate approach",
        used_by="The officer",
        paragraphs=("6.3.2", "6.3.3", "6.3.4"),
    ),
    Question(
        slug="timing",
        section=TaskSection.CONTENT,
        value=Timing,
        record=propose.weigh_timing,
        permission=Permission.ANSWER_QUESTION,
        title="When",
        lead="In many cases without delay. A delay has a reason, something that ends it, and a review.",
        because="In many cases without delay; a delay has a reason, an end and a review",
        used_by="The officer and the supervisor",
        paragraphs=("7.1", "7.2"),
    ),
    Question(
        slug="recipient",
        section=TaskSection.CONTENT,
        value=RecipientChosen,
        record=answer.record_answer,
        permission=Permission.ANSWER_QUESTION,
        title="With whom",
        because="In most cases the national unit comes first; another takes a reason",
        used_by="The officer and the disclosure desk",
        paragraphs=("1.2.4", "8.1"),
    ),
    Question(
        slug="tell-before",
        section=TaskSection.TELLING,
        value=ToldBefore,
        record=tell.tell_before,
        permission=Permission.ANSWER_QUESTION,
        title="Tell them beforehand",
        why_not=_something_to_tell,
        settled=_settled(informed_before=("yes", "impracticable")),
        because="The person is told that it is intended to share, what and why, unless that is impracticable",
        used_by="The officer",
        paragraphs=("3.3", "9.1.1"),
    ),
)
"""Every question of a case, in the order of the journey."""

BY_SLUG: Mapping[str, Question] = MappingProxyType({question.slug: question for question in QUESTIONS})


OPEN = (TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS)
"""How a question stands that is to be answered."""


def task_list(case: Case, facts: CaseFacts) -> Mapping[TaskSection, tuple[tuple[Question, TaskStatus, str], ...]]:
    """The task list: by section, each question that is asked with how it stands and what it waits for, if anything."""
    return {
        section: tuple(
            (one, one.state(case, facts), one.why_not(case)) for one in QUESTIONS if one.is_in(section, case)
        )
        for section in TaskSection
    }


def open_questions(case: Case, facts: CaseFacts, section: TaskSection) -> tuple[Question, ...]:
    """What is asked of a part and can be answered, and is not completed."""
    return tuple(one for one, state, _waits_for in task_list(case, facts)[section] if state in OPEN)


def next_part(case: Case, facts: CaseFacts, after: TaskSection | None = None) -> TaskSection | None:
    """The next part with a question to answer, in order, beginning after one; None where none is."""
    order = list(TaskSection)
    later = order[order.index(after) + 1 :] if after else order
    return next((one for one in later if open_questions(case, facts, one)), None)


def next_question(case: Case, facts: CaseFacts, after: str) -> Question | None:
    """The next question that is not completed and can be started, in order, beginning after one; None where none is."""
    order = [one.slug for one in QUESTIONS]
    start = order.index(after) + 1 if after in order else 0
    for one in (*QUESTIONS[start:], *QUESTIONS[:start]):
        if one.slug != after and one.state(case, facts) in OPEN:
            return one
    return None
