"""The other ways through a case: protection first and sharing later, not sharing, and what was shared already."""

import re

from playwright.sync_api import expect

from proviso.demonstration.force import ASHDOWN, BRAMBLE, CLOVER
from tests.journeys.carrying import (
    announced,
    answer_everything,
    begin,
    decide,
    due,
    found,
    look_before_it_leaves,
    says,
    send_by_telephone,
    take_up,
)
from tests.journeys.conftest import SignedIn
from tests.journeys.filling import Answers, follow, just_now, save, stands_at
from tests.journeys.telling import (
    ALREADY_SHARED,
    NO_MEASURE,
    SUPPORT,
    SUSPECTED,
    VICTIM,
    later,
    plain_case,
    the_rest,
    told_them,
)
from tests.journeys.visits import PROTECT, READY

REACH = plain_case("")["The safe way to reach them"]
IN_PLACE = {**NO_MEASURE, "Immediate measures to keep them safe": "In place"}


def test_sharing_waits_for_protection_and_is_due_at_once_when_it_is_there(signed_in: SignedIn, live: str) -> None:
    ashdown = signed_in(ASHDOWN)
    reference = found(ashdown, live, PROTECT)
    answer_everything(ashdown, {**the_rest(SUPPORT), "When": later(), "Tell them beforehand": told_them()})
    stands_at(ashdown, "Protective measures")  # it is not done with while something is needed
    ashdown.goto(f"{live}/cases/{reference}/")
    expect(says(ashdown, "Share basic information")).to_contain_text("Not allowed")
    expect(says(ashdown, "Delay sharing")).to_contain_text("Allowed")

    follow(ashdown, "Check and decide")
    save(ashdown, {"What do you decide?": ["Delay sharing"], "Why?": "She is not safe yet"}, "Record the decision")
    announced(ashdown, "when its reason ends, sharing is due at once")
    row = due(ashdown, live, reference)
    expect(row.filter(has_text="Review the delay")).to_be_visible()

    take_up(row, "Put protection in place")
    follow(ashdown, "Protective measures")
    save(ashdown, IN_PLACE)
    expect(says(ashdown, "Share basic information")).to_contain_text("Allowed")
    expect(says(ashdown, "Delay sharing")).to_contain_text("Not allowed")

    row = due(ashdown, live, reference)
    expect(row).to_contain_text("Overdue")
    take_up(row, "The reason for delay has ended: decide")
    decision: Answers = {"What do you decide?": ["Share the basic information"], "Why?": "The refuge has taken her in"}
    save(ashdown, decision, "Record the decision")
    expect(ashdown.get_by_role("heading", name="A supervisor looks before it is sent")).to_be_visible()
    expect(ashdown.get_by_role("link", name="Send what was decided")).to_have_count(0)
    look_before_it_leaves(signed_in(CLOVER), live, reference)
    ashdown.goto(f"{live}/cases/{reference}/")
    send_by_telephone(ashdown)
    announced(ashdown, "It is shared, and on the record")


def test_a_decision_not_to_share_is_recorded_with_its_reason_and_the_case_closes(
    signed_in: SignedIn, live: str
) -> None:
    bramble = signed_in(BRAMBLE)
    found(bramble, live, READY)
    decide(bramble, "Do not share", why="He is a child’s only carer, and advice can be had without a name")
    announced(bramble, "Recorded: this will not be shared")
    expect(bramble.get_by_role("link", name="Send what was decided")).to_have_count(0)
    expect(says(bramble, "Close the case")).to_contain_text("Allowed")
    follow(bramble, "Close the case")
    save(bramble, {"Why can it close?": "Nothing is shared and nothing is owed"})
    announced(bramble, "The case is closed")
    follow(bramble, "Read the record of this case")
    expect(bramble.locator(".proviso-timeline")).to_contain_text("advice can be had without a name")
    expect(bramble.get_by_role("heading", name="What was shared")).to_have_count(0)


def test_what_was_shared_already_is_recorded_late_and_reviewed_and_its_gaps_filled(
    signed_in: SignedIn, live: str
) -> None:
    bramble, clover = signed_in(BRAMBLE), signed_in(CLOVER)
    shared_already = {
        **VICTIM,
        SUSPECTED: True,
        ALREADY_SHARED: True,
    }
    reference = begin(bramble, live, shared_already)

    stands_at(bramble, "Record a disclosure already made")
    what_is_known: Answers = {
        "When was it shared?": just_now,
        "How was it shared?": "By telephone",
        "Who was it shared with?": "National Command and Control Unit",
        "Which of these were shared?": ["Name", "Type of crime"],
        "Had the person been told beforehand?": "No",
    }
    save(bramble, what_is_known)
    announced(bramble, "A supervisor will look at what should have come first")

    follow(bramble, "Check and decide")
    bramble.get_by_text("The status of each paragraph").click()
    breached = bramble.locator(".govuk-summary-list__row").filter(has_text=re.compile("breached", re.IGNORECASE))
    expect(breached.filter(has_text="9.1.1")).to_be_visible()

    take_up(due(clover, live, reference), "Review a disclosure already made")
    save(clover, {"What did you find, and what happens now?": "Nobody had told her. The shift has been spoken to"})
    announced(clover, "Your review is recorded")

    bramble.goto(f"{live}/cases/{reference}/")
    expect(says(bramble, "Close the case")).not_to_contain_text("Allowed")
    follow(bramble, "Tell them afterwards")
    asked = {"Was an interpreter there?": "Not needed"}  # how she is reached is not recorded yet
    save(bramble, {**told_them(), **asked})
    expect(says(bramble, "Close the case")).to_contain_text("why it was shared")

    bramble.goto(f"{live}/cases/{reference}/questions/reach")  # until it is recorded, there are no words for her
    save(bramble, REACH)
    bramble.goto(f"{live}/cases/{reference}/")
    follow(bramble, "Record what was already shared")
    expect(bramble.get_by_role("checkbox", name="Type of crime")).to_be_checked()
    save(bramble, {"Why was it shared?": "The custody desk asked for an answer in the night"})
    expect(says(bramble, "Close the case")).not_to_contain_text("Allowed")  # nobody has told her why
    follow(bramble, "Tell them afterwards")
    expect(bramble.locator("main")).to_contain_text("The custody desk asked for an answer in the night")
    save(bramble, told_them())
    expect(says(bramble, "Close the case")).to_contain_text("Allowed")
    follow(bramble, "Close the case")
    save(bramble, {"Why can it close?": "She knows, and everything is on the record"})
    announced(bramble, "The case is closed")
