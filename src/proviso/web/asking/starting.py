"""Should you be here? The first page: it opens a case, or turns the officer back and stores nothing (1.1, 1.2)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from proviso.casework.acts.start import TurnedBack, open_new_case
from proviso.casework.values.role import Start
from proviso.casework.writing import access
from proviso.casework.writing.permissions import GRANTS, NotAllowed, Permission
from proviso.record.keys import KeyErased, KeyLost
from proviso.web import errors
from proviso.web.case_access import actor_of, next_address, page_of, session_of
from proviso.web.design.forms import form_for
from proviso.web.signing_in import retained_answers


def start(request: HttpRequest) -> HttpResponseBase:
    """The three questions that open a case."""
    actor = actor_of(request)
    if actor.role not in GRANTS[Permission.START_CASE].roles:
        raise PermissionDenied
    posted = request.method == "POST"
    form = form_for(Start)(
        request.POST if posted else None, typed=None if posted else retained_answers.typed_before(request)
    )
    if form.is_valid():
        try:
            opened = open_new_case(actor, form.value(), session=session_of(request))
        except TurnedBack as back:
            return render(request, "asking/turned_back.jinja", page_of(request, "start", words=str(back)))
        home = "already-shared" if form.value().already_shared else "case"
        return HttpResponseRedirect(reverse(home, args=[opened.case.reference]))
    status = 422 if posted else 200
    return render(request, "asking/start.jinja", page_of(request, "start", form=form), status=status)


def reason(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Why are you opening this case? Asked where nothing says so already; the answer is an entry."""
    given = typed_into(request, "reason")
    error = ""
    if request.method == "POST":
        try:
            access.open_case(actor_of(request), reference, reason=given, session=session_of(request))
            return HttpResponseRedirect(next_address(request, reference))
        except KeyErased as erased:
            raise Http404 from erased
        except KeyLost:
            return errors.unreadable(request)
        except access.ReasonNeeded as needed:
            error = str(needed) if given.strip() else _("Enter why you are opening this case")
        except access.NoSuchCase:
            error = _("There is no case with this reference. Check it, and find the case again")
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
    context = page_of(request, reference=reference, given=given, error=error)
    return render(request, "asking/reason.jinja", context, status=422 if error else 200)


def find(request: HttpRequest) -> HttpResponseBase:
    """Find a case by its own reference or by an exact crime reference: the answer is that it exists, and its unit."""
    actor = actor_of(request)
    if actor.role not in GRANTS[Permission.READ_CASE].roles:
        raise PermissionDenied
    given = " ".join(typed_into(request, "reference").split())[:60]
    error, found = "", []
    if request.method == "POST":
        if not given:
            error = _("Enter a case reference or a crime reference")
        else:
            found = access.find_by_reference(actor, given)
            if not found:
                error = _("No case of this force has exactly this reference. Check it, or start a case")
    context = page_of(request, "find", given=given, error=error, found=found)
    return render(request, "asking/find.jinja", context, status=422 if error else 200)


def typed_into(request: HttpRequest, box: str) -> str:
    """What was typed into a box: just now, or before a sign-in ended."""
    given = request.POST if request.method == "POST" else retained_answers.typed_before(request)
    return given.get(box, "") if given else ""
