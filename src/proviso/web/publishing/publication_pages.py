"""The publication of each year, for the policy owner and the data protection officer: reading it as it would be given
out, releasing it with a reason and the password, and withdrawing that. Each is an entry of the force's record.
"""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.figure_entries import note_figures_read, note_figures_taken
from proviso.accounts.publication_entries import RELEASE, standing_releases
from proviso.casework import clock
from proviso.oversight.figures.cells import FORCE
from proviso.oversight.figures.kept_figures import NotGivenYet, given_from
from proviso.oversight.figures.periods import Period
from proviso.oversight.figures.record_began import is_before, record_began
from proviso.oversight.figures.told_figures import stated
from proviso.oversight.publication.exemptions import ReleaseWithdrawn, YearReleased
from proviso.oversight.publication.releasing import (
    ChangedSince,
    NothingReleased,
    publication_of,
    release,
    shown_digest,
    withdraw_release,
)
from proviso.oversight.publication.year_publication import NotAsReleased, YearPublication
from proviso.web.case_access import actor_of, officer_of, page_of
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import form_of, recorded_once
from proviso.web.publishing.published_files import PAGES, STYLE, TYPES, file_names, file_of
from proviso.web.signing_in.gate import reauthenticate_within

YEARS = 3
"""How many years back are listed."""


def _allowed(request: HttpRequest) -> None:
    """Raises PermissionDenied for whoever neither reads nor releases it."""
    if actor_of(request).role not in RELEASE:
        raise PermissionDenied


@require_safe
def every(request: HttpRequest) -> HttpResponseBase:
    """The years that have settled, the latest first, and how each stands."""
    _allowed(request)
    today, standing = clock.today(), standing_releases(officer_of(request).force)
    began, past = record_began(officer_of(request).force.code), range(today.year, today.year - YEARS - 1, -1)
    ended = [year for year in past if given_from(Period(year)) <= today and not is_before(Period(year), began)]
    years = [(year, standing.get(year)) for year in sorted({*ended, *standing}, reverse=True)]
    public = reverse("published") if settings.PROVISO_FIGURES.public else ""
    return render(
        request, "publishing/publications.jinja", page_of(request, "publications", years=years, public=public)
    )


def one(request: HttpRequest, year: int) -> HttpResponseBase:
    """A year, its files and its release."""
    _allowed(request)
    return _read_and_release(request, _given(request, year))


def withdraw(request: HttpRequest, year: int) -> HttpResponseBase:
    """Withdrawing the release of a year."""
    _allowed(request)
    return _take_back(request, year)


@require_safe
def file(request: HttpRequest, year: int, name: str) -> HttpResponseBase:
    """A file of a year as it would be given out, or as it was released; that somebody read it is an entry."""
    _allowed(request)
    given = _given(request, year)
    if name not in file_names(year):
        raise Http404
    officer = officer_of(request)
    if name != STYLE:
        note, units = (note_figures_read, [FORCE]) if name in PAGES else (note_figures_taken, [*dict(given.units)])
        note(officer.force, str(year), units, by=officer, now=clock.now())
    suffix = PurePosixPath(name).suffix
    response = HttpResponse(file_of(given, name), content_type=TYPES[suffix])
    if suffix not in (".html", ".css"):
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _given(request: HttpRequest, year: int) -> YearPublication:
    """The publication of a year. Raises Http404 for one that is not given yet."""
    if not 2020 <= year <= 2099:
        raise Http404
    try:
        return publication_of(officer_of(request).force, year, now=clock.now())
    except NotGivenYet as error:
        raise Http404 from error
    except NotAsReleased as error:
        raise PermissionDenied(str(error)) from error


@reauthenticate_within()
def _read_and_release(request: HttpRequest, given: YearPublication) -> HttpResponseBase:
    form, by, year, seen = form_of(request, YearReleased), officer_of(request), given.year, request.POST.get("seen", "")
    said = _("The publication of %(year)s is released, and that is on the force’s record.")
    done, status = recorded_once(
        request,
        form,
        lambda released: release(by.force, year, released, seen=seen, by=by, now=clock.now()),
        said=said % {"year": year},
        leads=reverse("publications"),
        unless=ChangedSince,
    )
    if done:
        return done
    context = page_of(
        request,
        "publications",
        form=form,
        year=year,
        given=given,
        files=_files(year),
        stated=stated(given.found.threshold),
        seen=shown_digest(given),
        unsaved=form.unsaved,
        withdraw=reverse("publication_withdraw", args=[year]) if given.release else "",
        heading=_("The publication of %(year)s") % {"year": year},
        submit=_("Release it"),
        asks=given.release is None,
    )
    return render(request, "publishing/publication.jinja", context, status=status)


def _files(year: int) -> list[tuple[str, str]]:
    """The files that somebody reads, with what each is called."""
    others = {".csv": _("Table (CSV)"), ".json": _("What its columns mean (JSON)"), ".ods": _("Spreadsheet (ODS)")}
    return [(name, PAGES.get(name) or others[PurePosixPath(name).suffix]) for name in file_names(year) if name != STYLE]


@reauthenticate_within()
def _take_back(request: HttpRequest, year: int) -> HttpResponseBase:
    by = officer_of(request)
    if year not in standing_releases(by.force) and request.method != "POST":
        raise Http404
    form = form_of(request, ReleaseWithdrawn)
    said = _("The publication of %(year)s is withdrawn, and that is on the force’s record.")
    done, status = recorded_once(
        request,
        form,
        lambda given: withdraw_release(by.force, year, given, by=by, now=clock.now()),
        said=said % {"year": year},
        leads=reverse("publications"),
        unless=NothingReleased,
    )
    if done:
        return done
    context = page_of(
        request,
        "publications",
        form=form,
        heading=_("Withdraw the publication of %(year)s") % {"year": year},
        lead=_("Nobody is given it from this service any more. Copies that people have stay as they are."),
        submit=_("Withdraw it"),
        unsaved=form.unsaved,
        back=reverse("publication", args=[year]),
    )
    return render(request, "publishing/withdraw_release.jinja", context, status=status)
