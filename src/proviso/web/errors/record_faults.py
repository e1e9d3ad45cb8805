"""Where the record refuses to go on, for every page alike: a page in words, and nothing saved.

The answer is of the kind that keeps no session either, so that nobody is signed in without an entry of it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from proviso.record.clock_bounds import ClockImplausible
from proviso.record.keys import KeyEncryptionUnusable
from proviso.web import errors


class RecordFaults:
    """Middleware: what a view raises because the record cannot go on becomes the page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page, or nothing for any other fault."""
        if isinstance(fault, ClockImplausible):
            return errors.clock_implausible(request, fault)
        if isinstance(fault, KeyEncryptionUnusable):
            return errors.key_encryption_unusable(request, fault)
        return None
