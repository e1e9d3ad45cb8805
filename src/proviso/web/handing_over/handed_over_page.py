"""The cases that were handed over together, for the data protection officer: who, whose, to whom, why, what became."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from proviso.accounts.models import Officer
from proviso.casework.case_error import CaseError
from proviso.casework.handed_together import HandedTogether, HandoverEnd, handed_together
from proviso.web.case_access import actor_of, instead_of, page_of
from proviso.web.design.page_addresses import reverse

SAID: Mapping[HandoverEnd, str] = MappingProxyType(
    {
        HandoverEnd.PASSED_ON: "Went at once",
        HandoverEnd.ACCEPTED: "Accepted",
        HandoverEnd.RETURNED: "Not taken",
        HandoverEnd.WAITS: "Not answered yet",
        HandoverEnd.NOT_ANSWERED: "Withdrawn, or the case closed, before there was an answer",
        HandoverEnd.STAYED: "Stayed where it was",
        HandoverEnd.ERASED: "The case was erased or cannot be read",
    }
)
"""What a page says of a case, in the order in which it says it."""


@require_safe
def handed_over(request: HttpRequest) -> HttpResponse:
    """A page of them, the latest first."""
    try:
        page = handed_together(actor_of(request), before=request.GET.get("before"))
    except CaseError as error:
        raise instead_of(error) from error
    numbers = {number for one in page.rows for number in (one.by, one.owner, one.to)}
    names = {one.staff_number: str(one) for one in Officer.objects.filter(staff_number__in=numbers)}
    context = page_of(
        request,
        "who-looked",
        rows=[_row(one, names) for one in page.rows],
        back=reverse("who-looked"),
        more=f"{reverse('handed-over')}?before={page.next}" if page.next else "",
    )
    return render(request, "handing_over/handed_over.jinja", context)


def _row(one: HandedTogether, names: Mapping[str, str]) -> dict[str, object]:
    """One handing over: the people by name and staff number, and its cases by what became of them."""
    told = {number: names.get(number, number) for number in (one.by, one.owner, one.to)}
    many, went = len(one.became), one.count(HandoverEnd.PASSED_ON, HandoverEnd.ACCEPTED)
    counted = ngettext("%(went)d of %(many)d case was taken", "%(went)d of %(many)d cases were taken", many)
    return {
        "from_to": _("From %(owner)s to %(to)s") % {"owner": told[one.owner], "to": told[one.to]},
        "by": told[one.by],
        "at": one.at,
        "why": one.why,
        "went": counted % {"went": went, "many": many},
        "became": [
            (_(words), [case for case, how in one.became.items() if how is became])
            for became, words in SAID.items()
            if one.count(became)
        ],
    }
