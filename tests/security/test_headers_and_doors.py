"""What a scanner tries at the doors: headers on every answer, methods, hosts, paths, bodies, encodings, odd parameters.

Nothing here is ever a fault of the service, and nothing is written. Limits of the server itself (how long a header may
be) are not tried here.
"""

import io
import itertools
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client

from proviso.accounts.models import Role
from proviso.casework.history.case import Stage
from proviso.record.models import Entry
from proviso.service.wsgi import application
from proviso.web.signing_in import known_devices

from ..web.conftest import Browse, Cases
from ..web.reading import read

pytestmark = pytest.mark.django_db(databases="__all__")

GUARDS = {
    "Content-Security-Policy": "default-src 'none'",
    "Permissions-Policy": "geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
ODD = (
    "\0",
    "\ufffd",
    "é" * 9,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "../../../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "9" * 5000,
    "-1",
    "1e308",
    "https://example.invalid/",
)
"""What stands for each family of attack: bytes that end text, SQL, HTML, templates, paths, headers, numbers, hosts."""


def guarded(response: HttpResponseBase) -> None:
    """The response carries every guard, and is not kept unless it is a file of ours."""
    for name, value in GUARDS.items():
        assert value in response.get(name, ""), (name, response.status_code)
    if not response.get("Cache-Control", "").startswith("max-age="):
        assert response["Cache-Control"] == "no-store"
    assert "Server" not in response
    assert "X-Powered-By" not in response


def test_every_answer_is_guarded(browse: Browse, cases: Cases) -> None:
    reference = cases[Stage.OPEN].case.reference
    signed_in, stranger, forger = browse(), Client(), browse(checks=True)
    answers = {
        "page": signed_in.get(f"/cases/{reference}/"),
        "worklist": signed_in.get("/worklist"),
        "asked to sign in": stranger.get("/worklist"),
        "sign-in": stranger.get("/sign-in"),
        "not found": signed_in.get("/nowhere"),
        "not allowed": signed_in.get("/record"),
        "no such method": signed_in.generic("TRACE", "/sign-in"),
        "wrong method": signed_in.post("/worklist"),
        "forged": forger.post("/cases/new", {}),
        "no such host": stranger.get("/sign-in", headers={"host": "example.invalid"}),
        "refused form": signed_in.post("/cases/new", {}),
        "file": stranger.get("/static/proviso.css"),
        "no file": stranger.get("/static/nothing.css"),
        "range": stranger.get("/static/proviso.css", headers={"range": "bytes=99999999-"}),
        "file posted": stranger.post("/static/proviso.css"),
    }
    assert [answers[name].status_code for name in ("page", "worklist", "not found", "not allowed")] == [
        200, 200, 404, 403,
    ]  # fmt: skip
    assert answers["no such host"].status_code == 400
    for response in answers.values():
        guarded(response)
        response.close()
    for name in ("page", "worklist", "sign-in", "not found", "not allowed", "forged"):
        assert answers[name]["X-Frame-Options"] == "DENY", name


def test_cookies_are_session_token_and_device_and_no_script_reads_them(browse: Browse) -> None:
    browser = browse(typing=True)
    browser.post("/cases/new", {"role": "victim", "suspected": "yes", "already_shared": "no"})
    reference = Entry.objects.latest("index").case
    browser.post(f"/cases/{reference}/role", {"role": "witness", "reason": "Kanarie in een kooi", "last_seq": "1"})
    browser.get("/cases/new")
    device = known_devices.cookie_name()
    assert set(browser.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, device}
    for name, cookie in browser.cookies.items():
        sent = "Strict" if name == device else "Lax"
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, sent, "/")
        assert not cookie["domain"]


@pytest.mark.parametrize(
    "host", ["example.invalid", "127.0.0.1@example.invalid", "127.0.0.1:8000:1", "", "a\0b", "[::"]
)
def test_no_other_host_is_answered(host: str) -> None:
    response = Client(raise_request_exception=False).get("/sign-in", headers={"host": host or "."})
    assert response.status_code == 400
    assert host not in read(response).words or not host
    for forwarded in ("x-forwarded-host", "x-forwarded-server", "x-original-url", "x-rewrite-url", "x-host"):
        assert "example.invalid" not in Client().get("/worklist", headers={forwarded: "example.invalid"})["Location"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../site/settings.py",
        "/static/%2e%2e/%2e%2e/site/settings.py",
        "/static/..%2f..%2fsite%2fsettings.py",
        "/static/%00",
        "/static/proviso.css%00.txt",
        "/static//etc/passwd",
        "/static/",
        "/static",
        "/.git/config",
        "/proviso.toml",
        "/secret-key",
        "/proviso.sqlite3",
        "/admin/",
        "/%ff%fe",
        "/sign-in/",
        "/cases/x/questions/person/",
    ],
)
def test_nothing_but_pages_and_their_files_has_an_address(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    guarded(response)
    assert wsgi("GET", f"/{path}")[0] == 404


def wsgi(method: str, path: str, *, body: bytes = b"", query: str = "", **headers: str) -> tuple[int, str]:
    """What the server's own door answers, past everything that a test's client does by itself: status and body."""
    said: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        **headers,
    }
    begin: Any = lambda status, _headers: said.append(status)  # noqa: E731  all of WSGI’s that is asked
    answer = application(environ, begin)
    words = b"".join(answer).decode(errors="replace")
    return int(said[0].split()[0]), words


