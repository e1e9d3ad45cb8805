"""How many questions a page asks: chosen on the page itself, with what is typed on it still in its boxes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from proviso.casework.answering_way import Way, choose_way
from proviso.casework.writing.access import OpenCase
from proviso.web.asking.leading_on import go_on
from proviso.web.case_access import where_they_stand, with_case
from proviso.web.design.tokens import BOX

CHOSEN = "way"
REMEMBERED = "remembered"
"""What marks a message of something that is kept and is not on the record."""
ON_THE_PAGE = "asks"
"""What a page brings back of which questions it asked."""
CARRIED = frozenset({CHOSEN, ON_THE_PAGE, BOX, "csrfmiddlewaretoken", "last_seq", "asked_back"})
"""What a page brings back that nobody typed; of several questions each with its slug before it."""


@with_case
def way(request: HttpRequest, opened: OpenCase) -> HttpResponseBase:
    """Choose it on the page of the case, and go on in that way; whoever signed in again is led on to the case."""
    if request.method != "POST":
        return where_they_stand(request, opened)
    if not chooses_way(request, opened):
        raise Http404
    return go_on(request, opened)


def chooses_way(request: HttpRequest, opened: OpenCase) -> bool:
    """Whether the page was sent to choose how many questions a page asks, which is then remembered. Raises Http404
    where there is no such way."""
    given = request.POST.get(CHOSEN)
    if given is None:
        return False
    chosen = next((one for one in Way if one.value == given), None)
    if chosen is None:
        raise Http404
    choose_way(opened.actor.staff_number, chosen)
    messages.success(request, _("From now on: %(way)s.") % {"way": _(chosen.label).lower()}, extra_tags=REMEMBERED)
    return True


def is_filled_in(request: HttpRequest) -> bool:
    """Whether anything stands in the boxes of the page that was sent."""
    boxes = (name for name in request.POST if name.rpartition("-")[2] not in CARRIED)
    return any(given.strip() for name in boxes for given in request.POST.getlist(name))
