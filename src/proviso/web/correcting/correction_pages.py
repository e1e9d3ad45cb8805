"""Correcting what was shared: that it is wrong, telling each recipient by telephone or by secure e-mail, and telling
the person (Data Protection Act 2018 ss.38, 46 to 48).
"""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from proviso.accounts.models import Recipient
from proviso.casework.acts import why_not
from proviso.casework.acts.registry import ACT_BY_SLUG
from proviso.casework.history.case import Case, answers
from proviso.casework.reading.content_words import receiver_words
from proviso.casework.reading.outstanding_corrections import OwedCorrection, recipients_owed
from proviso.casework.values.correction import CorrectionOrdered
from proviso.casework.values.timing import Department
from proviso.casework.writing.access import OpenCase
from proviso.casework.writing.permissions import Permission, may
from proviso.disclosure import outbox
from proviso.disclosure.listed import mailboxes, of_department
from proviso.notices.words import About
from proviso.web.act_page import page_of_act
from proviso.web.case_access import where_they_stand, with_case
from proviso.web.correcting.what_was_shared import shared_rows
from proviso.web.design.page_addresses import reverse
from proviso.web.design.parts import AnswerRow
from proviso.web.form_page import answer
from proviso.web.sending.dispatching import where_stopped
from proviso.web.signing_in.gate import reauthenticate_within
from proviso.web.telling.telling_panel import telling_of


def _shared(opened: OpenCase) -> dict[str, object]:
    return {"was_shared": shared_rows(opened)}


def _told_of(opened: OpenCase) -> dict[str, object]:
    return {"telling": telling_of(opened, About.CORRECTION)}


def _owed(opened: OpenCase) -> dict[str, object]:
    """What was shared, who is to be told first that it is wrong and who after them, how else they can be told, and how
    the corrections that are on their way stand."""
    case = opened.case
    owed = recipients_owed(case)
    stand = {one.message: one for one in outbox.message_statuses(case.reference)} if case.correcting else {}
    return {
        **_shared(opened),
        "owed": [receiver_words(one.receiver, _) for one in owed],
        "found": _found(case, owed[0]) if owed else [],
        "numbers_of": of_department(case.force, _department(case, owed[0])) if owed else [],
        "mailboxes": mailboxes(case, owed[0]) if owed else [],
        "under_way": [
            {"to": one.value.to, "unclear": case.is_unclear(one), "stands": stand.get(one.value.message or "")}
            for one in case.correcting
        ],
        "may_cancel": why_not.to_cancel(case) is not None and may(opened.actor, Permission.SEND_CORRECTION, case),
        "stopped": not_corrected(case, owed[0]) if owed else "",
    }


def _found(case: Case, owed: OwedCorrection) -> list[AnswerRow]:
    """What was wrong in what this recipient received: which parts, and in whose words what is right."""
    wrong = {found.seq: found for one in case.disclosures if one.seq in owed.places for found in case.still_wrong(one)}
    return [
        AnswerRow("; ".join(_(part.label) for part in found.parts), tuple(found.words.splitlines()) or (_(GONE),))
        for found in wrong.values()
    ]


GONE = "Nobody suspects them any more"


def not_corrected(case: Case, owed: OwedCorrection) -> str:
    """Why the outbox stopped the last order to tell this recipient, where nobody has told them since."""
    places = set(owed.places)
    orders = (one for one in reversed(case.history) if answers(one, CorrectionOrdered))
    last = next((one for one in orders if places & set(one.value.about or ())), None)
    stopped = where_stopped(case, last.value.message) if last else None
    if stopped is None or any(
        told.seq > stopped.seq and places & set(told.about or places) for told in case.corrections
    ):
        return ""
    return stopped.value.why


def _department(case: Case, owed: OwedCorrection) -> Department | None:
    return next(one.recipient for one in case.disclosures if one.seq in owed.places)


def _taken_back(opened: OpenCase) -> dict[str, object]:
    """To whom the correction goes that would be cancelled, and what it says."""
    order = why_not.to_cancel(opened.case)
    if order is None:
        return {}
    words = tuple(order.value.words.splitlines())
    return {"about": [AnswerRow(_("To"), (order.value.to or "",)), AnswerRow(_("They would be told"), words)]}


def _correct_by(request: HttpRequest, opened: OpenCase, recipient: int) -> HttpResponseBase:
    """Order the correction by secure e-mail to a recipient of the force's list. Words that were typed to one who is no
    longer to be told by it are refused, and come back."""
    chosen = Recipient.objects.filter(pk=recipient, force__code=opened.case.force).first()
    if chosen is None:
        raise Http404
    owed = next(iter(recipients_owed(opened.case)), None)
    if request.method != "POST" and not (owed and chosen in mailboxes(opened.case, owed)):
        return HttpResponseRedirect(reverse("correction", args=[opened.case.reference]))

    def done(request: HttpRequest, ordered: OpenCase) -> HttpResponseBase:
        messages.success(request, _(ACT_BY_SLUG["correct_by"].done_words(ordered.case)))
        return where_they_stand(request, ordered)

    page = page_of_act(
        ACT_BY_SLUG["correct_by"],
        _shared,
        lead=_("To %(name)s. It is sent encrypted, and says only what you type here.") % {"name": chosen.name},
    )
    return answer(request, opened, replace(page, record=partial(page.record, recipient=chosen)), done)


correct_by = with_case(reauthenticate_within()(_correct_by))
"""The password was just typed, and only by somebody who may open the case."""


EXTRA_CONTEXT = {
    "found-wrong": _shared,
    "correction": _owed,
    "cancel-correction": _taken_back,
    "tell-correction": _told_of,
}
"""What each page of a correction is about, by its slug."""
