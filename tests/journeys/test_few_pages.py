"""What the plain case costs an officer, from signing in to a sent disclosure: printed (`-s`).

Left out is the password, asked for again before sending once it is old, and the look of a supervisor at what is decided
soon: `serving` sets the first to half an hour and has none of the second. The tutorial says so beside the count.
"""

from playwright.sync_api import Page

from proviso.demonstration.force import ASHDOWN
from tests.journeys.carrying import announced, answer_a_part, answer_everything, decide, send_by_telephone
from tests.journeys.counting import Walk
from tests.journeys.filling import led_by, press, save, stands_at
from tests.journeys.telling import NOBODY_HEARS, VICTIM, given_to, plain_case
from tests.journeys.walking import sign_in


def test_what_the_plain_case_costs_a_question_a_page(page: Page, live: str) -> None:
    walk = Walk(page)
    sign_in(page, live, ASHDOWN)
    led_by(page.get_by_role("link", name="Start a case"))
    save(page, VICTIM, "Continue")
    answer_everything(page, plain_case("NM-30001"))
    decide(page, "Share the basic information", why="Nobody has confirmed the marker of NM-30001")
    send_by_telephone(page)
    announced(page, "It is shared, and on the record")
    cost = walk.cost()
    print(f"The plain case, a question a page, or two that belong together: {cost}")
    assert cost.pages <= 19
    assert cost.clicks <= 54


def test_what_the_plain_case_costs_a_part_a_page(page: Page, live: str) -> None:
    a_part_at_a_time(page, live)
    page.context.clear_cookies()
    walk = Walk(page)
    sign_in(page, live, ASHDOWN)
    led_by(page.get_by_role("link", name="Start a case"))
    save(page, VICTIM, "Continue")
    answers = plain_case("NM-30002")
    for part, questions in PARTS.items():
        answer_a_part(page, part, {one: answers[one] for one in questions})
    stands_at(page, "Check and decide")
    why = "Nobody has confirmed the marker of NM-30002"
    save(page, {"What do you decide?": ["Share the basic information"], "Why?": why}, "Record the decision")
    stands_at(page, "Send what was decided")
    announced(page, "Decided, and not sent yet")
    press(page, NOBODY_HEARS)
    save(page, given_to("Operator 17"), "Record how the call ended")
    announced(page, "It is shared, and on the record")
    cost = walk.cost()
    print(f"The plain case, a part a page: {cost}")
    assert cost.pages <= 12
    assert cost.clicks <= 40


PARTS = {
    "The crime and the person": ("The allegation", "The person", "Where they are", "The safe way to reach them"),
    "Protection comes first": ("Protective measures", "Status used against them", "Support and referrals"),
    "The suspicion, and why to share": ("The suspicion", "What sharing is for", "The power to share"),
    "What, when and with whom": ("Basic information", "Additional information", "When", "With whom"),
    "Tell the person": ("Tell them beforehand",),
}


def a_part_at_a_time(page: Page, live: str) -> None:
    """The officer chose it once, on another case."""
    sign_in(page, live, ASHDOWN)
    page.goto(f"{live}/cases/new")
    save(page, VICTIM, "Continue")
    press(page, "Answer a part at a time instead")
