"""Correcting what was shared: that it is wrong, telling each recipient by telephone or by secure e-mail, and telling
the person (Data Protection Act 2018 ss.38, 46 to 48).
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from proviso.accounts.models import Channel
from proviso.casework.access import OpenCase
from proviso.casework.acts import correcting
from proviso.casework.owed import recipients_owed
from proviso.casework.values.correcting import CorrectionOrdered, CorrectionSent, FoundWrong, ToldCorrection
from proviso.disclosure import outbox
from proviso.disclosure.listed import of_department
from proviso.notices.words import About
from proviso.web.answering import AnswerPage, answer
from proviso.web.holding import where_they_stand, with_case
from proviso.web.officer.acting import ActPage
from proviso.web.officer.telling import telling_of, words_shared
from proviso.web.signing_in.gate import reauthenticate_within


def _shared(opened: OpenCase) -> dict[str, Any]:
    return {"all_words": words_shared(opened.case)}


def _told_of(opened: OpenCase) -> dict[str, Any]:
    return {"telling": telling_of(opened, About.CORRECTION)}


def _owed(opened: OpenCase) -> dict[str, Any]:
    """What was shared, who is to be told first that it is wrong and who after them, and how else they can be told."""
    owed = list(recipients_owed(opened.case))
    return {
        **_shared(opened),
        "owed": owed,
        "mailboxes": of_department(opened.case.force, owed[0], Channel.EMAIL) if owed else [],
        "under_way": [one.value.to for one in opened.case.correcting],
    }


CORRECTIONS: tuple[ActPage, ...] = (
    ActPage(
        "found-wrong",
        "Something that was shared is wrong",
        FoundWrong,
        correcting.find_wrong,
        "Recorded. Everyone who received it has to be told, and so has the person.",
        lead="Say what was wrong and what is right. Then correct the answer in the case too.",
        beside=_shared,
    ),
    ActPage(
        "correction",
        "Correct what was shared",
        CorrectionSent,
        correcting.record_correction,
        "Recorded. Tell the person too that it was put right.",
        lead="Everyone who was told something wrong has to be told that it was wrong. Ring them, then record it here.",
        beside=_owed,
    ),
    ActPage(
        "tell-correction",
        "Tell them of the correction",
        ToldCorrection,
        correcting.tell_correction,
        "Recorded. When everyone who received it has been told too, nothing is owed for it.",
        lead="Tell the person what was wrong, that it was put right, and with whom, by the way that they say is safe.",
        shows_last=True,
        beside=_told_of,
    ),
)


def _correct_by(request: HttpRequest, opened: OpenCase, recipient: int) -> HttpResponseBase:
    """Order the correction by secure e-mail to a recipient of the force's list."""
    department = next(iter(recipients_owed(opened.case)), None)
    if department is None:
        return HttpResponseRedirect(reverse("correction", args=[opened.case.reference]))
    chosen = next(
        (one for one in of_department(opened.case.force, department, Channel.EMAIL) if one.pk == recipient), None
    )
    if chosen is None:
        raise Http404

    def done(request: HttpRequest, ordered: OpenCase) -> HttpResponseBase:
        messages.success(request, _("It is on its way. The case says when it has left. Now tell the person."))
        return where_they_stand(request, ordered)

    page = AnswerPage(
        CorrectionOrdered,
        outbox.order_correction,
        _("Correct by secure e-mail"),
        lead=_("To %(name)s. It leaves encrypted, and says only what you type here.") % {"name": chosen.name},
        submit=_("Send the correction"),
        template="officer/act.jinja",
        shows_last=False,
        rest={"recipient": chosen.pk, "to": chosen.name},
        context=_shared,
    )
    return answer(request, opened, page, done)


correct_by = with_case(reauthenticate_within()(_correct_by))
"""The password was just typed, and only by somebody who may open the case."""
