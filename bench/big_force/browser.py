"""Somebody at work in a browser of a few lines: a connection that stays, cookies, forms filled in as they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser

from bench.big_force.people import PASSWORD

IDLE = 2
"""Seconds after which a connection is not relied on: the service closes those that nobody uses."""


@dataclass(frozen=True)
class Answer:
    """What came back: its status, where it leads, the page, and the seconds until all of it was there."""

    status: int
    leads: str
    page: bytes
    seconds: float

    def is_right(self) -> bool:
        """Whether it is a page, or leads to one that is not about signing in or asking why."""
        led = urlsplit(self.leads).path
        return self.status == 200 or (self.status == 302 and "sign-in" not in led and not led.endswith("/reason"))


@dataclass
class Browser:
    """What one person has open of the service at a port."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection, self._used = HTTPConnection("127.0.0.1", self.port, timeout=60), perf_counter()

    def ask(self, path: str, typed: Mapping[str, str] | None = None) -> Answer:
        """A page, or what a form that is sent leads to."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if typed is not None:
            body = urlencode(typed)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = perf_counter()
        if began - self._used > IDLE:
            self._connection.close()  # it is opened again with the request, as a browser does
        self._connection.request("GET" if typed is None else "POST", path, body, headers)
        answer = self._connection.getresponse()
        page = answer.read()
        self._used = perf_counter()
        took = self._used - began
        for told in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = told.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, answer.headers.get("Location") or "", page, took)

    def sign_in(self, number: str) -> "Browser":
        """Sign in as a person does. Raises RuntimeError."""
        typed = form_on(self.ask("/sign-in").page) | {"login": number, "password": PASSWORD}
        answer = self.ask("/sign-in", typed)
        if not (answer.status == 302 and answer.is_right()):
            raise RuntimeError(f"{number} cannot sign in: {answer.status} {answer.leads}")
        return self

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def form_on(page: bytes) -> dict[str, str]:
    """The form of a page as it stands: every box with what is in it, every choice that is made."""
    form = LexborHTMLParser(page.decode()).css_first("main form[method=post]")
    found: dict[str, str] = {}
    for one in form.css("input, textarea, select") if form else ():
        told = one.attributes
        name, kind = told.get("name"), told.get("type") or one.tag
        if not name or (kind in {"radio", "checkbox"} and "checked" not in told):
            continue
        if kind == "select":
            chosen = one.css_first("option[selected]") or one.css_first("option")
            found[name] = (chosen.attributes.get("value") or "") if chosen else ""
        else:
            found[name] = one.text() if kind == "textarea" else told.get("value") or ""
    return found
