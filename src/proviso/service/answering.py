"""From a request to an answer: its body read within bounds and without a thread, then a page made in one that is free.

Reading and writing have threads of their own, so that acts that wait for the database never keep anybody from reading.
What cannot be taken is refused in words. uvicorn calls `answer`; what a page says is `web`'s to know.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from io import BytesIO
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote_to_bytes
from wsgiref.types import StartResponse, WSGIEnvironment

from django.db.backends.signals import connection_created

from proviso.record.backends import backend_of
from proviso.service.downloading import Downloads
from proviso.service.health import DOORS, HEALTH, Readiness, bare
from proviso.service.measuring import count_not_taken
from proviso.service.refusals import Head, RequestRefused, refusal
from proviso.service.wsgi import application
from proviso.web.errors.unsaved import NO_THREAD_FREE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope

SECONDS_FOR_BODY = 20
"""From the last header until the last byte of the body."""

LONGEST_BODY = 2_621_440
"""Bytes; what Django takes for a form. A page of ours sends some tens of thousands at most."""

MOST_IN_HAND = 64 * 1024 * 1024
"""Bytes of bodies that one process holds at a time."""

SECONDS_FOR_A_THREAD = 5
"""How long a request waits for a thread before it is told that the service is busy."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Threads for one kind of request, and how many seconds each may wait for a database that somebody else writes."""

    name: str
    threads: int
    patience: float

    def opened(self) -> "OpenLane":
        """The lane with its threads, for one process."""
        return OpenLane(self, ThreadPoolExecutor(self.threads, self.name, initializer=_be_patient, initargs=(self,)))


Given = TypeVar("Given")


@dataclass(slots=True)
class OpenLane:
    """A lane at work: as many at a time as it has threads; the others wait their turn without one."""

    lane: Lane
    pool: ThreadPoolExecutor
    free: asyncio.Semaphore | None = None

    async def run(self, work: Callable[[], Given]) -> Given:
        """What the work gives, in a thread of this lane. Raises TimeoutError where none was free in time."""
        if self.free is None:  # made within the loop that it serves
            self.free = asyncio.Semaphore(self.lane.threads)
        async with asyncio.timeout(SECONDS_FOR_A_THREAD):
            await self.free.acquire()
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, work)
        finally:
            self.free.release()


Answer = tuple[Head, bytes | Iterable[bytes]]
"""What is said first; then the body, or what gives it part by part."""

READING = Lane("reading", threads=4, patience=1)
WRITING = Lane("writing", threads=4, patience=4)
TELLING = Lane("telling", threads=2, patience=1)
"""Tells whoever found no thread that the service is busy, and gives back what they typed."""

_thread = threading.local()


def _be_patient(lane: Lane) -> None:
    """Said once to each thread of a lane."""
    _thread.patience = lane.patience


def _stay_and_be_patient(connection: "BaseDatabaseWrapper", **_: object) -> None:
    """A connection that one of these threads opens waits as long as its lane says, and stays open.

    SQLite puts the files of its write-ahead log away with the last connection, and on a full disk could not make them
    again: nobody could read.
    """
    if (seconds := getattr(_thread, "patience", None)) is not None:
        connection.close_at = None
        backend_of(connection).wait_at_most(seconds)


connection_created.connect(_stay_and_be_patient)


class Answering:
    """The application as uvicorn calls it, in one process."""

    def __init__(self, pages: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]) -> None:
        self._pages = pages
        self._reading, self._writing, self._telling = READING.opened(), WRITING.opened(), TELLING.opened()
        self._downloads = Downloads(partial(_be_patient, READING))
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
                await self._downloads.give(head, content, receive, send)
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
