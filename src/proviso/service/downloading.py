"""Answers that are given part by part: a table of the whole record, of which no process holds more than a part.

Each is made in a thread of its own, whose connections to the databases nobody else uses, and no faster than it is read:
whoever reads slowly keeps neither the threads that answer pages nor memory.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import connections

from proviso.service.refusals import Head, RequestRefused

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable

PART = 64 * 1024
"""Bytes that are made, and sent, at a time."""

AT_ONCE = 1
"""How many downloads one process makes at a time: each has a connection to the record’s database."""

SECONDS_FOR_A_TURN = 20
"""How long a download waits for its turn before it is told that the service is busy."""


class Downloads:
    """The downloads of one process."""

    def __init__(self, begin: Callable[[], None]) -> None:
        """`begin` is called first in each thread that makes one."""
        self._begin = begin
        self._free: asyncio.Semaphore | None = None

    async def give(
        self, head: Head, parts: Iterable[bytes], receive: "ASGIReceiveCallable", send: "ASGISendCallable"
    ) -> None:
        """Status and headers, then every part until all is told or nobody reads. Where making it fails, it ends without
        its end, so that nobody takes it for whole. Raises RequestRefused where no turn came in time."""
        making = _Making(parts, self._begin)
        try:
            async with self._turn():
                try:
                    await _given(making, head, receive, send)
                finally:
                    await making.end()
        except RequestRefused:
            await making.end()
            raise

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Inside, no more than so many are made. Raises RequestRefused."""
        if self._free is None:  # made within the loop that it serves
            self._free = asyncio.Semaphore(AT_ONCE)
        try:
            async with asyncio.timeout(SECONDS_FOR_A_TURN):
                await self._free.acquire()
        except TimeoutError as fault:
            raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE) from fault
        try:
            yield
        finally:
            self._free.release()


class _Making:
    """One download, made and closed in a thread of its own."""

    def __init__(self, parts: Iterable[bytes], begin: Callable[[], None]) -> None:
        self._whole, self._parts = parts, _in_parts(parts)
        self._thread = ThreadPoolExecutor(1, "download", initializer=begin)

    async def part(self) -> bytes:
        """The next part; nothing after the last."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, next, self._parts, b"")

    async def end(self) -> None:
        """Say that no more is read, and let go of the thread and its connections."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, _close, self._whole)
        finally:
            self._thread.shutdown(wait=False)


async def _given(making: _Making, head: Head, receive: "ASGIReceiveCallable", send: "ASGISendCallable") -> None:
    status, headers = head
    gone = asyncio.ensure_future(receive())  # all of the request was read: what comes is that nobody is there
    try:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        while part := await making.part():
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


def _close(parts: Iterable[bytes]) -> None:
    """Say that no more is read, and let go of this thread's connections."""
    try:
        if close := getattr(parts, "close", None):
            close()
    finally:
        connections.close_all()
