"""The ground for walks in a real browser: the product served from a filled folder, and Debian's chromium to walk it.

A module of tests shares one copy of the databases; `fresh_live` gives a test a copy of its own.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.serving import prepare, serving

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HARMLESS = "Failed to load resource: the server responded with a status of 4"
"""What chromium says of a page that refuses, which a walk may well mean to meet."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here that holds a page is a browser test."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with secrets and both databases, migrated and seeded once a run; copies of it are served."""
    home = tmp_path_factory.mktemp("filled")
    prepare(home)
    return home


@pytest.fixture(scope="module")
def live(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product, on a copy that the tests of one module share."""
    yield from copy_served(filled, tmp_path_factory)


@pytest.fixture
def fresh_live(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product, on a copy that only this test changes."""
    yield from copy_served(filled, tmp_path_factory)


def copy_served(filled: Path, folders: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a copy of a filled folder."""
    home = folders.mktemp("home")
    shutil.copytree(filled, home, dirs_exist_ok=True)
    with serving(home) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, with a fresh profile."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a session of its own. A complaint of the browser (a script, the content policy) fails the test."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        yield from watched(context)


@pytest.fixture
def another_page(browser: Browser) -> Iterator[Page]:
    """Somebody else's page: a second session at the same time."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        yield from watched(context)


@pytest.fixture
def page_without_javascript(browser: Browser) -> Iterator[Page]:
    """A page on which no script runs."""
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        yield from watched(context)


def watched(context: BrowserContext) -> Iterator[Page]:
    """A page whose complaints are listened to."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    yield page
    assert [one for one in complaints if not one.startswith(HARMLESS)] == []
