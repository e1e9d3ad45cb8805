"""The ground itself: the real product answers, as it is delivered, at its only door."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.filling import press
from tests.journeys.walking import every_error_link_focuses_its_field, no_horizontal_scroll, violations


def test_the_first_page_leads_to_the_door_and_the_door_has_no_violation(page: Page, live: str) -> None:
    page.goto(live)
    expect(page).to_have_title("Sign in – Proviso")
    assert violations(page) == []
    no_horizontal_scroll(page)


def test_an_empty_form_at_the_door_says_what_to_do_at_each_box(page: Page, live: str) -> None:
    page.goto(f"{live}/sign-in")
    press(page, "Sign in")
    expect(page).to_have_title("Error: Sign in – Proviso")
    assert every_error_link_focuses_its_field(page) == 2
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/nowhere", "/static/nothing.css"])
def test_a_page_that_is_not_there_keeps_the_frame(page: Page, live: str, path: str) -> None:
    page.goto(f"{live}{path}")
    expect(page.get_by_text("OFFICIAL-SENSITIVE").first).to_be_visible()
    assert violations(page) == []


def test_the_door_opens_without_scripts(page_without_javascript: Page, live: str) -> None:
    page = page_without_javascript
    page.goto(f"{live}/sign-in")
    page.get_by_label("Staff number").fill("nobody")
    page.get_by_label("Password", exact=True).fill("not a password")
    press(page, "Sign in")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("Staff number")).to_have_value("nobody")
