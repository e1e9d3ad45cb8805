"""A form that begins something, sent three times by a real browser to the real service: one case, nobody lost."""

import re

from playwright.sync_api import Page, expect

from proviso.demonstration.force import ASHDOWN
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import Answers, fill, press

STARTED: Answers = {
    "Is the person a victim or a witness?": "A victim",
    "Do you already suspect that the person is an immigration offender?": "Yes",
    "Has anything about them been shared with the Home Office already?": "No",
}
FIRST_QUESTION = re.compile(r"/cases/(PV-\w{4}-\w{4})/questions/allegation$")

SEND = """async (times) => {
    const form = document.querySelector("main form");
    const body = () => new URLSearchParams(new FormData(form));
    const sent = Array.from({ length: times }, () => fetch(location.href, { method: "POST", body: body() }));
    return (await Promise.all(sent)).map((one) => [one.status, new URL(one.url).pathname]);
}"""


def begun(page: Page, live: str) -> None:
    page.goto(f"{live}/cases/new")
    fill(page, STARTED)


def test_three_windows_at_once_start_one_case(signed_in: SignedIn, live: str) -> None:
    page = signed_in(ASHDOWN)
    begun(page, live)
    answers = page.evaluate(SEND, 3)
    assert {status for status, _ in answers} == {200}
    assert len({place for _, place in answers}) == 1
    assert FIRST_QUESTION.search(answers[0][1])


def test_going_back_and_sending_again_leads_to_the_same_case(signed_in: SignedIn, live: str) -> None:
    page = signed_in(ASHDOWN)
    begun(page, live)
    token = page.locator("input[name=form_token]").first.input_value()
    press(page, "Continue")
    expect(page).to_have_url(FIRST_QUESTION)
    first = page.url
    begun(page, live)
    page.locator("main input[name=form_token]").first.evaluate("(box, token) => { box.value = token; }", token)
    press(page, "Continue")
    expect(page).to_have_url(first)
    expect(page.get_by_text("You sent that form before. It counted once")).to_be_visible()


def test_a_double_click_without_javascript_starts_one_case(signed_in: SignedIn, live: str) -> None:
    page = signed_in(ASHDOWN, javascript=False)
    begun(page, live)
    page.get_by_role("button", name="Continue").dblclick(no_wait_after=True)
    expect(page).to_have_url(FIRST_QUESTION)
