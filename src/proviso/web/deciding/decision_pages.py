"""Check and decide: everything on one page, the exact content that would leave, what policy says, and the decision.

Then sending, by telephone: the password again, a call that starts, the script of what was decided and nothing else,
and how the call ended.
"""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from proviso.accounts.assessments import assessments_of
from proviso.casework.acts.decide import ACTS
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.acts.registry import ACT_BY_SLUG, offered
from proviso.casework.answering_way import Way, way_of
from proviso.casework.history.case import Case, Disclosure
from proviso.casework.reading.accuracy import found_wrong_in
from proviso.casework.reading.content_words import named
from proviso.casework.reading.proposal import Proposal, proposal_of
from proviso.casework.repeated_words import repeated_in
from proviso.casework.values.value import Choice
from proviso.casework.writing.access import OpenCase
from proviso.disclosure.decide_package import contact_to_come, would_decide
from proviso.disclosure.package import contact_of
from proviso.policy.assess import Answer
from proviso.policy.norms import Act
from proviso.web.act_page import page_of_act, said_beforehand
from proviso.web.case_access import officer_of, with_case
from proviso.web.design.page_addresses import reverse
from proviso.web.design.parts import answers_of
from proviso.web.design.policy_words import said
from proviso.web.form_page import answer
from proviso.web.panel import TITLES, findings_of, openings_of, panel_of
from proviso.web.reviewing.reviews import before_it_leaves
from proviso.web.risk_panel import risk_rows, said_rows


@with_case
def decide(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """Everything that is recorded, what would leave, and the decision."""

    def done(request: HttpRequest, decided: OpenCase) -> HttpResponseBase:
        messages.success(request, _(ACT_BY_SLUG["decide"].done_words(decided.case)))
        return HttpResponseRedirect(reverse(_next_page(decided), args=[decided.case.reference]))

    assessments = assessments_of(officer_of(request).force)
    act = ACT_BY_SLUG["decide"]
    page = page_of_act(
        act,
        lambda shown: {**said_beforehand(act, shown), **_everything(shown), "assessments": assessments},
        template="deciding/decide.jinja",
    )
    return answer(request, opened, replace(page, said_of=_would_be_refused), done)


REFUSED = {
    Answer.NO: "Not allowed, as it is recorded now",
    Answer.UNKNOWN: "Not known yet: something is still to be answered",
}


def _would_be_refused(opened: OpenCase) -> dict[Choice, str]:
    """What policy would refuse now, so that nobody first writes a reason for it."""
    acts = opened.assessed.assessment.acts
    return {one: _(REFUSED[acts[act].answer]) for one, act in ACTS.items() if acts[act].answer in REFUSED}


def _next_page(decided: OpenCase) -> str:
    """Where a decision leads: to sending it, for whoever goes on from part to part and can; else to the case."""
    due = [page.slug for page, _words in offered(decided, due=True)]
    goes_on = way_of(decided.actor.staff_number) is Way.PART
    return "send" if goes_on and "send" in due else "case"


def _everything(opened: OpenCase) -> dict[str, object]:
    case, assessment, repeated = opened.case, opened.assessed.assessment, repeated_in(opened.case)
    proposal = proposal_of(case)
    asked = (Act.SHARE_BASIC, Act.SHARE_ADDITIONAL) if proposal.additional else (Act.SHARE_BASIC,)
    acts = assessment.acts
    closed = [
        (TITLES[act], openings_of(case, acts[act]), acts[act].needs) for act in asked if acts[act].answer is Answer.NO
    ]
    return {
        "panel": panel_of(case, opened.assessed),
        "proposal": proposal,
        "contact": contact_to_come(contact_of(case, would_decide(opened))),
        "already": _already_with(case, proposal),
        "found_wrong": [named(one, say=_) for one in found_wrong_in(case, proposal.content)],
        "checked": [
            (one, answers_of(value, repeated.get(case.seq_of(one.value), ())))
            for one in QUESTIONS
            if (value := case.latest(one.value)) is not None
        ],
        "repeated": sum(map(len, repeated.values())),
        "findings": findings_of(assessment),
        "warnings": [said(one) for one in assessment.warnings],
        "closed": closed,
        "policy": assessment.policy,
        "risks": risk_rows(case),
        "they_said": said_rows(case),
        **before_it_leaves(opened),
    }


def _already_with(case: Case, proposal: Proposal) -> list[Disclosure]:
    """The disclosures by which the same recipient was told all that is proposed now, word for word."""
    proposed = set(proposal.content)
    whom = proposal.recipient
    told = [one for one in case.disclosures if one.decided and whom and one.recipient is whom]
    return [one for one in told if one.decided and proposed and proposed <= set(one.decided.content)]
