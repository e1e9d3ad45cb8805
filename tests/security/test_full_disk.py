"""A disk that is full: it is told so, reading goes on, and what was typed can be sent again once there is room."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from django.db import connections
from django.test import Client

from proviso.accounts.models import Force
from proviso.casework.history.case import Stage

from ..web.conftest import PASSWORD, Browse, Cases, officer_of

pytestmark = pytest.mark.django_db(databases="__all__")

WORDS = "The neighbour rang again, and said the same. " * 9
MOST_PAGES = 0xFFFFFFFE


@contextmanager
def no_room_left() -> Iterator[None]:
    """No page more than the file has: what SQLite says then is what it says of a full disk."""
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {MOST_PAGES}")


def test_a_full_disk_is_said_and_reading_goes_on(
    browse: Browse, cases: Cases, caplog: pytest.LogCaptureFixture
) -> None:
    browser, case = browse(typing=True), cases[Stage.OPEN].case
    browser.raise_request_exception = False
    page, role = f"/cases/{case.reference}/", f"/cases/{case.reference}/role"
    assert browser.get(page).status_code == 200
    typed = {"role": "witness", "reason": WORDS, "last_seq": str(case.seq)}
    with no_room_left():
        for _ in range(200):  # until the pages that were free are used
            told = browser.post(role, typed)
            if told.status_code == 507:
                break
            typed |= {
                "last_seq": str(int(typed["last_seq"]) + 1),
                "role": "victim" if typed["role"] == "witness" else "witness",
            }
        assert told.status_code == 507
        for path in (page, "/worklist"):
            assert browser.get(path).status_code == 200
    words = unescape(told.content.decode())
    assert "The disk that cases are kept on is full." in words
    assert "backup" not in words.lower()
    assert "restore" not in words.lower()
    assert WORDS.strip() in words
    assert "The record cannot go on: the disk is full. Make room on that disk, then" in caplog.text
    assert browser.post(role, typed).status_code == 302


def test_whoever_signs_in_is_told_that_the_disk_is_full_and_so_is_the_log(
    force: Force, caplog: pytest.LogCaptureFixture
) -> None:
    browser, who = Client(), {"login": officer_of().staff_number, "password": PASSWORD}
    with no_room_left():
        for _ in range(200):  # until the pages that were free are used
            told = browser.post("/sign-in", who)
            if told.status_code != 302:
                break
            browser.logout()
    words = unescape(told.content.decode())
    assert (told.status_code, told["Retry-After"]) == (507, "60")
    assert "The service has no room left" in words
    assert "Your password was not counted as wrong, and nothing was changed." in words
    assert (
        "The database could not be written to at sign-in: the disk is full. Make room on that disk, then" in caplog.text
    )
    assert browser.post("/sign-in", who).status_code == 302
