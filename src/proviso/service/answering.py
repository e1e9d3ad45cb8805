"""From a request to an answer: its body read within bounds and without a thread, then a page made in one that is free.

Reading and writing have threads of their own, so that acts that wait for the database never keep anybody from reading.
What cannot be taken is refused in words. uvicorn calls `answer`; what a page says is `web`'s to know.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from io import BytesIO
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes
from wsgiref.types import StartResponse, WSGIEnvironment

from proviso.service.downloading import DOWNLOADING, give
from proviso.service.health import DOORS, HEALTH, Readiness, bare
from proviso.service.lanes import Lane
from proviso.service.measuring import count_not_taken
from proviso.service.refusals import Head, RequestRefused, refusal
from proviso.service.wsgi import application
from proviso.web.errors.unsaved import NO_THREAD_FREE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope

SECONDS_FOR_BODY = 20
"""From the last header until the last byte of the body."""

LONGEST_BODY = 2_621_440
"""Bytes; what Django takes for a form. A page of ours sends some tens of thousands at most."""

MOST_IN_HAND = 64 * 1024 * 1024
"""Bytes of bodies that one process holds at a time."""

Answer = tuple[Head, bytes | Iterable[bytes]]
"""What is said first; then the body, or what gives it part by part."""

READING = Lane("reading", threads=4, patience=1)
WRITING = Lane("writing", threads=4, patience=4)
TELLING = Lane("telling", threads=2, patience=1)
"""Tells whoever found no thread that the service is busy, and gives back what they typed."""


class Answering:
    """The application as uvicorn calls it, in one process."""

    def __init__(self, pages: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]) -> None:
        self._pages = pages
        self._reading, self._writing, self._telling = READING.opened(), WRITING.opened(), TELLING.opened()
        self._downloading = DOWNLOADING.opened()
        self._in_hand = 0
        self._readiness = Readiness()

    async def __call__(self, scope: "Scope", receive: "ASGIReceiveCallable", send: "ASGISendCallable") -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        if scope["path"] in DOORS and scope["method"] in {"GET", "HEAD"}:
            await _send(send, await self._looked(scope["path"]), b"")
            return
        try:
            async with self._body(scope, receive) as body:
                head, content = await self._asked(environ_of(scope, body))
            if not isinstance(content, bytes):
                await give(self._downloading, head, content, receive, send)
                return
        except RequestRefused as refused:
            head, content = refusal(refused.status)
            count_not_taken(scope["method"], refused.status)
        except ConnectionError:
            return  # nobody is there to be answered
        await _send(send, head, content)

    async def _looked(self, path: str) -> Head:
        """Whether this process lives, or is ready: nothing but a status."""
        if path == HEALTH:
            return bare(HTTPStatus.OK)
        try:
            return await self._telling.run(lambda: bare(self._readiness.status()))
        except TimeoutError:
            return bare(HTTPStatus.SERVICE_UNAVAILABLE)

    async def _asked(self, environ: WSGIEnvironment) -> Answer:
        """What the pages answer; where no thread is free in time, that the service is busy."""
        lane = self._reading if environ["REQUEST_METHOD"] in {"GET", "HEAD"} else self._writing
        try:
            return await lane.run(lambda: self._answer(environ))
        except TimeoutError:
            environ[NO_THREAD_FREE] = True
        try:
            return await self._telling.run(lambda: self._answer(environ))
        except TimeoutError as fault:
            raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE) from fault

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        """In a thread: what the pages answer, whole, so that no thread waits for whoever reads it; or, where nobody
        knows yet how long it will be, what gives it part by part."""
        began: list[Head] = []

        def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            told = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
            began.append((int(status.split(" ", 1)[0]), told))
            return lambda _: None

        parts = self._pages(environ, start)
        head_alone = environ["REQUEST_METHOD"] == "HEAD"
        if not head_alone and _has_no_end_yet(parts, began[-1]):
            return began[-1], parts
        try:
            content = b"" if head_alone else b"".join(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()
        return began[-1], content

    @asynccontextmanager
    async def _body(self, scope: "HTTPScope", receive: "ASGIReceiveCallable") -> "AsyncIterator[bytes]":
        """The whole body, while it is held. Raises RequestRefused, and ConnectionError where the other end went."""
        kept = bytearray()
        try:
            await self._read(_announced(scope), receive, kept)
            yield bytes(kept)
        finally:
            self._in_hand -= len(kept)

    async def _read(self, announced: int, receive: "ASGIReceiveCallable", kept: bytearray) -> None:
        """Read on to the end also of what is too long, and forget it: who is still sending does not read why it was
        refused, and whose connection is closed meanwhile never will."""
        length, more = 0, True
        too_long = announced > LONGEST_BODY
        try:
            async with asyncio.timeout(SECONDS_FOR_BODY):
                while more:
                    message = await receive()
                    if message["type"] != "http.request":
                        raise ConnectionError
                    part, more = message["body"], message["more_body"]
                    length += len(part)
                    too_long = too_long or length > LONGEST_BODY
                    if not too_long:
                        self._keep(part, kept)
        except TimeoutError as fault:
            if not too_long:
                raise RequestRefused(HTTPStatus.REQUEST_TIMEOUT) from fault
        if too_long:
            raise RequestRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def _keep(self, part: bytes, kept: bytearray) -> None:
        if self._in_hand + len(part) > MOST_IN_HAND:
            raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE)
        kept += part
        self._in_hand += len(part)


def _has_no_end_yet(parts: Iterable[bytes], head: Head) -> bool:
    """Whether an answer is made as it is read: Django calls that streaming. A file has a length, and is no such."""
    return getattr(parts, "streaming", False) and all(name != b"content-length" for name, _ in head[1])


async def _send(send: "ASGISendCallable", head: Head, content: bytes) -> None:
    status, headers = head
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content, "more_body": False})


def _announced(scope: "HTTPScope") -> int:
    """How long the body is said to be; h11 has refused what is no number."""
    return max((int(value) for name, value in scope["headers"] if name == b"content-length"), default=0)


def environ_of(scope: "HTTPScope", body: bytes) -> WSGIEnvironment:
    """The request as WSGI has it (PEP 3333), without headers whose names have an underscore.

    Such a one would be taken for the header with hyphens that a proxy of ours sets, X-Forwarded-For included.
    """
    server, client = scope["server"] or ("localhost", 80), scope["client"] or ("", 0)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(body),
        "wsgi.errors": _Nowhere(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        if b"_" in name:
            continue
        key = name.decode("latin-1").upper().replace("-", "_")
        key = key if key in {"CONTENT_LENGTH", "CONTENT_TYPE"} else f"HTTP_{key}"
        joined = ";" if key == "HTTP_COOKIE" else ","
        said = value.decode("latin-1")
        environ[key] = f"{environ[key]}{joined}{said}" if key in environ else said
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ


class _Nowhere:
    """What the pages write to `wsgi.errors` goes nowhere: faults are logged, without their words."""

    def write(self, said: str) -> int:
        """Nothing is kept."""
        return len(said)

    def flush(self) -> None:
        """There is nothing to flush."""


def _end_with_the_parent() -> None:
    """A process whose parent was killed ends too: nobody would start it again, and it would keep the port."""
    if (parent := parent_process()) is not None:

        def watch(sentinel: int = parent.sentinel) -> None:
            wait([sentinel])
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=watch, daemon=True).start()


_end_with_the_parent()
answer: Callable[["Scope", "ASGIReceiveCallable", "ASGISendCallable"], Awaitable[None]] = Answering(application)
