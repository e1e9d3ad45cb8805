"""Every figure, in the order of the journey, and what is not counted because the record does not hold it as a code.

The words of a category are those of the choice that was recorded.
"""

from dataclasses import dataclass

from proviso.casework.values.allegation import CrimeType
from proviso.casework.values.closing import WayOut
from proviso.casework.values.considerations import ViewsAre
from proviso.casework.values.content import BasicField
from proviso.casework.values.person import Interpreter
from proviso.casework.values.protection import Referral
from proviso.casework.values.reasons import Power, Purpose
from proviso.casework.values.reply import CrimeReport, Engaged, Said
from proviso.casework.values.role import RoleInCase
from proviso.casework.values.suspicion import Certainty, ReviewOutcome, Source, StatusCheck
from proviso.casework.values.timing import DelayReason, Department
from proviso.casework.values.value import Choice
from proviso.oversight.figures.figure import LONGER, NOT_KNOWN, NOT_YET, Figure, Kind, Numerator, Population

CASES = Population("cases", "Cases that were opened")
SUSPECTED = Population("suspected", "Cases with a suspicion", "suspected", ("yes",))
SHARED = Population("shared", "Cases of which something was shared", "shared", ("yes",))
DECIDED_TO_SHARE = Population("decided_to_share", "Cases in which it was decided to share", "decisions", ("share",))
DELAYED = Population("delayed", "Cases in which it was decided to delay", "decisions", ("delay",))
MORE_PROPOSED = Population(
    "more_proposed", "Cases in which additional information was proposed", "additional_proposed", ("yes",)
)
VIEWS_GIVEN = Population("views_given", "Cases in which the person gave their views", "views", ("given",))
ROUTINE = Population("routine", "Cases in which status was checked routinely", "status_check", ("routine",))
IMPRACTICABLE = Population("impracticable", "Cases in which telling was once impracticable", "tried_again")
INTERPRETED = Population("interpreted", "Cases in which an interpreter was needed", "interpreter", ("needed", "booked"))
LATE = Population("late", "Cases with a disclosure that was recorded late", "late", ("yes",))
FOUND_WRONG = Population("found_wrong", "Cases of which something shared was found wrong", "found_wrong", ("yes",))

POPULATIONS: tuple[Population, ...] = (
    CASES, SUSPECTED, SHARED, DECIDED_TO_SHARE, DELAYED, MORE_PROPOSED, VIEWS_GIVEN, ROUTINE, IMPRACTICABLE,
    INTERPRETED, LATE, FOUND_WRONG,
)  # fmt: skip
"""Of whom figures are counted; the first has every case in it."""


def _chosen(choice: type[Choice], *without: Choice) -> tuple[Numerator, ...]:
    """A category for each choice, in its words."""
    left = (one for one in choice if one not in without and one.value != NOT_KNOWN)
    return tuple(Numerator(one.value, one.label) for one in left)


def _yes_or_no(yes: str, no: str) -> tuple[Numerator, ...]:
    return Numerator("yes", yes), Numerator("no", no)


def _bands(not_yet: str = "") -> tuple[Numerator, ...]:
    told = (
        Numerator("within_4_hours", "Within 4 hours"),
        Numerator("within_a_day", "Within a day"),
        Numerator("within_3_days", "Within 3 days"),
        Numerator("within_a_week", "Within a week"),
        Numerator("within_4_weeks", "Within 4 weeks"),
        Numerator(LONGER, "Longer"),
    )
    return (*told, Numerator(NOT_YET, not_yet)) if not_yet else told


_TOLD = (Numerator("yes", "Told"), Numerator("no", "Not told"), Numerator("impracticable", "It was impracticable"))
_RECIPIENTS = (
    *_chosen(Department),
    Numerator("other_home_office", "Another part of the Home Office"),
    Numerator("outside_home_office", "Somebody outside the Home Office"),
)

_AGES = (
    Numerator("under_18", "Under 18"),
    Numerator("18_24", "18 to 24"),
    Numerator("25_39", "25 to 39"),
    Numerator("40_59", "40 to 59"),
    Numerator("60_over", "60 or over"),
    Numerator("adult", "18 or over, and no more is known"),
    Numerator("disputed", "Their age is disputed"),
)
_LANGUAGES = Numerator("english", "English"), Numerator("welsh", "Welsh"), Numerator("other", "Another language")

