"""Sending by telephone: the password again, a call that starts, the script of what was decided and nothing else, and
how the call ended (8.1, 10.1).
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from proviso.accounts.models import Force
from proviso.casework.acts import share
from proviso.casework.acts.share import decided_to_share
from proviso.casework.history.case import Stage
from proviso.casework.values.decision import SharingDecided
from proviso.casework.values.sharing import CallEnded, CallStarted
from proviso.casework.writing import permissions
from proviso.casework.writing.access import OpenCase
from proviso.web.case_access import with_case
from proviso.web.form_page import AnswerPage, answer
from proviso.web.sending.dispatching import not_sent, ways
from proviso.web.signing_in.gate import reauthenticate_within


def _send(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    if opened.case.stage is Stage.CALLING:
        return HttpResponseRedirect(reverse("call", args=[opened.case.reference]))
    if opened.case.stage is Stage.SENDING:
        return HttpResponseRedirect(reverse("sending", args=[opened.case.reference]))

    def done(_request: HttpRequest, started: OpenCase) -> HttpResponseBase:
        return HttpResponseRedirect(reverse("call", args=[started.case.reference]))

    page = AnswerPage(
        CallStarted,
        share.start_call,
        _("Send what was decided"),
        submit=_("Start the call"),
        template="sending/send.jinja",
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
        share.end_call,
        _("The call"),
        submit=_("Record how the call ended"),
        template="sending/call.jinja",
        shows_last=False,
        context=_script,
    )
    return answer(request, opened, page, done)


def _decision(opened: OpenCase) -> dict[str, object]:
    decision = decided_to_share(opened.case)
    kept: SharingDecided | None = decision.value if decision else None
    may_withdraw = permissions.may(opened.actor, permissions.Permission.WITHDRAW, opened.case)
    return {
        "decision": decision,
        "decided": kept,
        "call": opened.case.call,
        "may_withdraw": may_withdraw,
        "ways": ways(opened.case),
    }


def _script(opened: OpenCase) -> dict[str, object]:
    return {**_decision(opened), "force_name": Force.objects.get(code=opened.case.force).name}


def _before_sending(opened: OpenCase) -> dict[str, object]:
    return {**_decision(opened), "not_sent": not_sent(opened.case)}
