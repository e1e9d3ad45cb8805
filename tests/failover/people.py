"""People who open cases one after another over HTTP, and write down what their browser was told.

A form whose answer is lost is sent again with its token, as from the page “could not be saved”, until the service
says where it led: one case for each form, whatever happened meanwhile.
"""

import re
import threading
import time
import urllib.error
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from urllib.parse import urlsplit

from tests.security.browsing import Browser

START = {"role": "victim", "suspected": "yes", "already_shared": "no"}
REFERENCE = re.compile(r"PV-\w{4}-\w{4}")
TOKENS = re.compile(r'name="(csrfmiddlewaretoken|form_token)" value="([^"]+)"')


@dataclass
class Told:
    """What one person was told: each case, when the press began that led to it, when it was told, how many presses."""

    cases: list[str] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    presses: int = 0
    refused: int = 0


class Person(threading.Thread):
    """Somebody at work until they are told to stop."""

    def __init__(self, port: int, number: str, password: str) -> None:
        super().__init__(daemon=True)
        self.browser, self.told = Browser(port), Told()
        self.number, self.password = number, password
        self.done = threading.Event()
        self.failed: BaseException | None = None

    def run(self) -> None:
        """One case after another; the last form is sent until it was answered."""
        try:
            while not self.done.is_set():
                self._begin_a_case()
        except BaseException as fault:  # noqa: BLE001  told by whoever waits for this thread
            self.failed = fault

    def _begin_a_case(self) -> None:
        form = self._form()
        while True:
            self.told.presses += 1
            status, led = self._asked("/cases/new", START | form)
            if status == HTTPStatus.FOUND and (found := REFERENCE.search(led)):
                self.told.cases.append(found[0])
                self.told.moments.append(time.monotonic())
                return
            if status == HTTPStatus.FOUND and "sign-in" in led:
                form |= self._signed_in_again()
            else:
                self.told.refused += 1
                time.sleep(0.2)

    def _form(self) -> dict[str, str]:
        """The tokens of a fresh page."""
        while True:
            status, page = self._asked("/cases/new")
            if status == HTTPStatus.OK:
                return dict(TOKENS.findall(page))
            if status == HTTPStatus.FOUND:
                self._signed_in_again()
            else:
                time.sleep(0.2)

    def _signed_in_again(self) -> dict[str, str]:
        """Sign in; the page's own token is a new one then, that of the form stays."""
        while True:
            try:
                status, led = self.browser.sign_in(self.number, self.password)
            except (OSError, HTTPException, IndexError):
                status, led = 0, ""
            if status == HTTPStatus.FOUND and "sign-in" not in urlsplit(led).path:
                break
            time.sleep(0.2)
        status, page = self._asked("/cases/new")
        fresh = dict(TOKENS.findall(page)) if status == HTTPStatus.OK else {}
        return {name: value for name, value in fresh.items() if name == "csrfmiddlewaretoken"}

    def _asked(self, path: str, typed: dict[str, str] | None = None) -> tuple[int, str]:
        """What the service answers; 0 where it does not."""
        try:
            return self.browser.ask(path, typed)
        except (urllib.error.URLError, OSError, HTTPException):
            return 0, ""


def longest_pause(people: Sequence[Person], since: float, until: float) -> float:
    """How long nobody was told of a case, in seconds, between two moments."""
    told = sorted(moment for one in people for moment in one.told.moments if since <= moment <= until)
    return max(after - before for before, after in zip([since, *told], [*told, until], strict=True))
