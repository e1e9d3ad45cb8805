"""Figures, for the data protection officer (the force and each unit) and for a supervisor (their own unit).

Queries are fixed: a period of the calendar, the force or a unit. Nobody composes a filter. Each look, and each table
that is taken away, is an entry (Data Protection Act 2018, s.62).
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.figure_entries import note_figures_read, note_figures_taken
from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.oversight.figures.cells import FORCE, by_unit
from proviso.oversight.figures.figure_list import NOT_COUNTED
from proviso.oversight.figures.kept_figures import NotGivenYet, PeriodFigures, figures_of, given_from
from proviso.oversight.figures.periods import NoSuchPeriod, Period, by_year, period_of, periods_of
from proviso.oversight.figures.record_began import is_before, record_began
from proviso.oversight.figures.told_figures import HEAD, cases_of, rows, seen_units, stated, told
from proviso.web.case_access import officer_of, page_of
from proviso.web.design.page_addresses import reverse
from proviso.web.inert_cells import write_inert

YEARS = 3
"""How many years back a page lists."""

MAY_READ = frozenset({Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR})


def _own_unit(request: HttpRequest) -> str | None:
    """The one unit whose figures whoever asks may see; None for all of them. Raises PermissionDenied."""
    officer = officer_of(request)
    if officer.role not in MAY_READ:
        raise PermissionDenied
    return officer.unit.code if officer.role == Role.SUPERVISOR else None


@require_safe
def every(request: HttpRequest) -> HttpResponseBase:
    """The periods of which figures are given, by year."""
    own = _own_unit(request)
    today = clock.today()
    years = range(today.year - YEARS + 1, today.year + 1)
    began = record_began(officer_of(request).force.code)
    given = [one for year in years for one in periods_of(year) if given_from(one) <= today]
    listed = [one for one in given if (own is None or by_unit(one)) and not is_before(one, began)]
    return render(
        request,
        "reviewing/figure_periods.jinja",
        page_of(request, "figures", years=in_words(listed), missing=NOT_COUNTED, began=began),
    )


@require_safe
def period(request: HttpRequest, period: str) -> HttpResponseBase:
    """The figures of a period: of the force, or of a supervisor's own unit."""
    own = _own_unit(request)
    return _page(request, _given(request, period), own or FORCE, only=own)


@require_safe
def unit(request: HttpRequest, period: str, unit: str) -> HttpResponseBase:
    """The figures of a period of one unit."""
    own = _own_unit(request)
    if own not in (None, unit):
        raise PermissionDenied
    return _page(request, _given(request, period), unit, only=own)


@require_safe
def table(request: HttpRequest, period: str) -> HttpResponseBase:
    """All figures of a period that whoever asks may see, as CSV."""
    own = _own_unit(request)
    found = _given(request, period)
    officer = officer_of(request)
    units = {code: name for code, name in _names(request, found).items() if own in (None, code)}
    note_figures_taken(officer.unit.force, found.period.code, list(units), by=officer, now=clock.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{found.period.code}.csv"'
    response["Cache-Control"] = "no-store"
    write_inert(response, HEAD, rows(found, units))
    return response


def _given(request: HttpRequest, spelled: str) -> PeriodFigures:
    """The figures of a period. Raises Http404 for what is none, or is not given yet."""
    try:
        return figures_of(officer_of(request).unit.force, period_of(spelled), now=clock.now())
    except (NoSuchPeriod, NotGivenYet) as error:
        raise Http404 from error


def _names(request: HttpRequest, found: PeriodFigures) -> dict[str, str]:
    force = officer_of(request).unit.force
    return seen_units(found, dict(force.units.values_list("code", "name")), force.name)


def _page(request: HttpRequest, found: PeriodFigures, shown: str, only: str | None) -> HttpResponseBase:
    cells, officer, names = found.tables.get(shown), officer_of(request), _names(request, found)
    if cells is None:
        raise Http404
    note_figures_read(officer.unit.force, found.period.code, [shown], by=officer, now=clock.now())
    every_figure = told(cells)
    context = page_of(
        request,
        "figures",
        period=found.period,
        words=words_of(found.period),
        whose=names[shown],
        cases=cases_of(cells),
        figures=[one for one in every_figure if not one.says_nothing],
        without=[one.figure for one in every_figure if one.says_nothing],
        units=[(code, name) for code, name in names.items() if only is None and code not in (FORCE, shown)],
        force=only is None and shown != FORCE,
        stated=stated(found.threshold),
        made_at=found.made_at,
        back=reverse("figures"),
    )
    return render(request, "reviewing/figures.jinja", context)


def in_words(periods: Iterable[Period]) -> list[tuple[int, list[tuple[Period, str]]]]:
    """Periods with their words, by year, as a page lists them."""
    return [(year, [(one, words_of(one)) for one in them]) for year, them in by_year(periods)]


def words_of(period: Period) -> str:
    """A period in words: 2026, its third quarter, or July 2026."""
    if period.months == 12:
        return f"{period.year}"
    first = period.last_day.replace(month=period.first, day=1)
    last = date_format(period.last_day, "F Y")
    return _("%(first)s to %(last)s") % {"first": date_format(first, "F"), "last": last} if period.months > 1 else last
