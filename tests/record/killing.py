"""Killing a process at some moment of its work, to see what it leaves. Forked, so that Django is set up only once.

Other parts use it with acts of their own: `killed_after(files, act, acts, seconds)` for a moment by the clock,
`killed_at(files, act, statement)` for the moment before a statement of SQL.
"""

import os
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from itertools import count

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from tests.record.disk import Files, using

Act = Callable[[int], None]
"""Does one thing whole; called with 0, 1, 2 … until the process is killed."""


def killed_after(files: Files, act: Act, acts: int, seconds: float) -> int:
    """Let a process act again and again on the files, then kill it so long after it finished so many acts, however
    slow the machine is. Returns how many it had finished."""

    def work(tell: Callable[[bytes], object]) -> None:
        tell(b"b")
        for number in count():
            act(number)
            tell(b".")

    pid, told = _forked(files, work)
    heard = b""
    while len(heard) < 1 + acts and (more := os.read(told, 1)):
        heard += more
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    finished = acts + _finished(pid, told)
    files.settled()
    return finished


def killed_at(files: Files, act: Act, statement: int) -> bool:
    """Let a process act once, killing itself before its so-manyth statement of SQL. False where it got through."""

    def work(tell: Callable[[bytes], object]) -> None:
        ran = count(1)

        def before_each(_: str) -> None:
            if next(ran) == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
            raw = connection.connection
            if isinstance(raw, sqlite3.Connection):
                raw.set_trace_callback(before_each)
            else:
                _before_each_on_server(connection, before_each)

        connection_created.connect(watch, weak=False)
        act(0)
        tell(b".")

    pid, told = _forked(files, work)
    killed = _finished(pid, told) == 0
    files.settled()
    return killed


def _before_each_on_server(connection: BaseDatabaseWrapper, tell: Callable[[str], None]) -> None:
    """Tell of each statement that Django sends, and of each transaction that it ends."""

    def sending(execute: Callable[..., object], sql: str, *more: object) -> object:
        tell(sql)
        return execute(sql, *more)

    ending = connection._commit  # type: ignore[attr-defined]

    def commit() -> None:
        tell("COMMIT")
        ending()

    connection.execute_wrappers.append(sending)
    connection._commit = commit  # type: ignore[attr-defined]


def at_once(files: Files, *acts: Callable[[], object]) -> None:
    """Let several processes do one thing each on the files at the same time. Raises where one failed."""
    gate, go = os.pipe()

    def waiting(act: Callable[[], object]) -> Callable[[Callable[[bytes], object]], None]:
        def work(tell: Callable[[bytes], object]) -> None:
            os.read(gate, 1)
            act()
            tell(b".")

        return work

    forked = [_forked(files, waiting(act)) for act in acts]
    os.write(go, b"g" * len(acts))
    for pid, told in forked:
        assert _finished(pid, told) == 1
    os.close(gate)
    os.close(go)


def _forked(files: Files, work: Callable[[Callable[[bytes], object]], None]) -> tuple[int, int]:
    """A child at work on the files, and where it tells of what it does."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    told, tell = os.pipe()
    pid = os.fork()
    if pid:
        os.close(tell)
        return pid, told
    status = 1
    try:
        os.close(told)
        with using(files):
            work(lambda what: os.write(tell, what))
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it was, the child must not return into the tests
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(status)


def _finished(pid: int, told: int) -> int:
    """How many acts the child told of, once it is gone. Raises where it failed instead of being killed."""
    with os.fdopen(told, "rb") as stream:
        heard = stream.read()
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the process failed by itself; see its traceback"
    return heard.count(b".")
