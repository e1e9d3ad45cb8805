"""The record without its bodies, for an auditor or a data protection officer: who did what to which case and when."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from proviso.accounts.models import Role
from proviso.record import read
from proviso.web.holding import page_of, who_asks
from proviso.web.officer.case import kind_words

PAGE = 50
MAY_READ = frozenset({Role.AUDITOR, Role.DATA_PROTECTION_OFFICER})


@require_safe
def record(request: HttpRequest) -> HttpResponseBase:
    """The latest entries of the force's log first, fifty at a time, and the head of its tree."""
    who = who_asks(request)
    if who.role not in MAY_READ:
        raise PermissionDenied
    head = read.head(who.force)
    upto = _upto(request.GET.get("upto", ""), head.size)
    since = max(0, upto - PAGE)
    traces = read.bodiless(who.force, since=since, at_most=upto - since)
    rows = [(trace, kind_words(trace.kind)) for trace in reversed(traces)]
    context = page_of(request, "record", rows=rows, head=head, root=head.root.hex(), earlier=since or 0, upto=upto)
    return render(request, "oversight/record.jinja", context)


def _upto(given: str, size: int) -> int:
    if not given:
        return size
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise Http404
    return min(int(given), size)
