"""The first page, “Check whether you need to start a case”: it opens a case, or turns the officer back and stores
nothing (1.1, 1.2).
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.accounts.unit_names import unit_names
from proviso.casework.acts.start import TurnedBack, open_new_case
from proviso.casework.case_error import CaseError
from proviso.casework.values.role import RoleInCase, Start
from proviso.casework.writing import access
from proviso.casework.writing.consultation import ReasonNeeded
from proviso.casework.writing.finding import SAME_ANSWER, TooManyAsked, ask_by_crime_reference, own_case_written
from proviso.casework.writing.openings import TooManyOpened
from proviso.casework.writing.out_of_unit import may_open_out_of_unit, open_out_of_unit
from proviso.casework.writing.permissions import GRANTS, Permission
from proviso.web import errors
from proviso.web.asking.leading_on import on_to_new_case
from proviso.web.case_access import actor_of, hold, instead_of, next_address, page_of, session_of
from proviso.web.design.combined_options import NOTHING_SHARED
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import form_of, typed_into
from proviso.web.sent_once import once


def start(request: HttpRequest) -> HttpResponseBase:
    """The three questions that open a case."""
    actor = actor_of(request)
    if actor.role not in GRANTS[Permission.START_CASE].roles:
        raise PermissionDenied
    posted = request.method == "POST"
    form = form_of(request, Start)
    form.offer([NOTHING_SHARED], {})
    if form.is_valid():
        try:
            return once(request, lambda: _begun(request, form.value()))
        except TurnedBack as back:
            covered = form.value().role is not RoleInCase.NEITHER
            return render(
                request, "asking/turned_back.jinja", page_of(request, "start", words=str(back), covered=covered)
            )
    status = 422 if posted else 200
    return render(request, "asking/start.jinja", page_of(request, "start", form=form), status=status)


def _begun(request: HttpRequest, value: Start) -> HttpResponseBase:
    """A new case, and the way to its first page."""
    return on_to_new_case(request, open_new_case(actor_of(request), value, session=session_of(request)))


def reason(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Why are you opening this case? Asked where nothing says so already; the answer is an entry. Whoever opened many
    cases of colleagues is asked for a second person, or who has to be protected now."""
    urgent = request.method == "POST" and "urgent" in request.POST
    given, error, status = typed_into(request, "urgent" if urgent else "reason"), "", 200
    held = urgent
    if request.method != "POST":
        hold(request, reference)  # whoever no reason would open it for is not asked for one
    if request.method == "POST":
        opens = access.open_for_protection if urgent else access.open_case
        try:
            opens(actor_of(request), reference, reason=given, session=session_of(request))
            return HttpResponseRedirect(next_address(request, reference))
        except access.CaseUnreadable:
            return errors.unreadable(request)
        except access.ReasonNeeded as needed:
            error = str(needed) if urgent or given.strip() else _("Enter why you are opening this case")
        except access.NoSuchCase:
            error = _("There is no case with this reference. Check it, and find the case again")
        except TooManyOpened as many:
            error, status, held = str(many), many.status, True
        except CaseError as refused:
            raise instead_of(refused) from refused
    context = page_of(request, reference=reference, given=given, error=error, held=held, urgent=urgent)
    return render(request, "asking/reason.jinja", context, status=422 if error and status == 200 else status)


def out_of_unit(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Who has to be protected now, and from what? By the answer a case of another unit opens, to be read."""
    actor = actor_of(request)
    if not may_open_out_of_unit(actor):
        raise PermissionDenied
    given, error, status = typed_into(request, "reason"), "", 200
    if request.method == "POST":
        try:
            open_out_of_unit(actor, reference, reason=given, session=session_of(request))
            return HttpResponseRedirect(reverse("case", args=[reference]))
        except access.CaseUnreadable:
            return errors.unreadable(request)
        except access.NoSuchCase:
            error, status = _("There is no case with this reference. Check it, and find the case again"), 422
        except (ReasonNeeded, TooManyOpened) as refused:
            error, status = str(refused), refused.status
        except CaseError as refused:
            raise instead_of(refused) from refused
    hours = settings.PROVISO_LOOKING.out_of_unit_look_hours
    context = page_of(request, reference=reference, given=given, error=error, hours=hours, back=reverse("home"))
    return render(request, "asking/out_of_unit.jinja", context, status=status)


def find(request: HttpRequest) -> HttpResponseBase:
    """Find a case by its own reference, which leads to it as anywhere; or ask, for a reason, whether there is one with
    an exact crime reference: the answer names only a case that whoever asks could open, and else is always the same."""
    actor = actor_of(request)
    if actor.role not in GRANTS[Permission.READ_CASE].roles:
        raise PermissionDenied
    given = " ".join(typed_into(request, "reference").split())[:60]
    why = typed_into(request, "reason")
    if request.method == "POST" and (own := own_case_written(actor, given)):
        return HttpResponseRedirect(reverse("case", args=[own]))
    faults: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        try:
            if not given:
                faults["reference"] = _("Enter a case reference or a crime reference")
            names = unit_names(actor.force)
            rows = ask_by_crime_reference(actor, given, reason=why) if given else []
            found = [(reference, names.get(unit, unit)) for reference, unit in rows]
        except (ReasonNeeded, TooManyAsked) as refused:
            faults["reason"], status = str(refused), refused.status
    asked = request.method == "POST" and not faults
    context = page_of(
        request, "find", given=given, why=why, faults=faults, found=found, asked=asked, same=_(SAME_ANSWER)
    )
    return render(request, "asking/find.jinja", context, status=422 if faults and status == 200 else status)
