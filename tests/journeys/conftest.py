"""The ground for walks in a real browser: the product served from a filled folder, and Debian's chromium to walk it.

A module of tests shares one copy of the databases; each of its stories begins cases of its own.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState, expect, sync_playwright

from tests.journeys.serving import prepare, serving
from tests.journeys.walking import sign_in

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
"""The one without a window, if it is here (scripts/browser)."""
DISABLED = [
    "RenderDocument",
    # What playwright turns off itself: of two such flags chromium heeds the last.
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
]
"""A frame of its own in the browser for each page that follows another of the same site costs a tenth of a walk."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-features=" + ",".join(DISABLED),
    "--js-flags=--no-maglev --no-turbofan",  # no page stays long enough to earn what these compile for it
]
PATIENCE_MS = 30_000
"""How long a page may take on a busy machine. What a test expects is there long before, on any other."""
expect.set_options(timeout=PATIENCE_MS)
HARMLESS = "Failed to load resource: the server responded with a status of 4"
"""What chromium says of a page that refuses, which a walk may well mean to meet."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here that holds a page is a browser test."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with secrets and both databases, migrated and seeded once a run; copies of it are served.

    Every process of a run takes the same: the first makes it, the others wait for it.
    """
    process = tmp_path_factory.getbasetemp()
    home = (process.parent if "PYTEST_XDIST_WORKER" in os.environ else process) / "filled"
    home.mkdir(exist_ok=True)
    with (home.parent / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "done").exists():
            prepare(home)
            (home / "done").touch()
    return home


@pytest.fixture(scope="module")
def home(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the filled folder that the tests of one module share."""
    return Path(shutil.copytree(filled, tmp_path_factory.mktemp("home"), dirs_exist_ok=True))


@pytest.fixture(scope="module")
def live(home: Path) -> Iterator[str]:
    """The address of the product, on the copy that the tests of one module share."""
    with serving(home) as address:
        yield address


class SignedIn(Protocol):
    """The page of somebody who is signed in, by their staff number: a session of its own, the same for a whole test."""

    def __call__(self, staff_number: str, *, javascript: bool = True) -> Page: ...


Sessions = dict[str, StorageState]
"""The cookies of whoever has signed in, by their staff number."""


@pytest.fixture(scope="module")
def sessions(live: str) -> Sessions:
    """Who has signed in at this address: hashing a password is slow, and meant to be."""
    return {}


@pytest.fixture
def signed_in(browser: Browser, live: str, sessions: Sessions) -> Iterator[SignedIn]:
    """Whoever a story is about, each at a browser of their own. What any of their browsers complains of fails it."""
    with people(browser, live, sessions) as at_work:
        yield at_work


@pytest.fixture(scope="module")
def still_signed_in(browser: Browser, live: str, sessions: Sessions) -> Iterator[SignedIn]:
    """The same people at the same browsers for a whole module of short visits: to open a browser takes longer."""
    with people(browser, live, sessions) as at_work:
        yield at_work


def as_it_comes(_context: BrowserContext) -> None:
    """A session with nothing in it."""


@contextmanager
def people(
    browser: Browser, live: str, sessions: Sessions, begins: Callable[[BrowserContext], None] = as_it_comes
) -> Iterator[SignedIn]:
    """Whoever is asked for, signed in when they are first asked for."""
    with ExitStack() as stack:
        at_work: dict[str, Page] = {}

        def page_of(staff_number: str, *, javascript: bool = True) -> Page:
            if staff_number not in at_work:
                kept = sessions.get(staff_number)
                page = stack.enter_context(a_page(browser, java_script_enabled=javascript, storage_state=kept))
                begins(page.context)
                if kept is None:
                    sign_in(page, live, staff_number)
                    sessions[staff_number] = page.context.storage_state()
                at_work[staff_number] = page
            return at_work[staff_number]

        yield page_of


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium, with a fresh profile; gone after each module, since playwright's loop and Django's databases
    do not live together in one process, which tests of both kinds may share."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a session of its own."""
    with a_page(browser) as page:
        yield page


@pytest.fixture
def page_without_javascript(browser: Browser) -> Iterator[Page]:
    """A page on which no script runs."""
    with a_page(browser, java_script_enabled=False) as page:
        yield page


@contextmanager
def a_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """A page in a session of its own. A complaint of the browser (a script, the content policy) fails the test."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", **options) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if is_bad(said) else None)
        yield page
        assert complaints == []


def is_bad(said: ConsoleMessage) -> bool:
    """Whether the browser complains of a page; that a page refuses is no complaint."""
    return said.type in {"error", "warning"} and not said.text.startswith(HARMLESS)
