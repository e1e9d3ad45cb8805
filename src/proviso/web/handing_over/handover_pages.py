"""Handing a case over, to somebody chosen from the force's list; and the page of whoever is asked to take one (5.1.1).

The note is the first thing that the receiver sees. The case itself opens once they accept, and not before.
"""

from collections.abc import Mapping
from itertools import groupby

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer, Role
from proviso.casework import clock
from proviso.casework.acts.carrying_rows import RECEIVING
from proviso.casework.acts.handing_over import answer_handover, may_take
from proviso.casework.projection import due_of
from proviso.casework.reading.handover_note import HandoverNote, note_of_offer, note_to_owner, returned_to
from proviso.casework.row_codes import What
from proviso.casework.values.closing import HandoverAnswered
from proviso.casework.worklist import Due
from proviso.casework.writing.access import CaseUnreadable, OpenCase
from proviso.casework.writing.receiving import asked_of, is_in_reach, open_offered
from proviso.web import errors
from proviso.web.act_page import Lists
from proviso.web.case_access import actor_of, page_of, session_of
from proviso.web.design.from_list import Groups
from proviso.web.design.moments import urgency
from proviso.web.design.page_addresses import reverse
from proviso.web.form_page import AnswerPage, answer
from proviso.web.worklists import WORDS


def takers(opened: OpenCase) -> Mapping[str, Groups]:
    """Whoever could take the case, by unit: its own first."""
    return {"to": by_unit(may_take(opened.case), opened.case.unit)}


def by_unit(people: QuerySet[Officer], first: str) -> Groups:
    """These people, who are in the order of their units, as a list to choose from; one unit stands first."""
    said = people.values_list("unit__code", "unit__name", "staff_number", "name", "role")
    units = groupby(sorted(said, key=lambda one: one[0] != first), key=lambda one: one[:2])
    return [(name, [(one[2], _in_words(*one[2:])) for one in theirs]) for (_code, name), theirs in units]


def _in_words(staff_number: str, name: str, role: str) -> str:
    return f"{name}, {_(Role(role).label).lower()} ({staff_number})"


LISTS: Mapping[str, Lists] = {"hand-over": takers}


def handover(request: HttpRequest, handed: str) -> HttpResponseBase:
    """A case that this person is asked to take: the note, what is due, and their answer. For whoever can open it, the
    page of the case. Anybody else is told that it is not handed over to them: whoever answers too late did not ask for
    a case out of their reach, and nobody learns whether there is one."""
    actor = actor_of(request)
    try:
        opened = open_offered(actor, handed, session=session_of(request))
    except CaseUnreadable:
        return errors.unreadable(request)
    if opened is not None:
        return _answer(request, opened)
    if actor.role is Role.SUPERVISOR and (asked := asked_of(actor, handed)):
        context = page_of(request, reference=handed, asked=who(asked))
        return render(request, "handing_over/unanswered.jinja", context)
    if is_in_reach(actor, handed):
        return HttpResponseRedirect(reverse("case", args=[handed]))
    messages.info(request, _("This case is not handed over to you, or no longer is."))
    return HttpResponseRedirect(reverse("home"))


def _answer(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    page = AnswerPage(
        HandoverAnswered,
        answer_handover,
        _(RECEIVING.title),
        RECEIVING.permission,
        submit=_("Answer"),
        template="handing_over/handover.jinja",
        context=_note_first,
    )
    return answer(request, opened, page, _answered)


def _answered(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    if opened.case.owner == opened.actor.staff_number:
        messages.success(request, _("You have taken the case. All that is due on it is yours now."))
        return HttpResponseRedirect(reverse("case", args=[opened.case.reference]))
    messages.success(request, _("The case stays where it is. Whoever handed it over sees why."))
    return HttpResponseRedirect(reverse("home"))


def _note_first(opened: OpenCase) -> dict[str, object]:
    now = clock.now()
    due = sorted(due_of(opened.case, opened.assessed), key=lambda one: one.at)
    return {
        "note": _shown(note_of_offer(opened.case)),
        "due": [(_(WORDS[one.what][0]), urgency(one.at, now)) for one in due if _goes_with_the_case(one)],
    }


def _goes_with_the_case(one: Due) -> bool:
    return one.elsewhere is None and one.what is not What.HANDOVER_WAITS


def handover_on_case(opened: OpenCase) -> dict[str, object]:
    """What the page of a case says first: the note to whoever has it now, why it came back to them or to whoever handed
    it over, or who is asked to take it."""
    case, own = opened.case, opened.case.owner == opened.actor.staff_number
    offered = case.offered
    return {
        "note": _shown(note_to_owner(case)) if own else None,
        "returned": _shown(returned_to(case, opened.actor.staff_number)),
        "offered": {"to": who(offered.value.to), "at": offered.at} if offered else None,
    }


def _shown(note: HandoverNote | None) -> dict[str, object] | None:
    return {"by": who(note.by), "at": note.at, "words": note.words} if note else None


def who(staff_number: str) -> str:
    """Somebody of the force by name and staff number; by that alone where there is no such account any more."""
    return str(Officer.objects.filter(staff_number=staff_number).first() or staff_number)
