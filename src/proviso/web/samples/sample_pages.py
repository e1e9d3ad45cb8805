"""Dip samples: which were ordered and by whom, how each was drawn, how it stands and how often reviewers agreed.

For the data protection officer and the auditor all of them; for a supervisor those that can hold cases of their unit.
What was found about a case is on none of these pages. Whoever takes the draw away leaves an entry.
"""

from collections import Counter
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.models import Officer, Role
from proviso.accounts.sample_entries import note_sample_downloaded
from proviso.casework import clock
from proviso.casework.counted_rows import key_of
from proviso.oversight.samples.kept_samples import NoSuchSample, Sample, listing_of, ordered_alike
from proviso.oversight.samples.sample_acts import MAY_ORDER, findings_for, is_done, threshold, up_to_date
from proviso.oversight.samples.sample_agreement import Agreement, agreement, stated_of_agreement
from proviso.oversight.samples.sample_draw import mark
from proviso.oversight.samples.sample_reviewers import DrawnCase, State, drawn_cases
from proviso.web.case_access import officer_of, page_of
from proviso.web.design.page_addresses import reverse
from proviso.web.inert_cells import write_inert
from proviso.web.samples.sample_words import of_period, order_rows, times_ordered, whose

MAY_SEE = MAY_ORDER | {Role.AUDITOR}
HEAD = ("Sample", "Stratum", "Case", "Mark", "Drawn")


def seen_samples(request: HttpRequest) -> list[Sample]:
    """The samples that whoever asks may see. Raises PermissionDenied."""
    officer = officer_of(request)
    if officer.role not in MAY_SEE:
        raise PermissionDenied
    every = up_to_date(officer.unit.force, now=clock.now())
    return [one for one in every if officer.role != Role.SUPERVISOR or one.is_of(officer.unit.code)]


def seen_sample(request: HttpRequest, reference: str) -> Sample:
    """One of them. Raises Http404, PermissionDenied."""
    found = next((one for one in seen_samples(request) if one.reference == reference), None)
    if found is None:
        raise Http404
    return found


@require_safe
def every(request: HttpRequest) -> HttpResponseBase:
    """Which samples were ordered, by whom, the latest first; and how they stand."""
    samples, officer = seen_samples(request), officer_of(request)
    force = officer.unit.force
    rows = [
        {
            "sample": one,
            "whose": whose(force, one),
            "period": of_period(one),
            "stands": _stands(drawn_cases(force, one)),
            "alike": len(ordered_alike(one, samples)),
        }
        for one in reversed(samples)
    ]
    may_order = officer.role in MAY_ORDER
    return render(request, "samples/samples.jinja", page_of(request, "samples", rows=rows, may_order=may_order))


@require_safe
def one(request: HttpRequest, sample: str) -> HttpResponseBase:
    """One sample: what was ordered, how it was drawn, what is to be reviewed, and how often reviewers agreed."""
    found, officer = seen_sample(request, sample), officer_of(request)
    force = officer.unit.force
    cases = drawn_cases(force, found)
    done = is_done(force, found)
    alike = [one for one in ordered_alike(found, seen_samples(request)) if one != found]
    context = page_of(
        request,
        "samples",
        sample=found,
        rows=order_rows(force, found),
        why=found.order.why if officer.role != Role.AUDITOR else "",
        alike=alike,
        times=times_ordered(len(alike) + 1),
        mine=[one for one in cases if one.state is State.WAITS and one.reviewer == officer.staff_number],
        states=_states(cases),
        agreement=_agreement(found) if done else [],
        done=done,
        stated=stated_of_agreement(threshold()),
        log=force.code,
        may_take=_may_take(officer, found),
        may_read=done and bool(findings_of(officer, found)),
        back=reverse("samples"),
    )
    return render(request, "samples/sample.jinja", context)


@require_safe
def draw(request: HttpRequest, sample: str) -> HttpResponseBase:
    """How a sample was drawn, as CSV: each case that there was to draw from, its mark, and whether it was drawn."""
    found, officer = seen_sample(request, sample), officer_of(request)
    if found.draw is None or not _may_take(officer, found):
        raise Http404
    try:
        lines = list(_lines(officer, found))
    except NoSuchSample as error:
        raise Http404 from error
    note_sample_downloaded(officer.unit.force, found.reference, by=officer, now=clock.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.reference}.csv"'
    response["Cache-Control"] = "no-store"
    write_inert(response, HEAD, lines)
    return response


def findings_of(officer: Officer, sample: Sample) -> list[DrawnCase]:
    """What was found that this person may read: of the force, or of a supervisor’s own unit; nothing for others."""
    if officer.role not in MAY_ORDER:
        return []
    return findings_for(sample, officer.unit.code if officer.role == Role.SUPERVISOR else "")


def _may_take(officer: Officer, sample: Sample) -> bool:
    """Whether they may have the list of cases: a supervisor of their own unit alone."""
    return officer.role != Role.SUPERVISOR or sample.order.where == officer.unit.code


def _lines(officer: Officer, sample: Sample) -> Iterator[tuple[str, ...]]:
    assert sample.draw is not None  # noqa: S101  for the reader: asked of what was drawn
    root, taken = bytes.fromhex(sample.draw.root), set(sample.cases)
    for stratum, cases in listing_of(officer.unit.force, sample).items():
        marked = sorted((mark(root, sample.reference, case), case) for case in cases)
        for made, case in marked:
            yield (sample.reference, stratum, case, made, "yes" if case in taken else "no")


def _agreement(sample: Sample) -> list[Agreement]:
    force = sample.log
    return agreement([(one, key_of(force, case)) for case, one in sample.reviewed.items()], threshold())


def _states(cases: list[DrawnCase]) -> list[tuple[str, int]]:
    """How many cases stand how."""
    many = Counter(one.state for one in cases)
    words = {
        State.REVIEWED: _("Reviewed"),
        State.WAITS: _("Waiting for a reviewer"),
        State.PASSED_OVER: _("Passed over: every reviewer acted in it, or cannot open it"),
        State.ERASED: _("Erased since"),
    }
    return [(said, many[state]) for state, said in words.items() if many[state] or state is State.REVIEWED]


def _stands(cases: list[DrawnCase]) -> str:
    if not cases:
        return _("Not drawn yet")
    reviewed = sum(one.state is State.REVIEWED for one in cases)
    if any(one.state is State.WAITS for one in cases):
        return _("%(reviewed)d of %(cases)d reviewed") % {"reviewed": reviewed, "cases": len(cases)}
    return _("Reviews are over")
