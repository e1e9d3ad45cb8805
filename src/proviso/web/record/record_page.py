"""The record without its bodies, for an auditor or a data protection officer: who did what to which case and when."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from proviso.accounts.models import Role
from proviso.record import read
from proviso.web.case_access import actor_of, page_of
from proviso.web.record.timeline import kind_words

PAGE = 50
MAY_READ = frozenset({Role.AUDITOR, Role.DATA_PROTECTION_OFFICER})


@require_safe
def record(request: HttpRequest) -> HttpResponseBase:
    """The latest entries of the force's log first, fifty at a time, and the head of its tree."""
    actor = actor_of(request)
    if actor.role not in MAY_READ:
        raise PermissionDenied
    head = read.head(actor.force)
    upto = _upto(request.GET.get("upto", ""), head.size)
    since = max(0, upto - PAGE)
    traces = read.bodiless(actor.force, since=since, at_most=upto - since)
    rows = [(trace, kind_words(trace.kind)) for trace in reversed(traces)]
    context = page_of(request, "record", rows=rows, head=head, root=head.root.hex(), earlier=since or 0, upto=upto)
    return render(request, "record/record.jinja", context)


def _upto(given: str, size: int) -> int:
    if not given:
        return size
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise Http404
    return min(int(given), size)
