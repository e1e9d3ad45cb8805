"""What the service writes to its log: no case, no address as it was typed, nothing that anybody sent."""

import re
from collections.abc import Iterator

import pytest

from .deployed import Deployed, Reply, Visitor, asked, broken_off, deployed
from .test_busy_database import somebody_else_writes

TYPED = "kestrels"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Deployed:
    return deployed(tmp_path_factory)


@pytest.fixture(scope="module")
def log(service: Deployed) -> str:
    """What was written while every kind of refusal was provoked, with a canary and a case in each address."""
    with service.serving(workers=1) as visitor:
        assert visitor.sign_in().status == 302
        began = visitor.post("/cases/new", {"role": "victim", "suspected": "yes", "already_shared": "no"})
        reference = began.headers["Location"].split("/")[2]
        assert reference.startswith("PV-")
        statuses = [reply.status for reply in provoked(visitor, reference)]
        with somebody_else_writes(service):
            statuses.append(
                visitor.post(
                    f"/cases/{reference}/role?{TYPED}",
                    {"role": "witness", "reason": "The victim rang", "last_seq": "1"},
                ).status
            )
        for bad in raw(reference):
            with asked(visitor.port, bad) as connection:
                statuses.append(int(broken_off(connection, 30).split()[1]))
    assert {400, 403, 404, 405, 413, 422, 503} <= set(statuses), statuses
    return visitor.log


def provoked(visitor: Visitor, reference: str) -> Iterator[Reply]:
    of_case = f"/cases/{reference}/"
    yield visitor.get(f"{of_case}{TYPED}")
    yield visitor.get(f"/{TYPED}?name={TYPED}&case={reference}")
    yield visitor.get("/cases/PV-0000-0000/")
    yield visitor.post(f"{of_case}role?{TYPED}", {"role": TYPED})
    yield visitor.post(f"{of_case}role?{TYPED}", {"csrfmiddlewaretoken": TYPED})
    yield visitor.post(f"/worklist/{TYPED}", {})
    yield visitor.get("/record")
    yield visitor.get(f"/sign-in?{TYPED}", host=f"{TYPED}.example")
    yield visitor.post(of_case, {"reference": reference})
    yield Visitor(visitor.port).sign_in(TYPED, TYPED)


def raw(reference: str) -> Iterator[bytes]:
    head = f"/cases/{reference}/{TYPED}"
    yield f"{TYPED.upper()} {head} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    yield f"GET {head} HTTP/1.1\r\n{TYPED}\r\n\r\n".encode()
    yield f"POST {head} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 11000000\r\n\r\n".encode() + b"x" * 11_000_000


def test_no_line_names_a_case_or_holds_what_was_typed(log: str) -> None:
    lines = log.splitlines()
    assert [line for line in lines if TYPED in line.lower()] == []
    assert [line for line in lines if re.search(r"PV-\w{4}", line, re.IGNORECASE)] == []


def test_a_line_says_status_method_and_the_pattern_of_the_page(log: str) -> None:
    for line in (
        "django.request: 404 GET an address of no page",
        "django.request: 422 POST /cases/<str:reference>/role",
        "django.security.csrf: 403 POST /cases/<str:reference>/role",
        "django.request: 503 POST /cases/<str:reference>/role",
        "django.request: 404 another method an address of no page",
    ):
        assert line in log
    assert "django.db.utils.OperationalError" in log
