"""A connection that is broken off under TLS, on each Python that the service runs on."""

import asyncio
import ssl
from pathlib import Path

from uvicorn import Config
from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope
from uvicorn.server import ServerState

from proviso.service.connection import BoundedConnection
from tests.disclosure.certificates import issued

HOST = "localhost"


async def _pages(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Nothing is asked of them."""


def test_one_that_was_closed_twice_already_is_broken_off_without_a_fault(tmp_path: Path) -> None:
    """Python 3.11.2, which Debian 12 has, lets go of TLS at the second close."""
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pair = issued("Wessmere", host=HOST)
    served.load_cert_chain(*pair.written(tmp_path, "server"))
    asks = ssl.create_default_context(cadata=pair.pem)

    async def closed_twice() -> BoundedConnection:
        one = BoundedConnection(Config(_pages, interface="asgi3", log_config=None), ServerState(), {})
        server = await asyncio.get_running_loop().create_server(lambda: one, HOST, 0, ssl=served)
        async with server, asyncio.timeout(60):
            _, writer = await asyncio.open_connection(HOST, server.sockets[0].getsockname()[1], ssl=asks)
            while one not in one.connections:
                await asyncio.sleep(0.01)
            for _ in range(2):
                one.transport.close()
            one._break_off()
            writer.close()
            while one in one.connections:
                await asyncio.sleep(0.01)
        return one

    assert asyncio.run(closed_twice()).connections == set()
