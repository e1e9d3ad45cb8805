"""A service that is stopped finishes what it is answering; one that is restarted loses no request on the way."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.cli.processes import EMPTY, PROVISO, free_port

from .deployed import SETTINGS, Deployed, deployed
from .proxied import BEHIND, Proxied, make_certificate, nginx

pytestmark = pytest.mark.system

HANDED = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.set_inheritable(3, True)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.argv[2], [sys.argv[2], "serve", "--workers", "2", "--no-worker"])
"""
"""What systemd does with a socket unit: the third descriptor is the socket, and the variables say so."""
PEOPLE = 3


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return deployed(tmp_path_factory)


@contextmanager
def serving_on(
    bound: socket.socket, folder: Path, settings: Mapping[str, str] = SETTINGS
) -> Iterator["subprocess.Popen[str]"]:
    """The service on a socket that is somebody else's; ended as systemd ends it."""
    words = [sys.executable, "-c", HANDED, str(bound.fileno()), PROVISO]
    with subprocess.Popen(
        words, cwd=folder, env={**EMPTY, **settings}, pass_fds=[bound.fileno()], stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=60)
            assert process.returncode == 0, said


def asked_at(port: int) -> int:
    """The status of a page that is asked for without a proxy."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=40) as answer:
        answer.read()
        return int(answer.status)


class People:
    """Several who ask for a page again and again, each on a connection of their own every time."""

    def __init__(self, ask: Callable[[], int]) -> None:
        self.ask, self.over = ask, threading.Event()
        self.statuses: list[int] = []
        self.lost: list[str] = []
        self._threads = [threading.Thread(target=self._ask) for _ in range(PEOPLE)]

    def _ask(self) -> None:
        while not self.over.is_set():
            try:
                self.statuses.append(self.ask())
            except (OSError, urllib.error.URLError) as fault:
                self.lost.append(repr(fault))

    @contextmanager
    def asking(self) -> Iterator[None]:
        for one in self._threads:
            one.start()
        try:
            yield
        finally:
            self.end()

    def end(self) -> None:
        """Ask no more, once what was asked is answered."""
        self.over.set()
        for one in self._threads:
            one.join(90)


def wait_for(people: People, many: int) -> None:
    until = time.monotonic() + 90
    while len(people.statuses) < many:
        assert not people.lost
        assert time.monotonic() < until, people.lost
        time.sleep(0.05)


def test_a_restart_with_the_socket_handed_over_loses_no_request(service: Deployed) -> None:
    with closing(socket.create_server(("127.0.0.1", 0), backlog=128)) as bound:
        people = People(partial(asked_at, bound.getsockname()[1]))
        with people.asking():
            for _ in range(2):
                with serving_on(bound, service.folder):
                    wait_for(people, len(people.statuses) + 15)
            with serving_on(bound, service.folder):
                wait_for(people, len(people.statuses) + 15)
                people.end()
    assert people.lost == []
    assert set(people.statuses) == {200}


def test_a_restart_behind_the_proxy_loses_no_request(service: Deployed, tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0), backlog=128)) as bound:
        proxied = Proxied(free_port(), free_port(), bound.getsockname()[1], tmp_path)
        make_certificate(tmp_path)
        people = People(lambda: int(proxied.get("/sign-in").split(" ", 2)[1]))
        with nginx(proxied), people.asking():
            with serving_on(bound, service.folder, BEHIND):
                wait_for(people, 15)
            with serving_on(bound, service.folder, BEHIND):
                wait_for(people, len(people.statuses) + 15)
                people.end()
    assert people.lost == []
    assert set(people.statuses) == {200}


def test_what_was_being_sent_when_it_was_told_to_stop_is_still_answered(service: Deployed) -> None:
    """A request of which only the half has come, and one that has connected and not said anything yet."""
    with closing(socket.create_server(("127.0.0.1", 0))) as bound:
        address = bound.getsockname()
        with serving_on(bound, service.folder) as process:
            with urllib.request.urlopen(f"http://127.0.0.1:{address[1]}/health", timeout=60) as answer:
                assert answer.status == 200
            with socket.create_connection(address) as half, socket.create_connection(address) as silent:
                half.sendall(b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nlogin")
                time.sleep(0.3)
                os.kill(process.pid, signal.SIGTERM)
                time.sleep(0.3)
                silent.sendall(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                half.sendall(b"=N12")
                half.settimeout(30)
                silent.settimeout(30)
                assert half.recv(12) == b"HTTP/1.1 403"
                assert silent.recv(12) == b"HTTP/1.1 200"
