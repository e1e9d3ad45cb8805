"""Threads for each kind of request, so that none keeps another from its turn; and how they wait for their databases."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.backends.signals import connection_created

from proviso.record.backends import backend_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS_FOR_A_THREAD = 5
"""How long a request waits for a thread before it is told that the service is busy."""


class NoThreadFree(TimeoutError):
    """No thread of a lane, which is named, was free in time."""


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
        """What the work gives, in a thread of this lane. Raises NoThreadFree."""
        async with self.turn(SECONDS_FOR_A_THREAD):
            return await self.do(work)

    @asynccontextmanager
    async def turn(self, within: float) -> "AsyncIterator[None]":
        """Inside, a thread of this lane is free. Raises NoThreadFree where none was within so many seconds."""
        if self.free is None:  # made within the loop that it serves
            self.free = asyncio.Semaphore(self.lane.threads)
        try:
            async with asyncio.timeout(within):
                await self.free.acquire()
        except TimeoutError as fault:
            raise NoThreadFree(self.lane.name) from fault
        try:
            yield
        finally:
            self.free.release()

    async def do(self, work: Callable[[], Given]) -> Given:
        """What the work gives, for whoever has a turn."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, work)


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
