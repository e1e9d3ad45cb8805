"""Where every page is visited, by whom, and in which states: empty, filled, error, closed, done.

A crime reference of the demonstration stands in an address for its case, and `NEW` for one that was just begun.
"""

from proviso.casework.acts.answer_local import SENIOR
from proviso.demonstration.force import (
    ASHDOWN,
    BRAMBLE,
    CLOVER,
    DAMSON,
    ELDER,
    FENNEL,
    GORSE,
    HAZEL,
    JUNIPER,
    LARCH,
    PASSWORD,
)
from tests.journeys.filling import just_now
from tests.journeys.telling import VICTIM
from tests.journeys.visiting import (
    CLOSED_ONLY,
    EMPTY_THEN_ERROR,
    FILLED_ONLY,
    NOBODY,
    Visit,
    answering,
    pressing,
    stay,
)
from tests.journeys.visits_lists import LISTS, PAGE_WORDS
from tests.journeys.visits_questions import PART_VISITS, QUESTION_VISITS
from tests.journeys.visits_sending import SENDING_CASES, SENDING_VISITS

NEW = "NEW"
HANDED = "HANDED"
"""A case that somebody of the south is asked to take, who has not answered."""
LOG = "LOG"
"""The log that the demonstration held against its register."""

READY, DECIDED, CALLING = "NM-10411", "NM-10407", "NM-10409"
FILLED, CLOSED, LATE, NOT_TOLD = "NM-10297", "NM-10203", "NM-10399", "NM-10344"
CHECKED, REVIEWED, DELAYED, DELAY_OF_ANOTHER = "NM-10380", "NM-10315", "NM-10369", "NM-10376"
PROTECT, WRONG, WARNED, NOT_SHARED = "NM-10413", "NM-10310", "NM-10333", "NM-10385"
HELD_UP, CHANGED_SINCE, MESSAGE, OUTSIDE = "NM-10433", "NM-10437", "NM-10421", "SM-20214"
CASES = (
    READY, DECIDED, CALLING, FILLED, CLOSED, LATE, NOT_TOLD, CHECKED, REVIEWED, DELAYED, DELAY_OF_ANOTHER, PROTECT,
    WRONG, WARNED, HELD_UP, CHANGED_SINCE, MESSAGE, OUTSIDE, NOT_SHARED, *SENDING_CASES,
)  # fmt: skip

AT_THE_DOOR = (
    Visit("sign-in", NOBODY, {"empty": stay, "error": pressing("Sign in")}),
    Visit("sign-out", LARCH, {"empty": stay}),
    Visit(
        "confirm-it-is-you",
        FENNEL,
        {"empty": stay, "error": pressing("Confirm")},
    ),
    Visit(
        "password",
        JUNIPER,
        {
            "empty": stay,
            "error": pressing("Change password"),
            "done": answering(
                {
                    "Current password": PASSWORD,
                    "New password": "somewhere-else-entirely",
                    "New password again": "somewhere-else-entirely",
                },
                "Change password",
            ),
        },
    ),
)

ABOUT = tuple(
    Visit(page, who, {"filled": stay}) for page in ("help", "accessibility", "privacy") for who in (NOBODY, ASHDOWN)
)

BEGINNING = (
    Visit(
        "cases/new",
        ASHDOWN,
        {
            "empty": stay,
            "error": pressing("Continue"),
            "done": answering({**VICTIM, "Is the person a victim or a witness?": "Neither"}, "Continue"),
        },
    ),
    Visit(
        "cases/find",
        HAZEL,
        {
            "empty": stay,
            "error": answering({"Reference": "NM-0"}, "Find"),
            "done": answering({"Reference": READY, "Why you ask by a crime reference": "She rang about it"}, "Find"),
        },
    ),
    Visit(f"cases/{CALLING}/reason", BRAMBLE, {"empty": stay, "error": pressing("Open the case")}),
)

