"""Answers that are given part by part: a table of the whole record, of which no process holds more than a part.

Each is made in the one thread of a lane of their own, and no faster than it is read: whoever reads slowly keeps neither
the threads that answer pages nor memory.
"""

import asyncio
from collections.abc import Iterable, Iterator
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import connections

from proviso.service.lanes import Lane, NoThreadFree, OpenLane
from proviso.service.refusals import Head, RequestRefused

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable

PART = 64 * 1024
"""Bytes that are made, and sent, at a time."""

AT_ONCE = 1
"""How many downloads one process makes at a time: all of one is made in one thread, which has a connection to the
record’s database meanwhile."""

SECONDS_FOR_A_TURN = 20
"""How long a download waits for its turn before it is told that the service is busy."""

DOWNLOADING = Lane("download", threads=AT_ONCE, patience=1)


async def give(
    lane: OpenLane, head: Head, parts: Iterable[bytes], receive: "ASGIReceiveCallable", send: "ASGISendCallable"
) -> None:
    """Status and headers, then every part until all is told or nobody reads. Where making it fails, it ends without
    its end, so that nobody takes it for whole. Raises RequestRefused where no turn came in time."""
    try:
        async with lane.turn(SECONDS_FOR_A_TURN):
            try:
                await _given(lane, head, parts, receive, send)
            finally:
                await lane.do(partial(_end, parts))
    except NoThreadFree as fault:
        _close(parts)
        raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE) from fault


async def _given(
    lane: OpenLane, head: Head, parts: Iterable[bytes], receive: "ASGIReceiveCallable", send: "ASGISendCallable"
) -> None:
    (status, headers), made = head, _in_parts(parts)
    gone = asyncio.ensure_future(receive())  # all of the request was read: what comes is that nobody is there
    try:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        while part := await lane.do(partial(next, made, b"")):
            if gone.done():
                return
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()


def _in_parts(given: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, a part at a time, none of them empty."""
    held = bytearray()
    for some in given:
        held += some
        if len(held) >= PART:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def _end(parts: Iterable[bytes]) -> None:
    """Say that no more is read, and let go of this thread's connections."""
    try:
        _close(parts)
    finally:
        connections.close_all()


def _close(parts: Iterable[bytes]) -> None:
    if close := getattr(parts, "close", None):
        close()
