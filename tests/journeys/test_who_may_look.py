"""Who may look at a case: a sign-in that ended, a colleague's case, another unit's, and roles that open none."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from proviso.demonstration.force import ASHDOWN, BRAMBLE, DAMSON, ELDER, FENNEL, JUNIPER, LARCH, PASSWORD
from tests.journeys.carrying import begin
from tests.journeys.conftest import Sessions, SignedIn
from tests.journeys.filling import fill, press, problems, save, stands_at
from tests.journeys.serving import prepare
from tests.journeys.telling import plain_case

TYPED = plain_case("NM-20030")["The person"]


def test_what_was_typed_when_the_sign_in_ended_comes_back_unsaved(
    signed_in: SignedIn, sessions: Sessions, live: str, home: Path
) -> None:
    ashdown = signed_in(ASHDOWN)
    reference = begin(ashdown, live)
    ashdown.goto(f"{live}/cases/{reference}/questions/person")
    fill(ashdown, TYPED)
    prepare(home, ("tests.journeys.passing:two_hours",))
    sessions.clear()
    press(ashdown, "Save and continue")

    stands_at(ashdown, "Sign in")
    expect(ashdown.locator("main")).to_contain_text("What you were typing is kept for 15 minutes")
    assert "Shearwater" not in ashdown.url
    ashdown.get_by_label("Staff number").fill(ASHDOWN)
    ashdown.get_by_label("Password", exact=True).fill(PASSWORD)
    press(ashdown, "Sign in")
    stands_at(ashdown, "The person")
    expect(ashdown.locator("main")).to_contain_text("It is not saved yet")
    expect(ashdown.get_by_role("textbox", name="Name in Latin letters (optional)")).to_have_value(
        "Imaginary Shearwater"
    )
    press(ashdown, "Save and continue")
    assert problems(ashdown) == []
    ashdown.goto(f"{live}/cases/{reference}/questions/person")
    expect(ashdown.get_by_role("textbox", name="Name in Latin letters (optional)")).to_have_value(
        "Imaginary Shearwater"
    )


def test_a_colleagues_case_is_opened_for_a_reason_and_its_owner_reads_who_and_why(
    signed_in: SignedIn, live: str
) -> None:
    ashdown, bramble = signed_in(ASHDOWN), signed_in(BRAMBLE)
    reference = begin(ashdown, live)
    bramble.goto(f"{live}/cases/{reference}/questions/address")
    stands_at(bramble, "Why are you opening this case?")
    press(bramble, "Open the case")
    assert problems(bramble) == ["Enter why you are opening this case"]
    save(bramble, {"Your reason": "Covering while PC Ashdown is at court"}, "Open the case")
    stands_at(bramble, "Where they are")

    ashdown.goto(f"{live}/cases/{reference}/timeline")
    looked = ashdown.get_by_role("row").filter(has_text=BRAMBLE)
    expect(looked).to_contain_text("Covering while PC Ashdown is at court")


@pytest.mark.parametrize("from_the_south", [DAMSON, ELDER])
def test_a_case_of_the_north_is_closed_to_the_south_and_the_try_is_on_its_record(
    signed_in: SignedIn, live: str, from_the_south: str
) -> None:
    ashdown, southerner = signed_in(ASHDOWN), signed_in(from_the_south)
    reference = begin(ashdown, live)
    southerner.goto(f"{live}/cases/find")
    fill(southerner, {"Reference": reference})
    press(southerner, "Find")
    stands_at(southerner, "You cannot open this page")

    ashdown.goto(f"{live}/cases/{reference}/timeline")
    refused = ashdown.get_by_role("row").filter(has_text=from_the_south)
    expect(refused).to_contain_text("(refused)")


@pytest.mark.parametrize(
    ("staff_number", "work"),
    [(LARCH, ["Recipients"]), (JUNIPER, ["Equality", "Publication", "Words for the person"])],
    ids=[LARCH, JUNIPER],
)
def test_the_administrator_and_the_policy_owner_see_no_case(
    signed_in: SignedIn, live: str, staff_number: str, work: list[str]
) -> None:
    reference = begin(signed_in(ASHDOWN), live)
    page = signed_in(staff_number)
    page.goto(live)
    stands_at(page, work[-1])
    expect(page.get_by_role("navigation", name="Your work").get_by_role("link")).to_have_text(work)
    for path in ("worklist", "cases/new", "cases/find", "record"):
        answer = page.goto(f"{live}/{path}")
        assert answer
        seen = page.locator("main").inner_text()
        assert answer.status == 403 or path == "cases/find", path
        assert reference not in seen
    no_reason_opens_it(page, live, reference)


def test_the_desk_sees_no_case_on_which_nothing_is_decided(signed_in: SignedIn, live: str) -> None:
    reference = begin(signed_in(ASHDOWN), live)
    no_reason_opens_it(signed_in(FENNEL), live, reference)


def no_reason_opens_it(page: Page, live: str, reference: str) -> None:
    """They are not even asked for a reason, and one that is sent all the same opens nothing."""
    for path in ("", "reason", "timeline"):
        answer = page.goto(f"{live}/cases/{reference}/{path}")
        assert answer
        assert answer.status == 403, path
        stands_at(page, "You cannot open this page")
        expect(page.locator("main form")).to_have_count(0)
    page.goto(f"{live}/password")
    form = page.locator("main form")
    form.evaluate("(form, address) => { form.action = address; }", f"/cases/{reference}/reason")
    form.locator("input[type=password]").first.evaluate("(box) => { box.name = 'reason'; box.type = 'text'; }")
    form.locator("[name=reason]").fill("I run the service")
    with page.expect_navigation():
        form.evaluate("(form) => form.submit()")
    assert page.url.endswith(f"/cases/{reference}/reason")
    stands_at(page, "You cannot open this page")
