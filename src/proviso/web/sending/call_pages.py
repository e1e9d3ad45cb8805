"""Sending by telephone: the password again, a call that starts, the script of what was decided and nothing else, and
how the call ended (8.1, 10.1).
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from proviso.accounts.models import Force
from proviso.casework.acts.registry import ACT_BY_SLUG
from proviso.casework.acts.share import why_not_now
from proviso.casework.history.case import Stage
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.values.decision import SharingDecided
from proviso.casework.writing import permissions
from proviso.casework.writing.access import OpenCase
from proviso.web.act_page import page_of_act
from proviso.web.case_access import with_case
from proviso.web.design.page_addresses import reverse
from proviso.web.form_page import answer
from proviso.web.reviewing.reviews import before_it_leaves
from proviso.web.risk_panel import known_rows
from proviso.web.sending.call_script import script_of
from proviso.web.sending.dispatching import not_sent, ways
from proviso.web.signing_in.gate import reauthenticate_within


def _send(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    if opened.case.stage is Stage.CALLING:
        return HttpResponseRedirect(reverse("call", args=[opened.case.reference]))
    if opened.case.stage is Stage.SENDING:
        return HttpResponseRedirect(reverse("sending", args=[opened.case.reference]))

    act = ACT_BY_SLUG["send"]

    def done(_request: HttpRequest, started: OpenCase) -> HttpResponseBase:
        return HttpResponseRedirect(reverse(act.leads_to, args=[started.case.reference]))

    page = page_of_act(act, _before_sending, template="sending/send.jinja")
    return answer(request, opened, page, done)


send = with_case(reauthenticate_within()(_send))
"""Before the call: what was decided, by whom and why. Starting is an act; the password was just typed, and only by
somebody who may open the case."""


@with_case
def call(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """During the call: the script, and how it ended."""

    act = ACT_BY_SLUG["call"]

    def done(request: HttpRequest, ended: OpenCase) -> HttpResponseBase:
        messages.success(request, _(act.done_words(ended.case)))
        return HttpResponseRedirect(reverse(act.leads_to, args=[ended.case.reference]))

    page = page_of_act(act, _script, template="sending/call.jinja")
    return answer(request, opened, page, done)


def _decision(opened: OpenCase) -> dict[str, object]:
    decision = decided_to_share(opened.case)
    kept: SharingDecided | None = decision.value if decision else None
    may_withdraw = permissions.may(opened.actor, permissions.Permission.WITHDRAW_DECISION, opened.case)
    return {
        "decision": decision,
        "decided": kept,
        "call": opened.case.call,
        "may_withdraw": may_withdraw,
        "ways": ways(opened.case),
        "risks": known_rows(opened.case),
    }


def _script(opened: OpenCase) -> dict[str, object]:
    held = _decision(opened)
    kept = held["decided"]
    script = script_of(kept) if isinstance(kept, SharingDecided) else None
    name = Force.objects.get(code=opened.case.force).name
    return {**held, "script": script, "force_name": name, "held_by": opened.actor.staff_number}


def _before_sending(opened: OpenCase) -> dict[str, object]:
    return {
        **_decision(opened),
        **before_it_leaves(opened),
        "not_now": why_not_now(opened.case, opened.rules),
        "not_sent": not_sent(opened.case),
    }
