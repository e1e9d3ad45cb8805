"""Patterns: a supervisor's of their unit, the vulnerability lead's of protection, the data protection officer's of the
force, the auditor's without staff numbers. Each look is an entry (Data Protection Act 2018, s.62).

Rows stand by name. Nobody has a rank, a score or a colour, and of an officer no word says where they lie. What counts
is imported where it is used: it takes long to load, and most pages need none of it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Officer, Role
from proviso.accounts.pattern_entries import note_patterns_read
from proviso.accounts.unit_names import unit_names
from proviso.casework import clock
from proviso.casework.values.value import Value, ask
from proviso.oversight.figures.periods import NoSuchPeriod, Period, period_of, periods_of
from proviso.oversight.patterns.pattern import Pattern, pattern_limits
from proviso.oversight.patterns.pattern_list import BY_CODE, patterns_for
from proviso.oversight.patterns.unit_notes import WRITE, notes_for, write_note
from proviso.web.case_access import officer_of, page_of
from proviso.web.design.forms import ValueForm, form_for
from proviso.web.design.page_addresses import reverse
from proviso.web.reviewing.figure_pages import in_words, words_of
from proviso.web.sent_once import once
from proviso.web.signing_in import retained_answers

if TYPE_CHECKING:
    from proviso.oversight.patterns.rates import PatternRates, Rate
    from proviso.oversight.patterns.told_rates import ToldRate

YEARS = 3
"""How many years back a page lists."""


class PatternNote(Value):
    """A note to a unit about a pattern, and perhaps about one officer of it."""

    kind = "pattern_noted"

    about: str | None = ask(
        "Is it about one officer?",
        hint="Leave it empty for the unit as a whole. They do not read it, and do not answer it",
        optional=True,
        most=20,
        heard_by=None,
    )
    words: str = ask(
        "What do you ask the unit?",
        "Enter what you ask the unit",
        hint="A supervisor answers it. Name no victim or witness. It goes on the force’s record",
        long=True,
        most=1000,
        reason=True,
        heard_by=None,
    )


def reader(request: HttpRequest) -> Officer:
    """Whoever is signed in, where their role sees patterns. Raises PermissionDenied."""
    officer = officer_of(request)
    if not patterns_for(Role(officer.role)):
        raise PermissionDenied
    return officer


@require_safe
def every(request: HttpRequest) -> HttpResponseBase:
    """The periods, by year, and what was noted."""
    officer, year = reader(request), clock.today().year
    every = (one for past in range(year - YEARS + 1, year + 1) for one in periods_of(past))
    years = in_words(one for one in every if _is_given(one, officer))
    notes = notes_for(officer)
    context = page_of(request, "patterns", years=years, has_notes=bool(notes), auditor=officer.role == Role.AUDITOR)
    return render(request, "patterns/pattern_periods.jinja", context)


@require_safe
def period(request: HttpRequest, period: str) -> HttpResponseBase:
    """The patterns that whoever asks may see, with the numbers of their unit, or of the force."""
    officer, found = _asked(request, period)
    own = officer.unit.code if officer.role == Role.SUPERVISOR else ""
    note_patterns_read(officer.force, found.code, "", [own], by=officer, now=clock.now())
    patterns = patterns_for(Role(officer.role))
    rates = {} if officer.role == Role.AUDITOR else _rates(officer, found, *patterns)
    rows = [(one, _whole(rates[one.code], own) if rates else None) for one in patterns]
    context = page_of(
        request,
        "patterns",
        period=found,
        words=words_of(found),
        whose=officer.unit.name if own else officer.force.name,
        rows=rows,
        back=reverse("patterns"),
    )
    return render(request, "patterns/pattern_period.jinja", context)


def _whole(rates: "PatternRates", unit: str) -> "Rate":
    from proviso.oversight.patterns.rates import Rate

    return rates.units.get(unit, Rate()) if unit else rates.force


@require_safe
def pattern(request: HttpRequest, period: str, pattern: str) -> HttpResponseBase:
    """One pattern, unit by unit; a supervisor is led to that of their own."""
    officer, found = _asked(request, period)
    one = _pattern(officer, pattern)
    if officer.role == Role.SUPERVISOR:
        return HttpResponseRedirect(reverse("pattern_unit", args=[found.code, one.code, officer.unit.code]))
    from proviso.oversight.patterns.told_rates import told_rates
    from proviso.web.patterns.funnel import funnel

    note_patterns_read(officer.force, found.code, one.code, [""], by=officer, now=clock.now())
    names = unit_names(officer.force.code)
    if officer.role == Role.AUDITOR:
        rows, of_all = _without_small(officer, found, one, names), None
        whole = sum(row.of or 0 for row in rows)
        rate = sum(row.shown or 0 for row in rows) / whole if whole else 0.0
    else:
        rates = _rates(officer, found, one)[one.code]
        rows, of_all, rate = told_rates(rates.units, names, rates.force.share), rates.force, rates.force.share
    context = _context(
        request, found, one, rows=rows, force=of_all, drawn=funnel(rows, rate), without_small=of_all is None
    )
    return render(request, "patterns/pattern.jinja", context)


def unit(request: HttpRequest, period: str, pattern: str, unit: str) -> HttpResponseBase:
    """One pattern of one unit: by officer, where there are enough cases; and writing the unit a note about it."""
    officer, found = _asked(request, period)
    one = _pattern(officer, pattern)
    names = unit_names(officer.force.code)
    if officer.role == Role.AUDITOR or (officer.role == Role.SUPERVISOR and officer.unit.code != unit):
        raise PermissionDenied
    if unit not in names or (request.method == "POST" and officer.role not in WRITE):
        raise Http404
    rates = _rates(officer, found, one)[one.code]
    listed = _officers(rates, unit)
    form = _form(request, [(row.code, f"{row.name} ({row.code})") for row in listed])
    if form.is_valid():
        try:
            return once(request, lambda: _written(request, officer, one, found, unit, form.value()))
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
    note_patterns_read(officer.force, found.code, one.code, [unit], by=officer, now=clock.now())
    context = _context(
        request,
        found,
        one,
        whose=names[unit],
        of_unit=_of_unit(rates, unit, names),
        rows=listed,
        force=rates.force,
        fewest=pattern_limits().officer_cases,
        form=form if officer.role in WRITE else None,
        errors=form.error_list(),
    )
    return render(request, "patterns/pattern_unit.jinja", context, status=422 if request.method == "POST" else 200)


def _written(
    request: HttpRequest, officer: Officer, one: Pattern, found: Period, code: str, given: PatternNote
) -> HttpResponse:
    to = officer.force.units.get(code=code)
    note = write_note(officer, one, found.code, to, given.about or "", given.words, now=clock.now())
    messages.success(request, _("Recorded. It waits for a supervisor of %(unit)s.") % {"unit": to.name})
    return HttpResponseRedirect(reverse("pattern_note", args=[note.place]))


def _form(request: HttpRequest, officers: list[tuple[str, str]]) -> ValueForm[PatternNote]:
    given = request.POST if request.method == "POST" else None
    typed = retained_answers.typed_before(request) if given is None else None
    form = form_for(PatternNote)(given, typed=typed)
    form.choose_from({"about": [(_("Officers with enough cases"), officers)]})
    return form


def _officers(rates: "PatternRates", unit: str) -> "list[ToldRate]":
    """The officers of a unit who have enough cases, by name."""
    from proviso.oversight.patterns.told_rates import told_rates

    fewest = pattern_limits().officer_cases
    theirs = {by: one for (code, by), one in rates.officers.items() if code == unit and one.of.count >= fewest}
    known = Officer.objects.filter(staff_number__in=theirs).values_list("staff_number", "name")
    return told_rates(theirs, dict(known), rates.force.share)


def _of_unit(rates: "PatternRates", unit: str, names: Mapping[str, str]) -> "ToldRate":
    from proviso.oversight.patterns.rates import Rate
    from proviso.oversight.patterns.told_rates import told_rates

    return told_rates({unit: rates.units.get(unit, Rate())}, names, rates.force.share)[0]


def _context(request: HttpRequest, found: Period, one: Pattern, **more: object) -> dict[str, object]:
    return page_of(
        request, "patterns", period=found, words=words_of(found), pattern=one,
        back=reverse("patterns_of", args=[found.code]), **more,
    )  # fmt: skip


def _asked(request: HttpRequest, spelled: str) -> tuple[Officer, Period]:
    """Whoever asks, and the period. Raises PermissionDenied, and Http404 for what is none, or not for them yet."""
    officer = reader(request)
    try:
        found = period_of(spelled)
    except NoSuchPeriod as error:
        raise Http404 from error
    if not _is_given(found, officer):
        raise Http404
    return officer, found


def _is_given(period: Period, officer: Officer) -> bool:
    """Whether patterns of a period are for this reader: once it has begun; for the auditor once figures are given."""
    from proviso.oversight.figures.kept_figures import given_from
    from proviso.oversight.figures.record_began import is_before, record_began

    if period.months == 1 or is_before(period, record_began(officer.force.code)):
        return False
    begun = clock.today() >= period.last_day.replace(year=period.year, month=period.first, day=1)
    return begun if officer.role != Role.AUDITOR else clock.today() >= given_from(period)


def _pattern(officer: Officer, code: str) -> Pattern:
    """One of the patterns that somebody sees. Raises Http404, also for one that their role does not."""
    one = BY_CODE.get(code)
    if one is None or one not in patterns_for(Role(officer.role)):
        raise Http404
    return one


def _rates(officer: Officer, period: Period, *patterns: Pattern) -> "dict[str, PatternRates]":
    from proviso.oversight.patterns.rates import gathered, rates_of

    every_occasion = gathered(officer.force, period)
    return {one.code: rates_of(one, every_occasion) for one in patterns}


def _without_small(officer: Officer, period: Period, one: Pattern, names: Mapping[str, str]) -> "list[ToldRate]":
    """The units as the auditor sees them: those that have an occasion, with the numbers that are shown."""
    from proviso.oversight.patterns.given_rates import given_rates
    from proviso.oversight.patterns.suppressed_rates import pair_of
    from proviso.oversight.patterns.told_rates import told_as_shown

    given = given_rates(officer.force, period, now=clock.now())
    return told_as_shown({unit: pair_of(cells, one) for unit, cells in given.items()}, names)
