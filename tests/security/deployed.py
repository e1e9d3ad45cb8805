"""A service deployed and started as the how-to says, in a folder of its own, and somebody who talks to it over HTTP."""

import re
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.cli.prepared import run
from tests.cli.processes import WHO, free_port, started
from tests.once import copied

PASSWORD = "a heron stood in the mill race"
GIVEN = "a stoat ran along the weir"
"""What whoever adds an officer types; the officer chooses another at the first sign-in."""
SETTINGS = {"PROVISO_FORCE": "wessmere", "PROVISO_HTTPS": "false"}
OFFICER = "N101"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    page: str
    headers: Message


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Shows a redirect as what it is."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


@dataclass
class Visitor:
    """A browser without scripts, with cookies of its own."""

    port: int
    jar: CookieJar = field(default_factory=CookieJar)
    patience: float = 30
    """Seconds after which an answer counts as none."""
    service: int = 0
    """The process that was started, by its number."""
    log: str = ""
    """What it wrote to standard error, once it has ended."""

    def get(self, path: str, **headers: str) -> Reply:
        """The page there."""
        return self._open(urllib.request.Request(self.at(path), headers=headers))

    def post(self, path: str, fields: Mapping[str, str | list[str]]) -> Reply:
        """What answers the form, sent with the token of this browser."""
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token(), **fields}, doseq=True).encode()
        return self._open(urllib.request.Request(self.at(path), data=body))

    def token(self) -> str:
        """The token against forged requests, as the cookie has it."""
        if "csrf" not in self.cookies():
            self.get("/sign-in")
        return self.cookies()["csrf"]

    def cookies(self) -> dict[str, str]:
        """By name."""
        return {one.name: one.value or "" for one in self.jar}

    def sign_in(self, staff_number: str = OFFICER, password: str = PASSWORD) -> Reply:
        """What answers signing in."""
        return self.post("/sign-in", {"login": staff_number, "password": password})

    def choose_password(self) -> None:
        """Sign in with the password that was given, and choose one's own."""
        self.sign_in(password=GIVEN)
        assert self.get("/worklist").headers["Location"] == "/password?next=%2Fworklist"
        chosen = self.post("/password", {"oldpassword": GIVEN, "password1": PASSWORD, "password2": PASSWORD})
        assert chosen.headers["Location"].startswith("/password?changed=yes"), chosen.page
        assert self.get("/worklist").status == 200

    def at(self, path: str) -> str:
        """The whole address."""
        return f"http://127.0.0.1:{self.port}{path}"

    def _open(self, request: urllib.request.Request) -> Reply:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), NoRedirects)
        try:
            with opener.open(request, timeout=self.patience) as answer:
                return Reply(answer.status, answer.read().decode(errors="replace"), answer.headers)
        except urllib.error.HTTPError as fault:
            with fault:
                return Reply(fault.code, fault.read().decode(errors="replace"), fault.headers)


@dataclass(frozen=True)
class Deployed:
    """A folder in which everything was made as the how-to says."""

    folder: Path

    def run(self, *words: str, typed: str = "") -> str:
        """What a command of the product says; it has to succeed."""
        done = run(list(words), self.folder, typed=typed, **SETTINGS)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def serving(self, workers: int = 2, **more: str) -> Iterator[Visitor]:
        """The service in so many processes, answering, and somebody who talks to it."""
        port = free_port()
        with started(["serve", "--workers", str(workers)], self.folder, port, **(SETTINGS | more)) as process:
            assert process.poll() is None, process.stderr and process.stderr.read()
            visitor = Visitor(port, service=process.pid)
            yield visitor
            process.terminate()
            _, visitor.log = process.communicate(timeout=60)


def deployed(factory: pytest.TempPathFactory) -> Deployed:
    """A folder of its own with a force that was deployed once in this run; each step is followed in `tests/docs`."""
    return Deployed(copied(factory, "deployed", deploy))


def deploy(folder: Path) -> None:
    """Secrets, databases, the force, its administrator and an officer, by the commands of the how-to."""
    made = Deployed(folder)
    run(["check", "--make-secrets"], folder, **SETTINGS)
    made.run("migrate")
    twice = f"{GIVEN}\n{GIVEN}\n"
    made.run("add-force", "wessmere", "Wessmere Police", *WHO, typed=f"A1\nRuth Okonjo-Vale\n{twice}")
    made.run("force", "add-unit", "north", "North", *WHO)
    words = ("add-officer", OFFICER, "Ines Abara-Quill", "--role", "officer", "--unit", "north", *WHO)
    made.run("force", *words, typed=twice)
    with made.serving(1) as visitor:
        visitor.choose_password()


def field_of(page: str, name: str) -> str:
    """What a hidden field of the page holds."""
    found = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found.group(1)


def asked(port: int, request: bytes, *, room: int | None = None) -> socket.socket:
    """A connection on which this much was sent, and nothing read yet; with `room` it takes few bytes at a time."""
    connection = socket.socket()
    if room:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    connection.settimeout(30)
    connection.connect(("127.0.0.1", port))
    connection.sendall(request)
    return connection


def broken_off(connection: socket.socket, within: float) -> bytes:
    """What came before the other end closed the connection; fails where it does not in so many seconds."""
    came, until = b"", time.monotonic() + within
    while True:
        connection.settimeout(max(0.1, until - time.monotonic()))
        try:
            part = connection.recv(65_536)
        except ConnectionResetError:
            return came
        if not part:
            return came
        came += part
