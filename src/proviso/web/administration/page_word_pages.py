"""The words of the pages in Welsh: reading them beside the English, approving them and withdrawing that, for the policy
owner. What is approved is what was on the page, known by its digest, and it takes the password again.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.accounts.models import Force, Role
from proviso.casework import clock
from proviso.notices import page_words
from proviso.notices.approving import ApprovalWithdrawn, CannotBeApproved, NothingApproved, Stands
from proviso.notices.page_words import PagesApproved
from proviso.web.case_access import actor_of, officer_of, page_of
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import form_of, recorded_once
from proviso.web.signing_in.gate import reauthenticate_within


def _force_of_owner(request: HttpRequest) -> Force:
    """The force of the policy owner who asks. Raises PermissionDenied for anybody else."""
    if actor_of(request).role is not Role.POLICY_OWNER:
        raise PermissionDenied
    return officer_of(request).force


def pages(request: HttpRequest) -> HttpResponseBase:
    """The words, part by part, and their approval."""
    return _read_and_approve(request, _force_of_owner(request))


def withdraw(request: HttpRequest) -> HttpResponseBase:
    """Withdrawing the approval."""
    return _take_back(request, _force_of_owner(request))


@reauthenticate_within()
def _read_and_approve(request: HttpRequest, force: Force) -> HttpResponseBase:
    parts = page_words.by_part()
    part = request.GET.get("part") or next(iter(parts))
    if part not in parts:
        raise Http404
    stands, approval = page_words.standing(force)
    form, by, seen = form_of(request, PagesApproved), officer_of(request), request.POST.get("seen", "")
    done, status = recorded_once(
        request,
        form,
        lambda given: page_words.approve(force, given, seen=seen, by=by, now=clock.now()),
        said=_("The pages in Welsh are approved, and that is on the force’s record."),
        leads=reverse("wordings"),
        unless=CannotBeApproved,
    )
    if done:
        return done
    context = page_of(
        request,
        "wordings",
        form=form,
        stands=stands,
        approval=approval,
        parts=[(one, len(words), one == part) for one, words in parts.items()],
        rows=parts[part],
        seen=page_words.digest(),
        heading=_("The pages in Welsh"),
        submit=_("Approve these words"),
        asks=stands is not Stands.APPROVED,
        withdraw=reverse("page_words_withdraw") if approval else "",
        back=reverse("wordings"),
    )
    return render(request, "administration/page_words.jinja", context, status=status)


@reauthenticate_within()
def _take_back(request: HttpRequest, force: Force) -> HttpResponseBase:
    form, by = form_of(request, ApprovalWithdrawn), officer_of(request)
    done, status = recorded_once(
        request,
        form,
        lambda given: page_words.withdraw(force, given, by=by, now=clock.now()),
        said=_("The pages in Welsh are a draft again, and that is on the force’s record."),
        leads=reverse("wordings"),
        unless=NothingApproved,
    )
    if done:
        return done
    context = page_of(
        request,
        "wordings",
        form=form,
        heading=_("Take the approval of the pages in Welsh back"),
        lead=_("The pages stay as they are, and say again that they are a draft."),
        submit=_("Withdraw the approval"),
        allowed=page_words.standing(force)[1] is not None,
        unsaved=form.unsaved,
        back=reverse("page_words"),
    )
    return render(request, "administration/wording_withdraw.jinja", context, status=status)
