"""The worklists: a row a case, most urgent first, with opaque references and neutral words; never a name."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.cases_by_owner import with_nobody
from proviso.casework.lists import Scope, scopes, worklist
from proviso.casework.row_codes import What
from proviso.casework.worklist_items import DueThing, WorklistItem
from proviso.casework.writing.permissions import Actor, Service
from proviso.web.case_access import actor_of, instead_of, page_of
from proviso.web.design.moments import urgency
from proviso.web.design.page_addresses import reverse
from proviso.web.handing_over.owner_words import owner_words
from proviso.web.list_filter import NOTHING_ASKED, choices, list_filter, may_filter
from proviso.web.patterns.note_pages import waiting_notes
from proviso.web.raised_pages import at_the_head
from proviso.web.samples.samples_to_do import samples_to_do
from proviso.web.summary_words import summary_words

NAMES = {
    Scope.OWN: "My cases",
    Scope.UNIT: "My unit’s cases",
    Scope.REVIEWS: "Waiting for a supervisor",
    Scope.DESK: "To send, and to be acknowledged",
    Scope.VULNERABILITY: "Waiting for the vulnerability lead",
    Scope.DATA_PROTECTION: "Waiting for the data protection officer",
}

WORDS = {
    What.ANSWER: ("Answer the questions", "case"),
    What.PROTECT: ("Put protection in place", "case"),
    What.DECIDE: ("Check and decide", "decide"),
    What.RECORD_DISCLOSURE: ("Record what was already shared", "already-shared"),
    What.REVIEW_DELAY: ("Review the delay", "case"),
    What.DELAY_ENDED: ("The reason for delay has ended: decide", "decide"),
    What.TELL_BEFORE: ("Tell the person beforehand", "case"),
    What.SEND: ("Send what was decided", "send"),
    What.DELIVER: ("Hand the file over", "sending"),
    What.SENDING_LATE: ("See that it is sent", "sending"),
    What.SETTLE_SENDING: ("Say whether a message arrived", "settle-sending"),
    What.END_CALL: ("Record how the call ended", "call"),
    What.ACKNOWLEDGE: ("Record the acknowledgement", "acknowledgement"),
    What.TELL_AFTER: ("Tell the person", "tell-after"),
    What.CORRECT: ("Correct what was shared", "correction"),
    What.TELL_CORRECTION: ("Tell the person of the correction", "tell-correction"),
    What.CONFIRM_REPLY: ("A message came: confirm what it says", "confirm-reply"),
    What.REVIEW_STATUS_CHECK: ("Review a status check", "breach-review"),
    What.REVIEW_LATE_DISCLOSURE: ("Review a disclosure already made", "late-disclosure-review"),
    What.CHECK_REFERRALS: ("Check protection and referrals", "case"),
    What.RISK_IN_REPLY: ("A reply shows a risk: check protection", "case"),
    What.LOOK_BEFORE: ("Look before it is sent", "case"),
    What.SECOND_LOOK: ("Take a second look", "case"),
    What.DECIDE_AGAIN: ("Decide again: something has changed", "decide"),
    What.CHANGE_FOUND: ("Somebody who looked found that something must change", "case"),
    What.CLOSE: ("Close the case", "close"),
    What.ANSWER_HANDOVER: ("A case is handed over to you: read the note", "handover"),
    What.HANDOVER_WAITS: ("Another unit has not accepted a case", "case"),
    What.HANDOVER_UNANSWERED: ("A case waits for your unit to accept it", "handover"),
}

FOR_THE_LEAD: Mapping[What, tuple[str, str]] = MappingProxyType(
    {
        What.PROTECT: ("Protection is needed now: record what is put in place", "protection"),
        What.CHECK_REFERRALS: ("See that support is offered, and record it", "support"),
    }
)
"""What the vulnerability lead, who answers no other question of a case, can record of what is due: the words, and the
question in which it is recorded."""

WAITS = "You sent it: it waits for a colleague to record the acknowledgement"
"""What a row says in place of an acknowledgement to whoever sent what is to be acknowledged."""

NOT_TAKEN_YET = frozenset({What.ANSWER_HANDOVER, What.HANDOVER_UNANSWERED})
"""What is offered to somebody: with whom the case is says nothing until they have it."""

FIRST: Mapping[Role | Service, str] = MappingProxyType(
    {
        Role.AUDITOR: "record",
        Role.ADMINISTRATOR: "recipients",
        Role.POLICY_OWNER: "wordings",
    }
)
"""Where a role begins that has no worklist."""


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Where each role begins."""
    actor = actor_of(request)
    return HttpResponseRedirect(reverse("worklist" if scopes(actor) else FIRST[actor.role]))


@require_safe
def show(request: HttpRequest, scope: str = "") -> HttpResponseBase:
    """One worklist of this person, a page at a time."""
    actor = actor_of(request)
    theirs = scopes(actor)
    if not theirs:
        raise PermissionDenied
    try:
        wanted = Scope(scope) if scope else theirs[0]
        now = clock.now()
        asked = list_filter(request.GET.dict(), actor, now) if may_filter(actor, wanted) else NOTHING_ASKED
        page = worklist(actor, wanted, narrowed=asked.wanted, after=request.GET.get("after"))
    except ValueError as error:
        raise Http404 from error
    except CaseError as error:
        raise instead_of(error) from error
    tabs = [
        {"text": _(NAMES[one]), "href": reverse("worklist", args=[one]), "current": one is wanted} for one in theirs
    ]
    here = reverse("worklist", args=[wanted])
    also_asked = f"&{asked.query}" if asked.query else ""
    context = page_of(
        request,
        "worklist",
        heading=_(NAMES[wanted]),
        rows=[] if asked.faults else [_row(item, actor, now) for item in page.rows],
        tabs=tabs,
        more=f"{here}?after={page.next}{also_asked}" if page.next and not asked.faults else "",
        begins=request.GET.get("after"),
        here=here,
        filtering=may_filter(actor, wanted),
        nobody=_with_nobody(actor),
        asked=asked,
        choices=choices(asked.typed),
        samples=samples_to_do(request),
        notes=waiting_notes(request),
        **at_the_head(request),
    )
    return render(request, "worklist.jinja", context, status=422 if asked.faults else 200)


def _with_nobody(actor: Actor) -> list[dict[str, object]]:
    """What a supervisor is told of cases whose officer cannot work on them: they are handed over from here."""
    return [owner_words(one) for one in with_nobody(actor)] if actor.role is Role.SUPERVISOR else []


def _row(item: WorklistItem, actor: Actor, now: datetime) -> dict[str, object]:
    """A case, with what is most urgent first and what else is due after it."""
    things = [_thing(item.reference, one, actor, now) for one in item.due]
    return {
        "reference": item.reference,
        "first": things[0],
        "more": things[1:],
        "owner": "" if item.due[0].what in NOT_TAKEN_YET else item.owner,
        "summary": summary_words(item.summary),
        "crime_reference": item.crime_reference,
    }


def _thing(reference: str, one: DueThing, actor: Actor, now: datetime) -> dict[str, object]:
    """What is due, as this person can do it; where they alone may not, that it waits for another, and where the case is
    read."""
    due = urgency(one.due_at, now)
    if actor.role is Role.VULNERABILITY_LEAD and one.what in FOR_THE_LEAD:
        words, question = FOR_THE_LEAD[one.what]
        return {"words": _(words), "href": reverse("question", args=[reference, question]), "due": due}
    words, page = (WAITS, "case") if one.not_by == actor.staff_number else WORDS[one.what]
    return {"words": _(words), "href": reverse(page, args=[reference]), "due": due}