LOCAL = (
    *(
        Visit(f"cases/{NEW}/local/{fact}", ASHDOWN, FILLED_ONLY if fact in SENIOR else EMPTY_THEN_ERROR)
        for fact in ("consent", "consent_informed", "exceptional_circumstances", "senior_authorised")
    ),
    Visit(
        f"cases/{PROTECT}/local/consent",
        ASHDOWN,
        {
            "done": answering(
                {
                    "Does the person consent to sharing at all?": "The person refuses consent",
                    "When were they asked?": just_now,
                    "Was an interpreter there?": "Not needed",
                    "Was someone with them to support them?": "Not needed: they are an adult and have capacity",
                    "Who else was there, or could hear?": ["Nobody else"],
                    "Were they asked in a way that they had said is safe?": "Yes",
                    "Why?": "She fears what he would do",
                },
                "Save and continue",
            )
        },
    ),
    Visit(f"cases/{PROTECT}/local/consent", ASHDOWN, FILLED_ONLY),
    Visit(f"cases/{CLOSED}/local/consent", ASHDOWN, CLOSED_ONLY),
)

THE_CASE = (
    Visit(f"cases/{NEW}/", ASHDOWN, {"empty": stay}),
    Visit(f"cases/{FILLED}/", ASHDOWN, FILLED_ONLY),
    Visit(f"cases/{PROTECT}/", GORSE, FILLED_ONLY),
    Visit(f"cases/{CLOSED}/", ASHDOWN, CLOSED_ONLY),
    Visit(f"cases/{NEW}/timeline", ASHDOWN, {"empty": stay}),
    Visit(f"cases/{FILLED}/timeline", ASHDOWN, FILLED_ONLY),
    Visit(f"cases/{LATE}/timeline", ASHDOWN, FILLED_ONLY),
    Visit(f"cases/{CLOSED}/timeline", ASHDOWN, CLOSED_ONLY),
    Visit(f"cases/{NEW}/decide", ASHDOWN, {"empty": stay, "error": pressing("Record the decision")}),
    Visit(f"cases/{READY}/decide", BRAMBLE, FILLED_ONLY),
    Visit(f"cases/{CLOSED}/decide", ASHDOWN, CLOSED_ONLY),
    Visit(f"cases/{NEW}/package", ASHDOWN, {"empty": stay}),
    Visit(f"cases/{DECIDED}/package", BRAMBLE, FILLED_ONLY),
    Visit(f"cases/{CLOSED}/package", ASHDOWN, CLOSED_ONLY),
    Visit(f"cases/{NEW}/package.pdf", ASHDOWN, {"empty": stay}),
    Visit(f"cases/{NEW}/package.json", ASHDOWN, {"empty": stay}),
    Visit(f"cases/{NEW}/package-preview.pdf", ASHDOWN, {"empty": stay}),
    Visit(f"cases/{DECIDED}/send", BRAMBLE, {"filled": stay}),
    Visit(f"cases/{NEW}/send", ASHDOWN, CLOSED_ONLY),
    Visit(f"cases/{CALLING}/call", FENNEL, {"filled": stay, "error": pressing("Record how the call ended")}),
    Visit(f"cases/{NEW}/call", ASHDOWN, CLOSED_ONLY),
)

