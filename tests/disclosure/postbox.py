"""A mail server to send to: aiosmtpd with TLS on loopback, which answers, or breaks down, as it is told to.

It counts what it took by our own number of each message, and knows when nobody is connected any more.
"""

import asyncio
import logging
import re
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from proviso.disclosure.channels.email import Server, Tls
from tests.disclosure.certificates import AUTHORITY, Pair, issued

HOST = "127.0.0.1"
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
ACCEPTED = "250 2.0.0 Kept as 4242"


@dataclass
class Behaviour:
    """What the server does at each step: an answer of its own, or `drop` or `hang`."""

    connect: str = ""
    mail: str = ""
    rcpt: str = ""
    data: str = ""
    middle: str = ""
    end: str = ""
    answer: str = ACCEPTED


class Conversation(SMTP):
    """One client's connection."""

    def __init__(self, box: "Postbox", **options: Any) -> None:
        super().__init__(box, **options)
        self.box = box

    def connection_made(self, transport: Any) -> None:
        self.box.came(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.box.went(self)

    async def _does(self, step: str) -> bool:
        """Whether the server does something of its own at this step."""
        told = getattr(self.box.behaviour, step)
        if told == "drop":
            hang_up(self.transport)
        elif told == "hang":
            await self.box.hanging.wait()
        elif told:
            await self.push(told)
        return bool(told)

    async def _handle_client(self) -> None:
        if not await self._does("connect"):
            await super()._handle_client()

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        if not await self._does("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        if not await self._does("rcpt"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if await self._does("data"):
            return
        if self.box.behaviour.middle:
            await self.push("354 Go ahead")
            await self._reader.readexactly(100)
            await self._does("middle")
            return
        await super().smtp_DATA(arg)


@dataclass
class Postbox:
    """The server: `taken` counts the messages that it answered for, by our number; `contents` are their bytes."""

    tls: Tls = Tls.IMPLICIT
    certificate: Pair | None = None
    user: str = ""
    password: str = ""
    offers_tls: bool = True
    behaviour: Behaviour = field(default_factory=Behaviour)
    taken: Counter[str] = field(default_factory=Counter)
    contents: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.hanging = asyncio.Event()
        self._connected: set[Conversation] = set()
        self._changed = Condition()

    def server(self, **more: Any) -> Server:
        """How a client of ours is set to use it."""
        return Server(HOST, self.port, self.tls, self.user, self.password, **more)

    def came(self, one: Conversation) -> None:
        with self._changed:
            self._connected.add(one)

    def went(self, one: Conversation) -> None:
        with self._changed:
            self._connected.discard(one)
            self._changed.notify_all()

    def quiet(self) -> None:
        """Wait until nobody is connected: what was given before has then been counted."""
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self.loop).result()
        with self._changed:
            assert self._changed.wait_for(lambda: not self._connected, timeout=60)

    async def handle_DATA(self, server: Conversation, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.contents.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        message = message_from_bytes(envelope.content)
        number = re.match(r"<.*\.(PM-[0-9A-Z-]+)@", message["Message-ID"])
        assert number or message["Auto-Submitted"]
        if number and self.behaviour.answer[0] not in "45":
            self.taken[number[1]] += 1
        await server._does("end")
        return self.behaviour.answer

    def authenticate(
        self, _server: object, _session: object, _envelope: object, _how: str, given: object
    ) -> AuthResult:
        right = (self.user.encode(), self.password.encode())
        signs_in = isinstance(given, LoginPassword) and (given.login, given.password) == right
        return AuthResult(success=signs_in, handled=False)


@contextmanager
def running(folder: Path, box: Postbox) -> Iterator[Postbox]:
    """The server, serving in a thread of its own on a free port of loopback."""
    pair = box.certificate or issued("Invented mail server", by=AUTHORITY, host=HOST)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair.written(folder, "server"))
    implicit = context if box.tls is Tls.IMPLICIT and box.offers_tls else None
    starttls = context if box.tls is Tls.STARTTLS and box.offers_tls else None

    def conversation() -> Conversation:
        return Conversation(
            box,
            hostname=HOST,
            loop=box.loop,
            tls_context=starttls,
            authenticator=box.authenticate if box.user else None,
            timeout=60,
        )

    async def serve() -> asyncio.AbstractServer:
        server = await box.loop.create_server(conversation, HOST, 0, ssl=implicit)
        box.port = server.sockets[0].getsockname()[1]
        return server

    thread = Thread(target=box.loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(serve(), box.loop).result()
    try:
        yield box
    finally:
        asyncio.run_coroutine_threadsafe(_ended(box, server), box.loop).result()
        box.loop.call_soon_threadsafe(box.loop.stop)
        thread.join()
        box.loop.close()


def hang_up(transport: asyncio.BaseTransport | None) -> None:
    """End a connection at once, with nothing more said."""
    assert isinstance(transport, asyncio.WriteTransport)
    with suppress(AttributeError):  # Python 3.11.2 no longer knows TLS of what was closed twice
        transport.abort()


async def _ended(box: Postbox, server: asyncio.AbstractServer) -> None:
    """Everybody hung up on, and every task over."""
    box.hanging.set()
    server.close()
    for one in list(box._connected):
        hang_up(one.transport)
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)
