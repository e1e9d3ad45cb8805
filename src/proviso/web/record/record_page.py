"""The record without its bodies, for an auditor or a data protection officer: who did what to which case and when.

Nothing that anybody wrote is on the page or in the table. That the table was downloaded, and what was asked for, is an
entry: it leaves with whoever has it (Data Protection Act 2018, s.62).
"""

import csv
from collections.abc import Iterator
from io import StringIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proviso.accounts.entries import note
from proviso.accounts.models import Role
from proviso.casework import clock
from proviso.record import keys, read
from proviso.record.entry import Json, Trace
from proviso.record.following import from_a_follower
from proviso.record.read_traces import TracesWanted, every_trace, latest_traces
from proviso.web.case_access import actor_of, officer_of, page_of
from proviso.web.design.page_addresses import reverse
from proviso.web.inert_cells import inert
from proviso.web.record.kind_words import kind_words
from proviso.web.record.record_filter import RecordFilter, filter_of, kinds

PAGE = 50
MAY_READ = frozenset({Role.AUDITOR, Role.DATA_PROTECTION_OFFICER})
HEAD = ("Number", "When (UTC)", "Who", "What", "Kind", "Category", "Case", "Place in the case")


@require_safe
def record(request: HttpRequest) -> HttpResponseBase:
    """The latest entries of the force's log first, fifty at a time, of those that were asked for; and its head."""
    asked = _asked(request)
    log = actor_of(request).force
    with from_a_follower(log) as may_be_behind:
        head = read.head(log)
        upto = _upto(request.GET.get("upto", ""), head.size)
        page = None if asked.faults else latest_traces(head.log, asked.wanted, before=upto, at_most=PAGE)
    context = page_of(
        request,
        "record",
        rows=[_row(trace) for trace in page.traces] if page else [],
        head=head,
        root=head.root.hex(),
        earlier=page.earlier if page else 0,
        upto=upto,
        asked=asked,
        kinds=kinds(),
        may_be_behind=may_be_behind,
    )
    return render(request, "record/record.jinja", context, status=422 if asked.faults else 200)


@require_safe
def table(request: HttpRequest) -> HttpResponseBase:
    """The same as CSV, all of it that was asked for, the latest first; with a fault, the page that says which.

    Its head is read with it, so that the table is of as many entries as its name and the entry of its download say.
    """
    asked = _asked(request)
    if asked.faults:
        return HttpResponseRedirect(f"{reverse('record')}?{asked.query}")
    officer, now = officer_of(request), clock.now()
    with from_a_follower(officer.force.code):
        head = read.head(officer.force.code)  # before the entry: the table does not hold that it was downloaded
    wanted: dict[str, Json] = {box: typed for box, typed in asked.typed.items() if typed}
    with transaction.atomic():
        body: dict[str, Json] = {"asked": wanted, "size": head.size}
        note(officer.force, "record_downloaded", actor=officer.staff_number, body=body, now=now)
    response = StreamingHttpResponse(_lines(head.log, asked.wanted, head.size), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="record-{head.log}-{head.size}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _asked(request: HttpRequest) -> RecordFilter:
    """What of the record is asked for. Raises PermissionDenied for whoever may not read it."""
    actor = actor_of(request)
    if actor.role not in MAY_READ:
        raise PermissionDenied
    return filter_of(request.GET.dict(), actor.force)


def _row(trace: Trace) -> dict[str, object]:
    return {"trace": trace, "words": kind_words(trace.kind), "case": case_words(trace)}


def case_words(trace: Trace) -> str:
    """The case that an entry is of, or that it is of the force itself."""
    return _("The force") if trace.case == keys.own_case(trace.log) else trace.case


def _lines(log: str, wanted: TracesWanted, size: int) -> Iterator[bytes]:
    """The table, line by line: however long the log, no more of it is in hand than a part."""
    yield _line(HEAD)
    for trace in every_trace(log, wanted, before=size):
        told = (f"{trace.at:%Y-%m-%d %H:%M:%S}", trace.actor, kind_words(trace.kind), trace.kind, trace.category.value)
        place = "" if trace.seq is None else str(trace.seq)
        yield _line((str(trace.index), *told, case_words(trace), place))


def _line(cells: tuple[str, ...]) -> bytes:
    written = StringIO()
    csv.writer(written).writerow([inert(cell) for cell in cells])
    return written.getvalue().encode()


def _upto(given: str, size: int) -> int:
    if not given:
        return size
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise Http404
    return min(int(given), size)