WHERE_ACTS_ARE_OPEN = {
    "already-shared": NEW,
    "another-disclosure": LATE,
    "tell-after": NOT_TOLD,
    "attempt-failed": FILLED,
    "reply": FILLED,
    "confirm-reply": MESSAGE,
    "reply-aside": MESSAGE,
    "outcome": FILLED,
    "delay-ended": DELAYED,
    "suspicion-ended": NEW,
    "role": NEW,
    "close": NOT_SHARED,
    "reopen": CLOSED,
}
SHUT = ("already-shared/1", *(one for one in WHERE_ACTS_ARE_OPEN if one != "reopen"))
ACTS = (
    *(Visit(f"cases/{case}/{slug}", ASHDOWN, EMPTY_THEN_ERROR) for slug, case in WHERE_ACTS_ARE_OPEN.items()),
    *(Visit(f"cases/{CLOSED}/{slug}", ASHDOWN, CLOSED_ONLY) for slug in SHUT),
    Visit(f"cases/{NEW}/reopen", ASHDOWN, CLOSED_ONLY),
    Visit(f"cases/{LATE}/already-shared", ASHDOWN, FILLED_ONLY),
    Visit(f"cases/{NEW}/already-shared/1", ASHDOWN, EMPTY_THEN_ERROR),
    Visit(f"cases/{FILLED}/tell-after", ASHDOWN, FILLED_ONLY),
    Visit(f"cases/{FILLED}/close", ASHDOWN, FILLED_ONLY),
    Visit(f"cases/{DECIDED}/withdraw", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{CLOSED}/withdraw", ASHDOWN, CLOSED_ONLY),
    Visit(
        f"cases/{NEW}/role",
        ASHDOWN,
        {
            "done": answering(
                {
                    "Is the person a victim or a witness?": "A witness",
                    "What is the evidence?": "Her statement of Monday",
                },
                "Save and continue",
            )
        },
    ),
)

CARRYING = (
    *(
        Visit(f"cases/{case}/{slug}", ASHDOWN, {"empty": stay, "error": pressing(button)})
        for slug, case, button in (
            ("hand-over", NEW, "Hand it over"),
            ("another-person", NEW, "Start their case"),
            ("close-unshared", NEW, "Close the case"),
            ("handover-withdrawn", HANDED, "Save and continue"),
        )
    ),
    *(
        Visit(f"cases/{CLOSED}/{slug}", ASHDOWN, CLOSED_ONLY)
        for slug in ("hand-over", "another-person", "close-unshared", "handover-withdrawn")
    ),
    Visit(f"cases/{HANDED}/", ASHDOWN, FILLED_ONLY),
    Visit(f"handovers/{HANDED}", ELDER, FILLED_ONLY),
    Visit(f"handovers/{HANDED}", DAMSON, {"empty": stay, "error": pressing("Answer")}),
)

WORDS_FOR_THE_PERSON = (
    *(
        Visit(
            f"cases/{case}/notice-{about}",
            by,
            {
                "error": pressing("Make it"),
                "done": answering(
                    {"In which language?": language, "In which form?": "A page to show them on this screen"}, "Make it"
                ),
            },
        )
        for case, about, by, language in (
            (DECIDED, "before", BRAMBLE, "Arabic"),
            (NOT_TOLD, "after", ASHDOWN, "English"),
            (WRONG, "correction", BRAMBLE, "Vietnamese"),
        )
    ),
    *(Visit(f"cases/{CLOSED}/notice-{about}", ASHDOWN, CLOSED_ONLY) for about in ("before", "after", "correction")),
    Visit("today", ASHDOWN, {"empty": stay}),
    Visit("figures", HAZEL, FILLED_ONLY),
    Visit("figures/2025", HAZEL, FILLED_ONLY),
    Visit("figures/2025/units/north", CLOVER, FILLED_ONLY),
    Visit("figures/2025/table.csv", ASHDOWN, CLOSED_ONLY),
    Visit("patterns", HAZEL, FILLED_ONLY),
    Visit("patterns/2025", CLOVER, FILLED_ONLY),
    Visit("patterns/2025/impracticable", HAZEL, FILLED_ONLY),
    Visit("patterns/2025/impracticable/north", HAZEL, {"empty": stay, "error": pressing("Send the note")}),
    Visit("patterns/notes", HAZEL, FILLED_ONLY),
    Visit("patterns/notes/1", ASHDOWN, CLOSED_ONLY),
    Visit(f"cases/{CLOSED}/out-of-unit", ELDER, {"empty": stay, "error": pressing("Open it to protect somebody")}),
    Visit("equality", JUNIPER, FILLED_ONLY),
    Visit("equality/doubt-is-not-suspicion", JUNIPER, FILLED_ONLY),
    *(
        Visit(f"equality/doubt-is-not-suspicion/{step}", JUNIPER, {"empty": stay, "error": pressing("Record it")})
        for step in ("changes", "evidence", "mitigation", "decision", "review")
    ),
    Visit("publications", JUNIPER, FILLED_ONLY),
    Visit("publications/2025", JUNIPER, {"empty": stay, "error": pressing("Release it")}),
    Visit("publications/2025/files/figures.html", ASHDOWN, CLOSED_ONLY),
    Visit("publications/2025/withdraw", ASHDOWN, CLOSED_ONLY),
    Visit("published", ASHDOWN, CLOSED_ONLY),
    Visit("published/2025/index.html", ASHDOWN, CLOSED_ONLY),
    Visit("reconciliations", HAZEL, FILLED_ONLY),
    Visit("reconciliations", ASHDOWN, CLOSED_ONLY),
    Visit(f"reconciliations/{LOG}", HAZEL, FILLED_ONLY),
    Visit(f"reconciliations/{LOG}/contact-0", HAZEL, {"empty": stay, "error": pressing("Record what I found")}),
    Visit(f"reconciliations/{LOG}/table.csv", ASHDOWN, CLOSED_ONLY),
    Visit("wordings", JUNIPER, FILLED_ONLY),
    Visit("wordings/ar", JUNIPER, {"empty": stay, "error": pressing("Approve these words")}),
    Visit(
        "wordings/cy",
        JUNIPER,
        {
            "done": answering(
                {
                    "Who checked it?": "Mx Invented Llwyd",
                    "Does it say that nobody can promise what the Home Office will do?": (
                        "Yes, as plainly as the English does"
                    ),
                },
                "Approve these words",
            )
        },
    ),
)

WITHDRAWN_WORDS = (
    Visit(
        "wordings/cy/withdraw",
        JUNIPER,
        {
            "filled": stay,
            "error": pressing("Withdraw the approval"),
            "done": answering(
                {"What is wrong with the words?": "The third sentence promises"}, "Withdraw the approval"
            ),
        },
    ),
    Visit("wordings/cy/withdraw", JUNIPER, {"empty": stay}),
    Visit("wordings/cy/withdraw", ASHDOWN, CLOSED_ONLY),
)
"""After the words of that language were approved above."""

REVIEWS = (
    Visit(f"cases/{CHECKED}/breach-review", CLOVER, EMPTY_THEN_ERROR),
    Visit(f"cases/{REVIEWED}/breach-review", CLOVER, FILLED_ONLY),
    Visit(f"cases/{CHECKED}/source", CLOVER, EMPTY_THEN_ERROR),
    Visit(f"cases/{DELAY_OF_ANOTHER}/delay-review", CLOVER, EMPTY_THEN_ERROR),
    Visit(f"cases/{LATE}/late-disclosure-review", CLOVER, EMPTY_THEN_ERROR),
    Visit(f"cases/{WARNED}/vulnerability-review", GORSE, EMPTY_THEN_ERROR),
    *(Visit(f"cases/{HELD_UP}/{path}", BRAMBLE, FILLED_ONLY) for path in ("", "send", "send/2")),
    *(Visit(f"cases/{CHANGED_SINCE}/{path}", BRAMBLE, FILLED_ONLY) for path in ("", "send", "decide")),
    Visit(f"cases/{HELD_UP}/supervisor-look", CLOVER, EMPTY_THEN_ERROR),
    Visit(f"cases/{HELD_UP}/lead-look", GORSE, EMPTY_THEN_ERROR),
    Visit(f"cases/{HELD_UP}/urgency", BRAMBLE, EMPTY_THEN_ERROR),
    Visit(f"cases/{OUTSIDE}/outside-review", HAZEL, EMPTY_THEN_ERROR),
    *(
        Visit(f"cases/{CLOSED}/{slug}", ASHDOWN, CLOSED_ONLY)
        for slug in (
            "breach-review",
            "source",
            "delay-review",
            "late-disclosure-review",
            "vulnerability-review",
            "outside-review",
            "supervisor-look",
            "lead-look",
            "urgency",
        )
    ),
)

VISITS = (
    *AT_THE_DOOR, *ABOUT, *LISTS, *BEGINNING, *QUESTION_VISITS, *PART_VISITS, *LOCAL, *THE_CASE, *ACTS,
    *CARRYING, *WORDS_FOR_THE_PERSON,
    *WITHDRAWN_WORDS, *PAGE_WORDS, *REVIEWS, *SENDING_VISITS,
)  # fmt: skip
