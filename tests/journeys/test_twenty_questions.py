"""Twenty questions that those who check ask, five for each of them: from signing in to the answer, in so many pages.

The questions stand in docs/how-to/find-answers.md, with the way to each answer that is walked here.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from proviso.demonstration.earlier_cases import year_to_look_back_at
from proviso.demonstration.force import CLOVER, HAZEL, IRIS, JUNIPER
from tests.journeys.counting import Walk
from tests.journeys.filling import led_by, press
from tests.journeys.serving import prepare
from tests.journeys.walking import sign_in

DOCUMENT = (Path(__file__).parents[2] / "docs/how-to/find-answers.md").read_text(encoding="utf-8")
YEAR = str(year_to_look_back_at(datetime.now(UTC).date()))
QUARTER = f"October to December {YEAR}"
MOST_PAGES = 5
"""How many pages an answer may be from the page on which one signs in."""

Step = str | dict[str, str]
"""A link by its words, or its beginning where it ends in an ellipsis; or what the form of the record is asked."""


@dataclass(frozen=True)
class Asked:
    """A question, the way to its answer, and what the page that answers it says."""

    question: str
    way: tuple[Step, ...]
    says: tuple[str, ...]


def kind(words: str) -> dict[str, str]:
    """The record, asked for one kind of entry."""
    return {"Kind of entry": words}


QUESTIONS: dict[str, tuple[Asked, ...]] = {
    HAZEL: (
        Asked(
            "In how many cases of a year was it impracticable to tell the person beforehand, and why?",
            ("Figures", YEAR),
            ("Whether the person was told before", "It was impracticable 5 33", "What is not counted, and why"),
        ),
        Asked(
            "What share of a dip sample did the reviewers agree with?",
            ("Dip samples", "DS-…"),
            ("Not with all of it 5 50", "All that were reviewed 10"),
        ),
        Asked(
            "Who looked at a case of another unit, why, and was it looked at again?",
            ("Who looked",),
            ("Opened a case of another unit", "S210 DS Notional Elder", "with a knife", "Looked at by C501"),
        ),
        Asked(
            "What did a unit answer to the note about a pattern?",
            ("Patterns", "Notes to units, and their answers", "Telling the person was impracticable…"),
            ("What is in the way?", "they are made in the evening too"),
        ),
        Asked(
            "Which calls to a recipient does no record explain?",
            ("Reconciliations", "RC-…"),
            ("Contacts that nothing on record explains", "To them: The receiving unit’s line"),
        ),
    ),
    CLOVER: (
        Asked(
            "Which pattern shows in my unit, and what innocent explanation has it?",
            ("Patterns", QUARTER, "Telling the person was impracticable…"),
            ("5 of 10", "It may well be this: People who moved away", "The force: 5 of 15"),
        ),
        Asked(
            "What did reviewers find in the cases of my unit?",
            ("Read what was found about your unit’s cases…",),
            ("It says what was done, and not why", "Write down why before deciding"),
        ),
        Asked(
            "In how many cases of my unit was something shared last year?",
            ("Figures", YEAR),
            ("Figures of Northmarsh response", "Something 10 50"),
        ),
        Asked(
            "What waits for my look before it is sent, and why?",
            ("Look before it is sent…",),
            ("A supervisor looks before it is sent", "Why: A refuge or other confidential address would be shared"),
        ),
        Asked(
            "Who opened a case of my unit from another, why, and what did we find?",
            ("Who looked",),
            ("S210 DS Notional Elder", "with a knife", "Looked at by N110", "he was stopped at the door"),
        ),
    ),
    JUNIPER: (
        Asked(
            "Which policies in force lack an equality assessment?",
            ("Equality",),
            ("No assessment is named for it",),
        ),
        Asked(
            "What does an assessment still have to say?",
            ("Equality", "Consent first"),
            ("What it changes, and for whom", "Nothing is recorded yet."),
        ),
        Asked(
            "Is a year’s publication released, and how are small numbers kept?",
            ("Publication", YEAR),
            ("Nobody has released it", "it is fewer than 5 cases"),
        ),
        Asked(
            "Of how many cases of a year was something shared?",
            ("Publication", YEAR, "Figures"),
            ("Whether anything was shared", "Something 15 50"),
        ),
        Asked(
            "In which languages may the person be given a letter?",
            ("Words for the person",),
            ("Polish polski Draft: not approved as it is now",),
        ),
    ),
    IRIS: (
        Asked(
            "Who ordered a dip sample, how often of the same period, and how was it drawn?",
            ("Dip samples", "DS-…"),
            ("ordered by C501", "By the root of the record’s tree"),
        ),
        Asked(
            "In which unit is telling people more often impracticable than chance explains?",
            ("Patterns", QUARTER, "Telling the person was impracticable…"),
            ("Northmarsh response 5 of 10", "Inside"),
        ),
        Asked(
            "Who said that they looked again at what was raised with them, and when?",
            ("The record", kind("Raised looked at")),
            ("C501 Raised looked at", "N110 Raised looked at"),
        ),
        Asked(
            "Who approved to whom anything can be sent?",
            ("The record", kind("Recipient approved")),
            ("C802 Recipient approved",),
        ),
        Asked(
            "Who opened cases at night, and which?",
            ("The record", {"Kind of entry": "Case opened to look at", "Staff number": "S210"}),
            ("S210 Case opened to look at PV-",),
        ),
    ),
}

EVERY = [(who, one) for who, asked in QUESTIONS.items() for one in asked]


@pytest.fixture(scope="module")
def adopted(home: Path) -> None:
    """The force follows every local policy, so that there is something to assess."""
    prepare(home, ("tests.journeys.adopting:every_local_policy",))


@pytest.mark.usefixtures("adopted")
@pytest.mark.parametrize(("who", "asked"), EVERY, ids=[f"{who}-{one.question[:40]}" for who, one in EVERY])
def test_the_answer_is_a_few_pages_from_signing_in(page: Page, live: str, who: str, asked: Asked) -> None:
    walk = Walk(page)
    sign_in(page, live, who)
    for step in asked.way:
        go(page, step)
    said = " ".join(page.locator("body").inner_text().split())
    assert [words for words in asked.says if words not in said] == [], said
    pages = walk.cost().pages - 1
    print(f"{who}: {asked.question} {pages} pages")
    assert pages <= MOST_PAGES
    (row,) = [line for line in DOCUMENT.splitlines() if line.startswith(f"| {asked.question} |")]
    assert row.endswith(f"| {pages} |")


def go(page: Page, step: Step) -> None:
    """Take one step."""
    if isinstance(step, dict):
        for label, given in step.items():
            box = page.get_by_label(label, exact=True)
            box.select_option(given) if label == "Kind of entry" else box.fill(given)
        press(page, "Show")
    elif step.endswith("…"):
        led_by(page.get_by_role("link", name=step.removesuffix("…")).first)
    else:
        led_by(page.get_by_role("link", name=step, exact=True).first)


def test_there_are_five_questions_for_each_of_four() -> None:
    assert [len(asked) for asked in QUESTIONS.values()] == [5, 5, 5, 5]
