"""The audit stream: each entry of the record, told by syslog over TLS to a system that watches for incidents (SIEM).

It reads the record behind whoever writes to it, so that no act ever waits for it. What could not be delivered waits in
the record itself, where nothing is lost and nothing grows for it; a place beside the database says how far it came.
Syslog confirms nothing: what was sent just before a connection broke is sent again, and whoever receives an entry twice
tells it by its place in the log (`index`).
"""

import json
import logging
import os
import select
import socket
import ssl
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from django.db import DatabaseError, connections

from proviso.record.backends import file_of
from proviso.record.copies import last_put_back
from proviso.record.read import head
from proviso.record.read_since import Watched, entries_since
from proviso.service.config import Config, SyslogSettings
from proviso.service.syslog_message import message
from proviso.service.tls_pair import load_pair

AT_A_TIME = 200
SECONDS_TO_CONNECT = 10
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_TRIES = 10.0
SECONDS_TO_SETTLE = 5.0
"""How long a connection has to hold after something was sent before that counts as delivered."""

PLACE = "audit-stream.json"
log = logging.getLogger("proviso.audit_stream")


@dataclass(frozen=True, slots=True)
class StreamPlace:
    """How far the stream came: the place of the next entry; when it last had nothing left to tell or delivered
    something, in seconds since 1970; the hash of the last leaf that was delivered, in hexadecimal, if it is known."""

    following: int
    at: float
    leaf: str = ""


def place_of(config: Config) -> Path:
    """The file that says how far the stream came."""
    record = file_of(config.url("database"))
    return (record.parent if record else config.home) / PLACE


