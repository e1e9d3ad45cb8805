"""Addresses that can be no page of ours, whatever they ask for: told as any other that is none."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class AddressesOfText:
    """Refuse an address with a zero byte in it, before anything looks for what it names: SQLite would find nothing, and
    PostgreSQL would not be asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, or that there is none."""
        if "\0" in request.path:
            raise Http404
        return self._get_response(request)