EQUALITY_FIGURES: tuple[Figure, ...] = (
    Figure("age", "Age when the case was opened", "11.1", CASES, "age", _AGES),
    Figure("language", "The language that the person prefers", "11.1", CASES, "language", _LANGUAGES),
    Figure("support", "How the offer of independent support ended", "3.2", CASES, "support", _chosen(Referral)),
    Figure("role_shared", "What the person is to the crime, where something was shared", "11.1", SHARED, "role",
           _chosen(RoleInCase)),
    Figure("crime_shared", "Type of crime, where something was shared", "11.1", SHARED, "crimes", _chosen(CrimeType),
           kind=Kind.SEVERAL),
    Figure("age_shared", "Age, where something was shared", "11.1", SHARED, "age", _AGES),
    Figure("language_shared", "Language, where something was shared", "11.1", SHARED, "language", _LANGUAGES),
    Figure("interpreter_shared", "Need of an interpreter, where something was shared", "11.1", SHARED, "interpreter",
           _chosen(Interpreter)),
    Figure("support_shared", "The offer of support, where something was shared", "11.1", SHARED, "support",
           _chosen(Referral)),
)  # fmt: skip
"""By which due regard is looked at (11.1), of what is recorded anyway: of all cases, and of those shared about."""

FIGURES: tuple[Figure, ...] = (
    Figure("role", "What the person is to the crime", "1.2.1", CASES, "role", _chosen(RoleInCase)),
    Figure("crime", "Type of crime", "6.1", CASES, "crimes", _chosen(CrimeType), kind=Kind.SEVERAL),
    Figure("suspected", "Whether there was a suspicion", "1.1", CASES, "suspected",
           _yes_or_no("A suspicion or a doubt", "None")),
    Figure("source", "How the suspicion first arose", "5.3", SUSPECTED, "source", _chosen(Source)),
    Figure("certainty", "How sure the officer was", "1.1", SUSPECTED, "certainty", _chosen(Certainty)),
    Figure("status_check", "Whether status was checked", "5.2", SUSPECTED, "status_check",
           (*_chosen(StatusCheck), Numerator("none", "It did not come from a check"))),
    Figure("check_review", "What a supervisor found of a routine check", "5.2", ROUTINE, "check_review",
           (*_chosen(ReviewOutcome), Numerator("waits", "Not reviewed yet"))),
    Figure("decided", "What was decided, once or more", "5.4", SUSPECTED, "decisions",
           (Numerator("share", "To share"), Numerator("not_share", "Not to share"), Numerator("delay", "To delay")),
           "nothing is decided yet", Kind.SEVERAL),
    Figure("to_decision", "From the suspicion to the first decision", "7.1", SUSPECTED, "hours_to_decision",
           _bands("Nothing is decided yet"), "no suspicion is written down", Kind.BAND),
    Figure("purpose", "What sharing was for", "5.4", DECIDED_TO_SHARE, "purposes", _chosen(Purpose),
           kind=Kind.SEVERAL),
    Figure("power", "Which power was relied on", "4.1", DECIDED_TO_SHARE, "powers", _chosen(Power),
           kind=Kind.SEVERAL),
    Figure("delay_reason", "Why sharing waited", "7.2", DELAYED, "delay_reasons", _chosen(DelayReason),
           kind=Kind.SEVERAL),
    Figure("past_review", "How long the last delay went on after the day of its review", "7.2", DELAYED,
           "hours_past_review", _bands("It still lasts"), kind=Kind.BAND),
    Figure("shared", "Whether anything was shared", "10.1", CASES, "shared", _yes_or_no("Something", "Nothing")),
    Figure("content", "Basic information alone, or more", "6.2", SHARED, "content",
           (Numerator("basic", "Basic information alone"), Numerator("additional", "Additional information too")),
           "it was recorded late, without what it held"),
    Figure("left_out", "Basic information that was left out", "6.1", SHARED, "left_out",
           (*_chosen(BasicField), Numerator("none", "Nothing was left out")),
           "it was recorded late, without what it held", Kind.SEVERAL),
    Figure("recipient", "With whom it was shared", "8.1", SHARED, "recipients", _RECIPIENTS, kind=Kind.SEVERAL),
    Figure("to_sharing", "From the suspicion to the first disclosure", "7.1", SHARED, "hours_to_sharing", _bands(),
           "it was recorded late, or without a suspicion", Kind.BAND),
    Figure("to_acknowledgement", "From the first disclosure to its acknowledgement", "10.1.2", SHARED,
           "hours_to_acknowledgement", _bands("Not acknowledged yet"), "it was recorded late", Kind.BAND),
    Figure("late", "Whether a disclosure was recorded late", "10.1", SHARED, "late",
           _yes_or_no("One or more", "None"), "nothing of it is recorded yet"),
    Figure("late_review", "Whether a supervisor looked at what was recorded late", "10.1", LATE, "late_review",
           (Numerator("reviewed", "Reviewed"), Numerator("waits", "Not reviewed yet"))),
    Figure("told_before", "Whether the person was told before", "9.1.1", SHARED, "told_before", _TOLD),
    Figure("told_after", "Whether the person was told afterwards", "9.1.2", SHARED, "told_after", _TOLD),
    Figure("tried_again", "Whether telling was tried again", "9.1", IMPRACTICABLE, "tried_again",
           (*_yes_or_no("Tried again", "Not tried again yet"), Numerator("never", "It will not become practicable"))),
    Figure("interpreter", "Whether an interpreter was needed", "9.1", CASES, "interpreter", _chosen(Interpreter)),
    Figure("interpreter_there", "Whether the interpreter who was needed was there", "9.1", INTERPRETED,
           "interpreter_there",
           (Numerator("every_time", "Every time"), Numerator("not_every_time", "Not every time")),
           "nobody was told or asked anything yet"),
    Figure("views", "The person’s views on additional information", "6.3.1", MORE_PROPOSED, "views",
           _chosen(ViewsAre)),
    Figure("views_and_decision", "Their views beside what was then done", "6.3.1", VIEWS_GIVEN, "views_and_decision",
           (
               Numerator("objected_shared", "They objected, and more was shared"),
               Numerator("objected_not_shared", "They objected, and no more was shared"),
               Numerator("agreed_shared", "They did not object, and more was shared"),
               Numerator("agreed_not_shared", "They did not object, and no more was shared"),
           )),
    Figure("reply", "What replies said", "6.3.3", SHARED, "replies",
           (*_chosen(Said), Numerator("none", "No reply")), "nothing of the disclosure is recorded yet", Kind.SEVERAL),
    Figure("found_wrong", "Whether something shared was found wrong", "10.1", SHARED, "found_wrong",
           _yes_or_no("Something", "Nothing"), "nothing of the disclosure is recorded yet"),
    Figure("to_correction", "From what was found wrong to the last who was told", "10.1", FOUND_WRONG,
           "hours_to_correction", _bands("Not everybody is told yet"), kind=Kind.BAND),
    Figure("engaged", "Whether the person stayed with the investigation", "2.5", SHARED, "engaged", _chosen(Engaged)),
    Figure("report", "The outcome of the investigation", "2.1", SHARED, "report", _chosen(CrimeReport)),
    *EQUALITY_FIGURES,
    Figure("ended", "Whether the case is open, or how it ended", "5.5", CASES, "ended",
           (Numerator("open", "Open"), Numerator("closed", "Closed"),
            *(Numerator(one.value, f"Closed unresolved: {one.label[0].lower()}{one.label[1:]}") for one in WayOut))),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Something that figures do not say, and why."""

    what: str
    why: str


NOT_COUNTED: tuple[NotCounted, ...] = (
    NotCounted("Why telling, or asking for views, was impracticable", "it is recorded in words, and words stay sealed"),
    NotCounted("What became of the person", "nothing is recorded of removal, detention or leave: only the outcome of "
               "the investigation, and whether they stayed with it"),
    NotCounted("What reconciling found",
               "it is about a log and not about a case, and the data protection officer has it"),
    NotCounted("Sex, race, religion and other protected characteristics", "nobody is asked for them"),
    NotCounted("Which language other than English and Welsh", "it is recorded in words, and words stay sealed"),
)  # fmt: skip
"""What somebody may look for here and not find."""
