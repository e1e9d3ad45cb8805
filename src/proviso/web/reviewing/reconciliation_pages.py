"""What went round the system: logs held against the register, for the data protection officer (10.1, 10.2).

A log is read on the server, by `proviso reconcile`: nothing is uploaded. What was found about each thing that nothing
explained is recorded here. No case is in reach of these pages; a reference leads to one as anywhere, for a reason.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from proviso.accounts.force_changes import NotTheirs
from proviso.accounts.models import Force, Role
from proviso.casework import clock
from proviso.casework.values.timing import Department
from proviso.oversight import stored_reconciliations
from proviso.oversight.bad_lines import Bad, shown
from proviso.oversight.stored_reconciliations import (
    LISTED_AS,
    Found,
    Listed,
    NothingListed,
    StoredReconciliation,
    asked_about,
)
from proviso.web.case_access import actor_of, officer_of, page_of
from proviso.web.design.page_addresses import reverse
from proviso.web.forms_outside_cases import form_of, recorded_once
from proviso.web.inert_cells import inert

SHOWN = 200
"""How many of each a page shows, of bad lines how many ranges; the table has all that were listed."""

HEAD = ("Which", "When", "Or", "What", "With whom", "Ours", "Line or case", "Lasted", "Found", "In words", "By", "On")


def _force_of(request: HttpRequest) -> Force:
    """The force of the data protection officer who asks. Raises PermissionDenied for anybody else."""
    if actor_of(request).role is not Role.DATA_PROTECTION_OFFICER:
        raise PermissionDenied
    return officer_of(request).force


def _kept(request: HttpRequest, reference: str) -> StoredReconciliation:
    force = _force_of(request)
    try:
        return stored_reconciliations.one(force, reference)
    except NothingListed as error:
        raise Http404 from error


@require_safe
def every(request: HttpRequest) -> HttpResponseBase:
    """The latest reconciliations, and how to make one."""
    rows = stored_reconciliations.latest(_force_of(request))
    return render(request, "reviewing/reconciliations.jinja", page_of(request, "reconciliations", rows=rows))


@require_safe
def one(request: HttpRequest, made: str) -> HttpResponseBase:
    """One reconciliation: its figures, and each thing that nothing explained, with what was found about it."""
    listed = _kept(request, made)
    things = [_thing(listed, about) for about in listed.things]
    context = page_of(
        request,
        "reconciliations",
        made=listed,
        counts=listed.listing["counts"],
        bad=[_bad(listed, name, many) for name, many in listed.listing["counts"]["bad"].items()],
        not_listed=listed.listing["not_listed"],
        all_bad_lines_in=listed.listing["all_bad_lines_in"],
        contacts=[thing for thing in things if thing.kind == "contact"][:SHOWN],
        doubtful=[thing for thing in things if thing.kind == "doubtful"][:SHOWN],
        disclosures=[thing for thing in things if thing.kind == "disclosure"][:SHOWN],
        shown=SHOWN,
        back=reverse("reconciliations"),
    )
    return render(request, "reviewing/reconciliation.jinja", context)


def found(request: HttpRequest, made: str, about: str) -> HttpResponseBase:
    """What was found about one thing that nothing explained: recorded, beside whatever was recorded before."""
    listed = _kept(request, made)
    if about not in listed.things:
        raise Http404
    by, form = officer_of(request), form_of(request, asked_about(about))
    done, status = recorded_once(
        request,
        form,
        lambda said: stored_reconciliations.record_found(by.force, made, about, said, by=by, now=clock.now()),
        said=_("Recorded, and on the force’s log."),
        leads=reverse("reconciliation", args=[made]),
        unless=NotTheirs,
    )
    if done:
        return done
    context = page_of(
        request,
        "reconciliations",
        form=form,
        thing=_thing(listed, about),
        heading=_("What did you find?"),
        caption=made,
        submit=_("Record what I found"),
        back=reverse("reconciliation", args=[made]),
    )
    return render(request, "reviewing/found.jinja", context, status=status)


@require_safe
@override(settings.LANGUAGE_CODE)
def table(request: HttpRequest, made: str) -> HttpResponseBase:
    """All that was listed, as CSV: a line for each thing and each finding about it, then one for each range of lines
    that could not be read. What was counted and not listed is said last."""
    listed = _kept(request, made)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{made}.csv"'
    response["Cache-Control"] = "no-store"
    writer = csv.writer(response)
    writer.writerow(HEAD)
    for about in listed.things:
        for line in _lines(_thing(listed, about)):
            writer.writerow([inert(cell) for cell in line])
    for name, ranges in listed.listing["bad_lines"].items():
        writer.writerows(_apart("bad line", Bad[name.upper()].value, shown(found)) for found in ranges)
    for what, many in _unlisted(listed).items():
        writer.writerow(_apart("not listed", what, str(many)))
    return response


def _apart(which: str, what: str, place: str) -> tuple[str, ...]:
    """A line of the table that is about no contact and no disclosure."""
    told = {"Which": which, "What": what, "Line or case": place}
    return tuple(told.get(name, "") for name in HEAD)


def _unlisted(made: StoredReconciliation) -> dict[str, int]:
    """How many of each thing were found and are not listed, by what it is."""
    of = made.listing["not_listed"]
    told = {Bad[name.upper()].value: many for name, many in of["bad_lines"].items()}
    told |= {_("contacts"): of["contacts"], _("doubtful contacts"): of.get("doubtful_contacts", 0)}
    told |= {_("disclosures"): of["disclosures"]}
    return {what: many for what, many in told.items() if many}


def _bad(made: StoredReconciliation, name: str, many: int) -> dict[str, object]:
    """The bad lines of one kind: as many ranges as a page shows, and how many lines are not in them."""
    ranges = made.listing["bad_lines"][name][:SHOWN]
    more = many - sum(last - first + 1 for first, last in ranges)
    return {"what": Bad[name.upper()].value, "many": many, "lines": [shown(found) for found in ranges], "more": more}


@dataclass(frozen=True, slots=True)
class Thing:
    """One contact or one disclosure that was listed, as a page and the table show it; empty where nothing is known."""

    about: str
    kind: str
    what: str
    name: str
    place: str
    at: datetime | None
    or_at: datetime | None = None
    ours: str = ""
    lasted: str = ""
    found: tuple[Found, ...] = ()


def _lines(thing: Thing) -> Iterator[tuple[str, ...]]:
    told = (thing.about, _iso(thing.at), _iso(thing.or_at), thing.what, thing.name, thing.ours)
    beside = (*told, thing.place, thing.lasted)
    if not thing.found:
        yield (*beside, "", "", "", "")
    for each in thing.found:
        yield (*beside, each.finding.explained.label, each.finding.words, each.by, each.at.isoformat())


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _thing(made: StoredReconciliation, about: str) -> Thing:
    """One thing that was listed, with what was found about it."""
    kind, _dash, place = about.partition("-")
    told = made.listing[LISTED_AS[kind]][int(place)]
    shown = _disclosure(about, told) if kind == "disclosure" else _contact(about, kind, told)
    return replace(shown, found=made.found.get(about, ()))


def _contact(about: str, kind: str, told: Listed) -> Thing:
    return Thing(
        about,
        kind,
        what=_("To them") if told["outgoing"] else _("From them"),
        name=f"{told['name']} ({told['address']})",
        place=str(told["line"]),
        at=_time(told["at"]),
        or_at=_time(told["or_at"]),
        ours=told["ours"],
        lasted=told["lasted"],
    )


def _disclosure(about: str, told: Listed) -> Thing:
    known = told["department"] in {department.value for department in Department}
    return Thing(
        about,
        "disclosure",
        what=_(told["what"].capitalize()),
        name=_(str(Department(told["department"]).label)) if known else "",
        place=told["case"],
        at=_time(told["at"]),
    )


def _time(spelled: str | None) -> datetime | None:
    return datetime.fromisoformat(spelled) if spelled else None
