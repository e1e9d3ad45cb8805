"""Acts that wait for a database which somebody else writes: they give up with what was typed, and reading goes on."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from html import unescape
from http.cookiejar import CookieJar

import pytest

from .deployed import Deployed, Reply, Visitor, deployed, field_of

WRITERS = 12
"""More than one process has threads for; one of them is asked by all."""
WORDS = 'Heard it "from" a <neighbour>,\r\nand wrote it down at once'


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return deployed(tmp_path_factory)


@pytest.fixture(scope="module")
def visitor(service: Deployed) -> Iterator[Visitor]:
    with service.serving(workers=1) as visitor:
        assert visitor.sign_in().status == 302
        yield visitor


@pytest.fixture(scope="module")
def role(visitor: Visitor) -> str:
    """The address of a question of a case that was just started."""
    began = visitor.post("/cases/new", {"role": "victim", "suspected": "yes", "already_shared": "no"})
    assert began.status == 302, began.page
    return f"/cases/{began.headers['Location'].split('/')[2]}/role"


@contextmanager
def somebody_else_writes(service: Deployed) -> Iterator[None]:
    with closing(sqlite3.connect(service.folder / "var" / "proviso.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


def again(visitor: Visitor) -> Visitor:
    """The same sign-in in another tab."""
    jar = CookieJar()
    for cookie in visitor.jar:
        jar.set_cookie(cookie)
    return Visitor(visitor.port, jar)


def test_waiting_acts_give_up_with_what_was_typed_and_reading_goes_on(
    service: Deployed, visitor: Visitor, role: str
) -> None:
    typed = {"role": "witness", "reason": WORDS, "last_seq": "1"}
    with somebody_else_writes(service), ThreadPoolExecutor(WRITERS) as tabs:
        waiting = [tabs.submit(again(visitor).post, role, typed) for _ in range(WRITERS)]
        for path in ("/worklist", "/sign-in", "/static/proviso.css"):
            assert Visitor(visitor.port, again(visitor).jar, patience=5).get(path).status in {200, 302}
        assert not all(one.done() for one in waiting)
        told = [one.result() for one in waiting]
    assert {one.status for one in told} == {503}
    for one in told:
        assert "The service is busy" in one.page
        assert one.headers["Retry-After"] == "10"
        assert one.headers["Cache-Control"] == "no-store"
    sent = visitor.post(role, fields_of(told[0]))
    assert sent.status == 302, sent.page
    assert "Send it again" in told[0].page
    assert WORDS.splitlines()[0] in unescape(visitor.get(role.removesuffix("role") + "timeline").page)


def fields_of(told: Reply) -> dict[str, str]:
    """What the page sends when its button is pressed."""
    return {name: unescape(field_of(told.page, name)) for name in ("role", "reason", "last_seq")}


def test_a_password_is_given_back_to_nobody(service: Deployed, visitor: Visitor) -> None:
    stranger = Visitor(visitor.port)
    stranger.token()
    with somebody_else_writes(service):
        told = stranger.sign_in(password="kestrels sleep in the bell tower")
    assert told.status == 503, told.page
    assert "The service is busy" in told.page
    assert "kestrels over the heath" not in told.page
    assert "Send it again" not in told.page


def test_nothing_that_was_forged_is_given_back(service: Deployed, visitor: Visitor, role: str) -> None:
    with somebody_else_writes(service):
        told = again(visitor).post(role, {"csrfmiddlewaretoken": "forged", "reason": "kestrels over the heath"})
    assert told.status == 403
    assert "kestrels over the heath" not in told.page
