"""What is said to a request that never reaches a page: it came too slowly, is too long, or there is no room for it.

Words of one page each, made without Django, which may be what is busy. They repeat nothing of the request.
"""

from html import escape
from http import HTTPStatus

SECONDS_TO_COME_BACK = 10

Head = tuple[int, list[tuple[bytes, bytes]]]
"""The status and the headers of an answer."""


class RequestRefused(Exception):
    """A request is not taken; `status` says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


_SAYS = {
    HTTPStatus.REQUEST_TIMEOUT: (
        "What you sent did not arrive in time",
        "The connection may be slow or broken. Nothing was saved. Go back: most browsers still show what you typed. "
        "Then send it again.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "What you sent is too long",
        "No page of this service takes so much. Nothing was saved. Go back: most browsers still show what you typed. "
        "Shorten it and send it again.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "The service is busy",
        "Nothing was saved. Go back: most browsers still show what you typed. Wait a minute and send it again. If it "
        "happens again, tell the people who run this service.",
    ),
}


def plain_page(title: str, *says: str) -> tuple[list[tuple[str, str]], bytes]:
    """The headers and the body of a page that needs nothing of Django."""
    paragraphs = "".join(f"<p>{escape(words)}</p>" for words in says)
    page = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f'<body><h1>{escape(title)}</h1>{paragraphs}<p><a href="/">Go to the first page</a></p></body></html>'
    ).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return headers, page


def refusal(status: HTTPStatus) -> tuple[Head, bytes]:
    """Status and headers, and the body, of the page that says so. The connection ends with it."""
    headers, page = plain_page(*_SAYS[status])
    headers.append(("Connection", "close"))
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append(("Retry-After", str(SECONDS_TO_COME_BACK)))
    return (status, [(name.lower().encode(), value.encode()) for name, value in headers]), page
