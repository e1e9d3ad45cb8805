"""A case from "should I be here?" to its close, as officer, desk and record see it: with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from proviso.demonstration.force import ASHDOWN, FENNEL, PASSWORD
from tests.journeys.carrying import announced, answer_everything, begin, decide, says, the_desk_acknowledges
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import Answers, fill, follow, just_now, press, problems, save, stands_at
from tests.journeys.serving import prepare
from tests.journeys.telling import ALREADY_SHARED, NOBODY_HEARS, SUSPECTED, VICTIM, given_to, plain_case, told_them


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_an_officer_carries_a_case_from_the_first_question_to_its_close(
    signed_in: SignedIn, live: str, home: Path, javascript: bool
) -> None:
    ashdown = signed_in(ASHDOWN, javascript=javascript)

    reference = begin(ashdown, live)
    ashdown.goto(f"{live}/cases/{reference}/")
    expect(says(ashdown, "Share basic information")).to_contain_text("Not known yet")
    crime_reference = "NM-20001" if javascript else "NM-20002"
    answer_everything(ashdown, plain_case(crime_reference))
    stands_at(ashdown, f"Case {reference}")
    expect(says(ashdown, "Share basic information")).to_contain_text("Allowed")

    decide(ashdown, "Share the basic information", why=f"Nobody has confirmed the marker of {crime_reference}")
    announced(ashdown, "Decided, and not sent yet")

    prepare(home, ("tests.journeys.passing:forty_minutes",))
    follow(ashdown, "Send what was decided")
    stands_at(ashdown, "Confirm it is you")
    ashdown.get_by_label("Password", exact=True).fill(PASSWORD)
    press(ashdown, "Confirm")
    stands_at(ashdown, "Send what was decided")
    press(ashdown, NOBODY_HEARS)

    stands_at(ashdown, "The call")
    script = ashdown.get_by_role("region", name="Read this out, and nothing else")
    expect(script).to_contain_text("27 March 1991")
    expect(script).not_to_contain_text("Never ring the flat")
    save(ashdown, given_to("Operator 17"), "Record how the call ended")
    announced(ashdown, "counts as received when they acknowledge it")
    expect(says(ashdown, "Close the case")).to_contain_text("Not known yet")

    follow(ashdown, "Tell them afterwards")
    expect(ashdown.get_by_text("We have shared some facts about you")).to_be_visible()
    save(ashdown, told_them())
    expect(says(ashdown, "Close the case")).to_contain_text("Allowed")

    the_desk_acknowledges(signed_in(FENNEL), live, reference, unnamed="Shearwater")

    follow(ashdown, "Record a reply")
    reply: Answers = {
        "When did the reply come?": just_now,
        "Who replied?": "Operator 17",
        "What does it say?": ["It confirms the suspicion"],
        "In their words, as near as you have them": "The marker still stands",
    }
    save(ashdown, reply)
    follow(ashdown, "Close the case")
    save(ashdown, {"Why can it close?": "She was told before and after, and it was acknowledged"})
    announced(ashdown, "The case is closed")

    follow(ashdown, "Read the record of this case")
    the_record_says_all_four(ashdown)


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
    ("instead", "says_so"),
    [
        ({"Is the person a victim or a witness?": "Neither"}, "This guidance is for victims and witnesses"),
        ({SUSPECTED: False, ALREADY_SHARED: False}, "There is no suspicion"),
    ],
    ids=["neither victim nor witness", "no suspicion"],
)
def test_whoever_should_not_be_here_is_turned_back_and_nothing_is_stored(
    signed_in: SignedIn, live: str, instead: Answers, says_so: str
) -> None:
    ashdown = signed_in(ASHDOWN)
    ashdown.goto(f"{live}/worklist")
    waiting = ashdown.locator(".proviso-worklist__row").count()
    ashdown.goto(f"{live}/cases/new")
    fill(ashdown, {**VICTIM, **instead})
    press(ashdown, "Continue")
    assert problems(ashdown) == []
    stands_at(ashdown, "Stop here: no case is needed")
    expect(ashdown.locator("main")).to_contain_text(says_so)
    ashdown.goto(f"{live}/worklist")
    assert ashdown.locator(".proviso-worklist__row").count() == waiting
