"""A stranger learns whether the service lives and is ready, and nothing else."""

import asyncio
from http import HTTPStatus
from typing import Any

import pytest

from proviso.service import health
from proviso.service.answering import Answering

STRANGER: dict[str, Any] = {
    "type": "http", "http_version": "1.1", "method": "GET", "raw_path": b"/health", "path": "/health", "scheme": "http",
    "query_string": b"", "headers": [(b"host", b"10.0.0.9")], "client": ("192.0.2.1", 9), "server": ("10.0.0.9", 8000),
}  # fmt: skip


def answered(path: str, method: str = "GET") -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    def pages(environ: Any, start: Any) -> list[bytes]:
        start("404 Not Found", [])
        return [b"a page"]

    scope = STRANGER | {"path": path, "raw_path": path.encode(), "method": method}
    asyncio.run(Answering(pages)(scope, receive, send))  # type: ignore[arg-type]
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


def test_health_is_a_status_and_asks_no_database() -> None:
    assert answered("/health") == (200, {b"content-length": b"0", b"cache-control": b"no-store"}, b"")
    assert answered("/health", "HEAD")[0] == 200


@pytest.mark.parametrize(("fault", "status"), [(None, 200), (RuntimeError("kestrels"), 503)])
def test_ready_says_no_more_than_that(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Exception | None, status: int
) -> None:
    def prove(_: object) -> None:
        if fault:
            raise fault

    monkeypatch.setattr("proviso.service.proving.prove", prove)
    assert answered("/ready") == (status, {b"content-length": b"0", b"cache-control": b"no-store"}, b"")
    assert "kestrels" not in caplog.text
    assert ("Not ready: RuntimeError" in caplog.text) is bool(fault)


def test_asking_often_asks_the_databases_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def look() -> HTTPStatus:
        asked.append(1)
        return HTTPStatus.OK

    monkeypatch.setattr(health, "_looked", look)
    readiness = health.Readiness()
    assert {readiness.status() for _ in range(100)} == {HTTPStatus.OK}
    assert len(asked) == 1


@pytest.mark.parametrize(("path", "method"), [("/health", "POST"), ("/healthy", "GET"), ("/ready/", "GET")])
def test_every_other_address_is_for_the_pages(path: str, method: str) -> None:
    assert answered(path, method)[0] == 404
