"""Sending by secure e-mail or as a file: the order, its outcome, cancelling it, and the file itself (8.1, 10.1).

The address is the force's, never typed; the password is typed again before anything can leave.
"""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.models import Recipient
from proviso.accounts.recipients import approved
from proviso.casework.acts.registry import ACT_BY_SLUG
from proviso.casework.acts.share import why_not_now
from proviso.casework.history.case import Case, RecordedAnswer, answers
from proviso.casework.reading.decision_in_force import decided_to_share
from proviso.casework.reading.exchanges import files_made
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.dispatch import SendingOrdered, SendingStopped
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.commit import ActRefused
from proviso.casework.writing.permissions import Permission, may
from proviso.disclosure import by_hand, outbox
from proviso.disclosure.listed import of_department
from proviso.web.act_page import page_of_act
from proviso.web.case_access import page_of, where_they_stand, with_case
from proviso.web.design.moments import moment
from proviso.web.design.page_addresses import reverse
from proviso.web.design.parts import AnswerRow
from proviso.web.form_page import answer
from proviso.web.record.which_message import order_of
from proviso.web.reviewing.reviews import before_it_leaves
from proviso.web.risk_panel import known_rows
from proviso.web.signing_in.gate import reauthenticate_within


def ways(case: Case) -> list[Recipient]:
    """The approved recipients of the department that was decided on, in the order of the force's list."""
    decision = decided_to_share(case)
    return of_department(case.force, decision.value.recipient) if decision else []


def _asked_about(opened: OpenCase) -> dict[str, object]:
    """By which reference the recipient can be asked for the message of which nobody knows whether it left."""
    unclear = opened.case.unclear[0].value if opened.case.unclear else None
    return {
        "about": _orders_of(opened.case, unclear.message) if unclear else [],
        "message": unclear.message if unclear else "",
        "says": unclear.says if unclear else "",
        "numbers_of": approved(opened.case.force),
    }


def _orders_of(case: Case, message: str) -> list[AnswerRow]:
    """To whom a message under way goes, and what it says where it corrects something."""
    order = order_of(case, message)
    words = order.words.splitlines() if isinstance(order, CorrectionOrdered) else ()
    rows = (_("To"), (order.to or "",) if order else ()), (_("They would be told"), tuple(words))
    return [AnswerRow(label, lines) for label, lines in rows if any(lines)]


def _cancelled(opened: OpenCase) -> dict[str, object]:
    """To whom the order goes, and each time that somebody saved its file: whoever has that may have handed it over."""
    order, saved = opened.case.sending, files_made(opened.case)
    lines = tuple(f"{_('Saved by %(by)s,') % {'by': one.by}} {moment(one.at)}" for one in saved)
    files = [AnswerRow(_("The encrypted file"), lines)] if order and lines else []
    return {"about": [*_orders_of(opened.case, (order and order.value.message) or ""), *files]}


def not_sent(case: Case) -> str:
    """Why the last order sent nothing, where the outbox stopped it and nobody has ordered it again since."""
    order = case.latest(SendingOrdered)
    stopped = where_stopped(case, order.message) if order else None
    shared = case.disclosures[-1].seq if case.disclosures else 0
    return stopped.value.why if stopped and stopped.seq > shared else ""


def where_stopped(case: Case, message: str | None) -> RecordedAnswer[SendingStopped] | None:
    """The entry by which the outbox stopped a message, whichever others it stopped since; None where it did not."""
    stops = (one for one in case.history if answers(one, SendingStopped))
    return next((one for one in stops if one.value.message == message), None)


@require_safe
@with_case
def sending(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """What was ordered and has not ended: how it stands, and what can be done."""
    case, order = opened.case, opened.case.sending
    context = page_of(
        request,
        case=case,
        by_hand=bool(order and order.value.goes_by_hand),
        may_cancel=may(opened.actor, Permission.CANCEL_SENDING, case),
        may_deliver=may(opened.actor, Permission.DELIVER_FILE, case),
        files=files_made(case),
        order=order,
        unclear=[one for one in case.unclear if order and one.value.message == order.value.message],
        standings=[one for one in outbox.message_statuses(case.reference) if one.message == order.value.message]
        if order
        else [],
    )
    return render(request, "sending/sending.jinja", context)


def _send_by(request: HttpRequest, opened: OpenCase, recipient: int) -> HttpResponseBase:
    """Order what was decided to go to one recipient of the force's list."""
    if opened.case.sending:
        return HttpResponseRedirect(reverse("sending", args=[opened.case.reference]))
    if decided_to_share(opened.case) is None:
        return HttpResponseRedirect(reverse("send", args=[opened.case.reference]))
    chosen = next((one for one in ways(opened.case) if one.pk == recipient and one.by.takes_messages), None)
    if chosen is None:
        return _no_longer_listed(request, opened, recipient)

    def done(request: HttpRequest, ordered: OpenCase) -> HttpResponseBase:
        messages.success(
            request,
            _("Take the encrypted file below to them, and record who took it.")
            if chosen.by.by_hand
            else _(
                "It is on its way. The case says when it has been sent; it counts as received when they acknowledge it."
            ),
        )
        return HttpResponseRedirect(reverse(ACT_BY_SLUG["send_by"].leads_to, args=[ordered.case.reference]))

    page = page_of_act(
        ACT_BY_SLUG["send_by"],
        lambda held: {
            "chosen": chosen,
            "decision": decided_to_share(held.case),
            "risks": known_rows(held.case),
            **before_it_leaves(held),
            "not_now": why_not_now(held.case, held.rules),
        },
        template="sending/send_by.jinja",
        heading=_("Send %(how)s") % {"how": _(chosen.by.how).lower()},
        submit=_("Order the file") if chosen.by.by_hand else _("Send it"),
    )
    return answer(request, opened, replace(page, record=partial(page.record, recipient=chosen)), done)


def _no_longer_listed(request: HttpRequest, opened: OpenCase, recipient: int) -> HttpResponseBase:
    """Where an order leads whose recipient was taken off the list while it was read. Raises Http404 for an address that
    no page led to."""
    if request.method != "POST" or not Recipient.objects.filter(pk=recipient, force__code=opened.case.force).exists():
        raise Http404
    messages.error(request, _("The recipient is no longer on the force’s list. Choose another, and send it again."))
    return HttpResponseRedirect(reverse("send", args=[opened.case.reference]))


send_by = with_case(reauthenticate_within()(_send_by))
"""The password was just typed, and only by somebody who may open the case."""


def _file(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """The encrypted file, made when it is asked for, to be saved and handed over. That it was made is on the record,
    and changes how the order stands: from then on it may have left."""
    if opened.case.sending and not may(opened.actor, Permission.DELIVER_FILE, opened.case):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "sending/file.jinja", page_of(request, case=opened.case, order=opened.case.sending))
    try:
        name, content = by_hand.made_file(opened)
    except ActRefused as refused:
        messages.error(request, str(refused))
        return where_they_stand(request, opened)
    response = HttpResponse(content, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


file = with_case(reauthenticate_within()(_file))
"""The password was just typed, and only by somebody who may open the case."""


EXTRA_CONTEXT = {"settle-sending": _asked_about, "cancel-sending": _cancelled}
"""What each page of a message under way is about."""
