"""Where the questions of a case are visited: each by itself, and together as pages ask them; `visits` has the rest."""

from collections.abc import Mapping

from proviso.casework.acts.asked_together import PAIRS
from proviso.casework.acts.journey import QUESTIONS
from proviso.casework.acts.question import TaskSection
from proviso.demonstration.force import ASHDOWN
from tests.journeys.filling import Answers
from tests.journeys.visiting import CLOSED_ONLY, EMPTY_THEN_ERROR, FILLED_ONLY, Visit, answering, stay

NEW, FILLED, CLOSED = "NEW", "NM-10297", "NM-10203"
SAVE = "Save and continue"

PART_VISITS = (
    *(
        Visit(f"cases/{NEW}/parts/{section.slug}", ASHDOWN, EMPTY_THEN_ERROR)
        for section in TaskSection
        if section is not TaskSection.TELLING  # nothing of it can be answered yet
    ),
    *(Visit(f"cases/{NEW}/parts/{pair.slug}", ASHDOWN, EMPTY_THEN_ERROR) for pair in PAIRS),
    Visit(f"cases/{CLOSED}/parts/{TaskSection.CRIME.slug}", ASHDOWN, CLOSED_ONLY),
)

NOT_YET: Mapping[str, Answers] = {
    "views": {"What are the person's views?": "It is impracticable to ask them"},
    "weighing": {"The need to protect them": ""},
    "tell-before": {"Have you told them?": "It is impracticable to tell them"},
}
"""The questions that ask nothing of a case that was just begun, and what is not answered enough where they do."""

QUESTION_VISITS = tuple(
    Visit(f"cases/{case}/questions/{one.slug}", ASHDOWN, states)
    for one in QUESTIONS
    for case, states in (
        (NEW, {"empty": stay} if one.slug in NOT_YET else EMPTY_THEN_ERROR),
        (FILLED, {**FILLED_ONLY, "error": answering(NOT_YET[one.slug], SAVE)} if one.slug in NOT_YET else FILLED_ONLY),
        (CLOSED, CLOSED_ONLY),
    )
)
