"""Counting requests, in each process that answers: by the pattern of the page, method and status, and nothing of what
was asked. Processes count apart, in files of one folder, and are summed where Prometheus asks (`watched`).

prometheus-client decides when it is imported whether it counts for one process or for several: by the environment,
which `watched.begun` sets before any process is started.
"""

import time
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram

from proviso.service.logs import METHODS

REGISTRY = CollectorRegistry()
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds."""

REQUESTS = Counter(
    "proviso_requests", "Requests answered, by pattern of the page.", ("page", "method", "status"), registry=REGISTRY
)
SECONDS = Histogram(
    "proviso_request_seconds", "How long pages took to make.", ("method",), buckets=BUCKETS, registry=REGISTRY
)
SIGN_INS_REFUSED = Counter("proviso_sign_ins_refused", "Attempts to sign in that were refused.", registry=REGISTRY)

NO_PAGE, STATIC, NOT_TAKEN = "no page", "static", "not taken"
"""What is told of an address of no page, of a file that pages use, and of a request that reached no page."""

SIGNING_IN = "account_login"


class CountRequests:
    """The outermost middleware: counts each request once it is answered."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, counted."""
        began = time.perf_counter()
        response = self._answer(request)
        method, status = _method(request.method), response.status_code
        REQUESTS.labels(_page(request, status), method, str(status)).inc()
        SECONDS.labels(method).observe(time.perf_counter() - began)
        match = request.resolver_match
        if match and match.view_name == SIGNING_IN and method == "POST" and status != HTTPStatus.FOUND:
            SIGN_INS_REFUSED.inc()
        return response


def count_not_taken(method: str, status: int) -> None:
    """Count a request that was refused before any page saw it."""
    REQUESTS.labels(NOT_TAKEN, _method(method), str(int(status))).inc()


def _method(said: str | None) -> str:
    return said if said in METHODS else "other"


def _page(request: HttpRequest, status: int) -> str:
    if request.resolver_match:
        return f"/{request.resolver_match.route}"
    return STATIC if status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} else NO_PAGE
