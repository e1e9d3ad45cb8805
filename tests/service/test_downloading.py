"""A table of the whole record, which no process holds whole: made as fast as it is read, by however slow a reader."""

import asyncio
import re
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from proviso.service import connection, downloading
from proviso.service.answering import Answering
from proviso.service.connection import BoundedConnection

HOST = "127.0.0.1"
LINE = b"a line of the record, of which there are millions\n" * 20
PATIENCE = 60


class Table:
    """What a page gives that has no end yet; whether it was asked to the end, and closed, and by which threads."""

    streaming = True

    def __init__(self, lines: int, fault: Exception | None = None) -> None:
        self.lines, self.fault = lines, fault
        self.made = 0
        self.closed = False
        self.threads: set[str] = set()

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(self.lines):
            self.made += 1
            self.threads.add(threading.current_thread().name)
            yield LINE
        if self.fault:
            raise self.fault

    def close(self) -> None:
        self.closed = True
        self.threads.add(threading.current_thread().name)

    def __call__(self, _: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/csv")])
        return self


@asynccontextmanager
async def served(pages: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]) -> AsyncIterator[int]:
    """The port at which these pages are answered, by connections as the service has them."""
    config = Config(Answering(pages), interface="asgi3", log_config=None)
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: BoundedConnection(config, state, {}), HOST, 0)
    async with server, asyncio.timeout(PATIENCE):
        yield server.sockets[0].getsockname()[1]
        while state.tasks:
            await asyncio.sleep(0.01)


@asynccontextmanager
async def asked(port: int, method: str = "GET") -> AsyncIterator[asyncio.StreamReader]:
    """What comes back, of which the machine keeps no more than it must for whoever has not read it."""
    small = socket.socket()
    small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
    small.setblocking(False)
    await asyncio.get_running_loop().sock_connect(small, (HOST, port))
    reader, writer = await asyncio.open_connection(sock=small, limit=1 << 16)
    writer.write(f"{method} /record.csv HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
    try:
        yield reader
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def whole(body: bytes) -> bytes:
    """The table from what came back, in chunks (RFC 9112, 7.1). Fails where the last of them did not come."""
    head, _, rest = body.partition(b"\r\n\r\n")
    assert b"transfer-encoding: chunked" in head.lower()
    table = bytearray()
    while match := re.match(rb"([0-9a-f]+)\r\n", rest):
        size = int(match[1], 16)
        table += rest[match.end() : match.end() + size]
        rest = rest[match.end() + size + 2 :]
        if not size:
            return bytes(table)
    raise AssertionError("the table was broken off")


def test_whoever_reads_slowly_gets_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part has to be read in time, and not the whole: that would take minutes for millions of entries."""
    monkeypatch.setattr(connection, "SECONDS_TO_READ", 1)
    table, body = Table(12_000), bytearray()

    async def slowly() -> None:
        async with served(table) as port, asked(port) as reader:
            while part := await reader.read(1 << 16):
                body.extend(part)
                await asyncio.sleep(0.02)

    asyncio.run(slowly())
    assert whole(bytes(body)) == LINE * table.lines
    assert table.closed
    assert len(table.threads) == 1, "its connections to the databases are of one thread"


def test_no_more_is_made_than_is_read_and_nothing_once_nobody_reads() -> None:
    table = Table(200_000)

    async def a_little() -> None:
        async with served(table) as port:
            async with asked(port) as reader:
                await reader.readexactly(1 << 20)
                await asyncio.sleep(0.2)
                assert table.made * len(LINE) < 16 << 20, "what the machine keeps for whoever has not read it"
            while not table.closed:
                await asyncio.sleep(0.01)

    asyncio.run(a_little())
    assert table.made < table.lines


def test_a_table_that_fails_half_way_is_not_taken_for_whole() -> None:
    table, body = Table(500, RuntimeError("the database went away")), bytearray()

    async def read() -> None:
        async with served(table) as port, asked(port) as reader:
            with suppress(ConnectionError):
                body.extend(await reader.read())

    asyncio.run(read())
    with pytest.raises(AssertionError, match="broken off"):
        whole(bytes(body))
    assert table.closed


def test_no_more_are_made_at_a_time_and_others_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "SECONDS_FOR_A_TURN", 0.2)
    table = Table(200_000)

    async def several() -> bytes:
        async with served(table) as port:
            held = [asked(port) for _ in range(downloading.AT_ONCE)]
            for one in held:
                await (await one.__aenter__()).readexactly(1 << 16)
            async with asked(port) as reader:
                refused = await reader.read()
            for one in held:
                await one.__aexit__(None, None, None)
            async with asked(port) as reader:
                assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        return refused

    assert asyncio.run(several()).startswith(b"HTTP/1.1 503")


def test_whoever_asks_for_its_head_alone_has_nothing_made() -> None:
    table = Table(10)

    async def head() -> bytes:
        async with served(table) as port, asked(port, "HEAD") as reader:
            return await reader.read()

    assert asyncio.run(head()).startswith(b"HTTP/1.1 200")
    assert (table.made, table.closed) == (0, True)