def told(config: Config) -> StreamPlace | None:
    """How far the stream came; None where nothing was told yet."""
    try:
        given = json.loads(place_of(config).read_text(encoding="utf-8"))
        return StreamPlace(int(given["following"]), float(given["at"]), str(given.get("leaf", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


class AuditStream:
    """One connection at a time to the server that takes the stream, and how far the entries were told."""

    def __init__(self, config: Config) -> None:
        self._config, self._settings = config, config.syslog
        kept = told(config)
        self._delivered = kept.following if kept else 0
        self._leaf = kept.leaf if kept else ""
        self._held_to_the_record = False
        self._sent = self._delivered
        self._unsettled: deque[tuple[Watched, float]] = deque()  # the last of what was sent when, oldest first
        self._fine_at = kept.at if kept else time.time()
        self._raised_at = 0.0
        self._connection: ssl.SSLSocket | None = None

    def step(self) -> bool:
        """Tell what there is to tell now; whether there is more. Raises OSError and `DatabaseError`."""
        size = head(self._config.force).size
        self._hold_to_the_record(size)
        part = entries_since(self._config.force, self._sent, at_most=AT_A_TIME)
        if part:
            self._send(b"".join(message(self._config.force, one) for one in part))
            self._sent = part[-1].index + 1
            self._unsettled.append((part[-1], time.monotonic()))
        elif self._connection is not None:
            self._assert_open(self._connection)
        self._settle(time.monotonic() - SECONDS_TO_SETTLE)
        if self._sent == self._delivered == size:
            self._fine_at = time.time()
        return len(part) == AT_A_TIME

    def _settle(self, before: float) -> None:
        """Count as delivered what was sent by then, on a connection that holds, also while more is sent."""
        last = None
        while self._unsettled and self._unsettled[0][1] <= before:
            last, _ = self._unsettled.popleft()
        if last:
            self._settled(last)

    def _hold_to_the_record(self, size: int) -> None:
        """Go back to where an older copy was put back, or to the beginning of a record that was rewritten, and say so.
        Once told, an entry stays what it is; a record is put back only while nothing runs."""
        if self._delivered > size:
            says, start = f"The record ends after {size} entries, and {self._delivered} were told to", size
        elif self._leaf and not self._held_to_the_record and self._delivered and self._last_leaf() != self._leaf:
            says, start = f"Entry {self._delivered - 1} of the record is another than was told to", 0
        else:
            self._held_to_the_record = True
            return
        copied = last_put_back(self._config.force, before=self._delivered)
        self._delivered, self._leaf = start if copied is None else min(copied, size), ""
        log.error(
            "%s the audit stream: it was cut, or an older copy was put back. It goes on from entry %d",
            says, self._delivered,
        )  # fmt: skip
        self._begin_again()
        self._keep()

    def _last_leaf(self) -> str:
        """The hash of the leaf at the place of the last entry that was delivered."""
        (last,) = entries_since(self._config.force, self._delivered - 1, at_most=1)
        return last.leaf.hex()

    def _begin_again(self) -> None:
        """What was sent and did not settle is sent again."""
        self._sent = self._delivered
        self._unsettled.clear()

    def broken(self, fault: Exception) -> None:
        """The connection broke, or could not be made: what was not delivered is to be sent again. An alarm is given
        once it has been so for too long, and then every so many minutes."""
        self._close()
        self._begin_again()
        now, bound = time.time(), self._settings.behind_minutes * 60
        if now - self._fine_at >= bound and now - self._raised_at >= bound:
            self._raised_at = now
            waiting = head(self._config.force).size - self._delivered
            log.error(
                "ALARM: the audit stream has delivered nothing for %d minutes (%s), and %d entries wait",
                int((now - self._fine_at) // 60), type(fault).__name__, waiting,
            )  # fmt: skip

    def end(self) -> None:
        """Close the connection; what the other end took to its end counts as delivered."""
        if self._connection is not None and self._sent > self._delivered:
            with suppress(OSError):
                self._connection.unwrap()  # waits until the other end has read all of it and says so
                self._settled(self._unsettled[-1][0])
        self._close()

    def _send(self, content: bytes) -> None:
        if self._connection is None:
            self._connection = connected(self._settings)
        self._assert_open(self._connection)
        self._connection.sendall(content)

    def _assert_open(self, connection: ssl.SSLSocket) -> None:
        """Raises ConnectionError where the other end closed it: sending would not show that at first."""
        readable, _, _ = select.select([connection], [], [], 0)
        if readable:
            connection.settimeout(0)
            try:
                if not connection.recv(1):
                    raise ConnectionResetError("the server closed the connection")
            except (ssl.SSLWantReadError, BlockingIOError):
                pass
            finally:
                connection.settimeout(SECONDS_TO_CONNECT)

    def _settled(self, last: Watched) -> None:
        self._delivered, self._leaf = last.index + 1, last.leaf.hex()
        self._fine_at = time.time()
        self._keep()

    def _keep(self) -> None:
        path = place_of(self._config)
        draft = path.with_name(f".{path.name}-{os.getpid()}")
        draft.write_text(json.dumps({"following": self._delivered, "at": self._fine_at, "leaf": self._leaf}) + "\n")
        draft.replace(path)

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(OSError):
                self._connection.close()
            self._connection = None


def connected(settings: SyslogSettings) -> ssl.SSLSocket:
    """A connection to the server, whose name and certificate are right. Raises OSError, PairUnfit among it."""
    context = ssl.create_default_context(cafile=str(settings.ca_file) if settings.ca_file else None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if settings.certificate_file:
        load_pair(context, settings.certificate_file, settings.key_file)
    plain = socket.create_connection((settings.host, settings.port), timeout=SECONDS_TO_CONNECT)
    try:
        return context.wrap_socket(plain, server_hostname=settings.host)
    except BaseException:
        plain.close()
        raise


def stream_until(stop: Event, config: Config) -> None:
    """Tell every entry, until told to stop. Survives every fault of the connection and of the database."""
    stream = AuditStream(config)
    while not stop.is_set():
        wait = SECONDS_BETWEEN_LOOKS
        try:
            if stream.step():
                wait = 0
        except (OSError, DatabaseError) as fault:
            wait = SECONDS_BETWEEN_TRIES
            with suppress(DatabaseError):
                stream.broken(fault)
        finally:
            connections.close_all()
        stop.wait(wait)
    stream.end()
