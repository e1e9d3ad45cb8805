"""Should you be here? The first page: it opens a case, or turns the officer back and stores nothing (1.1, 1.2)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from proviso.casework import access
from proviso.casework.acts.opening import TurnedBack, open_new_case
from proviso.casework.permissions import CARRY, NotAllowed
from proviso.casework.values.opening import Start
from proviso.web.design.forms import form_for
from proviso.web.holding import next_address, page_of, session_of, who_asks
from proviso.web.signing_in import kept


def start(request: HttpRequest) -> HttpResponseBase:
    """The three questions that open a case."""
    who = who_asks(request)
    if who.role not in CARRY:
        raise PermissionDenied
    form = form_for(Start)(request.POST if request.method == "POST" else kept.typed_before(request))
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_new_case(who, form.value(), session=session_of(request))
        except TurnedBack as back:
            return render(request, "officer/turned_back.jinja", page_of(request, "start", words=str(back)))
        home = "already-shared" if form.value().already_shared else "case"
        return HttpResponseRedirect(reverse(home, args=[opened.case.reference]))
    status = 422 if request.method == "POST" else 200
    return render(request, "officer/start.jinja", page_of(request, "start", form=form), status=status)


def reason(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Why are you opening this case? Asked where nothing says so already; the answer is an entry."""
    given = request.POST.get("reason", "")
    error = ""
    if request.method == "POST":
        try:
            access.open_case(who_asks(request), reference, reason=given[:200], session=session_of(request))
            return HttpResponseRedirect(next_address(request, reference))
        except access.ReasonNeeded:
            error = "Enter why you are opening this case"
        except access.NoSuchCase:
            error = "There is no case with this reference. Check it, and find the case again"
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
    context = page_of(request, reference=reference, given=given, error=error)
    return render(request, "officer/reason.jinja", context, status=422 if error else 200)


def find(request: HttpRequest) -> HttpResponseBase:
    """Find a case by its own reference or by an exact crime reference: the answer is that it exists, and its unit."""
    given = " ".join(request.POST.get("reference", "").split())[:60]
    error, found = "", []
    if request.method == "POST":
        if not given:
            error = "Enter a case reference or a crime reference"
        else:
            found = access.find_by_reference(who_asks(request), given)
            if not found:
                error = "No case of this force has exactly this reference. Check it, or start a case"
    context = page_of(request, "find", given=given, error=error, found=found)
    return render(request, "officer/find.jinja", context, status=422 if error else 200)
