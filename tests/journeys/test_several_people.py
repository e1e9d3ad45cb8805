"""More than one person at one case: two who answer the same question, a case that moves on, a supervisor's review."""

from collections.abc import Mapping
from types import MappingProxyType

from playwright.sync_api import Page, expect

from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER
from tests.journeys.carrying import (
    announced,
    answer_everything,
    begin,
    due,
    found,
    says,
    take_up,
)
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import Answers, fill, follow, led_by, press, problems, save, stands_at
from tests.journeys.telling import NO_CONTROL, NOBODY_HEARS, SUPPORT, VICTIM, plain_case, the_rest
from tests.journeys.visits import CHECKED, DECIDED, READY

NEIGHBOUR, LIBRARY = "Through the neighbour", "At the library"
REACH = plain_case("")["The safe way to reach them"]


def met(where: str) -> Answers:
    """The safe way to reach them, at one place or another."""
    return {**REACH, "Number, address or name for that": where}


def test_two_who_answer_one_question_see_both_and_nothing_is_written_over(signed_in: SignedIn, live: str) -> None:
    ashdown, bramble = signed_in(ASHDOWN), signed_in(BRAMBLE)
    reference = begin(ashdown, live)
    question = f"{live}/cases/{reference}/questions/reach"
    ashdown.goto(question)
    bramble.goto(question)
    save(bramble, {"Your reason": "Covering for PC Ashdown"}, "Open the case")
    save(bramble, met(LIBRARY))

    fill(ashdown, met(NEIGHBOUR))
    press(ashdown, "Save and continue")
    assert problems(ashdown) == ["This question was answered since you opened it."]
    theirs = ashdown.get_by_role("region", name="Recorded since you opened this page")
    expect(theirs).to_contain_text(LIBRARY)
    expect(theirs).to_contain_text(BRAMBLE)
    expect(ashdown.get_by_role("textbox", name="Number, address or name for that")).to_have_value(NEIGHBOUR)
    bramble.goto(question)
    expect(bramble.get_by_role("textbox", name="Number, address or name for that")).to_have_value(LIBRARY)

    press(ashdown, "Save and continue")
    assert problems(ashdown) == []
    bramble.goto(question)
    expect(bramble.get_by_role("textbox", name="Number, address or name for that")).to_have_value(NEIGHBOUR)
    bramble.goto(f"{live}/cases/{reference}/timeline")
    for answer in (LIBRARY, NEIGHBOUR):
        expect(bramble.locator(".proviso-timeline")).to_contain_text(answer)


def test_nobody_decides_on_a_case_that_moved_on_meanwhile(signed_in: SignedIn, live: str) -> None:
    bramble, ashdown = signed_in(BRAMBLE), signed_in(ASHDOWN)
    reference = found(bramble, live, READY)
    follow(bramble, "Check and decide")
    ashdown.goto(f"{live}/cases/{reference}/questions/purposes")
    save(ashdown, {"Your reason": "He asked me to add to it"}, "Open the case")
    save(ashdown, {"Why, for the file": "The trial begins on Monday"})

    decision: Answers = {"What do you decide?": ["Share the basic information"], "Why?": "All is in place"}
    fill(bramble, decision)
    press(bramble, "Record the decision")
    assert problems(bramble) == [
        "The case has changed since you opened this page. Check it again before you go on",
    ]
    expect(bramble.get_by_role("textbox", name="Why?")).to_have_value("All is in place")
    bramble.get_by_text("Everything that is recorded").click()
    expect(bramble.locator("main")).to_contain_text("The trial begins on Monday")
    press(bramble, "Record the decision")
    announced(bramble, "Decided, and not sent yet")


ROUTINE: Answers = {
    "How did it first arise?": {
        "A check or question about their status": {"Why was the check made?": "It was routine"}
    },
    "How sure are you?": "I suspect it",
    "What do you suspect?": "Not clear which",
    "The facts that it rests on": "The desk looks up everybody who reports a theft",
}