TYPES = [
    *(
        f"{kind}; charset={charset}"
        for kind, charset in itertools.product(
            ("text/plain", "multipart/form-data; boundary=B", "application/x-www-form-urlencoded"),
            ("rot13", "hex", "utf-7", "unicode_escape", "raw_unicode_escape", "undefined", "idna", "utf-16", "x" * 999),
        )
    ),
    "text/plain; a*=nothing''%ff",
    "text/plain; a*=rot13''%ff",
    "text/plain; a*='",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=é\0",
    "application/json",
    "application/x-www-form-urlencoded; charset=utf-8; charset=rot13",
    ";;;===",
    "\0",
]


@pytest.mark.parametrize("given", TYPES)
def test_a_body_of_a_type_that_no_page_sends_is_not_read(given: str) -> None:
    before = Entry.objects.count()
    body = b'--B\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800 +2AA-\r\n--B--\r\n'
    assert wsgi("GET", "/sign-in", query="next=%ff%2B2AA-", CONTENT_TYPE=given)[0] == 200
    assert wsgi("POST", "/sign-in", body=body, CONTENT_TYPE=given)[0] == 403
    assert Entry.objects.count() == before


def test_a_form_is_read_as_it_was_sent() -> None:
    _, page = wsgi("GET", "/sign-in")
    assert "Staff number" in page
    for given in ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=UTF-8"):
        status, words = wsgi(
            "POST",
            "/sign-in",
            body=urlencode({"csrfmiddlewaretoken": "a" * 32, "login": "Ł1", "password": "wrong"}).encode(),
            CONTENT_TYPE=given,
            HTTP_COOKIE=f"{settings.CSRF_COOKIE_NAME}={'a' * 32}",
            HTTP_ORIGIN="http://127.0.0.1",
        )
        assert (status, 'value="Ł1"' in words) == (200, True)


def test_no_file_is_taken_in(browse: Browse, cases: Cases) -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="a"; filename="a.exe"\r\n\r\nMZ\r\n--B--\r\n'
    status, _ = wsgi("POST", "/sign-in", body=body, CONTENT_TYPE="multipart/form-data; boundary=B")
    assert status == 403


def test_a_body_that_is_too_large_or_has_too_many_boxes_is_refused(browse: Browse, cases: Cases) -> None:
    path, before = f"/cases/{cases[Stage.OPEN].case.reference}/questions/person", Entry.objects.count()
    browser, form = browse(), "application/x-www-form-urlencoded"
    for body in ("name=" + "a" * 3_000_000, "&".join(f"a{n}=1" for n in range(2000))):
        response = browser.post(path, body, content_type=form)
        assert (response.status_code, read(response).headings) == (400, ["This request could not be understood"])
    assert Entry.objects.filter(seq__isnull=False).count() <= before


def test_a_long_or_crowded_query_is_never_a_fault(browse: Browse) -> None:
    browser = browse()
    assert browser.get("/worklist?" + "a" * 100_000).status_code == 200
    assert browser.get("/worklist?" + "a=1&" * 2000).status_code == 400
    assert browser.get("/worklist?after=" + "1" * 100_000).status_code == 404


QUERIES = [
    (Role.OFFICER, "/worklist?after={}"),
    (Role.AUDITOR, "/record?upto={}"),
    (Role.OFFICER, "/password?changed={}"),
    (Role.OFFICER, "/confirm-it-is-you?next={}"),
    (Role.OFFICER, "/sign-in?next={}"),
]
"""Each address that reads its query, with a role that may see it."""


@pytest.mark.parametrize(("role", "address"), QUERIES)
def test_an_odd_query_leads_nowhere_else(browse: Browse, role: Role, address: str) -> None:
    browser = browse(role)
    for odd in (*ODD, *("%ff", "%00", "%ED%A0%80", "9223372036854775808-9223372036854775808", "-1-1", "1-1-1")):
        given = odd if odd.startswith("%") else urlencode({"": odd})[1:]
        for query in (given, f"{given}&{address.partition('?')[2].format('1')}"):
            response = browser.get(address.format(query))
            assert response.status_code in {200, 302, 404}, odd
            assert "example.invalid" not in response.get("Location", "")
            assert "<script>alert" not in response.content.decode()


def test_where_a_reason_leads_is_a_page_of_the_same_case(browse: Browse, cases: Cases) -> None:
    reference = cases[Stage.OPEN].case.reference
    for odd in (
        *ODD,
        "//example.invalid/",
        f"/cases/{reference}\\@example.invalid/",
        "/sign-out",
        "javascript:alert(1)",
    ):
        path = f"/cases/{reference}/reason?{urlencode({'next': odd})}"
        response = browse(Role.SUPERVISOR).post(path, {"reason": "To look into it"})
        assert response["Location"] == f"/cases/{reference}/"


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_reference_is_a_case_that_nobody_has(browse: Browse, odd: str) -> None:
    if "/" in odd:
        return
    browser = browse()
    before = Entry.objects.count()
    response = browser.post(f"/cases/{urlencode({'': odd})[1:]}/reason", {"reason": "To look into it"})
    assert Entry.objects.count() == before
    if "\0" in odd:  # there is no such address at all
        assert response.status_code == 404
        return
    assert response.status_code == 422
    assert read(response).errors == [
        ("There is no case with this reference. Check it, and find the case again", "#box")
    ]


def test_a_box_that_comes_twice_counts_once(browse: Browse, cases: Cases) -> None:
    reference = cases[Stage.OPEN].case.reference
    twice = {
        "role": ["victim", "witness"],
        "reason": ["She saw it herself", "It was her sister"],
        "last_seq": ["1", "99"],
    }
    response = browse().post(f"/cases/{reference}/role", twice)
    assert response.status_code == 302
    last = Entry.objects.filter(case=reference, seq__isnull=False).latest("seq")
    assert last.kind == "role_corrected"
    mixed = {"role": ["witness", "suspect"], "reason": "A third look today", "last_seq": "99"}
    assert browse().post(f"/cases/{reference}/role", mixed).status_code == 422
