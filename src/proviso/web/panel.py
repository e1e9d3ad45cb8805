"""What policy says now, beside the case and the decision, and a line of it on its other pages: from the engine, never
from page code.

An act that is not allowed names the paragraph that forbids it, and leads to the question that would allow it.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from proviso.casework.acts.journey import BY_SLUG, task_list
from proviso.casework.acts.question import TaskStatus
from proviso.casework.history.case import Case, Stage
from proviso.casework.reading.case_assessment import CaseAssessment
from proviso.casework.reading.outstanding_corrections import person_to_be_told, recipients_owed
from proviso.policy import explain
from proviso.policy.assess import ActAnswer, Answer, Assessment, GuardAnswer
from proviso.policy.facts import FACTS
from proviso.policy.norms import Act, Guard, Status
from proviso.web.bases import basis_words, cited_words, guard_of_step
from proviso.web.design.page_addresses import reverse
from proviso.web.design.parts import PanelAct, Reason
from proviso.web.design.policy_words import said

TITLES = {
    Act.SHARE_BASIC: "Share basic information",
    Act.SHARE_ADDITIONAL: "Share additional information",
    Act.DELAY_SHARING: "Delay sharing",
    Act.CLOSE_CASE: "Close the case",
}

PAGES = {
    "already-shared": "Record what was shared",
    "breach-review": "A supervisor reviews the check",
    "decide": "Decide",
    "tell-after": "Tell them afterwards",
    "correction": "Correct what was shared",
    "tell-correction": "Tell them of the correction",
    "local": "Answer the local question",
    "role": "Correct whether the person is a victim or a witness",
    "send": "Send what was decided",
}
"""What a link to a page that is not one of the questions says."""

IN_A_CASE = {"role": "role", "suspected": "suspicion"}
"""Where a case that is open asks again what was asked before it was opened."""


def panel_of(case: Case, stands: CaseAssessment) -> list[PanelAct]:
    """Each act with its answer and every reason."""
    acts = stands.assessment.acts
    basic = acts[Act.SHARE_BASIC]
    shown = [PanelAct(_(TITLES[Act.SHARE_BASIC]), basic.answer.value, _reasons(case, basic.guards))]
    additional = acts[Act.SHARE_ADDITIONAL]
    cited = {one.guard.citation for one in basic.guards if one.answer is not Answer.YES}
    own = [one for one in additional.guards if one.guard.citation not in cited]
    none_proposed = [one for one in own if one.guard.citation == "6.2" and one.answer is Answer.NO]
    # What has to be weighed about additional information does not arise while none is proposed.
    reasons = _reasons(case, none_proposed or own)
    if cited and additional.answer is not Answer.YES and not none_proposed:
        reasons.append(Reason(_("And all that basic information still needs.")))
    shown.append(PanelAct(_(TITLES[Act.SHARE_ADDITIONAL]), additional.answer.value, reasons))
    rest = (Act.DELAY_SHARING, Act.CLOSE_CASE)
    return shown + [PanelAct(_(TITLES[one]), acts[one].answer.value, _reasons(case, acts[one].guards)) for one in rest]


def progress_of(case: Case, stands: CaseAssessment) -> tuple[str, str]:
    """How many of the questions that are asked are done, as a link to what is missing or, once nothing is, to what
    policy says: (address, words). Both are empty on a case that is closed."""
    if case.stage is Stage.CLOSED:
        return "", ""
    states = [state for rows in task_list(case, stands.facts).values() for _question, state, _waits_for in rows]
    asked = [state for state in states if state is not TaskStatus.NOT_NEEDED]
    done = asked.count(TaskStatus.COMPLETED)
    words = _("%(done)d of %(all)d done: see what is missing")
    if done == len(asked):
        words = _("%(done)d of %(all)d done: see what policy says now")
    return reverse("case", args=[case.reference]) + "#policy", words % {"done": done, "all": len(asked)}


def _reasons(case: Case, guards: Iterable[GuardAnswer]) -> list[Reason]:
    guards = list(guards)
    closed = [_closed(case, one) for one in guards if one.answer is Answer.NO]
    open_questions = [_not_known(case, one) for one in guards if one.answer is Answer.UNKNOWN]
    return closed + open_questions


def _closed(case: Case, one: GuardAnswer) -> Reason:
    if one.guard.citation == "correction" and not recipients_owed(case) and person_to_be_told(case):
        return _reason(case, _(TOLD_LAST), one.guard, "corrections_outstanding")
    # A delay is no step that the engine proposes; but whoever would delay finds the question that takes it (7.2).
    to_delay = one.guard.acts == (Act.DELAY_SHARING,)
    settles = (name for name in (*one.because, *one.needs) if to_delay or FACTS[name].step or FACTS[name].page in PAGES)
    fact = next(settles, "")
    return _reason(case, said(one.guard.refuses), one.guard, fact)


TOLD_LAST = "Something shared proved wrong, and the person has not been told that it was put right."


def _not_known(case: Case, one: GuardAnswer) -> Reason:
    return _reason(case, explain.sentence(said(one.guard.asks)), one.guard, one.needs[0] if one.needs else "")


def _reason(case: Case, says: str, guard: Guard, fact: str) -> Reason:
    href, link = place_of(case, fact)
    cited = cited_words(guard.citation)
    return Reason(says, cited, href, link, basis_words(guard.basis, cited))


def place_of(case: Case, fact: str) -> tuple[str, str]:
    """The address of the page that asks about a fact, and the words of a link to it; both empty for what the force
    itself brings. Raises NoReverseMatch or KeyError for a fact that no page asks: a test holds each fact to one."""
    page = IN_A_CASE.get(fact, FACTS[fact].page) if fact else ""
    if not page:
        return "", ""
    if page == "correction" and not recipients_owed(case) and person_to_be_told(case):
        page = "tell-correction"
    if page == "local":
        return reverse("local", args=[case.reference, fact]), _(PAGES[page])
    if page in BY_SLUG:
        return reverse("question", args=[case.reference, page]), _(BY_SLUG[page].title)
    return reverse(page, args=[case.reference]), _(PAGES[page])


def openings_of(case: Case, act: ActAnswer) -> list[list[Reason]]:
    """For an act that is not allowed, each smallest set of proper steps that would allow it, each with its page."""
    return [
        [_reason(case, explain.sentence(said(step.says)), guard_of_step(act, step.fact), step.fact) for step in steps]
        for steps in act.opens
    ]


STATUS_COLOURS = {
    Status.MET: "green",
    Status.OUTSTANDING: "yellow",
    Status.BREACHED: "red",
    Status.UNKNOWN: "grey",
    Status.NOT_APPLICABLE: "grey",
}


def findings_of(assessment: Assessment) -> list[dict[str, str]]:
    """The findings that arise on a case, or are said by what they are lifted: paragraph, status in words, its colour,
    what it says, and on what it rests."""
    return [
        {
            "paragraph": one.paragraph if one.paragraph[0].isdigit() else cited_words(one.paragraph),
            "basis": basis_words(one.basis, cited_words(one.paragraph)),
            "status": _(explain.STATUSES[one.status]),
            "colour": STATUS_COLOURS[one.status],
            "says": said(one.says),
        }
        for one in assessment.findings
        if one.says_more
    ]
