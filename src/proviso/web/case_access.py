"""How a page gets hold of a case: through `casework.access` and no other way, with who is asking and why.

Whoever has no standing reason is asked for one first; what they were typing is kept meanwhile. Nothing here decides
who may open what.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from proviso.accounts.models import Officer, Role
from proviso.accounts.publication_entries import RELEASE
from proviso.casework.case_error import CaseError
from proviso.casework.lists import scopes
from proviso.casework.writing import access
from proviso.casework.writing.access import CaseUnreadable, OpenCase
from proviso.casework.writing.off_the_desk import DealtWith
from proviso.casework.writing.out_of_unit import may_open_out_of_unit
from proviso.casework.writing.permissions import GRANTS, Actor, NotAllowed, Permission
from proviso.oversight.patterns.pattern_list import patterns_for
from proviso.web import errors
from proviso.web.design.page_addresses import reverse
from proviso.web.sent_once import sent_before
from proviso.web.signing_in import retained_answers

P = ParamSpec("P")


def officer_of(request: HttpRequest) -> Officer:
    """The officer who is signed in: the gate lets nobody else as far as a page of ours."""
    assert isinstance(request.user, Officer)  # noqa: S101  for the reader; the gate has seen to it
    return request.user


def actor_of(request: HttpRequest) -> Actor:
    """The officer who is signed in, as casework knows them."""
    return Actor.of(officer_of(request))


def session_of(request: HttpRequest) -> str:
    """A name for this session that is of no use to sign in with: the SHA-256 of its key."""
    return sha256((request.session.session_key or "").encode()).hexdigest()


def with_case(
    view: Callable[Concatenate[HttpRequest, OpenCase, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """A page about a case: opened for a reason, the opening on the record, before the page is made."""

    @wraps(view)
    def page(request: HttpRequest, reference: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if led := sent_before(request):
            return led
        try:
            opened = hold(request, reference)
        except CaseUnreadable:
            return errors.unreadable(request)
        if opened is not None:
            return view(request, opened, *args, **kwargs)
        response = HttpResponseRedirect(_ask_why(reference, request.path))
        if request.method == "POST":
            retained_answers.keep(request, response, officer_of(request).pk)
        return response

    # `wraps` keeps the view’s own type, which takes a case where the page takes its reference.
    return cast("Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]", page)


def hold(request: HttpRequest, reference: str) -> OpenCase | None:
    """The case; None where they have first to say why, and for one that nobody has; or the page that says why not.

    One that was erased is not there.
    """
    actor = actor_of(request)
    try:
        force = officer_of(request).unit.force
        return access.open_again(actor, reference, session=session_of(request), force=force)
    except DealtWith as error:
        raise errors.OffTheList(str(error)) from error
    except NotAllowed as error:
        if may_open_out_of_unit(actor):
            raise errors.OutOfReach(reverse("out-of-unit", args=[reference])) from error
        raise instead_of(error) from error
    except CaseError as error:
        raise instead_of(error) from error


def instead_of(error: CaseError) -> Exception:
    """What Django makes the page of: nobody learns from it whether a case was erased or never was. Whatever has no such
    page is the error itself."""
    if error.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Http404()
    refused = error.status in {HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
    return PermissionDenied(str(error)) if refused else error


def where_they_stand(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """Where somebody stands after an act: on the case or, where that act took it out of their reach, on their list."""
    if access.can_access(actor_of(request), opened.case):
        return HttpResponseRedirect(reverse("case", args=[opened.case.reference]))
    return HttpResponseRedirect(reverse("home"))


def _ask_why(reference: str, path: str) -> str:
    return f"{reverse('case_reason', args=[reference])}?{urlencode({'next': path})}"


def navigation(request: HttpRequest, current: str = "") -> list[dict[str, object]]:
    """The places that this person's role has, for the top of every page."""
    actor = actor_of(request)
    places: list[tuple[str, str, str]] = []
    if scopes(actor):
        places += [("worklist", reverse("worklist"), _("Worklist"))]
    if actor.role in GRANTS[Permission.START_CASE].roles:
        places += [("start", reverse("start"), _("Start a case"))]
    if actor.role in GRANTS[Permission.READ_CASE].roles:
        places += [("find", reverse("find"), _("Find a case"))]
    if actor.role in (Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR):
        places += [("who-looked", reverse("who-looked"), _("Who looked"))]
    if actor.role in (Role.AUDITOR, Role.DATA_PROTECTION_OFFICER):
        places += [("record", reverse("record"), _("The record"))]
    if actor.role is Role.DATA_PROTECTION_OFFICER:
        places += [("reconciliations", reverse("reconciliations"), _("Reconciliations"))]
    if actor.role in (Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER):
        places += [("figures", reverse("figures"), _("Figures"))]
    if actor.role in RELEASE:
        places += [
            ("equality", reverse("equality"), _("Equality")),
            ("publications", reverse("publications"), _("Publication")),
        ]
    if actor.role in (Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR):
        places += [("samples", reverse("samples"), _("Dip samples"))]
    if isinstance(actor.role, Role) and patterns_for(actor.role):
        places += [("patterns", reverse("patterns"), _("Patterns"))]
    if actor.role is Role.ADMINISTRATOR:
        places += [("recipients", reverse("recipients"), _("Recipients"))]
    if actor.role is Role.POLICY_OWNER:
        places += [("wordings", reverse("wordings"), _("Words for the person"))]
    return [{"text": text, "href": href, "current": name == current} for name, href, text in places]


def page_of(request: HttpRequest, current: str = "", /, **context: object) -> dict[str, object]:
    """What every page of ours is given, with what this one adds."""
    return {"navigation": navigation(request, current), **context}


def next_address(request: HttpRequest, reference: str) -> str:
    """Where to go once a reason is given: a page of the same case, and nowhere else."""
    home = reverse("case", args=[reference])
    wanted = request.GET.get("next", home)
    try:
        return wanted if resolve(wanted).kwargs.get("reference") == reference else home
    except Resolver404:
        return home
