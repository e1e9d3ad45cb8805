"""The case: where it stands, the task list, what can be done now; and its record, which a person can read and print."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.casework.acts.journey import TaskStatus, next_question, task_list
from proviso.casework.history.case import Case, Stage
from proviso.casework.reading.case_assessment import CaseAssessment
from proviso.casework.reading.outstanding_corrections import person_to_be_told, recipients_owed
from proviso.casework.reading.risk import to_review, to_weigh_again
from proviso.casework.values.person import Reach
from proviso.casework.values.review_outcomes import LateDisclosureReviewed
from proviso.casework.values.suspicion import BreachReviewed, StatusCheck, Suspicion
from proviso.casework.worklist import RECORDED
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import STAGE_WORDS, Permission, may
from proviso.disclosure.stored_packages import decided_of
from proviso.policy.facts import FACTS
from proviso.policy.vocabulary import Fact
from proviso.web.asking.local_questions import not_counted
from proviso.web.case_access import page_of, with_case
from proviso.web.panel import panel_of

TAGS = {
    TaskStatus.NOT_STARTED: "govuk-tag--blue",
    TaskStatus.IN_PROGRESS: "govuk-tag--light-blue",
    TaskStatus.CANNOT_START: "",
    TaskStatus.COMPLETED: "",
}

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
        stage=STAGE_WORDS[opened.case.stage],
        tasks=tasks,
        local=_local(opened),
        next_steps=next_steps(opened, stands),
        other_acts=other_acts(opened),
        panel=panel_of(opened.case, stands),
        warnings=stands.assessment.warnings,
        reach=opened.case.latest(Reach),
    )
    return render(request, "asking/case.jinja", context)


def _row(case: Case, question: object, state: TaskStatus, waits_for: str) -> dict[str, object]:
    slug, title = question.slug, question.title  # type: ignore[attr-defined]
    return {
        "title": _(title),
        "href": "" if state is TaskStatus.CANNOT_START else reverse("question", args=[case.reference, slug]),
        "state": _(state.value.capitalize()),
        "tag": TAGS[state],
        "hint": _(waits_for) if waits_for else "",
    }


def _local(opened: OpenCase) -> list[dict[str, str]]:
    """The questions of the local policies that the force has adopted."""
    return [
        {
            "title": FACTS[fact.name].question,
            "href": reverse("local", args=[opened.case.reference, fact.name]),
            "state": _(_local_state(opened, fact).value.capitalize()),
        }
        for fact in opened.rules.policy.local_facts
        if fact.page == "local"
    ]


def _local_state(opened: OpenCase, fact: Fact) -> TaskStatus:
    """How a local question stands: an answer that does not count, or is left over from another, is in progress."""
    if fact.name not in opened.case.local:
        return TaskStatus.NOT_STARTED
    counts = fact.name in opened.assessed.facts and not not_counted(opened.case, fact.name)
    return TaskStatus.COMPLETED if counts else TaskStatus.IN_PROGRESS


def next_steps(opened: OpenCase, stands: CaseAssessment) -> list[Link]:
    """What is to be done now by this person, most pressing first: (address name, words)."""
    case, actor = opened.case, opened.actor
    steps: list[tuple[bool, str, str]] = [
        (
            bool(to_review(case)) and may(actor, Permission.REVIEW_VULNERABILITY, case),
            "vulnerability-review",
            "Review the risk in the reply",
        ),
        (not_all_recorded(stands), "already-shared", "Record what was already shared"),
        (case.stage is Stage.CALLING, "call", "Record how the call ended"),
        (
            bool(case.unclear) and may(actor, Permission.SETTLE_SENDING, case),
            "settle-sending",
            "Say whether a message arrived",
        ),
        (case.stage is Stage.SENDING, "sending", "See how the sending stands"),
        (
            bool(case.waiting_replies) and may(actor, Permission.RECORD_REPLY, case),
            "confirm-reply",
            "A message came: confirm what it says",
        ),
        (may(actor, Permission.START_CALL, case), "send", "Send what was decided"),
        (bool(recipients_owed(case)), "correction", "Correct what was shared"),
        (bool(case.correcting and not recipients_owed(case)), "correction", "See how the correction stands"),
        (
            person_to_be_told(case) and may(actor, Permission.TELL_CORRECTION, case),
            "tell-correction",
            "Tell them of the correction",
        ),
        (
            bool(case.disclosures)
            and stands.facts.get("informed_after") != "yes"
            and may(actor, Permission.TELL_AFTER, case),
            "tell-after",
            "Tell them afterwards",
        ),
        (_unreviewed_check(case) and may(actor, Permission.REVIEW, case), "breach-review", "Review the status check"),
        (
            _unreviewed_late(case) and may(actor, Permission.REVIEW, case),
            "late-disclosure-review",
            "Review the disclosure already made",
        ),
        (case.stage is Stage.DELAYED and may(actor, Permission.REVIEW, case), "delay-review", "Review the delay"),
        (case.stage is Stage.DELAYED and may(actor, Permission.END_DELAY, case), "delay-ended", "End the delay"),
        (may(actor, Permission.DECIDE, case), "decide", "Check and decide"),
        (stands.allows("close_case") and may(actor, Permission.CLOSE, case), "close", "Close the case"),
        (may(actor, Permission.REOPEN, case), "reopen", "Open the case again"),
    ]
    due_now = [(reverse(name, args=[case.reference]), _(words)) for wanted, name, words in steps if wanted]
    return _protect_again(opened) + _next_question(opened, stands) + due_now


def _protect_again(opened: OpenCase) -> list[Link]:
    """The question about protection, where a reply says something of risk and nobody has answered it since."""
    if not to_weigh_again(opened.case) or not may(opened.actor, Permission.PROTECT, opened.case):
        return []
    words = _("A reply shows a risk: look at protection again, also where nothing changes")
    return [(reverse("question", args=[opened.case.reference, "protection"]), words)]


def _next_question(opened: OpenCase, stands: CaseAssessment) -> list[Link]:
    """The question to answer next while a case is open and its answers do not yet allow sharing."""
    case = opened.case
    if case.stage is not Stage.OPEN or stands.allows("share_basic") or not may(opened.actor, Permission.ANSWER, case):
        return []
    following = next_question(case, stands.facts, after="")
    if following is None:
        return []
    words = _("Answer the next question: %(title)s") % {"title": _(following.title)}
    return [(reverse("question", args=[case.reference, following.slug]), words)]


def not_all_recorded(stands: CaseAssessment) -> bool:
    """Whether something was shared of which what, when, with whom or why is not recorded yet (10.1.1 to 10.1.4)."""
    return stands.facts["shared"] is True and not all(stands.facts.get(part) for part in RECORDED)


def _unreviewed_check(case: Case) -> bool:
    suspicion = case.latest(Suspicion)
    routine = suspicion is not None and suspicion.status_check_was is StatusCheck.ROUTINE
    return routine and case.seq_of(BreachReviewed) < case.seq_of(Suspicion)


def _unreviewed_late(case: Case) -> bool:
    return any(one.late and one.seq > case.seq_of(LateDisclosureReviewed) for one in case.disclosures)


def _late(case: Case) -> bool:
    return any(one.late for one in case.disclosures)


def other_acts(opened: OpenCase) -> list[Link]:
    """What else this person can do to the case: (address, words)."""
    case, actor = opened.case, opened.actor
    acts: list[tuple[bool, str, str]] = [
        (may(actor, Permission.RECORD_ALREADY_SHARED, case), "already-shared", _already_shared(case)),
        (
            _late(case) and may(actor, Permission.RECORD_ALREADY_SHARED, case),
            "another-disclosure",
            "Record another disclosure",
        ),
        (bool(case.disclosures) and may(actor, Permission.RECORD_REPLY, case), "reply", "Record a reply"),
        (
            bool(case.disclosures) and may(actor, Permission.FIND_WRONG, case),
            "found-wrong",
            "Say that something shared is wrong",
        ),
        (
            bool(case.awaiting) and may(actor, Permission.ACKNOWLEDGE, case),
            "acknowledgement",
            "Record an acknowledgement",
        ),
        (
            any(one.by_email for one in case.awaiting) and may(actor, Permission.ACKNOWLEDGE, case),
            "came-back",
            "Record that a message came back",
        ),
        (decided_of(case) is not None, "package", "See what leaves, as it was decided"),
        (may(actor, Permission.WITHDRAW, case), "withdraw", "Withdraw the decision"),
        (case.suspected and may(actor, Permission.ANSWER, case), "suspicion-ended", "End the suspicion"),
        (may(actor, Permission.ANSWER, case), "role", "Correct what the person is to the crime"),
        (
            Suspicion in case.answers and may(actor, Permission.REVIEW, case),
            "source",
            "Correct how the suspicion arose",
        ),
        (
            bool(case.waiting_replies) and may(actor, Permission.RECORD_REPLY, case),
            "reply-aside",
            "Dismiss this message: it is not a reply about this case",
        ),
        (
            bool(case.disclosures) and may(actor, Permission.RECORD_OUTCOME, case),
            "outcome",
            "Record the outcome, for learning",
        ),
        (may(actor, Permission.HAND_OVER, case), "hand-over", "Hand the case over"),
        (may(actor, Permission.TRY_TO_TELL, case), "attempt-failed", "Record an attempt to tell them that failed"),
        (True, "timeline", "Read the record of this case"),
    ]
    return [(reverse(name, args=[case.reference]), _(words)) for wanted, name, words in acts if wanted]


def _already_shared(case: Case) -> str:
    return "Say more of the disclosure already made" if _late(case) else "Record a disclosure already made"
