"""How the words for the person stand in each language, approving them and withdrawing that: for the policy owner
(3.3, 9.1).

No case is in reach here. Approving takes the password again, and the words are those that were on the page.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.models import Force, Role
from proviso.casework import clock
from proviso.notices import page_words
from proviso.notices.approving import (
    Approval,
    ApprovalWithdrawn,
    CannotBeApproved,
    NothingApproved,
    Stands,
    approve,
    standings,
    wording_status,
)
from proviso.notices.approving import withdraw as withdraw_approval
from proviso.notices.wording import NO_PROMISE, SOURCE, Wording, digest_of
from proviso.notices.wording import wordings as every_wording
from proviso.web.case_access import actor_of, officer_of, page_of
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import form_of, recorded_once
from proviso.web.languages_listed import listed
from proviso.web.signing_in.gate import reauthenticate_within


def _force_of_owner(request: HttpRequest) -> Force:
    """The force of the policy owner who asks. Raises PermissionDenied for anybody else."""
    if actor_of(request).role is not Role.POLICY_OWNER:
        raise PermissionDenied
    return officer_of(request).force


@require_safe
def wordings(request: HttpRequest) -> HttpResponseBase:
    """Every language with how it stands."""
    force = _force_of_owner(request)
    rows = [(one, len(one.wording.stale)) for one in listed(standings(force))]
    pages, _approval = page_words.standing(force)
    return render(request, "administration/wordings.jinja", page_of(request, "wordings", rows=rows, pages=pages))


def wording(request: HttpRequest, language: str) -> HttpResponseBase:
    """One language beside the English, and its approval."""
    return _read_and_approve(request, *_translated(request, language))


def withdraw(request: HttpRequest, language: str) -> HttpResponseBase:
    """Withdrawing the approval of one language."""
    return _take_back(request, *_translated(request, language))


def _translated(request: HttpRequest, language: str) -> tuple[Force, str]:
    """The force of the policy owner who asks, and the language. Raises PermissionDenied, Http404."""
    force = _force_of_owner(request)
    if language not in every_wording() or language == SOURCE:
        raise Http404
    return force, language


@reauthenticate_within()
def _read_and_approve(request: HttpRequest, force: Force, language: str) -> HttpResponseBase:
    standing = wording_status(force, language)
    named = {"name": _(standing.wording.language.name)}
    form, by, seen = form_of(request, Approval), officer_of(request), request.POST.get("seen", "")
    said = _("The words in %(name)s are approved, and that is on the force’s record. Officers can use them now.")
    done, status = recorded_once(
        request,
        form,
        lambda given: approve(force, language, given, seen=seen, by=by, now=clock.now()),
        said=said % named,
        leads=reverse("wordings"),
        unless=CannotBeApproved,
    )
    if done:
        return done
    context = page_of(
        request,
        "wordings",
        form=form,
        standing=standing,
        can_be_approved=standing.stands not in {Stands.STALE, Stands.APPROVED},
        rows=_rows(standing.wording),
        heading=_("The words in %(name)s") % named,
        submit=_("Approve these words"),
        allowed=standing.stands is not Stands.STALE,
        withdraw=reverse("wording_withdraw", args=[language]) if standing.approval else "",
        back=reverse("wordings"),
    )
    return render(request, "administration/wording.jinja", context, status=status)


@reauthenticate_within()
def _take_back(request: HttpRequest, force: Force, language: str) -> HttpResponseBase:
    standing = wording_status(force, language)
    named = {"name": _(standing.wording.language.name)}
    form, by = form_of(request, ApprovalWithdrawn), officer_of(request)
    done, status = recorded_once(
        request,
        form,
        lambda given: withdraw_approval(force, language, given, by=by, now=clock.now()),
        said=_("The words in %(name)s are a draft again, and that is on the force’s record.") % named,
        leads=reverse("wordings"),
        unless=NothingApproved,
    )
    if done:
        return done
    context = page_of(
        request,
        "wordings",
        form=form,
        heading=_("Take the approval of the words in %(name)s back") % named,
        lead=_("Letters and leaflets that were made stay as they are. That they were approved stays on the record."),
        submit=_("Withdraw the approval"),
        allowed=standing.approval is not None,
        unsaved=form.unsaved,
        back=reverse("wording", args=[language]),
    )
    return render(request, "administration/wording_withdraw.jinja", context, status=status)


def _rows(wording: Wording) -> list[dict[str, object]]:
    """Each sentence beside its English, the sentence of 3.3 first; a stale one with the digest that it needs."""
    order = sorted(wording.english, key=lambda key: key != NO_PROMISE)
    return [
        {
            "key": key,
            "english": wording.english[key],
            "says": wording.sentences.get(key, ""),
            "stale": digest_of(wording.english[key]) if key in wording.stale else "",
        }
        for key in order
    ]
