"""A browser of a few lines, for a service that is a process of its own: it keeps cookies and follows nothing."""

import re
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from typing import Any


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


class Browser:
    """What one person has open of the service at a port."""

    def __init__(self, port: int) -> None:
        self._at = f"http://127.0.0.1:{port}"
        self._opener = urllib.request.build_opener(_Stays, urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, typed: dict[str, str] | None = None) -> tuple[int, str]:
        """The status of a page and where it leads, or else what is on it."""
        data = urllib.parse.urlencode(typed).encode() if typed else None
        try:
            answer: HTTPResponse = self._opener.open(self._at + path, data, timeout=60)
        except urllib.error.HTTPError as told:
            return told.code, told.headers.get("Location") or told.read().decode()
        return answer.status, answer.read().decode()

    def sign_in(self, number: str, password: str) -> tuple[int, str]:
        """Sign in as a person does."""
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask("/sign-in")[1])[0]
        return self.ask("/sign-in", {"login": number, "password": password, "csrfmiddlewaretoken": token})
