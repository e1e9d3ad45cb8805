"""How a line is written to the log of the service: what happened, where and of which kind, and nothing that was typed.

The words of an exception can hold what somebody typed about a person, and so can an address; no log of ours may. Of a
request there is its method, the status of its answer, and the pattern of its page.
"""

import logging
import traceback
from copy import copy
from types import TracebackType

from django.http import HttpRequest

OURS = "proviso"
"""Only what this package says is written as it was said; it says nothing that was typed."""


class WithoutWords(logging.Formatter):
    """A formatter whose lines name patterns of pages, and whose traces name files, lines, functions and kinds of
    exception. They quote nothing."""

    def format(self, record: logging.LogRecord) -> str:
        """The line and its trace, whatever another handler has already made of the same record."""
        record = copy(record)
        record.exc_text = None
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the name is the standard library's
        """The line. What another library wanted to say of a request, or with something filled in, is left out."""
        if record.name.partition(".")[0] != OURS:
            record.message = _of_request(record) or _of_library(record)
        return super().formatMessage(record)

    def formatException(  # noqa: N802  the name is the standard library's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The trace of an exception and of what caused it."""
        lines: list[str] = []
        fault, seen = ei[1], set[int]()
        while fault is not None and id(fault) not in seen:  # a cause may lead back to its own effect
            seen.add(id(fault))
            lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
            frames = traceback.extract_tb(fault.__traceback__)
            lines.extend(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
            fault = fault.__cause__ or fault.__context__
        return "\n".join(lines)


def request_of(record: logging.LogRecord) -> tuple[int | None, str, str] | None:
    """Status, method and the pattern of the page, where the line is about a request."""
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return None
    match = request.resolver_match
    page = f"/{match.route}" if match else "an address of no page"
    method = request.method if request.method in METHODS else "another method"
    return getattr(record, "status_code", None), method or "", page


def _of_request(record: logging.LogRecord) -> str:
    """The same in words; else nothing."""
    if (found := request_of(record)) is None:
        return ""
    status, method, page = found
    return f"{record.name}: {status or 'no status'} {method} {page}"


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
"""A method is a word of the sender's too; only these are written."""


def _of_library(record: logging.LogRecord) -> str:
    """The words as they stand in a library's code, with nothing filled in; where it did that itself, the place."""
    if record.args and isinstance(record.msg, str):
        return f"{record.name}: {record.msg}"
    return f"{record.name}: {record.module}, line {record.lineno}"