def test_a_routine_check_keeps_sharing_closed_until_a_supervisor_lets_it_stand(signed_in: SignedIn, live: str) -> None:
    bramble, clover = signed_in(BRAMBLE), signed_in(CLOVER)
    reference = found(bramble, live, CHECKED)
    answer_everything(bramble, {"Status used against them": NO_CONTROL, **the_rest(SUPPORT)})
    sharing = says(bramble, "Share basic information")
    expect(sharing).to_contain_text("Not allowed")
    expect(sharing).to_contain_text("Paragraph 5.2")
    follow(bramble, "Check and decide")
    fill(bramble, {"What do you decide?": ["Share the basic information"], "Why?": "It seems in order"})
    press(bramble, "Record the decision")
    assert problems(bramble) == [
        "Policy does not allow this now. The page says what prevents it and what would allow it."
    ]

    led_by(sharing.get_by_role("link", name="A supervisor reviews the check"))
    expect(bramble.locator("main")).to_contain_text("You can read this, and not record it")
    fill(
        bramble, {"What did you find?": "There are other grounds for the suspicion", "Your grounds": "I am sure of it"}
    )
    assert problems(send_without_a_button(bramble)) == ["Your role (officer) does not do this."]

    take_up(due(clover, live, reference), "Review a status check")
    expect(clover.locator("main")).to_contain_text("The desk looks up everybody who reports a theft")
    review: Answers = {
        "What did you find?": "There are other grounds for the suspicion",
        "Your grounds": "She said it herself in her first account, before the check",
    }
    save(clover, review)
    announced(clover, "The breach stays on the record either way")

    bramble.goto(f"{live}/cases/{reference}/")
    expect(says(bramble, "Share basic information")).to_contain_text("Allowed")
    follow(bramble, "Check and decide")
    bramble.get_by_text("The status of each paragraph").click()
    row = bramble.locator(".govuk-summary-list__row").filter(has_text="5.2")
    expect(row.filter(has_text="breached").first).to_be_visible()


NOTHING: Mapping[str, str] = MappingProxyType({})
SEND = """(form, says) => {
    for (const [name, value] of Object.entries(says)) {
        const box = Object.assign(document.createElement("input"), { type: "hidden", name, value });
        form.append(box);
    }
    form.submit();
}"""


def send_without_a_button(page: Page, button: str = "Save and continue", says: Mapping[str, str] = NOTHING) -> Page:
    """Send a form that has no button, as somebody might who means to get round the page; with what it would say."""
    expect(page.locator("main").get_by_role("button", name=button)).to_have_count(0)
    with page.expect_navigation():
        page.locator("main form").evaluate(SEND, dict(says))
    return page


def test_a_supervisor_does_not_review_a_case_of_their_own(signed_in: SignedIn, live: str) -> None:
    clover = signed_in(CLOVER)
    reference = begin(clover, live, VICTIM)
    clover.goto(f"{live}/cases/{reference}/questions/suspicion")
    save(clover, ROUTINE)
    clover.goto(f"{live}/cases/{reference}/")
    stands_at(clover, f"Case {reference}")
    expect(clover.get_by_role("link", name="Review the status check")).to_have_count(0)
    expect(due(clover, live, reference).filter(has_text="Review a status check")).to_have_count(0)
    clover.goto(f"{live}/cases/{reference}/breach-review")
    fill(clover, {"What did you find?": "There are other grounds for the suspicion", "Your grounds": "I was there"})
    assert problems(send_without_a_button(clover)) == ["This is your own case: another supervisor has to review it."]


def test_a_call_cannot_start_once_something_changed_since_the_decision(signed_in: SignedIn, live: str) -> None:
    bramble = signed_in(BRAMBLE)
    reference = found(bramble, live, DECIDED)
    bramble.goto(f"{live}/cases/{reference}/questions/recipient")
    elsewhere: Answers = {
        "Who would it be shared with?": "UK Visas and Immigration",
        "Why not the national unit first?": "They hold the file that the marker is from",
    }
    save(bramble, elsewhere)
    bramble.goto(f"{live}/cases/{reference}/send")
    expect(bramble.get_by_role("heading", name="Decide again: something has changed")).to_be_visible()
    assert problems(send_without_a_button(bramble, NOBODY_HEARS, {"out_of_hearing": "yes"})) == [
        "Policy does not allow this now. The page says what prevents it and what would allow it."
    ]
    bramble.goto(f"{live}/cases/{reference}/")
    follow(bramble, "Withdraw the decision")
    save(bramble, {"Why is the decision withdrawn?": "It goes to another department"})
    announced(bramble, "Nothing was sent")
