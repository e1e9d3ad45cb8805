"""The equality assessment of each local policy (11.1): read by the policy owner and the data protection officer, and
answered a step at a time by the policy owner. Each answer is an entry of the force's record.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.assessment_entries import SaidSince
from proviso.accounts.assessments import NotAdopted, assessments_of
from proviso.accounts.figure_entries import note_figures_read
from proviso.accounts.models import Role
from proviso.accounts.publication_entries import RELEASE
from proviso.casework import clock
from proviso.casework.reading.content_words import day_in_full
from proviso.casework.values.value import Value
from proviso.oversight.equality.assessment_documents import AnsweredStep, answer_step, documents, figures_year
from proviso.oversight.equality.assessment_steps import PARTNERS, Evidence
from proviso.oversight.figures.cells import FORCE
from proviso.oversight.figures.figure_list import EQUALITY_FIGURES, FIGURES
from proviso.oversight.figures.kept_figures import NotGivenYet, figures_of, given_from
from proviso.oversight.figures.periods import Period
from proviso.oversight.figures.record_began import is_before, nothing_before, record_began
from proviso.oversight.figures.told_figures import spelled, stated, told
from proviso.oversight.publication.year_publication import DUTIES
from proviso.policy.library import policy_in_force
from proviso.policy.norms import LocalPolicy
from proviso.web.case_access import actor_of, officer_of, page_of
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.design.page_addresses import reverse
from proviso.web.design.parts import answers_of
from proviso.web.sent_once import each_time
from proviso.web.signing_in import retained_answers

PLACED = (*EQUALITY_FIGURES, *(one for one in FIGURES if one.code in ("role", "crime", "interpreter")))
"""The figures that are placed in a document."""


def _policies(request: HttpRequest) -> dict[str, LocalPolicy]:
    """The local policies of the force of whoever asks, by name. Raises PermissionDenied."""
    if actor_of(request).role not in RELEASE:
        raise PermissionDenied
    followed = policy_in_force(clock.today(), officer_of(request).force.local_policies)
    return {one.name: one for one in followed.local_policies}


def _policy(request: HttpRequest, name: str) -> LocalPolicy:
    """One of them. Raises Http404 for one that the force does not follow."""
    try:
        return _policies(request)[name]
    except KeyError as error:
        raise Http404 from error


@require_safe
def every(request: HttpRequest) -> HttpResponseBase:
    """The local policies, and how far the assessment of each has come."""
    policies, force = _policies(request), officer_of(request).force
    said, named, today = documents(force), assessments_of(force), clock.today()
    rows = [
        (
            one,
            sum(part.value is not None for part in said[name]),
            len(said[name]),
            named.get(name),
            bool((known := named.get(name)) and known.review_on < today),
        )
        for name, one in policies.items()
    ]
    context = page_of(request, "equality", rows=rows, duty=DUTIES[force.jurisdiction], partners=PARTNERS)
    return render(request, "equality/assessments.jinja", context)


@require_safe
def one(request: HttpRequest, policy: str) -> HttpResponseBase:
    """One document: every step with what it says, and the figures that are placed in it."""
    shown, force = _policy(request, policy), officer_of(request).force
    document = documents(force)[shown.name]
    year = figures_year(document)
    context = page_of(
        request,
        "equality",
        policy=shown,
        steps=[(part, answers_of(part.value) if part.value else []) for part in document],
        may_answer=actor_of(request).role is Role.POLICY_OWNER,
        year=year,
        number=spelled,
        duty=DUTIES[force.jurisdiction],
        partners=PARTNERS,
        **_placed(request, year),
    )
    return render(request, "equality/assessment.jinja", context)


def _placed(request: HttpRequest, year: int | None) -> dict[str, object]:
    """The figures of a year, none where they are not given yet; that they were read is an entry."""
    nothing: dict[str, object] = {"figures": [], "stated": ""}
    if year is None:
        return nothing
    officer, now = officer_of(request), clock.now()
    try:
        found = figures_of(officer.force, Period(year), now=now)
    except NotGivenYet:
        return nothing
    note_figures_read(officer.force, found.period.code, [FORCE], by=officer, now=now)
    figures = [one for one in told(found.tables[FORCE], PLACED) if not one.says_nothing]
    return {"figures": figures, "stated": stated(found.threshold)}


def step(request: HttpRequest, policy: str, slug: str) -> HttpResponseBase:
    """One step of it."""
    shown = _policy(request, policy)
    if actor_of(request).role is not Role.POLICY_OWNER:
        raise PermissionDenied
    document = documents(officer_of(request).force)[shown.name]
    answered = next((part for part in document if part.step.slug == slug), None)
    if answered is None:
        raise Http404
    return each_time(request, lambda: _answer(request, shown, answered))


def _answer(request: HttpRequest, policy: LocalPolicy, part: AnsweredStep) -> HttpResponseBase:
    posted = request.method == "POST"
    form = form_for(part.step.value)(
        request.POST if posted else None,
        answered=part.value,
        typed=None if posted else retained_answers.typed_before(request),
    )
    status = 422 if posted else 200
    if form.is_valid() and _year_is_given(form, officer_of(request).force.code):
        by = officer_of(request)
        try:
            last = int(request.POST.get("last", ""))
        except ValueError:
            last = -2
        try:
            answer_step(by.force, policy.name, part.step, form.value(), last=last, by=by, now=clock.now())
        except ValidationError as refused:
            form.add_error("review_on", refused)
            status = 422
        except (SaidSince, NotAdopted) as refused:
            form.add_error(None, str(refused))
            status = 409
        else:
            messages.success(request, _("It is recorded, and that is on the force’s record."))
            return HttpResponseRedirect(reverse("assessment", args=[policy.name]))
    context = page_of(
        request,
        "equality",
        form=form,
        heading=_(part.step.title),
        caption=_(policy.title),
        lead=_(part.step.lead) if part.step.lead else "",
        before=answers_of(part.value) if part.value else [],
        last=part.last,
        unsaved=form.unsaved,
        submit=_("Record it"),
        back=reverse("assessment", args=[policy.name]),
    )
    return render(request, "equality/step.jinja", context, status=status)


def _year_is_given(form: ValueForm[Value], force: str) -> bool:
    """Whether the year whose figures are to be placed has any; else the form says from when, or that it is too old."""
    value = form.value()
    if not isinstance(value, Evidence) or not value.year:
        return True
    period = Period(int(value.year))
    if (began := record_began(force)) and is_before(period, began):
        form.add_error("year", nothing_before(period, began))
        return False
    if given_from(period) <= clock.today():
        return True
    says = _("The figures of %(year)s are given from %(day)s. Leave it empty until then, or enter a year before.")
    form.add_error("year", says % {"year": period.code, "day": day_in_full(given_from(period), _)})
    return False
