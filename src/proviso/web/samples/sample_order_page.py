"""Ordering a dip sample: of the force for its data protection officer, of their own unit for a supervisor.

Nobody names a case, an officer or a reviewer. Which cases it holds is drawn later, by the record.
"""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from proviso.accounts.force_changes import ChangeRefused
from proviso.accounts.models import Officer, Role
from proviso.casework import clock
from proviso.oversight.figures.record_began import record_began
from proviso.oversight.samples.sample_acts import MAY_ORDER, order_sample
from proviso.oversight.samples.sample_order import THE_FORCE, SampleOrder
from proviso.oversight.samples.sample_population import periods_for
from proviso.web.case_access import officer_of, page_of
from proviso.web.design.from_list import Groups
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import form_of
from proviso.web.reviewing.figure_pages import in_words
from proviso.web.sent_once import once, sent_before


def order(request: HttpRequest) -> HttpResponseBase:
    """The form, or a sample ordered and the way to it."""
    officer = officer_of(request)
    if officer.role not in MAY_ORDER:
        raise PermissionDenied
    if led := sent_before(request):
        return led
    form = form_of(request, SampleOrder)
    form.choose_from(_lists(officer))
    if form.is_valid():
        try:
            return once(request, lambda: _ordered(officer, form.value(), request))
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
    context = page_of(
        request,
        "samples",
        form=form,
        heading=_("Order a dip sample"),
        lead=_(
            "Nobody chooses the cases: they are drawn by what somebody else records next. An order is not taken back."
        ),
        submit=_("Order it"),
        unsaved=form.unsaved,
        back=reverse("samples"),
    )
    return render(request, "samples/order.jinja", context, status=422 if form.errors else 200)


def _ordered(officer: Officer, given: SampleOrder, request: HttpRequest) -> HttpResponseBase:
    reference = order_sample(officer.unit.force, given, by=officer, now=clock.now())
    messages.success(request, _("Ordered. It is drawn with the next entry of the record that somebody else makes."))
    return HttpResponseRedirect(reverse("sample", args=[reference]))


def _lists(officer: Officer) -> Mapping[str, Groups]:
    """The units and the periods to choose from."""
    force, own = officer.unit.force, officer.unit
    if officer.role == Role.SUPERVISOR:
        where: Groups = [(_("Your unit"), [(own.code, own.name)])]
        widest = own.code
    else:
        units = force.units.order_by("name").values_list("code", "name")
        where = [(_("The force"), [(THE_FORCE, force.name)]), (_("Units"), list(units))]
        widest = THE_FORCE
    years = in_words(periods_for(widest, clock.today(), record_began(force.code)))
    periods = [(f"{year}", [(one.code, words) for one, words in them]) for year, them in years]
    return {"where": where, "period": periods}
