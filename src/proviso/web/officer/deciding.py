"""Check and decide: everything on one page, the exact content that would leave, what policy says, and the decision.

Then sending, by telephone: the password again, a call that starts, the script of what was decided and nothing else,
and how the call ended.
"""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from proviso.accounts.assessments import assessments_of
from proviso.accounts.models import Force, Officer
from proviso.casework import permissions
from proviso.casework.access import OpenCase
from proviso.casework.accuracy import found_wrong_in
from proviso.casework.acts import sending
from proviso.casework.acts.sending import decided_to_share
from proviso.casework.case import Case, Disclosure, Stage
from proviso.casework.journey import QUESTIONS
from proviso.casework.proposal import Proposal, proposal_of
from proviso.casework.values.deciding import Decision, SharingDecided
from proviso.casework.values.sending import CallEnded, CallStarted
from proviso.disclosure import deciding
from proviso.policy.assess import Answer
from proviso.policy.norms import Act
from proviso.web.answering import AnswerPage, answer
from proviso.web.design.parts import answers_of
from proviso.web.holding import with_case
from proviso.web.officer.dispatching import not_sent, ways
from proviso.web.panel import TITLES, findings_of, openings_of
from proviso.web.signing_in.gate import reauthenticate_within

AFTER_DECIDING = {
    Stage.DECIDED: "Decided, and not sent yet. The next step is to send it: you or the disclosure desk can.",
    Stage.DELAYED: "The delay is decided. It is reviewed when you said; when its reason ends, sharing is due at once.",
    Stage.NOT_SHARING: "Recorded: this will not be shared. Nothing leaves. The case can close when nothing is owed.",
}


@with_case
def decide(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """Everything that is recorded, what would leave, and the decision."""

    def done(request: HttpRequest, decided: OpenCase) -> HttpResponseBase:
        messages.success(request, _(AFTER_DECIDING[decided.case.stage]))
        return HttpResponseRedirect(reverse("case", args=[decided.case.reference]))

    assessments = assessments_of(cast(Officer, request.user).force)
    page = AnswerPage(
        Decision,
        deciding.decide,
        _("Check and decide"),
        submit=_("Record the decision"),
        template="officer/decide.jinja",
        act=permissions.Act.DECIDE,
        shows_last=False,
        context=lambda shown: {**_everything(shown), "assessments": assessments},
    )
    return answer(request, opened, page, done)


def _everything(opened: OpenCase) -> dict[str, Any]:
    case, assessment = opened.case, opened.standing.assessment
    proposal = proposal_of(case)
    asked = (Act.SHARE_BASIC, Act.SHARE_ADDITIONAL) if proposal.additional else (Act.SHARE_BASIC,)
    acts = assessment.acts
    closed = [
        (TITLES[act], openings_of(case, acts[act]), acts[act].needs) for act in asked if acts[act].answer is Answer.NO
    ]
    return {
        "proposal": proposal,
        "already": _already_with(case, proposal),
        "found_wrong": [_(label) for label in found_wrong_in(case, (*proposal.basic, *proposal.additional))],
        "checked": [(one, answers_of(value)) for one in QUESTIONS if (value := case.latest(one.value)) is not None],
        "findings": findings_of(assessment),
        "warnings": assessment.warnings,
        "closed": closed,
        "policy": assessment.policy,
    }


def _already_with(case: Case, proposal: Proposal) -> list[Disclosure]:
    """The disclosures by which the same recipient was told all that is proposed now, word for word."""
    proposed = {*proposal.basic, *proposal.additional}
    told = [one for one in case.disclosures if one.decided and one.recipient == proposal.recipient]
    return [one for one in told if one.decided and proposed and proposed <= set(one.decided.content)]


def _send(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    if opened.case.stage is Stage.CALLING:
        return HttpResponseRedirect(reverse("call", args=[opened.case.reference]))
    if opened.case.stage is Stage.SENDING:
        return HttpResponseRedirect(reverse("sending", args=[opened.case.reference]))

    def done(_request: HttpRequest, started: OpenCase) -> HttpResponseBase:
        return HttpResponseRedirect(reverse("call", args=[started.case.reference]))

    page = AnswerPage(
        CallStarted,
        sending.start_call,
        _("Send what was decided"),
        submit=_("Start the call"),
        template="officer/send.jinja",
        shows_last=False,
        context=_before_sending,
    )
    return answer(request, opened, page, done)


send = with_case(reauthenticate_within()(_send))
"""Before the call: what was decided, by whom and why. Starting is an act; the password was just typed, and only by
somebody who may open the case."""


@with_case
def call(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """During the call: the script, and how it ended."""

    def done(request: HttpRequest, ended: OpenCase) -> HttpResponseBase:
        shared = len(ended.case.disclosures) > len(opened.case.disclosures)
        words = (
            _("It is shared, and on the record. It counts as received when they acknowledge it. Now tell the person.")
            if shared
            else _("Nothing was shared. It is still decided, and waits to be sent.")
        )
        messages.success(request, words)
        return HttpResponseRedirect(reverse("case", args=[ended.case.reference]))

    page = AnswerPage(
        CallEnded,
        sending.end_call,
        _("The call"),
        submit=_("Record how the call ended"),
        template="officer/call.jinja",
        shows_last=False,
        context=_script,
    )
    return answer(request, opened, page, done)


def _decision(opened: OpenCase) -> dict[str, Any]:
    decision = decided_to_share(opened.case)
    kept: SharingDecided | None = decision.value if decision else None
    may_withdraw = permissions.may(opened.who, permissions.Act.WITHDRAW, opened.case)
    return {
        "decision": decision,
        "decided": kept,
        "call": opened.case.call,
        "may_withdraw": may_withdraw,
        "ways": ways(opened.case),
    }


def _script(opened: OpenCase) -> dict[str, Any]:
    return {**_decision(opened), "force_name": Force.objects.get(code=opened.case.force).name}


def _before_sending(opened: OpenCase) -> dict[str, Any]:
    return {**_decision(opened), "not_sent": not_sent(opened.case)}
