"""A case from "should I be here?" to closed, as the officer, the desk and the record see it: with scripts and without."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from proviso.site.demonstration.force import ASHDOWN, FENNEL, PASSWORD
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import fill, follow, just_now, press, problems, save, stands_at
from tests.journeys.serving import prepare
from tests.journeys.telling import VICTIM, plain_case, told_them


def begin(page: Page, live: str) -> str:
    """Open a case through the first three questions. Returns its reference."""
    page.goto(f"{live}/cases/new")
    save(page, VICTIM, "Continue")
    heading = page.get_by_role("heading", level=1).inner_text()
    return heading.removeprefix("Case ")


def answer_everything(page: Page, crime_reference: str) -> None:
    """Be led through the questions, one a page, from the task list back to the task list."""
    follow(page, "The allegation")
    for heading, answers in plain_case(crime_reference).items():
        stands_at(page, heading)
        save(page, answers)


def says(page: Page, act: str) -> Locator:
    """What policy says now of an act, in the panel beside the page."""
    panel = page.get_by_role("complementary", name="What policy says now")
    return panel.locator(".proviso-panel__act").filter(has=page.get_by_role("heading", name=re.compile(f"^{act}")))


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_an_officer_carries_a_case_from_the_first_question_to_its_close(
    signed_in: SignedIn, live: str, home: Path, javascript: bool
) -> None:
    crime_reference = "NM-20001" if javascript else "NM-20002"
    ashdown = signed_in(ASHDOWN, javascript=javascript)

    reference = begin(ashdown, live)
    expect(says(ashdown, "Share basic information")).to_contain_text("Not known yet")
    answer_everything(ashdown, crime_reference)
    stands_at(ashdown, f"Case {reference}")
    expect(says(ashdown, "Share basic information")).to_contain_text("Open")

    follow(ashdown, "Check and decide")
    expect(ashdown.get_by_text("Imaginary Shearwater").first).to_be_visible()
    decision = {"What do you decide?": ["Share the basic information"], "Why?": "Nobody has confirmed the marker"}
    save(ashdown, decision, "Record the decision")
    expect(ashdown.get_by_role("alert")).to_contain_text("Decided, and not sent yet")

    prepare(home, ("tests.journeys.passing:ten_minutes",))
    follow(ashdown, "Send what was decided")
    stands_at(ashdown, "Confirm it is you")
    ashdown.get_by_label("Password", exact=True).fill(PASSWORD)
    press(ashdown, "Confirm")
    stands_at(ashdown, "Send by telephone")
    alone = {"Are you where the person and others cannot hear you?": True}
    save(ashdown, alone, "Start the call")

    stands_at(ashdown, "The call")
    script = ashdown.get_by_role("region", name="Read this out, and nothing else")
    expect(script).to_contain_text("27 March 1991")
    expect(script).not_to_contain_text("Never ring the flat")
    given = {
        "How did the call end?": {
            "I gave the information": {
                "Who took it": "Operator 17",
                "Their reference": "HO-EXAMPLE-8801",
                "Did they read it back, and was it right?": True,
            }
        },
        "When did the call end?": just_now(),
    }
    save(ashdown, given, "Record how the call ended")
    expect(ashdown.get_by_role("alert")).to_contain_text("counts as received when they acknowledge it")
    expect(says(ashdown, "Close the case")).to_contain_text("Not known yet")

    follow(ashdown, "Tell them afterwards")
    expect(ashdown.get_by_text("We have shared some information about you")).to_be_visible()
    save(ashdown, told_them())
    expect(says(ashdown, "Close the case")).to_contain_text("Open")

    the_desk_acknowledges(signed_in(FENNEL), live, reference)

    follow(ashdown, "Record a reply")
    reply = {
        "When did the reply come?": just_now(),
        "Who replied?": "Operator 17",
        "What does it say?": ["It confirms the suspicion"],
        "In their words, as near as you have them": "The marker still stands",
    }
    save(ashdown, reply)
    follow(ashdown, "Close the case")
    save(ashdown, {"Why can it close?": "She was told before and after, and it was acknowledged"})
    expect(ashdown.get_by_role("alert")).to_contain_text("The case is closed")

    follow(ashdown, "Read the record of this case")
    the_record_says_all_four(ashdown)


def the_desk_acknowledges(fennel: Page, live: str, reference: str) -> None:
    """The desk finds the case on its worklist, which names nobody, and records that it was received."""
    fennel.goto(f"{live}/worklist")
    expect(fennel.locator("main")).not_to_contain_text("Shearwater")
    fennel.get_by_role("link", name=re.compile(f"Record the acknowledgement.*{reference}")).click()
    received = {"Who acknowledged it?": "The national unit", "When?": just_now()}
    save(fennel, received)
    expect(fennel.get_by_role("alert")).to_contain_text("Recorded: what was sent has been received")


def the_record_says_all_four(page: Page) -> None:
    """What, when, with whom and why (10.1), what else was done, and who looked."""
    record = page.locator("main")
    for part in ("Imaginary Shearwater", "Operator 17", "National Command and Control Unit", "nobody has confirmed it"):
        expect(record).to_contain_text(part)
    titles = page.locator(".proviso-timeline__title").all_inner_texts()
    expected = ["Case opened", "Sharing decided", "Call started", "Call ended", "Person told after", "Case closed"]
    assert [one for one in titles if one in expected] == expected
    looked = page.get_by_role("table", name="Who opened this case")
    expect(looked).to_contain_text(FENNEL)
    expect(looked).to_contain_text("Due on my worklist")


@pytest.mark.parametrize(
    ("answer", "says_so"),
    [
        ({"What is the person to the crime?": "Neither"}, "This guidance is for victims and witnesses"),
        ({"Do you already suspect that the person is an immigration offender?": False}, "There is no suspicion"),
    ],
)
def test_whoever_should_not_be_here_is_turned_back_and_nothing_is_stored(
    signed_in: SignedIn, live: str, answer: dict[str, object], says_so: str
) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{live}/cases/new")
    fill(ashdown, {**VICTIM, **answer})
    press(ashdown, "Continue")
    assert problems(ashdown) == []
    stands_at(ashdown, "Stop here: no case is needed")
    expect(ashdown.locator("main")).to_contain_text(says_so)
