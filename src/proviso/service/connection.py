"""One connection of a browser or a proxy, and how long it may take: to ask, and to read the answer.

uvicorn reads and writes HTTP; by itself it waits for both as long as the other end likes. Nothing here knows what is
asked or answered.
"""

import asyncio
from contextlib import suppress

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS_FOR_HEADERS = 15
"""From the first moment of a connection, or of the next request on it, until the last of its headers."""

SECONDS_TO_READ = 60
"""From the first moment that an answer could not be handed over whole until the last of it was."""

SECONDS_TO_BEGIN = 1
"""How long a new connection is listened to once the service was told to stop."""

MOST_CONNECTIONS = 1_000
"""How many one process has open. Of more, the one that has waited longest without a request has to go."""


class BoundedConnection(H11Protocol):
    """A connection that is broken off when the other end keeps it waiting for too long."""

    _asking: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _idle_since = 0.0
    _has_asked = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request."""
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a connection is read from and written to")
        if len(self.connections) >= MOST_CONNECTIONS:
            self._make_room()
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # so that it is told of every answer that was not taken at once
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._asked()
        self._read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on. What comes after an answer is the next request, which has as long as the first."""
        if self.idle and self._asking is None:
            self._await_request()
        super().data_received(data)

    def handle_events(self) -> None:
        """Let uvicorn read; a request whose headers are all here is waited for no longer."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._has_asked = True
            self._asked()

    def pause_writing(self) -> None:
        """An answer was not taken at once."""
        super().pause_writing()
        if self._reading is None:
            self._reading = self.loop.call_later(SECONDS_TO_READ, self._break_off)

    def resume_writing(self) -> None:
        """All of it was taken."""
        self._read()
        super().resume_writing()

    def shutdown(self) -> None:
        """The service stops. Who has connected and not asked yet is heard first: the request may be on its way."""
        if not self._has_asked and not self.transport.is_closing():
            self.loop.call_later(SECONDS_TO_BEGIN, super().shutdown)
        else:
            super().shutdown()

    @property
    def idle(self) -> bool:
        """Whether no request on it is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _await_request(self) -> None:
        self._idle_since = self.loop.time()
        self._asking = self.loop.call_later(SECONDS_FOR_HEADERS, self._break_off)

    def _asked(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _break_off(self) -> None:
        # Python 3.11.2, which Debian 12 has, no longer knows TLS of what was closed twice; TLS itself ends that one, in
        # half a minute at most.
        with suppress(AttributeError):
            self.transport.abort()

    def _make_room(self) -> None:
        """Break off what has waited longest without a request, so that whoever asks now is heard."""
        all_of_them = [one for one in self.connections if isinstance(one, BoundedConnection)]
        idle = [one for one in all_of_them if one.idle and not one.transport.is_closing()]
        if idle:
            min(idle, key=lambda one: one._idle_since)._break_off()
