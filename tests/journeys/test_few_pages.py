"""What the plain case costs an officer, from signing in to a sent disclosure: printed (`-s`)."""

from playwright.sync_api import Page

from proviso.demonstration.force import ASHDOWN
from tests.journeys.carrying import announced, answer_everything, decide, send_by_telephone
from tests.journeys.counting import Cost, Walk
from tests.journeys.filling import save
from tests.journeys.telling import VICTIM, plain_case
from tests.journeys.walking import sign_in


def test_what_the_plain_case_costs_a_question_a_page(page: Page, live: str) -> None:
    walk = Walk(page)
    sign_in(page, live, ASHDOWN)
    page.get_by_role("link", name="Start a case").click()
    save(page, VICTIM, "Continue")
    answer_everything(page, plain_case("NM-30001"))
    decide(page, "Share the basic information", why="Nobody has confirmed the marker of NM-30001")
    send_by_telephone(page)
    assert_cost("a question a page", walk.cost())
    announced(page, "It is shared, and on the record")


def assert_cost(way: str, cost: Cost) -> None:
    # The page that says that it is shared comes after.
    print(f"The plain case, {way}: {cost}")
