"""The configuration of nginx that the how-to gives, in a real nginx in front of the service."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.cli.processes import free_port, started

from .deployed import Deployed, broken_off, deployed
from .proxied import BEHIND, NAME, Proxied, make_certificate, nginx

pytestmark = pytest.mark.system

HELD = 200


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return deployed(tmp_path_factory)


@pytest.fixture(scope="module")
def proxied(service: Deployed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    found = Proxied(free_port(), free_port(), free_port(), tmp_path_factory.mktemp("nginx"))
    make_certificate(found.folder)
    with started(["serve", "--workers", "2"], service.folder, found.service, **BEHIND), nginx(found):
        yield found


def test_pages_come_through_it_and_nothing_names_a_version(proxied: Proxied) -> None:
    page = proxied.get("/sign-in")
    assert page.startswith("HTTP/1.1 200 ")
    assert "__Host-csrf=" in page
    assert re.findall(r"(?mi)^server: (.*?)\r?$", page) == ["nginx"]
    assert "HTTP/1.1 400 " in proxied.get("/sign-in", "Host: another.example")[:20]


def test_200_held_bodies_never_reach_the_service(proxied: Proxied) -> None:
    head = f"POST /sign-in HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 100\r\n\r\nlogin=N1"
    with ExitStack() as held:
        for _ in range(HELD):
            held.enter_context(proxied.asked(head.encode()))
        for _ in range(3):
            assert proxied.get("/sign-in").startswith("HTTP/1.1 200 ")
        assert proxied.open_to_the_service() < 10
    assert list((proxied.folder / "on-disk").rglob("*.*")) == []


def test_what_comes_without_tls_is_sent_to_the_same_address_with_it(proxied: Proxied) -> None:
    with socket.create_connection(("127.0.0.1", proxied.plain), timeout=30) as connection:
        connection.sendall(f"GET /worklist HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
        told = broken_off(connection, 30).decode()
    assert told.startswith("HTTP/1.1 301 ")
    assert f"Location: https://{NAME}/worklist" in told


def test_a_body_is_never_written_to_the_disk_of_the_proxy(proxied: Proxied) -> None:
    body = b"login=N1&password=" + b"x" * 2_000_000
    head = f"POST /sign-in HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    with proxied.asked(head.encode() + body[:-1]) as connection:
        time.sleep(0.5)
        assert [found for found in (proxied.folder / "on-disk").rglob("*") if found.is_file()] == []
        connection.sendall(body[-1:])
        assert broken_off(connection, 30).startswith(b"HTTP/1.1 403 ")
