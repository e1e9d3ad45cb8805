"""Who looked: what is raised with this person, on a page of its own and at the head of their worklist; and ending it.

The words of a row tell what was done and by whom, never what stands in a case (s.62).
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from proviso.accounts.models import Role
from proviso.accounts.unit_names import unit_names
from proviso.casework import clock
from proviso.casework.case_error import CaseError
from proviso.casework.looked_before import looked_before
from proviso.casework.raised import Audience, Raised
from proviso.casework.who_looked import (
    RaisedAgain,
    RaisedItem,
    have_seen,
    late_second_looks,
    let_go_on,
    look_at,
    raised_item,
    raised_with,
    second_looks_due,
)
from proviso.casework.writing.consultation import ReasonNeeded
from proviso.casework.writing.permissions import GRANTS, Actor, Permission
from proviso.web.case_access import actor_of, instead_of, page_of
from proviso.web.design.moments import urgency
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import typed_into

AT_THE_HEAD = 5
"""So many stand at the head of a worklist; the rest are a page away."""

SAID: Mapping[Raised, str] = MappingProxyType(
    {
        Raised.OPENED: "Opened your case",
        Raised.REFUSED: "Asked for a case out of their reach, and was refused",
        Raised.MANY_OPENED: "Opened as many cases of colleagues within an hour as may be, and waits to be let go on",
        Raised.URGENT: "Opened one more case of a colleague, to protect somebody",
        Raised.ASKED: "Asked whether there is a case with a crime reference",
        Raised.MANY_ASKED: "Asked by as many crime references within an hour as may be, and was refused",
        Raised.HANDED_ON: "Had the cases of an officer handed over at once",
        Raised.MANY_A_DAY: "Opened as many cases of colleagues within a day as your force wants looked at",
        Raised.OUT_OF_UNIT: "Opened a case of another unit, to protect somebody",
        Raised.WENT_OUT_OF_UNIT: "Opened a case of another unit, to protect somebody",
    }
)


def at_the_head(request: HttpRequest) -> dict[str, object]:
    """What a worklist shows before what is due: the newest of what is raised with its reader."""
    actor = actor_of(request)
    page = raised_with(actor, size=AT_THE_HEAD)
    due = second_looks_due(actor)
    rest = [one for one in page.items if one.row not in {look.row for look in due}]
    return {
        "raised": _rows(actor, [*due[:AT_THE_HEAD], *rest]),
        "more_raised": page.next is not None or len(due) > AT_THE_HEAD,
        "late_looks": _late(actor),
    }


def _late(actor: Actor) -> list[dict[str, object]]:
    """The second looks that the supervisors of a unit have not taken in time, as a list shows them."""
    late = late_second_looks(actor)
    units, now = unit_names(actor.force) if late else {}, clock.now()
    return [{"unit": units.get(unit, unit), "case": case, "due": urgency(at, now)} for unit, case, at in late]


@require_safe
def who_looked(request: HttpRequest) -> HttpResponseBase:
    """All that is raised with this person, newest first."""
    actor = actor_of(request)
    if actor.role not in GRANTS[Permission.READ_CASE].roles:
        raise PermissionDenied
    try:
        page = raised_with(actor, after=request.GET.get("after"))
    except CaseError as error:
        raise instead_of(error) from error
    more = f"{reverse('who-looked')}?after={page.next}" if page.next else ""
    context = page_of(
        request,
        "who-looked",
        raised=_rows(actor, page.items),
        more=more,
        late_looks=_late(actor),
        oversees=actor.role is Role.DATA_PROTECTION_OFFICER,
        looked=[] if request.GET.get("after") else [(_(SAID[one.what]), one) for one in looked_before(actor)],
    )
    return render(request, "who_looked.jinja", context)


def raised(request: HttpRequest, row: int) -> HttpResponseBase:
    """One thing that is raised with this person: read, and ended in words; or somebody is let go on."""
    actor = actor_of(request)
    error, status, words = "", 200, typed_into(request, "words")
    try:
        item = raised_item(actor, row)
        if request.method == "POST":
            upto = _place(request.POST.get("upto", ""))
            if item.audience is Audience.OWNER:
                have_seen(actor, row, upto=upto)
            else:
                ends = let_go_on if "go_on" in request.POST else look_at
                ends(actor, row, upto=upto, words=words)
            messages.success(request, _("Recorded, and off your list."))
            return HttpResponseRedirect(reverse("home"))
    except (ReasonNeeded, RaisedAgain) as refused:
        error, status = str(refused), refused.status
    except CaseError as refused:
        raise instead_of(refused) from refused
    context = page_of(
        request,
        "who-looked",
        row=_rows(actor, [item])[0],
        words=words,
        error=error,
        unsaved=bool(words) and request.method != "POST",
        takes_words=item.audience is not Audience.OWNER,
        may_let_go_on=item.what is Raised.MANY_OPENED,
        back=reverse("who-looked"),
    )
    return render(request, "raised.jinja", context, status=status)


def _place(given: str) -> int:
    try:
        return int(given)
    except ValueError as error:
        raise Http404 from error


def _rows(actor: Actor, items: Sequence[RaisedItem]) -> list[dict[str, object]]:
    """What is raised, as rows show it."""
    units = unit_names(actor.force) if items else {}
    return [_row(item, units.get(item.unit, item.unit)) for item in items]


def _row(item: RaisedItem, unit: str) -> dict[str, object]:
    """A thing that is raised, as a row shows it; `unit` is the name of the unit of whoever did it."""
    role = _(str(Role(item.role).label)) if item.role in Role.values else ""
    return {
        "words": _(SAID[item.what]),
        "href": reverse("raised", args=[item.row]),
        "seen_here": item.audience is Audience.OWNER,
        "who": ", ".join(part for part in (f"{item.staff_number} {item.name}".strip(), role, unit) if part),
        "case": item.case,
        "times": ngettext("once", "%(n)d times", item.times) % {"n": item.times},
        "first_at": item.first_at,
        "last_at": item.last_at,
        "often": item.times > 1,
        "upto": item.place,
        "why": item.why,
        "due": urgency(item.look_by, clock.now()) if item.look_by else None,
        "cases": ngettext("%(n)d case", "%(n)d cases", item.cases) % {"n": item.cases} if item.cases else "",
    }
