"""Connections that somebody without an account holds open: pages answer meanwhile, and each is broken off in time."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from .deployed import Deployed, Visitor, asked, broken_off, deployed

HELD = 200
"""Connections of each kind; the service of the how-to has two processes with ten threads each."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return deployed(tmp_path_factory)


@pytest.fixture(scope="module")
def served(service: Deployed) -> Iterator[Visitor]:
    """One service for all who come here: what one of them held is not to hold up the next."""
    with service.serving() as visitor:
        yield visitor


@pytest.fixture
def visitor(served: Visitor) -> Visitor:
    return Visitor(served.port, service=served.service)


def without_end_of_headers(visitor: Visitor) -> bytes:
    return b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slowly: "


def without_body(visitor: Visitor) -> bytes:
    head = (
        "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Cookie: csrf={visitor.token()}\r\nContent-Length: 100\r\n\r\n"
    )
    return head.encode() + b"login=N1"


def without_reading(visitor: Visitor) -> bytes:
    style = visitor.get("/sign-in").page.split('rel="stylesheet" href="')[1].split('"')[0]
    return f"GET {style} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() * 100


KINDS = {"headers": without_end_of_headers, "body": without_body, "reading": without_reading}


@pytest.mark.parametrize("kind", KINDS)
def test_200_held_connections_keep_nobody_from_the_pages(visitor: Visitor, kind: str) -> None:
    request = KINDS[kind](visitor)
    with ExitStack() as held:
        connections = [held.enter_context(asked(visitor.port, request, room=4096)) for _ in range(HELD)]
        for _ in range(5):
            assert Visitor(visitor.port, patience=10).get("/sign-in").status == 200
        signed_in = Visitor(visitor.port, patience=20)
        assert signed_in.sign_in().status == 302
        assert signed_in.get("/worklist").status == 200
        assert len(connections) == HELD


def test_a_request_that_does_not_come_is_broken_off_and_a_body_is_told_so(visitor: Visitor) -> None:
    began = time.monotonic()
    with asked(visitor.port, without_end_of_headers(visitor)) as headers, asked(visitor.port, b"") as nothing:
        body = asked(visitor.port, without_body(visitor))
        trickling = asked(visitor.port, without_body(visitor))
        with body, trickling:
            assert broken_off(headers, 40) == b""
            assert broken_off(nothing, 40) == b""
            assert time.monotonic() - began > 10  # an honest browser on a bad line has so long
            trickling.sendall(b"0")
            told = broken_off(body, 40)
            assert told.startswith(b"HTTP/1.1 408 ")
            assert b"What you sent did not arrive in time" in told
            assert b"N1" not in told
            assert broken_off(trickling, 40).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("size", [3_000_000, 60_000_000])
def test_what_is_too_long_is_told_so_in_words(visitor: Visitor, size: int) -> None:
    announced = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % size + b"x" * size
    parts = (b"%x\r\n%s\r\n" % (60_000, b"x" * 60_000)) * (size // 60_000) + b"0\r\n\r\n"
    chunked = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n" + parts
    for request in (announced, chunked):
        with asked(visitor.port, request) as connection:
            told = broken_off(connection, 30)
        assert told.startswith(b"HTTP/1.1 413 ")
        assert b"What you sent is too long" in told


def test_no_answer_names_the_server(visitor: Visitor) -> None:
    for path in ("/sign-in", "/nowhere", "/static/proviso.css"):
        assert "server" not in {name.lower() for name in visitor.get(path).headers}
    for bad in (b"\0\0\0\0\r\n\r\n", b"GET /sign-in HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"PUT\r\n\r\n"):
        with asked(visitor.port, bad) as connection:
            told = broken_off(connection, 30)
        assert told.startswith(b"HTTP/1.1 400 "), told
        assert b"server:" not in told.lower()


def test_a_header_with_an_underscore_is_not_the_one_that_a_proxy_sets(service: Deployed) -> None:
    """Told apart by the redirect to HTTPS, which a proxy's X-Forwarded-Proto alone does away with."""
    behind = {"PROVISO_HTTPS": "true", "PROVISO_PROXIES": "1"}
    with service.serving(workers=1, **behind) as visitor:
        assert visitor.get("/sign-in").status == 301
        assert visitor.get("/sign-in", X_Forwarded_Proto="https").status == 301
        assert visitor.get("/sign-in", **{"X-Forwarded-Proto": "https"}).status == 200


@pytest.mark.kills
def test_however_often_its_processes_are_killed_the_service_goes_on(visitor: Visitor) -> None:
    for _ in range(3):
        for child in answering(visitor):
            os.kill(child, signal.SIGKILL)
        time.sleep(0.3)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            status = Visitor(visitor.port, patience=5).get("/sign-in").status
            break
        except OSError:
            time.sleep(0.5)
    assert status == 200
    assert len(answering(visitor)) == 2


@pytest.mark.kills
def test_when_the_service_is_killed_no_process_keeps_its_port(service: Deployed) -> None:
    with service.serving() as visitor:
        children = answering(visitor)
        assert len(children) == 2
        os.kill(visitor.service, signal.SIGKILL)
    until = time.monotonic() + 60
    while any(alive(child) for child in children) and time.monotonic() < until:
        time.sleep(0.2)
    assert [child for child in children if alive(child)] == []


def answering(visitor: Visitor) -> list[int]:
    """The processes that answer, by their numbers."""
    children = Path(f"/proc/{visitor.service}/task/{visitor.service}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
