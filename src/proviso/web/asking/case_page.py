"""The case: where it stands, the task list, what can be done now; and its record, which a person can read and print."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.models import Role
from proviso.casework.acts.journey import next_part, next_question, task_list
from proviso.casework.acts.question import Question, TaskStatus, begun
from proviso.casework.acts.registry import offered
from proviso.casework.answering_way import Way, way_of
from proviso.casework.history.case import Case, Stage
from proviso.casework.outstanding_looks import words_to_change
from proviso.casework.projection import due_of
from proviso.casework.reading.risk import to_weigh_again
from proviso.casework.repeated_words import repeated_in
from proviso.casework.row_codes import Queue
from proviso.casework.values.person import Reach
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.linked import links_of
from proviso.casework.writing.permissions import STAGE_WORDS, Permission, may
from proviso.policy.facts import FACTS
from proviso.policy.norms import Act
from proviso.policy.vocabulary import Fact
from proviso.web.asking.leading_on import address_of_next
from proviso.web.asking.local_questions import concerns, not_counted
from proviso.web.asking.still_owed import still_owed
from proviso.web.case_access import page_of, with_case
from proviso.web.design.page_addresses import reverse
from proviso.web.design.policy_words import said
from proviso.web.handing_over.handover_pages import handover_on_case
from proviso.web.panel import panel_of
from proviso.web.reviewing.reviews import before_it_leaves
from proviso.web.worklists import FOR_THE_LEAD

TAGS = {
    TaskStatus.NOT_STARTED: "govuk-tag--blue",
    TaskStatus.IN_PROGRESS: "govuk-tag--light-blue",
    TaskStatus.CANNOT_START: "",
    TaskStatus.NOT_NEEDED: "",
    TaskStatus.NOT_ANSWERED: "",
    TaskStatus.NOT_COMPLETED: "",
    TaskStatus.COMPLETED: "",
}

CLOSED_TO_ALL = frozenset({TaskStatus.CANNOT_START, TaskStatus.NOT_NEEDED, TaskStatus.NOT_ANSWERED})
"""What has no page to answer it on now."""

Link = tuple[str, str]


@require_safe
@with_case
def case(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """The task list, what is to be done next, and what policy says now."""
    stands = opened.assessed
    tasks = [
        {"heading": _(section), "rows": [_row(opened.case, *task) for task in rows]}
        for section, rows in task_list(opened.case, stands.facts).items()
    ]
    context = page_of(
        request,
        case=opened.case,
        stage=stage_of(opened.case),
        tasks=tasks,
        local=_local(opened),
        next_steps=next_steps(opened),
        other_acts=_offered(opened, due=False),
        panel=[] if opened.case.stage is Stage.CLOSED else panel_of(opened.case, stands),
        warnings=[said(one) for one in stands.assessment.warnings],
        reach=opened.case.latest(Reach),
        repeated=sum(map(len, repeated_in(opened.case).values())),
        way=way_of(opened.actor.staff_number) if may_answer(opened) else None,
        **before_it_leaves(opened),
        must_change=words_to_change(opened.case),
        **handover_on_case(opened),
        links=links_of(opened),
        **still_owed(opened),
    )
    return render(request, "asking/case.jinja", context)


def stage_of(case: Case) -> str:
    """Where the case is, as a sentence: what was sent and nobody has acknowledged is not yet received."""
    if case.stage is Stage.SHARED and case.awaiting:
        return _("Information shared, not acknowledged")
    return _("This case is %(stage)s") % {"stage": _(STAGE_WORDS[case.stage])}


def may_answer(opened: OpenCase) -> bool:
    """Whether this person answers the questions of the case now."""
    return may(opened.actor, Permission.ANSWER_QUESTION, opened.case)


def _row(case: Case, question: Question, state: TaskStatus, waits_for: str) -> dict[str, object]:
    return {
        "title": _(question.title),
        "href": "" if state in CLOSED_TO_ALL else reverse("question", args=[case.reference, question.slug]),
        "state": _(state.value.capitalize()),
        "tag": TAGS[state],
        "hint": _(waits_for) if state is TaskStatus.CANNOT_START else "",
    }


def _local(opened: OpenCase) -> list[dict[str, str]]:
    """The questions of the local policies that the force has adopted."""
    return [
        {
            "title": _(FACTS[fact.name].question),
            "href": reverse("local", args=[opened.case.reference, fact.name]),
            "state": _(_local_state(opened, fact).value.capitalize()),
        }
        for fact in opened.rules.policy.local_facts
        if fact.page == "local" and concerns(opened, fact)
    ]


def _local_state(opened: OpenCase, fact: Fact) -> TaskStatus:
    """How a local question stands: an answer that does not count, or is left over from another, is in progress, or on a
    closed case not completed; nothing is asked there any more."""
    if fact.name not in opened.case.local:
        return TaskStatus.NOT_ANSWERED if opened.case.stage is Stage.CLOSED else TaskStatus.NOT_STARTED
    counts = fact.name in opened.assessed.facts and not not_counted(opened.case, fact.name)
    return TaskStatus.COMPLETED if counts else begun(opened.case)


def next_steps(opened: OpenCase) -> list[Link]:
    """What is to be done now by this person, most pressing first: (address, words)."""
    return [*_protect_again(opened), *_for_the_lead(opened), *_next_question(opened), *_offered(opened, due=True)]


def _offered(opened: OpenCase, *, due: bool) -> list[Link]:
    return [(reverse(page.slug, args=[opened.case.reference]), _(words)) for page, words in offered(opened, due=due)]


def _protect_again(opened: OpenCase) -> list[Link]:
    """The question about protection, where a reply says something of risk and nobody has answered it since."""
    if not to_weigh_again(opened.case) or not may(opened.actor, Permission.RECORD_PROTECTION, opened.case):
        return []
    words = _("A reply shows a risk: look at protection again, also where nothing changes")
    return [(reverse("question", args=[opened.case.reference, "protection"]), words)]


def _for_the_lead(opened: OpenCase) -> list[Link]:
    """What is due on the vulnerability lead's list that is recorded in a question, in the same words."""
    if opened.actor.role is not Role.VULNERABILITY_LEAD:
        return []
    due = sorted(due_of(opened.case, opened.assessed), key=lambda one: one.at)
    theirs = [FOR_THE_LEAD[one.what] for one in due if one.queue is Queue.VULNERABILITY and one.what in FOR_THE_LEAD]
    return [(reverse("question", args=[opened.case.reference, slug]), _(words)) for words, slug in theirs]


def _next_question(opened: OpenCase) -> list[Link]:
    """The question to answer next while a case is open and its answers do not yet allow sharing."""
    case, stands = opened.case, opened.assessed
    if case.stage is not Stage.OPEN or stands.allows(Act.SHARE_BASIC) or not may_answer(opened):
        return []
    if way_of(opened.actor.staff_number) is Way.PART:
        part = next_part(case, stands.facts)
        words = _("Answer the next part: %(title)s") % {"title": _(part) if part else ""}
        return [(reverse("part", args=[case.reference, part.slug]), words)] if part else []
    following = next_question(case, stands.facts, after="")
    if following is None:
        return []
    address, title = address_of_next(opened, following)
    return [(address, _("Answer the next question: %(title)s") % {"title": title})]
