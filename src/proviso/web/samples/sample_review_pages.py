"""Reviewing a case of a dip sample, and reading what was found: by whose turn it is, then by the unit.

The case is opened for the sample, and the opening is on the record before the page is made. What was decided and what
the person was told stand above the questions; the whole case is a link away, and opens for the same reason.
"""

from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Role
from proviso.accounts.sample_entries import note_findings_read
from proviso.accounts.unit_names import unit_names
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.values.decision import DelayDecided, NotSharingDecided, SharingDecided
from proviso.casework.values.notification import AttemptFailed, ToldAfter, ToldBefore
from proviso.casework.values.suspicion import Suspicion
from proviso.casework.values.value import Value
from proviso.casework.writing.access import OpenCase
from proviso.oversight.samples.kept_samples import NoSuchSample, Sample, findings_in_words
from proviso.oversight.samples.sample_acts import (
    MAY_ORDER,
    NotYours,
    is_done,
    note_unit_learning,
    open_to_review,
    record_review,
)
from proviso.oversight.samples.sample_order import SampleFinding, SampleLearning
from proviso.oversight.samples.sample_reviewers import DrawnCase
from proviso.web.case_access import instead_of, officer_of, page_of, session_of
from proviso.web.design.page_addresses import reverse
from proviso.web.design.parts import TimelineEntry, answers_of
from proviso.web.forms_outside_cases import form_of
from proviso.web.record.kind_words import kind_words
from proviso.web.samples.sample_pages import findings_of, seen_sample

V = TypeVar("V", bound=Value)

JUDGED = (Suspicion, SharingDecided, NotSharingDecided, DelayDecided, ToldBefore, ToldAfter, AttemptFailed)
"""What the questions are about."""


def review(request: HttpRequest, sample: str, place: int) -> HttpResponseBase:
    """One case to review: opened, shown and asked about; or what was found recorded."""
    found, officer = seen_sample(request, sample), officer_of(request)
    if officer.role not in MAY_ORDER:
        raise PermissionDenied
    force = officer.unit.force
    try:
        opened = open_to_review(force, found, place, by=officer, session=session_of(request))
        form = form_of(request, SampleFinding)
        if form.is_valid():
            record_review(force, found, place, form.value(), by=officer, now=clock.now())
            messages.success(request, _("Recorded. The unit’s supervisors read it once all reviews are over."))
            return HttpResponseRedirect(reverse("sample", args=[found.reference]))
    except NoSuchSample as error:
        raise Http404 from error
    except ChangeRefused as refused:
        messages.warning(request, str(refused))
        return HttpResponseRedirect(reverse("sample", args=[found.reference]))
    except CaseError as error:
        raise instead_of(error) from error
    context = page_of(
        request,
        "samples",
        form=form,
        case=opened.case,
        happened=_judged(opened),
        heading=_("Review a case of %(sample)s") % {"sample": found.reference},
        caption=opened.case.reference,
        submit=_("Record what I found"),
        unsaved=form.unsaved,
        back=reverse("sample", args=[found.reference]),
    )
    return render(request, "samples/review.jinja", context, status=422 if form.errors else 200)


def findings(request: HttpRequest, sample: str) -> HttpResponseBase:
    """What was found about the cases of a supervisor’s unit, or of the force; and what the unit takes from it."""
    found, officer = seen_sample(request, sample), officer_of(request)
    if officer.role not in MAY_ORDER:
        raise PermissionDenied
    force, told = officer.unit.force, findings_of(officer, found)
    if not told or not is_done(force, found):
        raise Http404
    own = officer.unit.code if officer.role == Role.SUPERVISOR else ""
    form = form_of(request, SampleLearning)
    if own and form.is_valid():
        try:
            note_unit_learning(force, found, form.value(), by=officer, now=clock.now())
            messages.success(request, _("Recorded, and off your list."))
            return HttpResponseRedirect(reverse("sample", args=[found.reference]))
        except NotYours as refused:
            form.add_error(None, str(refused))
    note_findings_read(force, found.reference, own, by=officer, now=clock.now())
    names = unit_names(force.code)
    context = page_of(
        request,
        "samples",
        form=form,
        sample=found,
        rows=_rows(found, told),
        noted=[(names.get(unit, unit), one) for unit, one in found.noted.items() if own in ("", unit)],
        asks=bool(own) and own not in found.noted,
        heading=_("What was found in %(sample)s") % {"sample": found.reference},
        submit=_("Record it"),
        unsaved=form.unsaved,
        back=reverse("sample", args=[found.reference]),
    )
    return render(request, "samples/findings.jinja", context, status=422 if form.errors else 200)


def _judged(opened: OpenCase) -> list[TimelineEntry]:
    """What was suspected, decided and told, in order."""
    return [
        TimelineEntry(kind_words(one.value.kind), one.at, one.by, answers_of(one.value))
        for one in opened.case.history
        if isinstance(one.value, JUDGED)
    ]


def _rows(sample: Sample, told: list[DrawnCase]) -> list[dict[str, object]]:
    """Each case with what was found about it; one that was erased, or cannot be read, has no words."""
    in_words = findings_in_words(sample, [one.case for one in told])
    return [
        {
            "case": one.case,
            "by": one.reviewer,
            "at": one.reviewed.at if one.reviewed else None,
            "there": one.case in in_words,
            "answers": answers_of(found) if (found := in_words.get(one.case)) else [],
        }
        for one in told
    ]
