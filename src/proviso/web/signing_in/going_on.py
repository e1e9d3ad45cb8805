"""Going on: the button of the warning that a sign-in is about to end (WCAG 2.2, 2.2.1).

The gate has noted by then that the session is used, as for any page. What is being typed stays in the browser.
"""

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse

from proviso.web.design.moments import clock
from proviso.web.design.page_addresses import reverse
from proviso.web.signing_in.session import sign_in_end


def go_on(request: HttpRequest) -> HttpResponseBase:
    """When the sign-in ends now: seconds from here, the time of day in words, and whether it can go on
    beyond that. Whoever comes here otherwise is led to their first page."""
    end = sign_in_end(request)
    if end is None or request.method != "POST":
        return HttpResponseRedirect(reverse("home"))
    return JsonResponse({"seconds": end.seconds, "at": clock(end.at), "mayGoOn": end.may_go_on})
